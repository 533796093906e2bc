/** Pages that more than one entry of the catalogue rests on. */
export const pages = {
    entraCodes: "https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes",
    entraFederatedSso:
        "https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/application-sign-in-problem-federated-sso-gallery",
    entraCertificates:
        "https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on",
    entraClaims: "https://learn.microsoft.com/en-us/entra/identity-platform/jwt-claims-customization",
    identifierRestrictions: "https://learn.microsoft.com/en-us/entra/identity-platform/identifier-uri-restrictions",
    iamTroubleshooting: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html",
    iamAssertions: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html",
    iamSamlKeys:
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml",
    iamAccessDenied: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html",
    iamConsoleSaml: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-saml.html",
    sessionTags: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
    assumeRoleWithSaml: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html",
    connectTroubleshooting: "https://docs.aws.amazon.com/connect/latest/adminguide/troubleshoot-saml.html",
    connectSaml: "https://docs.aws.amazon.com/connect/latest/adminguide/configure-saml.html",
    connectDomain: "https://docs.aws.amazon.com/connect/latest/adminguide/update-your-connect-domain.html",
    connectPermissions: "https://docs.aws.amazon.com/connect/latest/adminguide/security-profile-list.html",
    samlCore: "https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf",
} as const;
