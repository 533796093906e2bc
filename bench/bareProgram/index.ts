// What somebody would write by hand: the same resources as the stack program's, no component, no check, no guard.
import * as aws from "@pulumi/aws";
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { awsClaimsPolicy } from "../../rules/claims";
import { connectFederationPolicy, samlTrustPolicy } from "../../rules/iam";
import { deriveMetadataDocument } from "../../rules/saml";

const config = new pulumi.Config();
const users = config.requireObject<Record<string, { firstName: string; lastName: string }>>("users");
const alias = config.require("instanceAlias");

const { tenantId, objectId } = azuread.getClientConfigOutput();
const accountId = aws.getCallerIdentityOutput().accountId;
const region = aws.getRegionOutput().region;
const names = Object.keys(users);
const people = azuread.getUsersOutput({ userPrincipalNames: names });

const instance = new aws.connect.Instance("bare", {
    identityManagementType: "SAML",
    instanceAlias: alias,
    inboundCallsEnabled: true,
    outboundCallsEnabled: true,
});
const application = new azuread.Application(
    "bare",
    {
        displayName: alias,
        owners: [objectId],
        web: { redirectUris: ["https://signin.aws.amazon.com/saml"] },
        api: { requestedAccessTokenVersion: 2 },
        featureTags: [{ customSingleSignOn: true, enterprise: true }],
    },
    { ignoreChanges: ["identifierUris"] },
);
const servicePrincipal = new azuread.ServicePrincipal("bare", {
    clientId: application.clientId,
    preferredSingleSignOnMode: "saml",
    appRoleAssignmentRequired: true,
    owners: [objectId],
    featureTags: [{ customSingleSignOn: true, enterprise: true }],
    samlSingleSignOn: {
        relayState: pulumi.interpolate`https://${region}.console.aws.amazon.com/connect/federate/${instance.id}?destination=%2Fccp-v2`,
    },
});
new azuread.ApplicationIdentifierUri(
    "bare",
    { applicationId: application.id, identifierUri: "urn:amazon:webservices" },
    { dependsOn: [servicePrincipal] },
);
const certificate = new azuread.ServicePrincipalTokenSigningCertificate("bare", {
    servicePrincipalId: servicePrincipal.id,
});
const samlProvider = new aws.iam.SamlProvider("bare", {
    name: alias,
    samlMetadataDocument: pulumi.all([tenantId, certificate.value]).apply(([tenant, value]) =>
        deriveMetadataDocument({
            entityId: `https://sts.windows.net/${tenant}/`,
            singleSignOnUrl: `https://login.microsoftonline.com/${tenant}/saml2`,
            signingCertificates: [{ name: "bare", value }],
        }),
    ),
});
const role = new aws.iam.Role("bare", {
    name: alias,
    maxSessionDuration: 43200,
    assumeRolePolicy: samlProvider.arn.apply((arn) =>
        samlTrustPolicy({ samlProviderArns: [arn], audiences: ["https://signin.aws.amazon.com/saml"] }),
    ),
});
new aws.iam.RolePolicy("bare", { role: role.name, policy: instance.arn.apply(connectFederationPolicy) });
const policy = new azuread.ClaimsMappingPolicy("bare", {
    displayName: alias,
    definitions: [
        pulumi.all([samlProvider.arn, role.arn, accountId]).apply(([samlProviderArn, roleArn]) =>
            awsClaimsPolicy({
                samlProviderArn,
                roleArn,
                roleSessionNameAttribute: "userPrincipalName",
                sessionDurationSeconds: 43200,
            }),
        ),
    ],
});
new azuread.ServicePrincipalClaimsMappingPolicyAssignment("bare", {
    claimsMappingPolicyId: policy.id,
    servicePrincipalId: servicePrincipal.id,
});
const { securityProfileId } = aws.connect.getSecurityProfileOutput({ instanceId: instance.id, name: "Agent" });
const { routingProfileId } = aws.connect.getRoutingProfileOutput({
    instanceId: instance.id,
    name: "Basic Routing Profile",
});
for (const [index, [name, { firstName, lastName }]] of Object.entries(users).entries()) {
    new aws.connect.User(name, {
        name,
        instanceId: instance.id,
        identityInfo: { firstName, lastName },
        phoneConfig: { phoneType: "SOFT_PHONE", autoAccept: false },
        securityProfileIds: [securityProfileId],
        routingProfileId,
    });
    new azuread.AppRoleAssignment(name, {
        appRoleId: "00000000-0000-0000-0000-000000000000",
        principalObjectId: people.users.apply((them) => them[index]?.objectId ?? ""),
        resourceObjectId: servicePrincipal.objectId,
    });
}
