import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** Entra can't make or sign the response. */
export const entraTokenErrors = {
    noUsableSigningKey: {
        refusedBy: "entra",
        code: "AADSTS50146",
        texts: [
            "AADSTS50146: This application is required to be configured with an application-specific signing key. It is either not configured with one, or the key has expired or is not yet valid. Please contact the application's administrator.",
            "AADSTS50146: This app is required to be configured with an app-specific signing key. It is either not configured with one, or the key has expired or is not yet valid.",
        ],
        meaning:
            "An application with a claims mapping policy signs with a certificate of its own, and there is none that is valid now.",
        causes: {
            certificateExpired: {
                cause: "The signing certificate {certificate|in use} ended on {endDate|its end date}.",
                confirm: "`pulumi stack output certificates` shows the `endDate` of each.",
                change: "Add a second entry under `certificates` (never edit the first), run `pulumi up`, then the new one's `activateCommand` from `pulumi stack output certificates`.",
            },
            certificateNotYetValid: {
                cause: "The signing certificate {certificate|in use} is valid from {startDate|a later time} on.",
                confirm: "`az ad sp show --id {clientId} --query keyCredentials` shows `startDateTime` of each.",
                change: "Activate one that is valid now (`activateCommand` in `pulumi stack output certificates`), or wait; if the clock at {now|the time of the test} was wrong, correct it.",
            },
            noCertificate: {
                cause: "The enterprise application has no signing certificate.",
                confirm: "`az ad sp show --id {clientId} --query keyCredentials` is empty.",
                change: "`certificates` needs an entry; `pulumi up --refresh` makes it, then run its `activateCommand`.",
            },
        },
        sources: [pages.entraCodes, pages.entraClaims, pages.entraCertificates],
    },
    mappedClaimsAudience: {
        refusedBy: "entra",
        code: "AADSTS501461",
        texts: [
            "AADSTS501461: AcceptMappedClaims is only supported for a token audience matching the application GUID or an audience within the tenant's verified domains. Either change the resource identifier, or use an application-specific signing key.",
        ],
        meaning:
            "The application accepts mapped claims without a key of its own, which Entra allows for audiences of the tenant only; AWS's identifier is none.",
        causes: {
            acceptMappedClaims: {
                cause: "`acceptMappedClaims` is set on the application, and no signing certificate is in use.",
                confirm: "`az ad app show --id {clientId} --query api.acceptMappedClaims` says true.",
                change: "No configuration key: the program leaves it false. `pulumi up --refresh` resets it; `certificates` needs an entry that is valid and activated.",
            },
        },
        sources: [pages.entraClaims],
    },
    noSigningKey: {
        refusedBy: "entra",
        code: "AADSTS50003",
        texts: ["AADSTS50003: No signing key configured.", "AADSTS500031: Cannot find signing certificate configured."],
        meaning: "Entra finds no signing certificate on the enterprise application.",
        causes: {
            noCertificate: {
                cause: "The enterprise application has no signing certificate.",
                confirm: "`az ad sp show --id {clientId} --query keyCredentials` is empty.",
                change: "`certificates` needs an entry; `pulumi up --refresh` makes it, then run its `activateCommand` from `pulumi stack output certificates`.",
            },
            unknownThumbprint: {
                cause: "The thumbprint chosen as active belongs to no certificate of the application: Entra does not check it when it is set.",
                confirm:
                    "`az ad sp show --id {clientId} --query preferredTokenSigningKeyThumbprint` is none of those in `pulumi stack output certificates`.",
                change: "Run the `activateCommand` of a valid entry of `certificates`.",
            },
        },
        sources: [pages.entraCodes, pages.entraFederatedSso],
    },
    transformationInputMissing: {
        refusedBy: "entra",
        code: "AADSTS501241",
        texts: ["AADSTS501241: Mandatory Input '{attribute}' missing from transformation ID '{transformation}'."],
        meaning: "A claim of the response, often the NameID, is made from an attribute that the person does not have.",
        causes: {
            attributeEmpty: {
                cause: "{user|The person} has no value for the directory attribute {attribute|that the claim is made from}.",
                confirm:
                    "`az rest --url 'https://graph.microsoft.com/v1.0/users/{user}?$select=userPrincipalName,mail,employeeId'`",
                change: "Fill in the attribute in the directory, or set `roleSessionNameAttribute` to one that everybody has.",
            },
        },
        sources: [pages.entraCodes],
    },
    samlRequestMissing: {
        refusedBy: "entra",
        code: "AADSTS750054",
        texts: [
            "AADSTS750054: SAMLRequest or SAMLResponse must be present as query string parameters in HTTP request for SAML Redirect binding.",
        ],
        meaning:
            "Somebody opened Entra's SAML endpoint itself, which expects a request from a service; Connect and AWS send none.",
        causes: {
            endpointOpened: {
                cause: "A bookmark or a setting holds `https://login.microsoftonline.com/…/saml2` instead of the address to start from.",
                confirm: "The address of the failed page ends in `/saml2` without `SAMLRequest=`.",
                change: "Give people `pulumi stack output signInUrl`; in Amazon Connect Streams it is `loginUrl`.",
            },
        },
        sources: [pages.entraCodes, pages.entraFederatedSso],
    },
} satisfies Record<string, SignInError>;
