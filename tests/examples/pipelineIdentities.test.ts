import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { awsPermissions } from "../../rules/awsPermissionPolicy";
import { graphPermissionList, graphPermissions } from "../../rules/graphPermissions";
import type { PermissionPurpose } from "../../rules/permissions";
import { deploy, type Registration } from "../helpers/cloud";
import { accountId, applicationClientId, graphObjectId, servicePrincipalObjectId } from "../helpers/cloudAnswers";
import { blocksOf } from "../helpers/markdown";

const program = join(__dirname, "..", "..", "examples", "pipelineIdentities", "index.ts");
const provider = `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com`;
const graphAppRoles = Object.fromEntries(graphPermissionList.map(({ appRole }) => [appRole, `id of ${appRole}`]));
const own = { repository: "contoso/sso", federationStack: "prod", roleName: "agents", samlProviderName: "entra" };

async function deployed(changes: Record<string, string> = {}, roles: Record<string, string> = graphAppRoles) {
    const values = Object.entries({ ...own, ...changes }).map(([key, value]) => [`pipeline-identities:${key}`, value]);
    const facts = { project: "pipeline-identities", config: Object.fromEntries(values), graphAppRoles: roles };
    return deploy(async () => {
        delete require.cache[require.resolve(program)];
        return pulumi.output(await (require(program) as () => Promise<object>)());
    }, facts);
}

const inputsOf = (registrations: Registration[], type: string) =>
    Object.fromEntries(
        registrations.filter((one) => one.type.endsWith(`:${type}`)).map(({ name, inputs }) => [name, inputs]),
    );
const purposes: Record<string, PermissionPurpose[]> = {
    preview: ["preview"],
    deploy: ["up", "activate"],
    users: ["syncUsers"],
};
const subjects = {
    preview: "repo:contoso/sso:environment:prod-preview",
    deploy: "repo:contoso/sso:environment:prod",
    users: "repo:contoso/sso:environment:users",
};
const names = Object.keys(subjects) as (keyof typeof subjects)[];
/** What reads the directory only has no role in AWS. */
const inAws: (keyof typeof subjects)[] = names.filter((name) => name !== "users");
const named = (name: string) => `pipeline-identities-prod-${name}`;

describe("examples/pipelineIdentities", () => {
    it("gives each identity the ids that a workflow needs", async () => {
        const { result, failures } = await deployed();
        expect(failures).to.deep.equal([]);
        expect(result).to.deep.equal(
            Object.fromEntries(
                names.map((name) => [
                    name,
                    {
                        clientId: applicationClientId,
                        principalObjectId: servicePrincipalObjectId,
                        ...(inAws.includes(name) ? { roleArn: `arn:aws:iam::${accountId}:role/${named(name)}` } : {}),
                    },
                ]),
            ),
        );
    });

    it("trusts in Entra one environment of the repository each, compared as a whole", async () => {
        const { registrations } = await deployed();
        const credentials = inputsOf(registrations, "ApplicationFederatedIdentityCredential");
        expect(Object.values(credentials).map(({ applicationId: _, ...rest }) => rest)).to.deep.equal(
            names.map((name) => ({
                displayName: "github",
                issuer: "https://token.actions.githubusercontent.com",
                subject: subjects[name],
                audiences: ["api://AzureADTokenExchange"],
            })),
        );
    });

    it("trusts in AWS the same, as the document writes it", async () => {
        const { registrations } = await deployed();
        expect(inputsOf(registrations, "OpenIdConnectProvider")).to.deep.equal({
            github: { url: "https://token.actions.githubusercontent.com", clientIdLists: ["sts.amazonaws.com"] },
        });
        const roles = Object.values(inputsOf(registrations, "Role"));
        const policies = roles.map(({ assumeRolePolicy }) => JSON.parse(String(assumeRolePolicy)));
        const documented = blocksOf("docs/permissions.md").find(({ text }) =>
            text.includes("sts:AssumeRoleWithWebIdentity"),
        );
        const trust = JSON.parse(documented?.text ?? "");
        expect(trust.Statement[0].Principal).to.deep.equal({ Federated: provider });
        expect(policies).to.deep.equal(
            inAws.map((name) => {
                const [statement] = trust.Statement;
                const { StringEquals } = statement.Condition;
                const sub = { "token.actions.githubusercontent.com:sub": subjects[name] };
                return {
                    ...trust,
                    Statement: [{ ...statement, Condition: { StringEquals: { ...StringEquals, ...sub } } }],
                };
            }),
        );
    });

    it("trusts the repository by its number, too, as the subjects of newer repositories name it", async () => {
        const { registrations, failures } = await deployed({ repository: "contoso@5544123/sso@821093847" });
        expect(failures).to.deep.equal([]);
        const wanted = ["prod-preview", "prod", "users"].map(
            (environment) => `repo:contoso@5544123/sso@821093847:environment:${environment}`,
        );
        const credentials = Object.values(inputsOf(registrations, "ApplicationFederatedIdentityCredential"));
        expect(credentials.map(({ subject }) => subject)).to.deep.equal(wanted);
        const policies = Object.values(inputsOf(registrations, "Role")).map(({ assumeRolePolicy }) =>
            JSON.parse(String(assumeRolePolicy)),
        );
        expect(
            policies.map(({ Statement: [it] }) => it.Condition.StringEquals["token.actions.githubusercontent.com:sub"]),
        ).to.deep.equal(wanted.slice(0, inAws.length));
    });

    it("gives each identity the permissions of its purposes, and no others", async () => {
        const { registrations } = await deployed();
        const target = {
            partition: "aws",
            region: "eu-central-1",
            accountId,
            roleName: "agents",
            samlProviderName: "entra",
        };
        expect(
            Object.entries(inputsOf(registrations, "RolePolicy")).map(([name, { policy }]) => [
                name,
                JSON.parse(String(policy)),
            ]),
        ).to.deep.equal(inAws.map((name) => [named(name), awsPermissions(purposes[name] ?? [], target)]));
        const assigned = Object.values(inputsOf(registrations, "AppRoleAssignment"));
        expect(assigned).to.deep.equal(
            names.flatMap((name) =>
                graphPermissions(purposes[name] ?? []).map((role) => ({
                    appRoleId: `id of ${role}`,
                    principalObjectId: servicePrincipalObjectId,
                    resourceObjectId: graphObjectId,
                })),
            ),
        );
    });

    it("uses the provider for GitHub that the account has, and narrows the policies to an instance", async () => {
        const { registrations } = await deployed({ oidcProviderArn: provider, existingInstanceId: "i-1" });
        expect(inputsOf(registrations, "OpenIdConnectProvider")).to.deep.equal({});
        const policies = JSON.stringify(inputsOf(registrations, "RolePolicy"));
        expect([policies.includes("instance/i-1/*"), policies.includes("CreateInstance")]).to.deep.equal([true, false]);
    });

    for (const [key, value] of [
        ["repository", "contoso/*"],
        ["repository", "contoso"],
        ["repository", "contoso/sso:ref"],
        ["repository", "contoso@1/sso"],
        ["repository", "contoso@*/sso@*"],
        ["federationStack", "*"],
        ["federationStack", "prod:x"],
    ] as const) {
        it(`refuses ${value} as ${key}: a subject must not become another one`, async () => {
            const { failures, registrations } = await deployed({ [key]: value });
            expect(failures).to.deep.equal([
                `pipeline-identities:${key} must be a name such as ${key === "repository" ? "contoso@5544123/sso@821093847 or contoso/sso" : "prod"}, got "${value}"`,
            ]);
            expect(registrations).to.deep.equal([]);
        });
    }

    it("says which application role a cloud does not have", async () => {
        const { "Policy.Read.All": _, ...others } = graphAppRoles;
        const { failures } = await deployed({}, others);
        expect(failures).to.deep.equal(["Microsoft Graph has no application role Policy.Read.All in this cloud"]);
    });
});
