import { expect } from "chai";
import { readMetadataDocument } from "../../rules/saml";
import { makeCertificate } from "../helpers/certificates";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectSuccess, federation } from "../helpers/federation";
import { metadataOf } from "../helpers/world";

const provider = "aws:iam/samlProvider:SamlProvider";
const { "alice@contoso.example": alice, ...withoutAlice } = federation.users;

/** Guards compare with what stands in the clouds, not with what was last asked for or last written. */
describe("a change by hand", () => {
    let stack: EngineStack;
    before(async () => {
        const samlMetadataDocument = metadataOf(await makeCertificate());
        stack = await makeStack({
            config: federation,
            account: {
                accountId: "123456789012",
                existing: ["theirs", "other"].map((name) => ({
                    type: provider,
                    inputs: { name, samlMetadataDocument },
                })),
            },
        });
        expectSuccess(await stack.up());
    });
    after(() => stack.remove());

    it("of the certificates that AWS trusts is not overwritten until it is configured, also without a refresh", async () => {
        const { value, thumbprint } = await makeCertificate();
        stack.changeByHand("aws", provider, (object) => {
            if (object.name !== "connect-entra-sso-test") {
                return;
            }
            object.samlMetadataDocument = String(object.samlMetadataDocument).replace(
                "<SingleSignOnService",
                `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${value}</X509Certificate></X509Data></KeyInfo></KeyDescriptor><SingleSignOnService`,
            );
        });
        const added = { ...federation, certificates: { "2026": {}, "2027": {} }, signingCertificate: "2026" };
        const before = certificatesOf(stack);
        stack.configure(added);
        const preview = await stack.preview();
        expect(preview.code).not.to.equal(0);
        expect(preview.output).to.contain(`would stop AWS from trusting a certificate (SHA-1 ${thumbprint})`);
        const run = await stack.up();
        expect(run.code).not.to.equal(0);
        const line = /set (alsoTrustedCertificates): \["([^"]+)"\]/.exec(run.output);
        expect([line?.[2], certificatesOf(stack)]).to.deep.equal([value, before]);
        stack.configure({ ...added, [String(line?.[1])]: [line?.[2]] });
        expectSuccess(await stack.up());
        expect(certificatesOf(stack).filter((it) => it === value)).to.deep.equal([value]);
        expect(certificatesOf(stack)).to.have.length(3);
        expectSuccess(await stack.preview("--expect-no-changes"));
        stack.configure({ ...added, retiredCertificates: [thumbprint] });
        expectSuccess(await stack.up());
        expect(certificatesOf(stack).map((it) => it === value)).to.deep.equal([false, false]);
    });

    it("of the role's trust is not overwritten until it is configured", async () => {
        const theirs = "arn:aws:iam::123456789012:saml-provider/theirs";
        const ours = "arn:aws:iam::123456789012:saml-provider/other";
        const both = { ...federation, certificates: { "2026": {}, "2027": {} }, signingCertificate: "2026" };
        stack.changeByHand("aws", "aws:iam/role:Role", (object) => {
            object.assumeRolePolicy = String(object.assumeRolePolicy).replace(
                /"Federated":("[^"]+")/,
                `"Federated":[$1,"${theirs}"]`,
            );
        });
        await refusesAndLeavesClouds(stack, { ...both, alsoTrustedSamlProviders: [ours] }, [
            `alsoTrustedSamlProviders must list "${theirs}"`,
        ]);
        stack.configure({ ...both, alsoTrustedSamlProviders: [ours, theirs] });
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
    });
});

describe("a deployment that failed", () => {
    const fail = (type: string, operation: string) => ({
        fail: [{ type, operation, call: 1, message: "AccessDenied: not authorized" }],
    });

    it("keeps nothing that never stood: every name is free again, and so is a user who was never created", async () => {
        const named = [
            "aws:connect/instance:Instance",
            "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
            provider,
            "aws:iam/role:Role",
        ];
        const stack = await makeStack({
            config: federation,
            plan: { fail: named.flatMap((type) => fail(type, "create").fail) },
        });
        expect((await stack.up()).code).not.to.equal(0);
        stack.plan(fail("aws:connect/user:User", "create"));
        const renamed = {
            ...federation,
            instanceAlias: "contoso-other",
            identifier: "https://signin.aws.amazon.com/saml",
            samlProviderName: "other-provider",
            roleName: "other-role",
        };
        stack.configure(renamed);
        const second = await stack.up();
        expect([second.code === 0, second.output.includes("can't change")], second.output).to.deep.equal([
            false,
            false,
        ]);
        stack.plan();
        const standing = Object.values(stack.clouds().aws?.["aws:connect/user:User"] ?? {});
        const isThere = standing.some((user) => (user as { name: string }).name === "alice@contoso.example");
        stack.configure({ ...renamed, users: withoutAlice });
        const run = await stack.up();
        expect(run.code === 0, run.output).to.equal(!isThere);
        stack.configure({ ...renamed, users: withoutAlice, removedUsers: ["alice@contoso.example"] });
        expectSuccess(await stack.up());
        expectSuccess(await stack.preview("--expect-no-changes"));
        stack.remove();
    });

    it("does not make the next one forget whose sign-in stands", async () => {
        const groups = { agents: "7c16d8f2-e3a5-4b90-8f27-d04b9e6a1c53" };
        const stack = await makeStack({ config: federation });
        expectSuccess(await stack.up());
        stack.plan(fail("azuread:index/appRoleAssignment:AppRoleAssignment", "create"));
        stack.configure({ ...federation, directoryLookup: false, groups, protection: false });
        const unprotected = await stack.up();
        expect(unprotected.output).to.contain(
            "protection is false. These changes are made anyway, and they can lock people out",
        );
        expect(unprotected.code).not.to.equal(0);
        stack.plan();
        const assignments = assignmentsOf(stack);
        stack.configure({ ...federation, directoryLookup: false, groups });
        for (const run of [await stack.preview(), await stack.up()]) {
            expect(run.code).not.to.equal(0);
            expect(run.output).to.contain('The assignment of "admin@contoso.example" would be deleted although');
        }
        expect(assignmentsOf(stack)).to.include.members(assignments);
        // The way out that the documentation names: their object ids.
        const ids = (stack.clouds().azuread?.user ?? {}) as Record<string, { userPrincipalName: string; id: string }>;
        const objectIdOf = (name: string) =>
            Object.values(ids).find(({ userPrincipalName }) => userPrincipalName === name)?.id ?? "";
        const users = Object.fromEntries(
            Object.entries(federation.users).map(([name, entry]) => [name, { ...entry, objectId: objectIdOf(name) }]),
        );
        stack.configure({ ...federation, directoryLookup: false, groups, users });
        expectSuccess(await stack.up());
        expect(assignmentsOf(stack)).to.have.length(3);
        expectSuccess(await stack.preview("--expect-no-changes"));
        stack.remove();
    });

    it("does not make the next one forget by which attribute people sign in", async () => {
        const stack = await makeStack({
            config: { ...federation, users: { "admin@contoso.example": federation.users["admin@contoso.example"] } },
        });
        const groups = { agents: "7c16d8f2-e3a5-4b90-8f27-d04b9e6a1c53" };
        const one = { ...federation, users: withoutAlice };
        expectSuccess(await stack.up());
        stack.plan(fail("azuread:index/claimsMappingPolicy:ClaimsMappingPolicy", "update"));
        stack.configure({ ...one, roleSessionNameAttribute: "mail", groups });
        expect((await stack.up()).code).not.to.equal(0);
        stack.plan();
        const ids = (stack.clouds().azuread?.user ?? {}) as Record<string, { userPrincipalName: string; id: string }>;
        const objectId = Object.values(ids).find(({ userPrincipalName }) => userPrincipalName.startsWith("admin@"))?.id;
        const users = { "admin@contoso.example": { ...federation.users["admin@contoso.example"], objectId } };
        await refusesAndLeavesClouds(
            stack,
            { ...one, users, roleSessionNameAttribute: "mail", groups, directoryLookup: false },
            ['roleSessionNameAttribute can\'t change from "userPrincipalName" to "mail" while users are not looked up'],
        );
        stack.remove();
    });
});

/** The guards of single resources refuse when the component's inputs are stored already; the clouds stay as they are. */
async function refusesAndLeavesClouds(
    stack: EngineStack,
    config: Record<string, unknown>,
    texts: readonly string[],
): Promise<void> {
    const before = stack.clouds();
    stack.configure(config);
    for (const run of [await stack.preview(), await stack.up()]) {
        expect(run.code).not.to.equal(0);
        for (const text of texts) {
            expect(run.output).to.contain(text);
        }
    }
    expect(stack.clouds()).to.deep.equal(before);
}

function certificatesOf(stack: EngineStack): string[] {
    const held = (Object.values(stack.clouds().aws?.[provider] ?? {}) as Record<string, string>[]).find(
        ({ name }) => name === "connect-entra-sso-test",
    );
    return readMetadataDocument(held?.samlMetadataDocument ?? "").certificates.map(({ value }) => value);
}

function assignmentsOf(stack: EngineStack): string[] {
    return Object.keys(stack.clouds().azuread?.["azuread:index/appRoleAssignment:AppRoleAssignment"] ?? {});
}
