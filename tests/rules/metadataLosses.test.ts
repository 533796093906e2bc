import { expect } from "chai";
import { anyOfThem, deriveMetadataDocument, metadataLosses } from "../../rules/saml";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";

const entityId = "https://sts.windows.net/aaaabbbb-0000-cccc-1111-dddd2222eeee/";
const nowMs = Date.parse("2026-11-24T05:00:00Z");

describe("metadataLosses", () => {
    const certificates = new Map<string, TestCertificate>();

    before(async () => {
        certificates.set("expired", await makeCertificate({ notAfter: "2026-11-24T05:00:00Z" }));
        certificates.set("2025", await makeCertificate({ notAfter: "2026-11-24T05:00:01Z" }));
        certificates.set("2026", await makeCertificate());
        certificates.set(
            "2027",
            await makeCertificate({ notBefore: "2027-01-01T00:00:00Z", notAfter: "2029-01-01T00:00:00Z" }),
        );
    });

    const certificate = (name: string): TestCertificate => {
        const found = certificates.get(name);
        if (found === undefined) {
            throw new Error(`no certificate is called ${name}`);
        }
        return found;
    };
    /** A document with these certificates; `2026=2027` gives the bytes of 2027 the name 2026, `=2027` gives them none. */
    const documentWith = (names: readonly string[], issuer = entityId) =>
        deriveMetadataDocument({
            entityId: issuer,
            singleSignOnUrl: "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/saml2",
            signingCertificates: names.map((one) => {
                const [name = "", bytes = name] = one.split("=");
                return { ...(name === "" ? {} : { name }), value: certificate(bytes).value };
            }),
        });
    type Change = Partial<Parameters<typeof metadataLosses>[0]>;
    const lossesOf = (change: Change) =>
        metadataLosses({
            oldDocument: "",
            newDocument: "",
            retired: [],
            signing: anyOfThem,
            writtenIn: "arguments",
            nowMs,
            ...change,
        });

    const missing = (name: string) =>
        `is missing (SHA-1 ${certificate(name).thumbprint}): AWS would refuse every sign-in that is signed with this certificate. Put the ` +
        `entry back. Once another certificate signs, list "${name}" under retiredCertificates; if it was deleted in the identity provider, ` +
        `list "${certificate(name).thumbprint}"`;
    const replaced = (name: string) =>
        `would stop AWS from trusting a certificate (SHA-1 ${certificate(name).thumbprint}): if Entra signs with it, AWS refuses ` +
        `every sign-in. If it was deleted in Entra, list "${certificate(name).thumbprint}" under retiredCertificates. If it is still there, ` +
        `keep it trusted: set alsoTrustedCertificates: ["${certificate(name).value}"] and deploy; activate the certificate of this stack ` +
        `with the command in the output certificates; then list "${certificate(name).thumbprint}" under retiredCertificates`;
    const onlyNew = (before: string, after: string) =>
        `must keep a certificate that AWS already trusts, got only new ones (${after}): Entra signs with ${before} until you ` +
        `activate another one. Put ${before} back beside the new one and deploy; activate the new one with the command in the output ` +
        "certificates; then retire the old one";

    const cases: [
        what: string,
        before: string[],
        after: string[],
        retired: string[],
        problems?: () => [path: string[], message: string][],
    ][] = [
        ["no change", ["2025", "2026"], ["2025", "2026"], []],
        ["another order", ["2025", "2026"], ["2026", "2025"], []],
        ["a certificate that is added", ["2026"], ["2026", "2027"], []],
        ["the same bytes under another name", ["2026"], ["renamed=2026"], []],
        ["a certificate retired by name beside one that stays", ["2025", "2026"], ["2026"], ["2025"]],
        ["a certificate retired by thumbprint", ["2025", "2026"], ["2026"], ["thumbprint of 2025"]],
        ["the only certificate replaced, retired by thumbprint", ["2026"], ["2027"], ["thumbprint of 2026"]],
        ["an expired certificate that goes", ["expired", "2026"], ["2026"], []],
        ["only expired certificates that go", ["expired"], ["2026"], []],
        [
            "a certificate that goes",
            ["2025", "2026"],
            ["2026"],
            [],
            () => [[["certificates", "2025"], missing("2025")]],
        ],
        [
            "a certificate that goes when another one is retired",
            ["2025", "2026"],
            ["2026"],
            ["2026"],
            () => [[["certificates", "2025"], missing("2025")]],
        ],
        [
            "a certificate that goes before it is valid",
            ["2026", "2027"],
            ["2026"],
            [],
            () => [[["certificates", "2027"], missing("2027")]],
        ],
        [
            "a certificate that goes when only an expired one stays",
            ["expired", "2026"],
            ["expired", "2027"],
            [],
            () => [[["certificates", "2026"], missing("2026")]],
        ],
        [
            "a certificate retired by name when only an expired one stays",
            ["expired", "2026"],
            ["expired", "2027"],
            ["2026"],
            () => [[["certificates"], onlyNew('"2026"', '"2027" and "expired"')]],
        ],
        [
            "the only certificate replaced, retired by name",
            ["2026"],
            ["2027"],
            ["2026"],
            () => [[["certificates"], onlyNew('"2026"', '"2027"')]],
        ],
        [
            "all certificates replaced, one retired by name and one by thumbprint",
            ["2025", "2026"],
            ["2027"],
            ["2025", "thumbprint of 2026"],
            () => [[["certificates"], onlyNew('"2025"', '"2027"')]],
        ],
        [
            "other bytes under the same name",
            ["2026"],
            ["2026=2027"],
            [],
            () => [[["certificates", "2026"], replaced("2026")]],
        ],
        [
            "a certificate without a name that goes",
            ["=2025", "2026"],
            ["2026"],
            [],
            () => [[["certificates"], replaced("2025")]],
        ],
    ];
    for (const [what, before, after, retired, problems] of cases) {
        it(`${problems === undefined ? "accepts" : "refuses"} ${what}`, () => {
            const found = lossesOf({
                oldDocument: documentWith(before),
                newDocument: documentWith(after),
                retired: retired.map((one) =>
                    one.replace(/^thumbprint of (.*)$/, (_, name) => certificate(name).thumbprint),
                ),
            });
            expect(found.map(({ path, message }) => [path, message])).to.deep.equal(problems?.() ?? []);
        });
    }

    it("refuses a retired certificate while another one than said signs", () => {
        const change = { oldDocument: documentWith(["2025", "2026"]), newDocument: documentWith(["2026"]) };
        const named = (signing: string) => lossesOf({ ...change, retired: ["2025"], signing });
        expect([named("2026"), named("2025").map(({ path }) => path)]).to.deep.equal([[], [["signingCertificate"]]]);
    });

    it("refuses another issuer", () => {
        const other = "https://sts.windows.net/00001111-aaaa-2222-bbbb-3333cccc4444/";
        const change = { oldDocument: documentWith(["2026"]), newDocument: documentWith(["2026"], other) };
        const refused = `would change the issuer from "${entityId}" to "${other}": AWS would refuse every sign-in from "${entityId}"`;
        expect([lossesOf({ ...change, writtenIn: "document" }), lossesOf(change)]).to.deep.equal([
            [
                {
                    path: ["samlMetadataDocument"],
                    message: `${refused}. Create a separate AwsSamlFederation for the other issuer`,
                },
            ],
            [{ path: [], message: `This deployment ${refused}. Use a separate stack for the other tenant or cloud` }],
        ]);
    });

    it("accepts any document in place of one that can't be read", () => {
        expect(lossesOf({ oldDocument: "<x/>", newDocument: documentWith(["2026"]) })).to.deep.equal([]);
    });

    it("refuses a new document that can't be read, since it holds no certificate", () => {
        const found = lossesOf({ oldDocument: documentWith(["2026"]), newDocument: "<x/>" });
        expect(found).to.deep.equal([{ path: ["certificates", "2026"], message: missing("2026") }]);
    });
});
