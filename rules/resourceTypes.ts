/** Type tokens of what a federation is made of: resources of Pulumi's providers, and this project's components. */

export const entraTypes = {
    application: "azuread:index/application:Application",
    registration: "azuread:index/applicationRegistration:ApplicationRegistration",
    template: "azuread:index/applicationFromTemplate:ApplicationFromTemplate",
    identifierUri: "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
    redirectUris: "azuread:index/applicationRedirectUris:ApplicationRedirectUris",
    servicePrincipal: "azuread:index/servicePrincipal:ServicePrincipal",
    signingCertificate: "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
    claimsPolicy: "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy",
    policyAssignment:
        "azuread:index/servicePrincipalClaimsMappingPolicyAssignment:ServicePrincipalClaimsMappingPolicyAssignment",
    group: "azuread:index/group:Group",
    groupMember: "azuread:index/groupMember:GroupMember",
    roleAssignment: "azuread:index/appRoleAssignment:AppRoleAssignment",
} as const;

export const awsTypes = {
    samlProvider: "aws:iam/samlProvider:SamlProvider",
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    rolePolicyAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    policyAttachment: "aws:iam/policyAttachment:PolicyAttachment",
    policy: "aws:iam/policy:Policy",
    instance: "aws:connect/instance:Instance",
    user: "aws:connect/user:User",
    securityProfile: "aws:connect/securityProfile:SecurityProfile",
} as const;

export const cognitoTypes = {
    userPool: "aws:cognito/userPool:UserPool",
    identityProvider: "aws:cognito/identityProvider:IdentityProvider",
    appClient: "aws:cognito/userPoolClient:UserPoolClient",
    domain: "aws:cognito/userPoolDomain:UserPoolDomain",
} as const;

/** Components of this project: their inputs say what the configuration asks for. */
export const componentTypes = {
    connectSso: "connect-entra-sso:index:ConnectSso",
    connectInstance: "connect-entra-sso:index:ConnectInstance",
    connectUsers: "connect-entra-sso:index:ConnectUsers",
    entraSamlApp: "connect-entra-sso:index:EntraSamlApp",
    entraSigningCertificate: "connect-entra-sso:index:EntraSigningCertificate",
    entraAwsClaims: "connect-entra-sso:index:EntraAwsClaims",
    awsSamlFederation: "connect-entra-sso:index:AwsSamlFederation",
    cognitoFederation: "connect-entra-sso:index:CognitoFederation",
} as const;
