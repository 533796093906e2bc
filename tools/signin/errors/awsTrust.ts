import { bySts, providerDocument, refresh, restore } from "./advice";
import type { Entries } from "./signInError";
import { pages } from "./sources";

/** AWS does not believe the response: signature, issuer, provider document, addresses. */
export const awsTrustErrors = {
    signatureInvalid: {
        checks: ["signingCertificateKnown"],
        texts: [bySts("Response signature invalid", "InvalidIdentityToken")],
        meaning: "No certificate in the SAML provider's document verifies the signature of the response.",
        causes: {
            certificateNotInProvider: {
                cause: "The SAML provider has {expected|other certificates} only, and the response is signed with {seen|one that it does not have}.",
                confirm: `${providerDocument} shows the document; compare its certificates with \`az ad sp show --id {clientId} --query preferredTokenSigningKeyThumbprint\` and \`pulumi stack output certificates\`.`,
                change: `Every certificate that Entra may sign with needs an entry under \`certificates\`, and must not be in \`retiredCertificates\`. Run ${refresh}. If a certificate was made in the portal, run the \`activateCommand\` of an entry.`,
            },
            changedAfterSigning: {
                cause: "The content does not match its signature: somebody or something changed the response after it was signed.",
                shownIn: "signature",
                change: "Nothing in the configuration: look for a proxy, a browser extension or a script that changes the response.",
                inWalk: "never",
            },
            notSigned: {
                cause: "The response has no signature, or one that does not cover the assertion.",
                shownIn: "signature",
                confirm:
                    "In the portal, under “SAML Certificates”, the signing option must be “Sign SAML assertion”, or response and assertion.",
                change: "Choose “Sign SAML assertion” in the portal. Whether AWS accepts a signature on the response alone is not documented.",
                inWalk: "never",
            },
        },
        sources: [pages.iamTroubleshooting, "https://github.com/cevoaustralia/aws-google-auth/issues/270"],
    },
    issuerNotInProvider: {
        checks: ["issuer"],
        texts: [
            "Failed to assume role: Issuer not present in specified provider (service: AWSOpenIdDiscoveryService; status code: 400; error code: AuthSamlInvalidSamlResponseException)",
            "Issuer not present in specified provider",
        ],
        meaning: "The issuer of the response is not the entity id in the SAML provider's document.",
        causes: {
            otherTenant: {
                cause: "The response comes from {seen|another issuer}; the SAML provider expects {expected|the tenant of the stack}.",
                confirm: `${providerDocument} shows \`entityID\`; \`az account show --query tenantId\` shows the tenant.`,
                change: `Set \`tenantId\` to the tenant that people sign in to (and \`azuread:tenantId\` of the provider), and run ${refresh}.`,
            },
            otherProvider: {
                cause: "The SAML provider in the Role claim ({providerArn|its ARN}) belongs to another identity provider.",
                confirm: "Compare the claim with `pulumi stack output samlProviderArn`.",
                change: `\`samlProviderName\` names the SAML provider of this stack; ${refresh} writes the claim and the document again.`,
            },
            otherSpelling: {
                cause: "The response has the issuer {seen|in one spelling}, and the document of the SAML provider has {expected|another spelling}. Both mean the same tenant, but AWS compares every letter.",
                confirm: `${providerDocument} shows \`entityID\`; compare with \`pulumi stack output entityId\`.`,
                change: restore("the document"),
            },
            issuerWithApplicationId: {
                cause: "The issuer ends with an application's id, because the claims mapping policy sets `issuerWithApplicationId`.",
                confirm: "The issuer in the response is {seen|longer than the entity id}.",
                change: `This program does not set it: ${refresh} restores its claims mapping policy.`,
                inWalk: "never",
            },
        },
        sources: [pages.iamTroubleshooting],
    },
    providerNotFound: {
        checks: ["samlProviderExists"],
        texts: [
            "Specified provider doesn't exist (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlManifestNotFoundException)",
        ],
        meaning: "The account has no SAML provider with the ARN in the Role claim.",
        causes: {
            absent: {
                cause: "The SAML provider {providerArn|in the Role claim} does not exist: it was deleted or renamed, or belongs to another account.",
                confirm:
                    "`aws iam list-saml-providers` in the account; compare with `pulumi stack output samlProviderArn`.",
                change: `Set \`samlProviderName\` to the name of the SAML provider. Then run ${refresh}: it creates the provider and writes the claim.`,
            },
        },
        sources: [pages.iamTroubleshooting],
    },
    providerMetadataUnreadable: {
        texts: ["Could not parse metadata."],
        meaning: "IAM can't read the document of the SAML provider. It refuses when the document is set.",
        causes: {
            notMetadata: {
                cause: "The document is not UTF-8 XML with an IDPSSODescriptor, begins with a byte order mark, or is longer or shorter than IAM accepts.",
                confirm:
                    "`aws iam get-saml-provider --saml-provider-arn {providerArn} --query SAMLMetadataDocument --output text`",
                change: `The program makes the document from \`certificates\` and the tenant: ${refresh} writes it again. If you use \`AwsSamlFederation\` alone, check its \`samlMetadataDocument\`.`,
                inWalk: "never",
            },
        },
        recognize: { sureBeside: /SAML_?Provider/i },
        sources: [pages.iamTroubleshooting],
    },
    audienceWrong: {
        checks: ["audience"],
        texts: ["Response does not contain the required audience."],
        meaning: "AWS does not accept the audience of the response.",
        causes: {
            identifier: {
                cause: "The audience is {seen|not one of AWS's}; AWS expects {expected|`urn:amazon:webservices` or `https://signin.aws.amazon.com/saml`}.",
                shownIn: "audience",
                confirm:
                    "`az ad app show --id {clientId} --query identifierUris` shows the identifier it is made from.",
                change: "Remove `identifier`, or set it to one of the two; then run `pulumi up --refresh`.",
            },
            suffix: {
                cause: "The identifier has a `#` suffix, and Entra did not cut it off: it documents that for gallery applications only.",
                confirm: "The audience in the response is {seen|a value with `#`}.",
                change: "Set `identifier` to a value without `#` that no other application has.",
            },
            partition: {
                cause: "The audience belongs to another partition of AWS (`urn:amazon:webservices:govcloud` is GovCloud's).",
                confirm: "`pulumi stack output roleArn` begins with the partition.",
                change: "Remove `identifier`: the default is the partition's.",
            },
        },
        sources: [pages.iamTroubleshooting, pages.iamAssertions],
    },
    recipientWrong: {
        meaning:
            "The response is for another address than the one it was sent to. AWS's words for it are not documented; a recipient that the role's trust policy does not list ends with “Not authorized to perform sts:AssumeRoleWithSAML”.",
        causes: {
            replyUrl: {
                cause: "The recipient is {seen|another address}; expected is {expected|the AWS sign-in of the Region}.",
                confirm:
                    "`az ad app show --id {clientId} --query web.redirectUris`; there must be only one, and Entra uses it as the recipient.",
                change: restore("the sign-in address of `aws:region`"),
            },
            proxy: {
                cause: "A proxy of Microsoft Defender for Cloud Apps is between Entra and AWS: the recipient is at its host.",
                confirm: "The recipient's host ends with `.mcas.ms`, `.mcas-gov.us` or `.mcas-gov.ms`.",
                change: "Nothing in the configuration: exempt the application from the Conditional Access session control “Use Conditional Access App Control”.",
            },
        },
        sources: [pages.iamAssertions, pages.iamSamlKeys],
    },
} satisfies Entries;
