import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getPartition } from "@pulumi/aws/getPartition";
import { getRegion } from "@pulumi/aws/getRegion";
import { OpenIdConnectProvider, Role, RolePolicy } from "@pulumi/aws/iam";
import {
    Application,
    ApplicationFederatedIdentityCredential,
    AppRoleAssignment,
    getServicePrincipal,
    ServicePrincipal,
} from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { awsPermissions, graphPermissions, type PermissionPurpose } from "connect-entra-sso";

const issuer = "token.actions.githubusercontent.com";
/** The application id of Microsoft Graph, the same in every tenant. */
const microsoftGraph = "00000003-0000-0000-c000-000000000000";

const config = new pulumi.Config();
const stack = plain("federationStack", /^[\w.-]+$/, "prod");
/** With the numbers of owner and repository where GitHub's subjects have them: that is so in each repository made since July 2026. */
const repository = plain(
    "repository",
    /^[\w.-]+(?:\/[\w.-]+|@\d+\/[\w.-]+@\d+)$/,
    "contoso@5544123/sso@821093847 or contoso/sso",
);

/** A subject is compared as it is. A `*` or `:` from the configuration must not make it another one. */
function plain(key: string, form: RegExp, example: string): string {
    const value = config.require(key);
    if (!form.test(value)) {
        throw new pulumi.RunError(`${config.name}:${key} must be a name such as ${example}, got "${value}"`);
    }
    return value;
}

/**
 * Each identity trusts one environment of one repository, and no branch or pull request as such. Anyone with write access can change
 * the workflow of a pull request, so what it gets can't write. What deploys is in an environment that only main may use, after a
 * review. GitHub gives the jobs of a fork's pull request no token at all.
 */
const identities: Record<string, { environment: string; purposes: PermissionPurpose[] }> = {
    preview: { environment: `${stack}-preview`, purposes: ["preview"] },
    deploy: { environment: stack, purposes: ["up", "activate"] },
    // Reads groups and people for the pull request of users; it needs nothing in AWS.
    users: { environment: "users", purposes: ["syncUsers"] },
};

export = async () => {
    const [{ accountId }, { partition }, { region }, graph] = await Promise.all([
        ...([getCallerIdentity(), getPartition(), getRegion()] as const),
        getServicePrincipal({ clientId: microsoftGraph }),
    ]);
    const names = { roleName: config.require("roleName"), samlProviderName: config.require("samlProviderName") };
    const existingInstanceId = config.get("existingInstanceId");
    const target = { partition, region, accountId, ...names, ...(existingInstanceId && { existingInstanceId }) };

    // An account has one provider for an issuer: name the one that others made.
    const github =
        config.get("oidcProviderArn") ??
        new OpenIdConnectProvider("github", { url: `https://${issuer}`, clientIdLists: ["sts.amazonaws.com"] }).arn;

    const made = Object.entries(identities).map(([name, { environment, purposes }]) => {
        const displayName = `${pulumi.getProject()}-${stack}-${name}`;
        const subject = `repo:${repository}:environment:${environment}`;
        return [
            name,
            {
                ...inEntra(displayName, subject, purposes),
                ...(awsPermissions(purposes, target).Statement.length === 0
                    ? {}
                    : inAws(displayName, subject, purposes)),
            },
        ] as const;
    });
    return Object.fromEntries(made);

    function inEntra(displayName: string, subject: string, purposes: PermissionPurpose[]) {
        const application = new Application(displayName, { displayName });
        const principal = new ServicePrincipal(displayName, { clientId: application.clientId });
        new ApplicationFederatedIdentityCredential(displayName, {
            applicationId: application.id,
            displayName: "github",
            issuer: `https://${issuer}`,
            subject,
            audiences: ["api://AzureADTokenExchange"],
        });
        for (const role of graphPermissions(purposes)) {
            const appRoleId = graph.appRoleIds[role];
            if (appRoleId === undefined) {
                throw new pulumi.RunError(`Microsoft Graph has no application role ${role} in this cloud`);
            }
            new AppRoleAssignment(`${displayName}-${role}`, {
                appRoleId,
                principalObjectId: principal.objectId,
                resourceObjectId: graph.objectId,
            });
        }
        return { clientId: application.clientId, principalObjectId: principal.objectId };
    }

    function inAws(name: string, subject: string, purposes: PermissionPurpose[]) {
        const trust = pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Federated: github },
                    Action: "sts:AssumeRoleWithWebIdentity",
                    // StringEquals, and never StringLike: with a wildcard other branches, or other repositories, would be let in.
                    Condition: { StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: subject } },
                },
            ],
        });
        const role = new Role(name, { name, assumeRolePolicy: trust });
        new RolePolicy(name, { role: role.name, policy: JSON.stringify(awsPermissions(purposes, target)) });
        return { roleArn: role.arn };
    }
};
