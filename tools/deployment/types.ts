/** Type tokens of Pulumi's providers, and of this project's components, whose resources are read. */

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
    entraAwsClaims: "connect-entra-sso:index:EntraAwsClaims",
    cognitoFederation: "connect-entra-sso:index:CognitoFederation",
} as const;

/** Components that have an application of their own within them, and say which of its certificates there are. */
export const ownersOfApplications: ReadonlySet<string | undefined> = new Set([
    componentTypes.connectSso,
    componentTypes.cognitoFederation,
]);

/** Components whose inputs have the certificates of an application, and the cloud of its tenant. */
export const applicationComponents: readonly string[] = [
    componentTypes.connectSso,
    componentTypes.cognitoFederation,
    componentTypes.entraSamlApp,
];

export const modelledTypes: ReadonlySet<string> = new Set([
    ...Object.values(entraTypes),
    ...Object.values(awsTypes),
    ...Object.values(cognitoTypes),
    ...Object.values(componentTypes),
]);
