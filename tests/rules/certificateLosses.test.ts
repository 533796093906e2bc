import { expect } from "chai";
import { certificateLosses, deriveMetadataDocument } from "../../rules/saml";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";

const entityId = "https://sts.windows.net/aaaabbbb-0000-cccc-1111-dddd2222eeee/";
const nowMs = Date.parse("2026-11-24T05:00:00Z");

describe("certificateLosses", () => {
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
    const documentWith = (names: readonly string[], issuer = entityId) =>
        deriveMetadataDocument({
            entityId: issuer,
            singleSignOnUrl: "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/saml2",
            signingCertificates: names.map((name) => ({ name, value: certificate(name).value })),
        });
    const losses = (before: string[], after: string[], retired: string[] = []) => {
        const { lost, ...others } = certificateLosses({
            oldDocument: documentWith(before),
            newDocument: documentWith(after),
            retired: retired.map((one) =>
                one.replace(/^thumbprint of (.*)$/, (_, name) => certificate(name).thumbprint),
            ),
            nowMs,
        });
        return { lost: lost.map(({ keyName }) => keyName), ...others };
    };

    const cases: [
        what: string,
        before: string[],
        after: string[],
        retired: string[],
        lost: string[],
        noOverlap: boolean,
    ][] = [
        ["nothing changes", ["2025", "2026"], ["2025", "2026"], [], [], false],
        ["one is added", ["2026"], ["2026", "2027"], [], [], false],
        ["one goes", ["2025", "2026"], ["2026"], [], ["2025"], false],
        ["one goes that is retired by name", ["2025", "2026"], ["2026"], ["2025"], [], false],
        ["one goes that is retired by thumbprint", ["2025", "2026"], ["2026"], ["thumbprint of 2025"], [], false],
        ["another is retired than the one that goes", ["2025", "2026"], ["2026"], ["2026"], ["2025"], false],
        ["an expired one goes", ["expired", "2026"], ["2026"], [], [], false],
        ["only an expired one stays", ["expired", "2026"], ["expired", "2027"], [], ["2026"], true],
        ["all are expired", ["expired"], ["2026"], [], [], false],
        ["one is replaced", ["2026"], ["2027"], [], ["2026"], true],
        ["one is replaced that is retired by name", ["2026"], ["2027"], ["2026"], [], true],
        ["one is replaced that is retired by thumbprint", ["2026"], ["2027"], ["thumbprint of 2026"], [], false],
        [
            "all go, one by name and one by thumbprint",
            ["2025", "2026"],
            ["2027"],
            ["2025", "thumbprint of 2026"],
            [],
            true,
        ],
        ["one goes that is not valid yet", ["2026", "2027"], ["2026"], [], ["2027"], false],
    ];
    for (const [what, before, after, retired, lost, noOverlap] of cases) {
        it(`when ${what}: loses ${lost.join(", ") || "nothing"}${noOverlap ? ", without overlap" : ""}`, () => {
            expect(losses(before, after, retired)).to.deep.equal({ lost, noOverlap });
        });
    }

    it("takes a thumbprint in lower case and with colons, as openssl prints it", () => {
        const printed = certificate("2026")
            .thumbprint.toLowerCase()
            .replace(/(..)(?!$)/g, "$1:");
        expect(losses(["2026"], ["2027"], [printed])).to.deep.equal({ lost: [], noOverlap: false });
    });

    it("tells certificates apart by their bytes, not by their name", () => {
        const reused = deriveMetadataDocument({
            entityId,
            singleSignOnUrl: "https://login.microsoftonline.com/x/saml2",
            signingCertificates: [{ name: "2026", value: certificate("2027").value }],
        });
        const { lost, noOverlap } = certificateLosses({
            oldDocument: documentWith(["2026"]),
            newDocument: reused,
            retired: [],
            nowMs,
        });
        expect([lost.map(({ thumbprint }) => thumbprint), noOverlap]).to.deep.equal([
            [certificate("2026").thumbprint],
            true,
        ]);
    });

    it("says when the issuer changes", () => {
        const other = "https://sts.windows.net/00001111-aaaa-2222-bbbb-3333cccc4444/";
        expect(
            certificateLosses({
                oldDocument: documentWith(["2026"]),
                newDocument: documentWith(["2026"], other),
                retired: [],
                nowMs,
            }),
        ).to.deep.equal({ lost: [], noOverlap: false, issuerChanged: { from: entityId, to: other } });
    });

    it("loses nothing of an old document that can't be read", () => {
        expect(
            certificateLosses({ oldDocument: "<x/>", newDocument: documentWith(["2026"]), retired: [], nowMs }),
        ).to.deep.equal({ lost: [], noOverlap: false });
    });

    it("loses everything to a new document that can't be read", () => {
        const { lost, noOverlap } = certificateLosses({
            oldDocument: documentWith(["2026"]),
            newDocument: "<x/>",
            retired: [],
            nowMs,
        });
        expect([lost.map(({ keyName }) => keyName), noOverlap]).to.deep.equal([["2026"], true]);
    });
});
