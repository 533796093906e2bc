import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { policyRules } from "../../policy/index";
import { deriveMetadataDocument } from "../../rules/saml";
import { readPolicyText } from "../../tools/review/preview/policyText";
import { makeCertificate } from "../helpers/certificates";
import { type EngineStack, makeStack, type Run } from "../helpers/engine";
import { temporaryFolder } from "../helpers/folder";

const pack = ["--policy-pack", join(__dirname, "..", "..", "policy")];
const programs = join(__dirname, "policy");

/** Violations as a review reads them: `rule: resource` each, with the level. */
function violationsIn({ stdout }: Run) {
    const found = readPolicyText(stdout).map(({ message, isMandatory, name }) => ({
        rule: message.split(":")[0] ?? "",
        level: isMandatory ? "mandatory" : "advisory",
        resource: name ?? "",
    }));
    const of = (level: string) =>
        found.filter((one) => one.level === level).map((one) => `${one.rule}: ${one.resource}`);
    return { mandatory: of("mandatory"), advisory: of("advisory") };
}

describe("The policy pack", () => {
    let stack: EngineStack;
    const temporary = temporaryFolder();
    const configured = (content: object) => {
        const file = temporary.path("policy.json");
        writeFileSync(file, JSON.stringify(content));
        return [...pack, "--policy-pack-config", file];
    };
    afterEach(() => stack.remove());

    it("finds with each rule what is wrong in a stack without the components, at the configured level", async () => {
        const metadata = deriveMetadataDocument({
            entityId: "https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/",
            singleSignOnUrl: "https://login.microsoftonline.com/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/saml2",
            signingCertificates: [await makeCertificate()],
        });
        const endDate = new Date(Date.now() + 30 * 86_400_000).toISOString().replace(/\.\d+/, "");
        const config = { "aws:region": "eu-central-1", metadata, endDate };
        stack = await makeStack({
            program: join(programs, "wrong"),
            lenient: true,
            config: { ...config, refused: true },
        });
        const preview = await stack.preview(...pack);
        expect(preview.code).to.equal(1);
        expect(preview.output).not.to.contain("Not-Shown-1");
        const inPreview = violationsIn(preview);
        expect(inPreview).to.deep.equal({
            mandatory: [
                "assignment-required: sp",
                "federation-token-scope: connect",
                "identifier-kept: app",
                "no-entra-keys: provisioner",
                "no-entra-keys: provisioner",
                "no-login-url: sp",
                "role-permissions: connect",
                "session-within-role: role",
                "trust-audience: role",
                "trust-saml-only: role",
                "user-credentials: bob",
                "user-credentials: bob",
                "user-names: alice",
            ],
            advisory: [
                "certificate-horizon: signing",
                "fixed-identifier: identifier",
                "not-checked: policy-wrong-test",
                "notification-addresses: sp",
                ...["instance", "role", "app", "sp"].map((name) => `protection: ${name}`),
                "two-administrators: instance",
            ],
        });

        stack.configure(config);
        const administrators = { administratorProfiles: ["Boss"] };
        const up = await stack.up(
            ...configured({
                all: "advisory",
                protection: "disabled",
                "session-length": { longestSeconds: 3600 },
                "two-administrators": administrators,
                "known-administrators": { ...administrators, administrators: ["ada@contoso.example"] },
            }),
        );
        expect(up.code, up.output).to.equal(0);
        const inUp = violationsIn(up);
        expect(inUp).to.deep.equal({
            mandatory: [],
            advisory: [
                "assignment-required: sp",
                "certificate-horizon: signing",
                "federation-token-scope: connect",
                "known-administrators: alice",
                "metadata-certificates: entra",
                "no-entra-keys: provisioner",
                "no-entra-keys: provisioner",
                "no-login-url: sp",
                "notification-addresses: sp",
                "role-permissions: connect",
                "session-length: claims",
                "session-within-role: role",
                "trust-audience: role",
                "trust-saml-only: role",
                "two-administrators: instance",
                "user-names: alice",
            ],
        });
        const found = [inPreview, inUp].flatMap(({ mandatory, advisory }) => [...mandatory, ...advisory]);
        const rules = new Set(found.map((one) => one.split(":")[0]));
        expect(policyRules.map(({ id }) => id).filter((id) => !rules.has(id))).to.deep.equal([]);
    });

    it("passes a stack as it should be, without the components and with them, and stops no first preview", async () => {
        stack = await makeStack({ program: join(programs, "right"), config: { "aws:region": "eu-central-1" } });
        const strict = {
            all: "mandatory",
            "two-administrators": { administratorProfiles: ["Admin", "Administrator"] },
        };
        const run = await stack.upAfterPreview(...configured(strict));
        expect(run.code, run.output).to.equal(0);
        const [preview = "", update = ""] = run.stdout.split("\nUpdating (");
        expect(readPolicyText(preview).map(({ message }) => message)).to.deep.equal([
            `not-checked: ${[
                "No violation is known here, and none is excluded:",
                'RolePolicy "connect": policy is known only after the deployment (federation-token-scope, role-permissions)',
                'Role "role": assumeRolePolicy is known only after the deployment (trust-audience, trust-saml-only)',
                'SamlProvider "entra": samlMetadataDocument is known only after the deployment (metadata-certificates)',
                'ClaimsMappingPolicy "claims": definitions is known only after the deployment (session-within-role)',
                'Instance "sso": the securityProfileIds of its users are known only after the deployment (two-administrators)',
            ].join("\n")}`,
        ]);
        expect(update).to.contain("✅ connect-entra-sso@v");
        expect(readPolicyText(update)).to.deep.equal([]);

        const refused = await stack.preview(...configured({ "user-name": "disabled" }));
        expect(refused.code).to.not.equal(0);
        expect(refused.output).to.contain(
            'no rule is called "user-name", got in the file of --policy-pack-config; the rules are federation-token-scope, ',
        );
    });
});
