import { expect } from "chai";
import { type KeysInEntra, readKeysInEntra } from "../../rules/keysInEntra";
import { type SignerChange, signerLeaving } from "../../rules/signerLeaving";

const sha1 = (digit: string) => digit.repeat(40);
const one = { name: "2026", thumbprint: sha1("A") };
const two = { name: "2027", thumbprint: sha1("B") };
const holds = (chosen: string | undefined, ...digits: string[]): KeysInEntra => ({
    held: digits.map((digit) => ({
        ...{ thumbprint: sha1(digit), notBefore: "2026-01-01T00:00:00Z", notAfter: "2029-01-01T00:00:00Z" },
    })),
    ...(chosen === undefined ? {} : { chosen: sha1(chosen) }),
});
const retiring: Omit<SignerChange, "entra"> = { before: [one, two], after: [two], retired: ["2026"], activates: true };
const unknown = (why: string) =>
    `can't be retired (SHA-1 ${sha1("A")}): which certificate Entra signs with is not known (${why}). If Entra signs with this one, ` +
    "AWS would refuse every sign-in. Put it back, and make Microsoft Graph readable for the caller; or set certificateActivation: false, " +
    "if you know that Entra signs with another one";
const several = "Entra holds several certificates, and none of them was chosen to sign";
const signs = (cure: string) =>
    `can't be retired yet: Entra signs with this certificate now (SHA-1 ${sha1("A")}), so AWS would refuse every sign-in. Put it back, ` +
    `${cure}; retire it in the deployment after that`;

describe("A certificate that leaves", () => {
    for (const [what, change, ...messages] of [
        ["may leave when Entra was told to sign with another one", { entra: holds("B", "A", "B") }],
        [
            "must stay while Entra signs with it, and the message names the one to switch to",
            { entra: holds("A", "A", "B") },
            signs('set signingCertificate to "2027" and run pulumi up'),
        ],
        [
            "must stay while Entra signs with it, also where an administrator activates certificates",
            { entra: holds("A", "A", "B"), activates: false },
            signs('activate "2027" with the command in the output certificates'),
        ],
        [
            "must stay where it is the only one that Entra holds",
            { entra: holds(undefined, "A") },
            signs('set signingCertificate to "2027" and run pulumi up'),
        ],
        ["may leave where Entra does not hold it any more, also as the chosen one", { entra: holds("A", "B") }],
        ["must stay where Entra was told nothing", { entra: holds(undefined, "A", "B") }, unknown(several)],
        ["must stay where Entra was told of one that is gone", { entra: holds("C", "A", "B") }, unknown(several)],
        ["must stay where Entra can't be asked", { entra: { failure: "no token" } }, unknown("no token")],
        [
            "may leave on an administrator's word where Entra does not say",
            { entra: holds(undefined, "A", "B"), activates: false },
        ],
        [
            "may leave on an administrator's word where Entra can't be asked",
            { entra: { failure: "no token" }, activates: false },
        ],
        ["may leave by its thumbprint", { entra: holds("A", "A", "B"), retired: [sha1("a")] }],
        ["is none where all stay", { entra: { failure: "not asked" }, after: [one, two] }],
        ["is none where all stay by name alone", { entra: { failure: "not asked" }, after: [{ name: "2026" }, two] }],
        [
            "has left where another one has its name",
            { entra: holds("A", "A", "B"), after: [{ name: "2026", thumbprint: sha1("C") }] },
            signs("set signingCertificate to another certificate and run pulumi up"),
        ],
    ] as [string, Partial<SignerChange> & Pick<SignerChange, "entra">, ...string[]][]) {
        it(what, () => {
            expect(signerLeaving({ ...retiring, ...change })).to.deep.equal(
                messages.map((message) => ({ path: ["certificates", "2026"], message })),
            );
        });
    }
});

describe("The certificates in Entra", () => {
    const bytes = Buffer.alloc(20, 0xab);
    const times = { notBefore: "2026-01-01T00:00:00Z", notAfter: "2029-01-01T00:00:00Z" };
    const key = { usage: "Sign", startDateTime: times.notBefore, endDateTime: times.notAfter };

    it("are those with a private key, each once, by base64 or by hexadecimal digits", () => {
        const keyCredentials = [
            { ...key, customKeyIdentifier: bytes.toString("base64") },
            { ...key, customKeyIdentifier: bytes.toString("hex") },
            { ...key, customKeyIdentifier: sha1("c") },
            { ...key, usage: "Verify", customKeyIdentifier: sha1("D") },
            { ...key, customKeyIdentifier: "short" },
            { ...key, customKeyIdentifier: null },
            null,
        ];
        expect(readKeysInEntra({ keyCredentials, preferredTokenSigningKeyThumbprint: sha1("c") })).to.deep.equal({
            held: [
                { thumbprint: "AB".repeat(20), ...times },
                { thumbprint: sha1("C"), ...times },
            ],
            chosen: sha1("C"),
        });
    });

    it("are none in an answer without them", () => {
        expect([readKeysInEntra({}), readKeysInEntra({ preferredTokenSigningKeyThumbprint: null })]).to.deep.equal([
            { held: [] },
            { held: [] },
        ]);
    });
});
