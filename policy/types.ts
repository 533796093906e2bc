/** Type tokens of the resources that the rules read. */

export const types = {
    application: "azuread:index/application:Application",
    identifierUri: "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
    servicePrincipal: "azuread:index/servicePrincipal:ServicePrincipal",
    signingCertificate: "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
    claimsPolicy: "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy",
    synchronizationSecret: "azuread:index/synchronizationSecret:SynchronizationSecret",
    samlProvider: "aws:iam/samlProvider:SamlProvider",
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    rolePolicyAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    policyAttachment: "aws:iam/policyAttachment:PolicyAttachment",
    policy: "aws:iam/policy:Policy",
    iamUser: "aws:iam/user:User",
    iamUserPolicy: "aws:iam/userPolicy:UserPolicy",
    iamUserPolicyAttachment: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    accessKey: "aws:iam/accessKey:AccessKey",
    instance: "aws:connect/instance:Instance",
    connectUser: "aws:connect/user:User",
    securityProfile: "aws:connect/securityProfile:SecurityProfile",
} as const;

/** Components of this project whose inputs or outputs the rules read. */
export const components = {
    connectSso: "connect-entra-sso:index:ConnectSso",
    entraSamlApp: "connect-entra-sso:index:EntraSamlApp",
    connectUsers: "connect-entra-sso:index:ConnectUsers",
} as const;
