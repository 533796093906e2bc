import { expect } from "chai";
import { wrongSigners } from "../../../tools/cli/signIn/declaredSigner";
import { makeCertificate, type TestCertificate } from "../../helpers/certificates";

const objectId = "22222222-aaaa-4444-8888-000000000002";
const now = Date.parse("2026-11-28T12:00:00Z");

describe("A rehearsal's look at the certificate that signs", () => {
    let older: TestCertificate;
    let newer: TestCertificate;
    before(async () => {
        older = await makeCertificate({ notBefore: "2026-01-01T00:00:00Z" });
        newer = await makeCertificate({ notBefore: "2026-06-01T00:00:00Z" });
    });

    const clouds = (preferred: string | null, ...held: TestCertificate[]) => ({
        "azuread:index/servicePrincipal:ServicePrincipal": {
            [objectId]: {
                id: objectId,
                preferredTokenSigningKeyThumbprint: preferred,
                keyCredentials: held.map(({ value }, index) => ({
                    ...{ usage: "Verify", key: value, endDateTime: "2029-01-01T00:00:00Z" },
                    startDateTime: `2026-0${index + 1}-01T00:00:00Z`,
                })),
            },
        },
    });
    const state = (signingCertificate: string | undefined, certificates: Record<string, TestCertificate>) => ({
        resources: [
            {
                urn: "urn:pulumi:test::p::connect-entra-sso:index:ConnectSso::sso",
                type: "connect-entra-sso:index:ConnectSso",
                inputs: signingCertificate === undefined ? {} : { signingCertificate },
                outputs: {
                    servicePrincipalObjectId: objectId,
                    certificates: Object.fromEntries(
                        Object.entries(certificates).map(([name, { thumbprint }]) => [
                            name,
                            { thumbprint, activateCommand: `az rest ${name}` },
                        ]),
                    ),
                },
            },
        ],
    });

    it("agrees with the right declaration, and with the only certificate when nothing is declared", () => {
        const both = { "2026": older, "2027": newer };
        expect([
            wrongSigners(state("2026", both), clouds(null, older, newer), now),
            wrongSigners(state("2027", both), clouds(newer.thumbprint, older, newer), now),
            wrongSigners(state(undefined, { "2026": older }), clouds(null, older), now),
            wrongSigners({}, clouds(null, older), now),
        ]).to.deep.equal([[], [], [], []]);
    });

    it("refuses a declared certificate that was never activated, with the command that activates it", () => {
        const both = { "2026": older, "2027": newer };
        expect(wrongSigners(state("2027", both), clouds(null, older, newer), now)).to.deep.equal([
            'The stack says that Entra signs with "2027", but the emulated Entra signs with "2026". Run the activation command of "2027" ' +
                '(npm start -- az rest 2027), or write signingCertificate: "2026".',
        ]);
    });

    it("sees that a retired certificate, which stays in Entra, still signs", () => {
        expect(wrongSigners(state("2027", { "2027": newer }), clouds(null, older, newer), now)).to.deep.equal([
            `The stack says that Entra signs with "2027", but the emulated Entra signs with a certificate that the stack does not have any more (SHA-1 ${older.thumbprint}). ` +
                'Run the activation command of "2027" (npm start -- az rest 2027).',
        ]);
    });
});
