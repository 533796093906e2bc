/** The same without this project's components, as it should be, and beside it the same with them. */
import * as aws from "@pulumi/aws";
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { ConnectSso } from "../../../../components";
import { deriveMetadataDocument } from "../../../../rules/saml";

const tenantId = "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846";
const notificationEmailAddresses = ["operations@contoso.example"];
const protect = true;

const application = new azuread.Application(
    "app",
    {
        displayName: "Amazon Connect",
        web: { redirectUris: ["https://eu-central-1.signin.aws.amazon.com/saml"] },
        api: { requestedAccessTokenVersion: 2 },
    },
    { protect, ignoreChanges: ["identifierUris"] },
);
const servicePrincipal = new azuread.ServicePrincipal(
    "sp",
    {
        clientId: application.clientId,
        preferredSingleSignOnMode: "saml",
        appRoleAssignmentRequired: true,
        notificationEmailAddresses,
    },
    { protect },
);
new azuread.ApplicationIdentifierUri(
    "identifier",
    { applicationId: application.id, identifierUri: "urn:amazon:webservices" },
    { dependsOn: [servicePrincipal] },
);
const certificate = new azuread.ServicePrincipalTokenSigningCertificate("signing", {
    servicePrincipalId: servicePrincipal.id,
});

const instance = new aws.connect.Instance(
    "instance",
    {
        identityManagementType: "SAML",
        instanceAlias: "contoso-plain",
        inboundCallsEnabled: true,
        outboundCallsEnabled: true,
    },
    { protect },
);
const provider = new aws.iam.SamlProvider("entra", {
    name: "entra",
    samlMetadataDocument: certificate.value.apply((value) =>
        deriveMetadataDocument({
            entityId: `https://sts.windows.net/${tenantId}/`,
            singleSignOnUrl: `https://login.microsoftonline.com/${tenantId}/saml2`,
            signingCertificates: [{ value }],
        }),
    ),
});
const role = new aws.iam.Role(
    "role",
    {
        name: "connect-users",
        maxSessionDuration: 43_200,
        assumeRolePolicy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Federated: provider.arn },
                    Action: "sts:AssumeRoleWithSAML",
                    Condition: { StringEquals: { "SAML:aud": "https://eu-central-1.signin.aws.amazon.com/saml" } },
                },
            ],
        }),
    },
    { protect },
);
new aws.iam.RolePolicy("connect", {
    name: "connect",
    role: role.name,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: "connect:GetFederationToken",
                Resource: pulumi.concat(instance.arn, "/user/$", "{aws:userid}"),
            },
        ],
    }),
});
new azuread.ClaimsMappingPolicy("claims", {
    displayName: "Amazon Connect",
    definitions: [
        pulumi.jsonStringify({
            ClaimsMappingPolicy: {
                Version: 1,
                IncludeBasicClaimSet: "true",
                ClaimsSchema: [
                    {
                        Value: pulumi.concat(role.arn, ",", provider.arn),
                        SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role",
                    },
                    { Value: "43200", SamlClaimType: "https://aws.amazon.com/SAML/Attributes/SessionDuration" },
                ],
            },
        }),
    ],
});

const { id: instanceId } = instance;
const { securityProfileId } = new aws.connect.SecurityProfile("admin", {
    instanceId,
    name: "Administrator",
    permissions: ["BasicAgentAccess"],
});
const { routingProfileId } = aws.connect.getRoutingProfileOutput({ instanceId, name: "Basic Routing Profile" });
for (const name of ["admin", "alice"]) {
    new aws.connect.User(name, {
        instanceId,
        name: `${name}@contoso.example`,
        routingProfileId,
        securityProfileIds: [securityProfileId],
        phoneConfig: { phoneType: "SOFT_PHONE" },
        identityInfo: { firstName: "Ada", lastName: "Admin" },
    });
}

const ada = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
new ConnectSso("sso", {
    instanceAlias: "contoso-component",
    identifier: "https://signin.aws.amazon.com/saml",
    notificationEmailAddresses,
    users: { "admin@contoso.example": ada, "alice@contoso.example": ada },
});
