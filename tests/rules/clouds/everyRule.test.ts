import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import * as claims from "../../../rules/claims";
import * as cognito from "../../../rules/cognito";
import * as connect from "../../../rules/connect";
import * as entra from "../../../rules/entra";
import * as iam from "../../../rules/iam";
import * as relayState from "../../../rules/relayState";
import * as saml from "../../../rules/saml";

/** Rules that no emulated cloud can be compared with on its own, and why. */
const notCompared: Record<string, string> = {
    certificateNameProblem: "the name stays in the program",
    endDateProblem: "a spelling, not a bound: Entra takes others too, and reports this one",
    cognitoMetadataProblem: "so many certificates that no test can make them",
    environmentProblem: "one of a few words",
    groupNameProblem: "the name stays in the program",
    instanceArnProblem: "made by AWS from an id that is compared",
    instanceIdProblem: "a GUID",
    landingPageProblem: "part of the relay state, for which no limit is documented",
    phoneTypeProblem: "one of two words",
    profileNameProblem: "a name that is looked up",
    relayStateProblem: "no limit is documented",
    roleArnProblem: "made by AWS from names that are compared",
    roleSessionNameAttributeProblem: "one of three words",
    samlProviderArnProblem: "made by AWS from names that are compared",
    servicePrincipalIdProblem: "made by the provider from a GUID",
    sessionDurationProblem: "STS looks at it when somebody signs in",
    userIdProblem: "a GUID",
};

describe("the comparison of rules and emulated clouds", () => {
    const files = ["aws.test.ts", "cognito.test.ts", "entra.test.ts"]
        .map((name) => readFileSync(join(__dirname, name), "utf8"))
        .join();
    const rules = Object.keys({ ...claims, ...cognito, ...connect, ...entra, ...iam, ...relayState, ...saml }).filter(
        (name) => name.endsWith("Problem"),
    );

    it("has every rule, or says why not", () => {
        const missing = rules.filter((name) => !new RegExp(`\\b${name}\\b`).test(files));
        expect(missing.sort()).to.deep.equal(Object.keys(notCompared).sort());
    });
});
