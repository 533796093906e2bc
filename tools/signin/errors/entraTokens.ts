import { anotherAttribute, attributes, giveSignInUrl, refresh, streamsLoginUrl } from "./advice";
import type { Entries } from "./signInError";
import { pages } from "./sources";

const noCertificate = {
    cause: "The enterprise application has no signing certificate.",
    confirm: "`az ad sp show --id {clientId} --query keyCredentials` is empty.",
    change: `Add an entry under \`certificates\`, run ${refresh}, then run its \`activateCommand\` from \`pulumi stack output certificates\`.`,
};

/** Entra can't make or sign the response. */
export const entraTokenErrors = {
    noUsableSigningKey: {
        texts: [
            "AADSTS50146: This application is required to be configured with an application-specific signing key. It is either not configured with one, or the key has expired or is not yet valid. Please contact the application's administrator.",
            "AADSTS50146: This app is required to be configured with an app-specific signing key. It is either not configured with one, or the key has expired or is not yet valid.",
        ],
        meaning:
            "An application with a claims mapping policy signs with a certificate of its own, and none of them is valid now.",
        checks: ["validCertificate"],
        causes: {
            certificateExpired: {
                cause: "The signing certificate {certificate|in use} ended on {endDate|its end date}.",
                confirm: "`pulumi stack output certificates` shows the `endDate` of each.",
                change: "Add a second entry under `certificates` (do not edit the first), run `pulumi up`, then run the new one's `activateCommand` from `pulumi stack output certificates`.",
            },
            certificateNotYetValid: {
                cause: "The signing certificate {certificate|in use} is not valid before {startDate|a later time}.",
                confirm: "`az ad sp show --id {clientId} --query keyCredentials` shows the `startDateTime` of each.",
                change: "Activate a certificate that is valid now (`activateCommand` in `pulumi stack output certificates`), or wait. If the clock was wrong ({now|the time of the sign-in}), correct it.",
            },
            noCertificate,
        },
        sources: [pages.entraCodes, pages.entraClaims, pages.entraCertificates],
    },
    mappedClaimsAudience: {
        texts: [
            "AADSTS501461: AcceptMappedClaims is only supported for a token audience matching the application GUID or an audience within the tenant's verified domains. Either change the resource identifier, or use an application-specific signing key.",
        ],
        meaning:
            "The application accepts mapped claims without a signing certificate of its own. Entra allows that only for audiences of the tenant, and the identifier that AWS accepts is not one.",
        causes: {
            acceptMappedClaims: {
                cause: "`acceptMappedClaims` is set on the application, and no signing certificate is in use.",
                confirm: "`az ad app show --id {clientId} --query api.acceptMappedClaims` says true.",
                change: `Run ${refresh}: it resets \`acceptMappedClaims\`. Then run the \`activateCommand\` of a valid certificate from \`pulumi stack output certificates\`; if none is valid, add one as in "Rotate a certificate" (docs/operating.md).`,
            },
        },
        sources: [pages.entraClaims],
    },
    noSigningKey: {
        texts: ["AADSTS50003: No signing key configured.", "AADSTS500031: Cannot find signing certificate configured."],
        meaning: "Entra finds no signing certificate on the enterprise application.",
        checks: ["validCertificate"],
        causes: {
            noCertificate,
            unknownThumbprint: {
                cause: "The thumbprint of the active certificate belongs to no certificate of the application. Entra does not check the thumbprint when it is set.",
                confirm:
                    "`az ad sp show --id {clientId} --query preferredTokenSigningKeyThumbprint` is not in `pulumi stack output certificates`.",
                change: "Run the `activateCommand` of a valid entry of `pulumi stack output certificates`.",
                inWalk: "never",
            },
        },
        sources: [pages.entraCodes, pages.entraFederatedSso],
    },
    transformationInputMissing: {
        dependsOn: ["person"],
        texts: ["AADSTS501241: Mandatory Input '{attribute}' missing from transformation ID '{transformation}'."],
        meaning: "A claim of the response, often the NameID, is made from an attribute that the person does not have.",
        causes: {
            attributeEmpty: {
                cause: "{user|The person} has no value for the directory attribute {attribute|that the claim is made from}.",
                confirm: `${attributes} shows no value (null) for the attribute that the message names.`,
                change: `Fill in the attribute in the directory. ${anotherAttribute}`,
                inWalk: "never",
            },
        },
        sources: [pages.entraCodes],
    },
    samlRequestMissing: {
        texts: [
            "AADSTS750054: SAMLRequest or SAMLResponse must be present as query string parameters in HTTP request for SAML Redirect binding.",
        ],
        meaning:
            "Somebody opened Entra's SAML endpoint itself. It expects a request from a service, and Connect and AWS send none.",
        causes: {
            endpointOpened: {
                cause: "A bookmark or a setting contains `https://login.microsoftonline.com/…/saml2` instead of the sign-in address.",
                confirm: "The address of the failed page ends with `/saml2`, without `SAMLRequest=`.",
                change: `${giveSignInUrl} ${streamsLoginUrl}`,
                inWalk: "never",
            },
        },
        sources: [pages.entraCodes, pages.entraFederatedSso],
    },
    authenticationMethodMismatch: {
        texts: [
            "AADSTS75011: Authentication method '{method}' by which the user authenticated with the service doesn't match requested authentication method '{requested}'. Contact the {application} application owner.",
        ],
        meaning:
            "A service asked Entra for one way to authenticate (`RequestedAuthnContext`), and the person had signed in another way.",
        causes: {
            startedElsewhere: {
                cause: "Another service started the sign-in and asked for {requested|one way to authenticate}; the person used {method|another}. AWS and Connect send no request.",
                confirm:
                    "The address of the failed page contains `SAMLRequest=`. Starting again from `pulumi stack output signInUrl` works.",
                change: `${giveSignInUrl} For another service, remove \`RequestedAuthnContext\` from its requests.`,
                inWalk: "never",
            },
        },
        sources: [
            "https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts75011-auth-method-mismatch",
        ],
    },
} satisfies Entries;
