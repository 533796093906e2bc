import { Provider } from "@pulumi/aws";
import { SecurityProfile } from "@pulumi/aws/connect";
import { Provider as EntraProvider } from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import {
    AwsSamlFederation,
    ConnectSso,
    ConnectUsers,
    EntraAppAssignments,
    EntraAwsClaims,
    EntraSamlApp,
} from "connect-entra-sso";

const config = new pulumi.Config();
const person = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
const admin = { "admin@contoso.example": person };

/** A component of the importer's own, of one of two types, which contains one of ours under the same name. */
class Site extends pulumi.ComponentResource {
    readonly sso: ConnectSso;

    constructor(name: string, identifier: pulumi.Input<string> | undefined, opts: pulumi.ComponentResourceOptions) {
        super(`importer:index:${name === "boston" ? "Branch" : "Site"}`, name, {}, opts);
        const city = name === "boston" ? name : "berlin";
        const args = { instanceAlias: `contoso-${city}`, users: admin, tags: { team: city }, protection: false };
        this.sso = new ConnectSso("sso", { ...args, identifier }, { parent: this });
        this.registerOutputs();
    }
}

// Another name later is the same site by its alias.
const berlin = new Site(config.get("renamed") ?? "berlin", undefined, {
    aliases: [{ name: "berlin" }],
    providers: [new Provider("frankfurt", { region: "eu-central-1" })],
    transforms: [
        ({ type, props, opts }) =>
            type === "aws:iam/role:Role" ? { props: { ...props, description: "Transformed" }, opts } : undefined,
    ],
});
const otherTenant = config.get("otherTenant");
const identifiers = {
    default: undefined,
    output: pulumi.output("urn:amazon:webservices"),
    other: "https://signin.aws.amazon.com/saml",
};
const boston = new Site("boston", identifiers[config.require("identifier") as keyof typeof identifiers], {
    providers: [
        new Provider("virginia", { region: "us-east-1" }),
        ...(otherTenant === undefined ? [] : [new EntraProvider("other", { tenantId: otherTenant })]),
    ],
});

// Parts beside it: an application of its own with its own assignments, role and claims, and users with a profile of their own.
interface Changes {
    app?: object;
    assignments?: object;
    federation?: object;
    claims?: object;
}
const changed = config.getObject<Changes>("changed") ?? {};
const app = new EntraSamlApp("wiki", {
    displayName: "Wiki",
    identifier: "https://wiki.contoso.example",
    replyUrl: "https://wiki.contoso.example/acs",
    appRoleAssignmentRequired: false,
    ...changed.app,
});
const federation = new AwsSamlFederation("wiki", {
    samlMetadataDocument: app.samlMetadataDocument,
    instanceArn: berlin.sso.instanceArn,
    samlProviderName: "wiki",
    roleName: "wiki",
    ...changed.federation,
});
new EntraAwsClaims("wiki", {
    servicePrincipalId: app.servicePrincipalId,
    roleArn: federation.roleArn,
    samlProviderArn: federation.samlProviderArn,
    sessionDurationSeconds: 3600,
    ...changed.claims,
});
if (config.getBoolean("twins")) {
    new EntraSamlApp("wiki", {
        displayName: "Wiki",
        identifier: "https://wiki.example",
        replyUrl: "https://wiki.example/",
    });
}
const readers = new EntraAppAssignments("wiki", {
    servicePrincipalObjectId: app.servicePrincipalObjectId,
    users: ["alice@contoso.example"],
    groups: { agents: "7c16d8f2-e3a5-4b90-8f27-d04b9e6a1c53" },
    ...changed.assignments,
});
const provider = new Provider("frankfurt-again", { region: "eu-central-1" });
const profile = new SecurityProfile(
    "supervisor",
    { instanceId: berlin.sso.instanceId, name: "Supervisor", permissions: ["BasicAgentAccess"] },
    { provider },
);
new ConnectUsers(
    "supervisors",
    {
        instanceId: berlin.sso.instanceId,
        users: { "bob@contoso.example": { ...person, securityProfiles: [profile.name] } },
        protection: false,
    },
    { providers: [provider] },
);

const { userIds, servicePrincipalId, servicePrincipalObjectId, entityId, samlMetadataDocument, roleArn } = berlin.sso;
export const first = { userIds, servicePrincipalId, servicePrincipalObjectId, entityId, samlMetadataDocument, roleArn };
export const second = { roleArn: boston.sso.roleArn };
export const { userObjectIds } = readers;
