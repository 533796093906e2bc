import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** Entra refuses because of the application, or does not start a SAML sign-in at all. */
export const entraApplicationErrors = {
    applicationNotFound: {
        refusedBy: "entra",
        code: "AADSTS700016",
        texts: [
            "AADSTS700016: Application with identifier '{clientId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
        ],
        meaning: "The tenant has no application with the client id or identifier that the address names.",
        causes: {
            wrongAddress: {
                cause: "The address opened names {clientId|another client id} or another tenant than the deployed application's.",
                confirm: "Compare the address with `pulumi stack output signInUrl`.",
                change: "Give people the stack's `signInUrl`. If the program signs in to the wrong tenant, set `tenantId`, and the provider's `azuread:tenantId` with it.",
            },
            deleted: {
                cause: "The application was deleted in Entra after the last deployment.",
                confirm:
                    "`az ad app show --id {clientId}` finds nothing; `pulumi preview --refresh` wants to create it anew.",
                change: "Restore it under Deleted applications in the Entra portal (possible for 30 days), or run `pulumi up --refresh`: the client id, and with it `signInUrl`, is then another.",
            },
        },
        sources: [pages.entraCodes],
    },
    applicationDisabled: {
        refusedBy: "entra",
        code: "AADSTS7000112",
        texts: [
            "AADSTS7000112: Application '{clientId}'({application}) is disabled.",
            "Application '{clientId}'({application}) disabled.",
        ],
        meaning: "The enterprise application is switched off, for everybody.",
        causes: {
            disabled: {
                cause: "“Enabled for users to sign-in?” is No: somebody has switched the enterprise application off outside this program.",
                confirm: "`az ad sp show --id {clientId} --query accountEnabled` says false.",
                change: "No configuration key switches it off. Find out who did and why, then `pulumi up --refresh` switches it on again.",
            },
        },
        sources: [
            "https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts7000112-application-is-disabled",
            pages.entraCodes,
        ],
    },
    disabledByMicrosoft: {
        refusedBy: "entra",
        texts: [],
        meaning:
            "Microsoft itself has disabled the application, in every tenant that has it. What Entra shows at a sign-in then is not documented.",
        causes: {
            disabled: {
                cause: "Graph's `disabledByMicrosoftStatus` of the application is {seen|another than NotDisabled}.",
                confirm:
                    "`az rest --url \"https://graph.microsoft.com/v1.0/applications(appId='{clientId}')?$select=disabledByMicrosoftStatus\"` says the same.",
                change: "No configuration key: nobody in the tenant can undo it. Open a support request with Microsoft, or deploy another application, whose client id and `signInUrl` are others.",
            },
        },
        sources: ["https://learn.microsoft.com/en-us/graph/api/resources/application"],
    },
    noReplyUrl: {
        refusedBy: "entra",
        code: "AADSTS500113",
        texts: ["AADSTS500113: No reply address is registered for the application."],
        meaning: "Entra does not know where to send the SAML response.",
        causes: {
            none: {
                cause: "The application has no reply URL (assertion consumer service URL).",
                confirm:
                    "`az ad app show --id {clientId} --query web.redirectUris` is empty; expected is {expected|the sign-in endpoint of AWS}.",
                change: "No configuration key: the program registers the AWS sign-in endpoint. `pulumi up --refresh` puts it back.",
            },
        },
        sources: [pages.entraCodes],
    },
    replyUrlMismatch: {
        refusedBy: "entra",
        code: "AADSTS50011",
        texts: [
            "AADSTS50011: The reply URL '{replyUrl}' specified in the request does not match the reply URLs configured for the application '{clientId}'. Make sure the reply URL sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/urlMismatchError to learn more about how to fix this.",
            "AADSTS50011: The redirect URI '{replyUrl}' specified in the request does not match the redirect URIs configured for the application '{clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.",
            "AADSTS50011: The reply address '{replyUrl}' does not match the reply addresses configured for the application: '{clientId}'.",
        ],
        meaning: "The sign-in asks for an answer at an address that the application does not list.",
        causes: {
            startedElsewhere: {
                cause: "The sign-in began with a request of some other service, which names a reply URL of its own ({replyUrl|it is in the message}).",
                confirm:
                    "`az ad app show --id {clientId} --query web.redirectUris` lists {expected|the sign-in endpoint of AWS} only. A sign-in to Connect sends no request, so it can't meet this error.",
                change: "Start from `signInUrl`. An application for another service is an application of its own: leave this one's reply URL alone.",
            },
            changed: {
                cause: "The reply URL was changed in the portal.",
                confirm: "`pulumi preview --refresh` shows a change of `web.redirectUris`.",
                change: "No configuration key: `pulumi up --refresh` puts it back.",
            },
        },
        sources: [
            "https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50011-reply-url-mismatch",
        ],
    },
    notSamlMode: {
        refusedBy: "entra",
        texts: [],
        meaning:
            "The enterprise application is not in SAML mode: My Apps opens a home page, or nothing, and Entra sends no response. It shows no error.",
        causes: {
            otherMode: {
                cause: "The single sign-on mode of the enterprise application is {seen|not SAML}.",
                confirm:
                    '`az ad sp show --id {clientId} --query preferredSingleSignOnMode` says something else than "saml".',
                change: "No configuration key: `pulumi up --refresh` sets the mode again.",
            },
        },
        sources: ["https://learn.microsoft.com/en-us/graph/application-saml-sso-configure-api"],
    },
    noServicePrincipal: {
        refusedBy: "entra",
        texts: [],
        meaning:
            "The application is registered, but the tenant has no enterprise application (service principal) for it. What Entra shows then is not documented for this address; AADSTS700016 is the likely one.",
        causes: {
            missing: {
                cause: "The enterprise application was deleted, or the deployment stopped before it was made.",
                confirm: "`az ad sp show --id {clientId}` finds nothing.",
                change: "No configuration key: `pulumi up --refresh` makes it anew, with its assignments, certificates and claims.",
            },
        },
        sources: [pages.entraCodes],
    },
    noIdentifier: {
        refusedBy: "entra",
        texts: [],
        meaning:
            "The application has no identifier, so Entra has no audience to put into the response. What Entra shows is not documented.",
        causes: {
            none: {
                cause: "The application has no identifier: adding it failed, or another change to the application removed it.",
                confirm:
                    "`az ad app show --id {clientId} --query identifierUris` is empty; expected is {expected|the value of `identifier`}.",
                change: "`identifier` says which one it shall be; `pulumi up --refresh` adds it again.",
            },
        },
        sources: ["https://github.com/pulumi/pulumi-azuread/issues/1036", pages.iamAssertions],
    },
    identifierTaken: {
        refusedBy: "entra",
        texts: [
            "Another object with the same value for property identifierUris already exists.",
            "Please enter an Identifier which is unique within your organization",
        ],
        meaning:
            "Another application of the directory holds the identifier, and Entra gives it to one only. It refuses at deployment or in the portal, not at a sign-in.",
        causes: {
            otherApplication: {
                cause: "The application {otherApplication|that you find with the command} holds the identifier {identifier|of this stack}.",
                confirm: '`az ad app list --identifier-uri {identifier} --query "[].[displayName, appId]"`',
                change: "Set `identifier` to the other value that AWS accepts (`urn:amazon:webservices` or `https://signin.aws.amazon.com/saml`), or give up the other application.",
            },
        },
        sources: [
            "https://github.com/Azure/go-autorest/issues/308",
            "https://github.com/MicrosoftDocs/azure-docs/issues/64166",
        ],
    },
    identifierNotVerified: {
        refusedBy: "entra",
        texts: [
            "Failed to add identifier URI {identifier}. All newly added URIs must contain a tenant verified domain, tenant ID, or app ID, as per the default tenant policy of your organization. See https://aka.ms/identifier-uri-addition-error for more information on this error.",
            "Values of identifierUris property must use a verified domain of the organization or its subdomain: '{identifier}'",
        ],
        meaning:
            "The tenant's policy refuses the identifier, which names none of its domains or ids. It refuses at deployment, not at a sign-in.",
        causes: {
            notExempt: {
                cause: "Applications in SAML mode with version 2 tokens are exempt, but this one was not seen as such: the tenant's policy is stricter, or the change had not spread yet.",
                confirm:
                    '`az ad sp show --id {clientId} --query preferredSingleSignOnMode` says "saml" and `az ad app show --id {clientId} --query api.requestedAccessTokenVersion` says 2.',
                change: "Run `pulumi up` again after a few minutes. If it stays, the tenant's administrator exempts the caller or the application; another `identifier` that AWS accepts meets the same policy.",
            },
        },
        sources: [
            pages.identifierRestrictions,
            "https://github.com/microsoft/entra-apps-identifier-uri-protection/issues/6",
        ],
    },
} satisfies Record<string, SignInError>;
