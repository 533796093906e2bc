import { expect } from "chai";
import { awsTypes, entraTypes } from "../../rules/resourceTypes";
import { readDeployed } from "../../tools/cli/rotate/deployed";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectEverybodySignsIn, expectRefusal, expectSuccess, federation } from "../helpers/federation";

/** One life of a stack: each test goes on where the one before it ended. */
describe("A rotation in three deployments, in which everybody can sign in at each moment", () => {
    const both = { ...federation, certificates: { "2026": {}, "2027": {} } };
    const trusting = { ...both, signingCertificate: "2026" };
    const signing = { ...both, signingCertificate: "2027" };
    const retired = {
        ...{ ...federation, certificates: { "2027": {} } },
        ...{ signingCertificate: "2027", retiredCertificates: ["2026"] },
    };
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack({ config: federation });
        expectSuccess(await stack.up());
    });
    after(() => stack.remove());

    /** What `connect-sso rotate` reads in the state. */
    const deployed = async () => {
        const exported = { version: 3, deployment: await stack.export() };
        const { trusted, signs, activates } = readDeployed({ exported, source: "the stack" }, undefined);
        return { trusted, signs, activates };
    };

    /** The step that makes Entra sign, as a preview shows it. */
    const signerStep = async () => {
        const steps = await stack.steps();
        const step = steps.find(({ type }) => type === "connect-entra-sso:index:EntraSigningCertificate");
        const thumbprints = (await stack.outputs()).certificates as Record<string, { thumbprint: string }>;
        const name = Object.keys(thumbprints).find((it) => thumbprints[it]?.thumbprint === step?.inputs?.thumbprint);
        return [step?.op, name];
    };

    it("trusts the second certificate, also when the program is killed as soon as AWS does", async () => {
        stack.configure(trusting);
        stack.plan({
            crash: [{ type: awsTypes.samlProvider, operation: "update", call: 1, after: true, kills: "program" }],
            once: true,
        });
        expect((await stack.up()).code).not.to.equal(0);
        await expectEverybodySignsIn(stack);
        expectSuccess(await stack.up());
        await expectEverybodySignsIn(stack);
        expect(await deployed()).to.deep.equal({ trusted: ["2026", "2027"], signs: "2026", activates: true });
    });

    it("refuses to retire the certificate that Entra signs with, in the deployment that would switch", async () => {
        await expectRefusal(stack, retired, [
            'certificates["2026"] can\'t be retired yet: Entra signs with this certificate now',
        ]);
    });

    it("signs with the second one; a refusal by Entra fails the step, and the next run repeats it", async () => {
        stack.configure(signing);
        expect(await signerStep()).to.deep.equal(["update", "2027"]);
        stack.plan({
            fail: [{ type: entraTypes.servicePrincipal, operation: "update", call: 1, message: "Not now." }],
        });
        const refused = await stack.up();
        expect([refused.code === 0, refused.output.includes('signingCertificate can\'t be "2027" yet')]).to.deep.equal([
            false,
            true,
        ]);
        await expectEverybodySignsIn(stack);
        expect((await deployed()).signs).to.equal("2026");
        stack.plan();
        expectSuccess(await stack.up());
        await expectEverybodySignsIn(stack);
        expect((await deployed()).signs).to.equal("2027");
    });

    it("retires the first one, and then nothing changes any more", async () => {
        stack.configure(retired);
        expectSuccess(await stack.up());
        await expectEverybodySignsIn(stack);
        expect(await deployed()).to.deep.equal({ trusted: ["2027"], signs: "2027", activates: true });
        expectSuccess(await stack.preview("--expect-no-changes"));
    });

    it("reports that somebody activated the retired one in Entra, and corrects it", async () => {
        stack.changeByHand("azuread", entraTypes.servicePrincipal, (principal) => {
            const keys = principal.keyCredentials as { usage: string; customKeyIdentifier: string }[];
            const [oldest] = keys.filter(({ usage }) => usage === "Sign");
            const bytes = Buffer.from(oldest?.customKeyIdentifier ?? "", "base64");
            principal.preferredTokenSigningKeyThumbprint = bytes.toString("hex").toUpperCase();
        });
        expect((await stack.preview()).output).to.match(
            /somebody changed in Entra which certificate signs\. Entra signs with the certificate with SHA-1 [0-9A-F]{40}, which this stack does not have/,
        );
        expectSuccess(await stack.up());
        await expectEverybodySignsIn(stack);
        expectSuccess(await stack.preview("--expect-no-changes"));
    });
});
