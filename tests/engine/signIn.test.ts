import { expect } from "chai";
import type { SignInReport } from "../../tools/cli/signIn/report";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectSuccess, federation } from "../helpers/federation";

describe("Signing in to a federation that the real engine has made", () => {
    let stack: EngineStack;
    let retired = "";
    before(async () => {
        stack = await makeStack({ config: federation });
        expectSuccess(await stack.up());
    });
    after(() => stack.remove());

    async function report(...words: string[]): Promise<SignInReport> {
        const { stdout, stderr } = await stack.connectSso("sign-in", "--json", ...words);
        expect(stderr).to.equal("");
        return JSON.parse(stdout) as SignInReport;
    }

    /** Who gets where, or who stops them with what. */
    const ways = ({ signIns }: SignInReport) =>
        signIns.map(({ user, verdict, page, stop }) => [user, verdict, page ?? `${stop?.hop}: ${stop?.message}`]);

    const seenOf = ({ signIns: [first] }: SignInReport, id: string) =>
        first?.hops.flatMap(({ checks }) => checks).find((check) => check.id === id)?.seen;

    const page = "https://contoso-test.my.connect.aws/ccp-v2/chat";

    it("takes everybody to the page, by the certificate that the emulated Entra signs with", async () => {
        const answer = await report();
        expect(ways(answer)).to.deep.equal([
            ["admin@contoso.example", "yes", page],
            ["alice@contoso.example", "yes", page],
        ]);
        expect(seenOf(answer, "signingCertificateKnown")).to.match(/^2026 \([0-9A-F]{40}\)$/);
        expect(answer.assumed.map(({ id }) => id)).not.to.include("noDrift");
    });

    it("keeps everybody signing in while a certificate is added, activated and the old one retired", async () => {
        const both = { ...federation, certificates: { "2026": {}, "2027": {} } };
        stack.configure({ ...both, signingCertificate: "2026" });
        expectSuccess(await stack.up());
        const added = await report();
        expect([
            ways(added).map(([, verdict]) => verdict),
            seenOf(added, "signingCertificateKnown")?.slice(0, 4),
        ]).to.deep.equal([["yes", "yes"], "2026"]);
        const { certificates } = (await stack.outputs()) as {
            certificates: Record<string, { activateCommand: string; thumbprint: string }>;
        };
        retired = certificates["2026"]?.thumbprint ?? "";
        const [, ...words] = (certificates["2027"]?.activateCommand ?? "").match(/'[^']*'|\S+/g) ?? [];
        expectSuccess(await stack.az(...words.map((word) => word.replace(/^'|'$/g, ""))));
        const activated = await report();
        expect([
            ways(activated).map(([, verdict]) => verdict),
            seenOf(activated, "signingCertificateKnown")?.slice(0, 4),
        ]).to.deep.equal([["yes", "yes"], "2027"]);
        const signing = { signingCertificate: "2027" };
        stack.configure({ ...federation, ...signing, certificates: { "2027": {} }, retiredCertificates: ["2026"] });
        expectSuccess(await stack.up());
        expect(ways(await report()).map(([, verdict]) => verdict)).to.deep.equal(["yes", "yes"]);
    });

    it("stops everybody in AWS's words when Entra is told to sign with the retired certificate", async () => {
        const { resources = [] } = await stack.export();
        const principal = resources.find(({ type }) => type === "azuread:index/servicePrincipal:ServicePrincipal");
        const { certificates } = (await stack.outputs()) as { certificates: Record<string, { thumbprint: string }> };
        const url = `https://graph.microsoft.com/v1.0${principal?.id}`;
        const patch = (thumbprint: string) => {
            const body = JSON.stringify({ preferredTokenSigningKeyThumbprint: thumbprint });
            return stack.az("rest", "--method", "PATCH", "--url", url, "--body", body);
        };
        expectSuccess(await patch(retired));
        const answer = await report();
        expect(answer.signIns.map(({ stop }) => [stop?.hop, stop?.message, stop?.causeId])).to.deep.equal(
            answer.signIns.map(() => [
                "aws",
                "Response signature invalid (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
                "certificateNotInProvider",
            ]),
        );
        expectSuccess(await patch(certificates["2027"]?.thumbprint ?? ""));
    });

    it("stops whom signIn: false keeps out, and a group's member whom Connect does not know", async () => {
        const users = {
            ...federation.users,
            "alice@contoso.example": { ...federation.users["alice@contoso.example"], signIn: false },
        };
        stack.configure({
            ...federation,
            users,
            certificates: { "2027": {} },
            retiredCertificates: ["2026"],
            groups: { supervisors: "d94e0a7b-268f-4c35-b8d1-5f9c3e72a608" },
        });
        expectSuccess(await stack.up());
        const everybody = await report();
        expect(everybody.summary).to.deep.equal({ people: 2, yes: 1, no: 1, unknown: 0, stoppedAsWanted: 1 });
        const member = await report("--user", "gina@contoso.example");
        expect(ways(member)).to.deep.equal([
            [
                "gina@contoso.example",
                "no",
                "connect: Access Denied. Your account has been authenticated, but has not been onboarded to this application.",
            ],
        ]);
    });
});
