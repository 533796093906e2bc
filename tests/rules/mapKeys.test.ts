import { expect } from "chai";
import { connectTagsProblem, profileNameProblem, securityProfilesProblem, usernameProblem } from "../../rules/connect";
import { certificateNameProblem } from "../../rules/entra";
import { iamTagsProblem } from "../../rules/iam";
import { mapKeyProblem } from "../../rules/mapKeys";
import { accepts } from "../helpers/problems";

const taken = ["__proto__", "constructor", "hasOwnProperty", "toString", "valueOf", "4dabf18193072939515e22adb298388d"];

describe("a name that JavaScript or Pulumi keeps for itself", () => {
    for (const name of taken) {
        const words = `${JSON.stringify(name)}, a name that JavaScript or Pulumi reserves; write another`;

        it(`${name} is refused as the name of a user, a certificate and a profile`, () => {
            for (const rule of [mapKeyProblem, usernameProblem, certificateNameProblem, profileNameProblem]) {
                expect(rule(name)).to.equal(`must not be ${words} name`);
            }
            expect(securityProfilesProblem(["Agent", name])).to.equal(
                `must be a list of names of security profiles, each of which must not be ${words} name`,
            );
        });

        it(`${name} is refused as the key of a tag`, () => {
            const tags = JSON.parse(`{"team":"x","${name}":"y"}`);
            for (const rule of [connectTagsProblem, iamTagsProblem]) {
                expect(rule(tags)).to.equal(`must not contain the key ${words} key`);
            }
        });
    }

    accepts(mapKeyProblem, ["prototype", "Constructor", "proto", "", undefined, {}]);
});
