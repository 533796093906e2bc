import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** AWS does not believe the response: signature, issuer, provider document, addresses. */
export const awsTrustErrors = {
    signatureInvalid: {
        refusedBy: "aws",
        texts: [
            "Response signature invalid (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
            "Response signature invalid",
        ],
        meaning: "No certificate in the SAML provider's document verifies the signature of the response.",
        causes: {
            certificateNotInProvider: {
                cause: "The certificate that signs is {seen|one}, and the SAML provider knows {expected|others} only.",
                confirm:
                    "`aws iam get-saml-provider --saml-provider-arn {providerArn}` shows the document; compare its certificates with `az ad sp show --id {clientId} --query preferredTokenSigningKeyThumbprint` and `pulumi stack output certificates`.",
                change: "Every certificate that Entra may sign with needs an entry under `certificates` and none of them in `retiredCertificates`; run `pulumi up --refresh`. If a certificate was made in the portal, run the `activateCommand` of an entry.",
            },
            changedAfterSigning: {
                cause: "The content does not match its signature: somebody or something changed the response after Entra had signed it.",
                confirm: "`connect-sso explain FILE` on the response compares the digest.",
                change: "Outside the configuration: look for a proxy, a browser extension or a script that rewrites the response.",
            },
            notSigned: {
                cause: "The response carries no signature, or one that covers something else than the assertion.",
                confirm:
                    "`connect-sso explain FILE` says what is signed. In the portal, SAML Certificates, the signing option must be “Sign SAML assertion”, or response and assertion.",
                change: "No configuration key: choose “Sign SAML assertion” in the portal. That a signature on the response alone would do for AWS is not documented.",
            },
        },
        sources: [pages.iamTroubleshooting, "https://github.com/cevoaustralia/aws-google-auth/issues/270"],
    },
    issuerNotInProvider: {
        refusedBy: "aws",
        texts: [
            "Failed to assume role: Issuer not present in specified provider (service: AWSOpenIdDiscoveryService; status code: 400; error code: AuthSamlInvalidSamlResponseException)",
            "Issuer not present in specified provider (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlInvalidSamlResponseException)",
            "Issuer not present in specified provider",
        ],
        meaning: "The issuer of the response is not the entity id in the SAML provider's document.",
        causes: {
            otherTenant: {
                cause: "The response comes from {seen|another issuer}; the SAML provider expects {expected|the tenant of the stack}.",
                confirm:
                    "`aws iam get-saml-provider --saml-provider-arn {providerArn}` shows `entityID`; `az account show --query tenantId` the tenant.",
                change: "Set `tenantId` to the tenant people sign in to (the provider's `azuread:tenantId`, too), and run `pulumi up --refresh`.",
            },
            otherProvider: {
                cause: "The Role claim names the SAML provider {providerArn|of something else}, whose document is another identity provider's.",
                confirm: "Compare the claim with `pulumi stack output samlProviderArn`.",
                change: "`samlProviderName` names this stack's; `pulumi up --refresh` writes claim and document again.",
            },
            otherSpelling: {
                cause: "The response comes from {seen|another spelling}, the SAML provider's document says {expected|otherwise}: the same tenant, and AWS compares letter by letter.",
                confirm:
                    "`aws iam get-saml-provider --saml-provider-arn {providerArn}` shows `entityID`; compare with `pulumi stack output entityId`.",
                change: "No configuration key: the program writes the document. `pulumi up --refresh` puts it back.",
            },
            issuerWithApplicationId: {
                cause: "The issuer ends in an application's id, as it does where the claims policy sets `issuerWithApplicationId`.",
                confirm: "The issuer in the response is {seen|longer than the entity id}.",
                change: "This program does not set it: `pulumi up --refresh` puts its claims policy back.",
            },
        },
        sources: [pages.iamTroubleshooting],
    },
    providerNotFound: {
        refusedBy: "aws",
        texts: [
            "Specified provider doesn't exist (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlManifestNotFoundException)",
            "Specified provider doesn't exist (service: AWSOpenIdDiscoveryService; status code: 400; error code: AuthSamlManifestNotFoundException)",
            "Specified provider doesn't exist.",
        ],
        meaning: "The account has no SAML provider with the ARN in the Role claim.",
        causes: {
            absent: {
                cause: "The SAML provider {providerArn|in the Role claim} does not exist: deleted, renamed, or in another account.",
                confirm:
                    "`aws iam list-saml-providers` in the account; compare with `pulumi stack output samlProviderArn`.",
                change: "`samlProviderName` is the name it has; `pulumi up --refresh` makes it and writes the claim anew.",
            },
        },
        sources: [pages.iamTroubleshooting],
    },
    providerMetadataUnreadable: {
        refusedBy: "aws",
        texts: ["Could not parse metadata."],
        meaning:
            "The document of the SAML provider is not metadata that IAM can read; it refuses when the document is set.",
        causes: {
            notMetadata: {
                cause: "The document is not UTF-8 XML with an IDPSSODescriptor, begins with a byte order mark, or is longer or shorter than IAM takes.",
                confirm:
                    "`aws iam get-saml-provider --saml-provider-arn {providerArn} --query SAMLMetadataDocument --output text`",
                change: "The program derives the document from `certificates` and the tenant: `pulumi up --refresh` writes it. With `AwsSamlFederation` alone, look at its `samlMetadataDocument`.",
            },
        },
        sources: [pages.iamTroubleshooting],
    },
    audienceWrong: {
        refusedBy: "aws",
        texts: ["Response does not contain the required audience."],
        meaning: "The audience of the response is none that AWS takes for itself.",
        causes: {
            identifier: {
                cause: "The audience is {seen|another}, AWS expects {expected|`urn:amazon:webservices` or `https://signin.aws.amazon.com/saml`}.",
                confirm:
                    "`connect-sso explain FILE` shows the audience; `az ad app show --id {clientId} --query identifierUris` the identifier it comes from.",
                change: "Leave `identifier` out, or set it to one of the two; then `pulumi up --refresh`.",
            },
            suffix: {
                cause: "The identifier has a `#` suffix, and Entra has not cut it off: it documents that for gallery applications only.",
                confirm: "The audience in the response is {seen|with the suffix}.",
                change: "Set `identifier` to a value without `#` that no other application holds.",
            },
            partition: {
                cause: "The audience belongs to another partition of AWS (`urn:amazon:webservices:govcloud` for GovCloud).",
                confirm: "`pulumi stack output roleArn` begins with the partition.",
                change: "Leave `identifier` out: the default is the partition's.",
            },
        },
        sources: [pages.iamTroubleshooting, pages.iamAssertions],
    },
    recipientWrong: {
        refusedBy: "aws",
        texts: [],
        meaning:
            "The response is meant for another address than the one it was sent to. AWS's words for it are not documented; a recipient the role's trust policy does not list ends in “Not authorized to perform sts:AssumeRoleWithSAML”.",
        causes: {
            replyUrl: {
                cause: "The recipient is {seen|another address}; expected is {expected|the AWS sign-in of the Region}.",
                confirm:
                    "`az ad app show --id {clientId} --query web.redirectUris`; there must be one only, Entra takes the recipient from it.",
                change: "No configuration key: the program registers the endpoint of `aws:region`. `pulumi up --refresh` puts it back.",
            },
            proxy: {
                cause: "A proxy of Microsoft Defender for Cloud Apps stands between: its host is in the recipient.",
                confirm: "The recipient's host ends in `.mcas.ms`, `.mcas-gov.us` or `.mcas-gov.ms`.",
                change: "Outside the configuration: exempt the application from the Conditional Access session control “Use Conditional Access App Control”.",
            },
        },
        sources: [pages.iamAssertions, pages.iamSamlKeys],
    },
} satisfies Record<string, SignInError>;
