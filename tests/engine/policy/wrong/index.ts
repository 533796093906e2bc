/** A stack as it is found on the web, without this project's components: nothing in it is as the policy pack wants it. */
import * as aws from "@pulumi/aws";
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const account = "arn:aws:iam::123456789012";
const roleName = "connect-users";
const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

const application = new azuread.Application("app", {
    displayName: "Amazon Connect",
    web: { redirectUris: ["https://signin.aws.amazon.com/saml"] },
});
const servicePrincipal = new azuread.ServicePrincipal("sp", {
    clientId: application.clientId,
    preferredSingleSignOnMode: "saml",
    loginUrl: "https://contoso.example/connect",
});
new azuread.ServicePrincipalTokenSigningCertificate("signing", {
    servicePrincipalId: servicePrincipal.id,
    endDate: config.require("endDate"),
});
new azuread.ClaimsMappingPolicy("claims", {
    displayName: "Amazon Connect",
    definitions: [
        JSON.stringify({
            ClaimsMappingPolicy: {
                Version: 1,
                IncludeBasicClaimSet: "true",
                ClaimsSchema: [
                    {
                        Value: `${account}:role/${roleName},${account}:saml-provider/entra`,
                        SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role",
                    },
                    { Value: "28800", SamlClaimType: "https://aws.amazon.com/SAML/Attributes/SessionDuration" },
                ],
            },
        }),
    ],
});

const provider = new aws.iam.SamlProvider("entra", { name: "entra", samlMetadataDocument: config.require("metadata") });
const role = new aws.iam.Role(
    "role",
    {
        name: roleName,
        assumeRolePolicy: document({
            Effect: "Allow",
            Principal: { Federated: `${account}:saml-provider/entra`, AWS: `${account}:root` },
            Action: ["sts:AssumeRoleWithSAML", "sts:AssumeRole"],
        }),
    },
    { dependsOn: [provider] },
);
new aws.iam.RolePolicy("connect", {
    name: "connect",
    role: role.name,
    policy: document({ Effect: "Allow", Action: ["connect:GetFederationToken", "connect:ListUsers"], Resource: "*" }),
});

const instance = new aws.connect.Instance("instance", {
    identityManagementType: "SAML",
    instanceAlias: "contoso-found",
    inboundCallsEnabled: true,
    outboundCallsEnabled: true,
});
const { id: instanceId } = instance;
const boss = new aws.connect.SecurityProfile("boss", { instanceId, name: "Boss", permissions: ["BasicAgentAccess"] });
const { routingProfileId } = aws.connect.getRoutingProfileOutput({ instanceId, name: "Basic Routing Profile" });
const person = { firstName: "Alice", lastName: "Agent" };
const user = {
    instanceId,
    routingProfileId,
    securityProfileIds: [boss.securityProfileId],
    phoneConfig: { phoneType: "SOFT_PHONE" },
};
new aws.connect.User("alice", { ...user, identityInfo: person });

const provisioner = new aws.iam.User("provisioner", { name: "AzureADRoleManager" });
new aws.iam.AccessKey("provisioner", { user: provisioner.name });

// What the clouds refuse anyway, so that only a preview can show it.
if (config.getBoolean("refused")) {
    new azuread.ApplicationIdentifierUri("identifier", {
        applicationId: application.id,
        identifierUri: "urn:amazon:webservices",
    });
    new aws.connect.User("bob", {
        ...user,
        name: "bob@contoso.example",
        password: "Not-Shown-1",
        identityInfo: { ...person, email: "bob@contoso.example" },
    });
}
