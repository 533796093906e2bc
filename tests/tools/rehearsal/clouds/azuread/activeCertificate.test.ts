import { expect } from "chai";
import { activeCertificate } from "../../../../../tools/rehearsal/clouds/azuread/entra/activeCertificate";
import type { KeyCredential } from "../../../../../tools/rehearsal/clouds/azuread/entra/objects";
import { askGraph } from "../../../../helpers/graph";
import { CERTIFICATE, makeSamlApplication, startEntra, text } from "./entra";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const STRANGER = "5214D6BA9438F984A0CC2C856CCEA6A76EDCEC3A";

describe("the certificate that the emulated Entra signs with", () => {
    const certificate = (name: string, startDateTime: string, endDateTime: string): KeyCredential[] =>
        (["Sign", "Verify"] as const).map((usage) => ({
            keyId: `${name}-${usage}`,
            usage,
            customKeyIdentifier: name,
            displayName: `CN=${name}`,
            startDateTime,
            endDateTime,
            key: usage === "Sign" ? null : Buffer.from(name).toString("base64"),
        }));
    const old = certificate("old", "2024-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    const young = certificate("new", "2026-11-01T00:00:00Z", "2029-11-01T00:00:00Z");
    const twin = certificate("twin", "2024-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    const ended = certificate("ended", "2023-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
    const future = certificate("future", "2027-01-01T00:00:00Z", "2029-01-01T00:00:00Z");
    const thumbprintOf = (keys: KeyCredential[]) =>
        activeCertificate({ keyCredentials: keys, preferredTokenSigningKeyThumbprint: null }, NOW).thumbprint ?? "";
    const [oldOne, youngOne] = [thumbprintOf(old), thumbprintOf(young)];
    const endedOne = activeCertificate(
        { keyCredentials: ended, preferredTokenSigningKeyThumbprint: null },
        Date.parse("2025-01-01T00:00:00Z"),
    ).thumbprint as string;

    const cases: [what: string, keys: KeyCredential[], preferred: string | null, answer: object][] = [
        ["no certificate", [], null, { basis: "none" }],
        ["one that has ended", ended, null, { basis: "none" }],
        ["one that begins later", future, null, { basis: "none" }],
        ["one, and none chosen", old, null, { basis: "only", thumbprint: oldOne }],
        [
            "one ended and one valid, and none chosen",
            [...ended, ...young],
            null,
            { basis: "only", thumbprint: youngOne },
        ],
        [
            "one ended that was chosen, and one valid",
            [...ended, ...young],
            endedOne,
            { basis: "only", thumbprint: youngOne },
        ],
        ["two, and none chosen", [...young, ...old], null, { basis: "oldest", thumbprint: oldOne }],
        ["two, and the younger chosen", [...old, ...young], youngOne, { basis: "preferred", thumbprint: youngOne }],
        [
            "two, and the younger chosen in lower case",
            [...old, ...young],
            youngOne.toLowerCase(),
            { basis: "preferred", thumbprint: youngOne },
        ],
        ["two of one age, and none chosen", [...old, ...twin], null, { basis: "unknown" }],
        ["two, and one chosen that has ended", [...ended, ...old, ...young], endedOne, { basis: "unknown" }],
        ["two, and one chosen that is not there", [...old, ...young], STRANGER, { basis: "unknown" }],
    ];
    for (const [what, keyCredentials, preferredTokenSigningKeyThumbprint, answer] of cases) {
        it(`with ${what}: ${JSON.stringify(answer).slice(0, 30)}`, () => {
            expect(activeCertificate({ keyCredentials, preferredTokenSigningKeyThumbprint }, NOW)).to.deep.equal(
                answer,
            );
        });
    }

    it("ends with the last second of its validity", () => {
        const service = { keyCredentials: old, preferredTokenSigningKeyThumbprint: null };
        const end = Date.parse("2027-01-01T00:00:00Z");
        expect([activeCertificate(service, end - 1).basis, activeCertificate(service, end).basis]).to.deep.equal([
            "only",
            "none",
        ]);
    });

    it("is read from the store, as the provider's thumbprint, while a plugin runs", async () => {
        const entra = await startEntra();
        const { servicePrincipal } = await makeSamlApplication(entra);
        const objectId = text(servicePrincipal, "objectId");
        const add = async (displayName: string) =>
            text(await entra.make(CERTIFICATE, { servicePrincipalId: servicePrincipal.id, displayName }), "thumbprint");
        const [first, second] = [await add("CN=first"), await add("CN=second")];
        const place = `v1.0/servicePrincipals/${objectId}`;
        const prefer = (preferredTokenSigningKeyThumbprint: string) =>
            askGraph(entra.folder, "PATCH", place, { preferredTokenSigningKeyThumbprint });
        const active = async () => {
            const keys = `${place}?$select=keyCredentials,preferredTokenSigningKeyThumbprint`;
            const { body } = await askGraph(entra.folder, "GET", keys);
            return activeCertificate(body as unknown as Parameters<typeof activeCertificate>[0], Date.now());
        };
        await prefer(second);
        expect(await active()).to.deep.equal({
            basis: "preferred",
            thumbprint: second,
        });
        await prefer(first);
        expect((await active()).thumbprint).to.equal(first);
        entra.stop();
    });
});
