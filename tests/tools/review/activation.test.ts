import { expect } from "chai";
import type { KeysInEntra } from "../../../rules/keysInEntra";
import { componentTypes } from "../../../rules/resourceTypes";
import { reviewStack } from "../../../tools/review/reviewStack";
import { inputOf, resourceOf, update } from "./changes";
import { inputFor, type RehearsedExport, type RehearsedResource, rehearsed, thumbprints } from "./rehearsed";

type Name = keyof typeof thumbprints;
const inputs = (name: Name) => ({ signingCertificate: name, thumbprint: thumbprints[name] });

/** The stack with two certificates, in which a deployment made Entra sign with one of them. */
function signingWith(name: Name): { exported: RehearsedExport; signer: RehearsedResource; sso: RehearsedResource } {
    const { export2: exported } = rehearsed().exports;
    const sso = resourceOf(exported, "ConnectSso::sso");
    const signer = {
        urn: sso.urn.replace("ConnectSso::", "ConnectSso$connect-entra-sso:index:EntraSigningCertificate::"),
        type: componentTypes.entraSigningCertificate,
        custom: false,
        parent: sso.urn,
        inputs: inputs(name),
    };
    exported.deployment.resources.push(signer);
    return { exported, signer, sso };
}

describe("A review of a stack whose deployments make Entra sign", () => {
    it("says of a switch that the deployment makes it, and that everybody can sign in after it", () => {
        const { exported, signer, sso } = signingWith("2026");
        const steps = [update(sso, { signingCertificate: "2027" }), update(signer, inputs("2027"))];
        const { verdict, trust, access } = reviewStack(inputOf(exported, ...steps));
        expect([verdict, trust, access.before, access.after]).to.deep.equal([
            "safe",
            [{ id: "certificateActivated", name: "sso", before: ["2026"], after: ["2027"], direction: "other" }],
            { can: 2, cannot: 0, unknown: 0 },
            { can: 2, cannot: 0, unknown: 0 },
        ]);
    });

    for (const [what, signs, keys, early] of [
        ["that leaves while it signs, whatever the configuration stated", "2026", undefined, true],
        ["that leaves after the switch, without a word from Entra", "2027", undefined, false],
        ["that somebody activated again in Entra", "2027", "2026", true],
    ] as [string, Name, Name | undefined, boolean][]) {
        it(`says what a certificate does ${what}`, () => {
            const { exported } = signingWith(signs);
            const sso = resourceOf(exported, "ConnectSso::sso");
            sso.inputs = { ...sso.inputs, signingCertificate: "2027" };
            const entraKeys: KeysInEntra | undefined =
                keys === undefined
                    ? undefined
                    : {
                          held: Object.values(thumbprints).map((thumbprint) => ({
                              ...{ thumbprint, notBefore: "2026-11-01T00:00:00Z", notAfter: "2029-11-01T00:00:00Z" },
                          })),
                          chosen: thumbprints[keys],
                      };
            const { trust, access } = reviewStack({
                ...{ ...inputFor("retired"), deployment: exported },
                ...(entraKeys === undefined ? {} : { entraKeys }),
            });
            expect([trust.some(({ id }) => id === "retiredBeforeNewOneSigns"), access.loses.length]).to.deep.equal(
                early ? [true, 2] : [false, 0],
            );
        });
    }
});
