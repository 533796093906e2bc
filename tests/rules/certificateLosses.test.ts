import { expect } from "chai";
import {
    anyOfThem,
    type CertificateChange,
    certificatesLeaving,
    type TrustedCertificate,
} from "../../rules/certificateLosses";

const sha1 = (digit: string) => digit.repeat(40);
/** A certificate of the configuration, by its name; with a digit, one whose thumbprint is known. */
const known = (name: string, digit: string): TrustedCertificate => ({ name, thumbprint: sha1(digit) });
const named = (name: string): TrustedCertificate => ({ name });

const missing = (name: string) =>
    `is missing: AWS would refuse every sign-in that is signed with this certificate. Put the entry back. Once another certificate ` +
    `signs, list "${name}" under retiredCertificates`;
const missingKnown = (name: string, digit: string) =>
    `is missing (SHA-1 ${sha1(digit)}): AWS would refuse every sign-in that is signed with this certificate. Put the entry back. Once ` +
    `another certificate signs, list "${name}" under retiredCertificates; if it was deleted in the identity provider, list "${sha1(digit)}"`;
const onlyNew = (before: string, after: string) =>
    `must keep a certificate that AWS already trusts, got only new ones (${after}): Entra signs with ${before} until you activate ` +
    `another one. Put ${before} back beside the new one and deploy; activate the new one with the command in the output certificates; then ` +
    "retire the old one";
const notSigning = (staying: string, leaving: string, got: string, candidate: string, command?: string) =>
    `must name a certificate that stays and that AWS trusts already (${staying}) before ${leaving} can be retired, got ${got}: if Entra ` +
    `still signs with ${leaving}, AWS refuses every sign-in. Make Entra sign with "${candidate}" (` +
    `${command ?? `pulumi stack output certificates shows it, as ${candidate}.activateCommand`}), then set signingCertificate: "${candidate}"`;

describe("certificatesLeaving", () => {
    type Case = [what: string, change: Partial<CertificateChange>, ...problems: [path: string[], message: string][]];
    const cases: Case[] = [
        ["no change", { before: [named("2026")], after: [named("2026")] }],
        ["a certificate that is added", { before: [named("2026")], after: [named("2026"), named("2027")] }],
        ["the first certificate", { before: [], after: [named("2026")] }],
        [
            "a retired certificate that goes when another signs that AWS trusts already",
            { before: [named("2026"), named("2027")], after: [named("2027")], retired: ["2026"], signing: "2027" },
        ],
        [
            "a certificate that goes by its thumbprint, although nothing signs after it",
            { before: [known("2026", "A")], after: [named("2027")], retired: [sha1("A")] },
        ],
        [
            "a thumbprint in lower case and with colons, as openssl prints it",
            {
                before: [known("2026", "A")],
                after: [named("2027")],
                retired: [sha1("a").replace(/(..)(?!$)/g, "$1:")],
            },
        ],
        [
            "the same bytes under another name",
            { before: [known("2026", "A")], after: [known("renamed", "A")], signing: "renamed" },
        ],
        [
            "any certificate that stays as the one that signs, where nobody can say which does",
            { before: [named("2026"), named("2027")], after: [named("2027")], retired: ["2026"], signing: anyOfThem },
        ],
        [
            "a certificate that nobody retired",
            { before: [named("2026"), named("2027")], after: [named("2027")], signing: "2027" },
            [["certificates", "2026"], missing("2026")],
        ],
        [
            "each of two certificates that nobody retired",
            { before: [known("2026", "A"), named("2027"), named("2028")], after: [named("2028")], signing: "2028" },
            [["certificates", "2026"], missingKnown("2026", "A")],
            [["certificates", "2027"], missing("2027")],
        ],
        [
            "a certificate that is replaced without being retired, and says one thing only",
            { before: [named("2026")], after: [named("2027")] },
            [["certificates", "2026"], missing("2026")],
        ],
        [
            "a retired certificate that goes with only a new one after it",
            { before: [named("2026")], after: [named("2027")], retired: ["2026"], signing: "2027" },
            [["certificates"], onlyNew('"2026"', '"2027"')],
        ],
        [
            "a retired certificate that goes with only a new one after it, also where any may sign",
            { before: [named("2026")], after: [named("2027")], retired: ["2026"], signing: anyOfThem },
            [["certificates"], onlyNew('"2026"', '"2027"')],
        ],
        [
            "a retired certificate when nobody says what signs",
            { before: [named("2026"), named("2027")], after: [named("2027")], retired: ["2026"] },
            [["signingCertificate"], notSigning('"2027"', '"2026"', "none", "2027")],
        ],
        [
            "a retired certificate when a new one is said to sign, with the command to run",
            {
                before: [named("2026"), named("2027")],
                after: [named("2027"), named("2028")],
                retired: ["2026"],
                signing: "2028",
                activateCommands: { "2027": "az rest … 2027" },
            },
            [["signingCertificate"], notSigning('"2027"', '"2026"', '"2028"', "2027", "az rest … 2027")],
        ],
        [
            "a retired certificate when a new one is to sign, with the deployment to run",
            {
                before: [named("2026"), named("2027")],
                after: [named("2027"), named("2028")],
                retired: ["2026"],
                signing: "2028",
                activates: true,
            },
            [
                ["signingCertificate"],
                notSigning('"2027"', '"2026"', '"2028"', "2027").replace(
                    /Make Entra .*$/,
                    'Set signingCertificate: "2027", keep "2026" and deploy, which makes Entra sign with "2027"; then retire "2026"',
                ),
            ],
        ],
        [
            "a retired certificate with only a new one after it, where deployments switch",
            { before: [named("2026")], after: [named("2027")], retired: ["2026"], activates: true },
            [
                ["certificates"],
                onlyNew('"2026"', '"2027"').replace(
                    "activate the new one with the command in the output certificates",
                    "name the new one in signingCertificate and deploy",
                ),
            ],
        ],
        [
            "a thumbprint that is not the one that goes",
            {
                before: [known("2026", "A"), named("2027")],
                after: [named("2027")],
                retired: [sha1("B")],
                signing: "2027",
            },
            [["certificates", "2026"], missingKnown("2026", "A")],
        ],
        [
            "another certificate under the same name, whose bytes are known",
            {
                before: [{ ...known("2026", "A"), value: "MIIC" }],
                after: [known("2026", "B")],
                signing: "2026",
            },
            [
                ["certificates", "2026"],
                `would stop AWS from trusting a certificate (SHA-1 ${sha1("A")}): if Entra signs with it, AWS refuses every sign-in. ` +
                    `If it was deleted in Entra, list "${sha1("A")}" under retiredCertificates. If it is still there, keep it trusted: set ` +
                    'alsoTrustedCertificates: ["MIIC"] and deploy; activate the certificate of this stack with the command in the output ' +
                    `certificates; then list "${sha1("A")}" under retiredCertificates`,
            ],
        ],
        [
            "another certificate under the same name, of which only the thumbprint is known",
            { before: [known("2026", "A")], after: [known("2026", "B")], signing: "2026" },
            [
                ["certificates", "2026"],
                `would stop AWS from trusting a certificate (SHA-1 ${sha1("A")}): if Entra signs with it, AWS refuses every sign-in. ` +
                    `If it was deleted in Entra, list "${sha1("A")}" under retiredCertificates`,
            ],
        ],
        [
            "a certificate without a name, which somebody added by hand",
            {
                before: [{ thumbprint: sha1("A"), value: "MIIC" }, named("2026")],
                after: [named("2026")],
                signing: "2026",
            },
            [
                ["certificates"],
                `would stop AWS from trusting a certificate (SHA-1 ${sha1("A")}): if Entra signs with it, AWS refuses every sign-in. ` +
                    `If it was deleted in Entra, list "${sha1("A")}" under retiredCertificates. If it is still there, keep it trusted: set ` +
                    'alsoTrustedCertificates: ["MIIC"] and deploy; activate the certificate of this stack with the command in the output ' +
                    `certificates; then list "${sha1("A")}" under retiredCertificates`,
            ],
        ],
    ];
    const document: Case[] = [
        [
            "a certificate that a document lacks",
            { before: [known("2026", "A")], after: [named("2027")] },
            [
                ["samlMetadataDocument"],
                `lacks a certificate that AWS trusts ("2026", SHA-1 ${sha1("A")}): AWS would refuse every sign-in that is signed with it. Keep ` +
                    'it in the document. Once the identity provider signs with another one, list "2026" under retiredCertificates; if it was ' +
                    `deleted there, list "${sha1("A")}"`,
            ],
        ],
        [
            "a certificate without a name that a document lacks",
            { before: [{ thumbprint: sha1("A") }], after: [] },
            [
                ["samlMetadataDocument"],
                `lacks a certificate that AWS trusts (SHA-1 ${sha1("A")}): AWS would refuse every sign-in that is signed with it. Keep it in ` +
                    `the document. Once the identity provider signs with another one, list "${sha1("A")}" under retiredCertificates`,
            ],
        ],
        [
            "a document with new certificates only",
            { before: [named("2026")], after: [named("2027")], retired: ["2026"], signing: anyOfThem },
            [
                ["samlMetadataDocument"],
                'must keep a certificate that AWS already trusts, got only new ones ("2027"): the identity provider may still sign with "2026". ' +
                    'Keep "2026" in it beside the new one and deploy; make the identity provider sign with the new one; then retire the old one',
            ],
        ],
        [
            "a document without the certificate that is said to sign",
            { before: [named("2026"), named("2027")], after: [named("2027")], retired: ["2026"], signing: "2026" },
            [
                ["signingCertificate"],
                'must name a certificate that stays and that AWS trusts already ("2027") before "2026" can be retired, got "2026": if the ' +
                    'identity provider still signs with "2026", AWS refuses every sign-in. Make the identity provider sign with "2027", then set ' +
                    'signingCertificate: "2027"',
            ],
        ],
    ];
    for (const [what, change, ...problems] of [
        ...cases,
        ...document.map(
            ([what, change, ...problems]): Case => [what, { ...change, writtenIn: "document" }, ...problems],
        ),
    ]) {
        it(`${problems.length === 0 ? "accepts" : "refuses"} ${what}`, () => {
            const whole: CertificateChange = {
                before: [],
                after: [],
                retired: [],
                signing: "",
                writtenIn: "arguments",
                ...change,
            };
            expect(certificatesLeaving(whole).map(({ path, message }) => [path, message])).to.deep.equal(problems);
        });
    }
});
