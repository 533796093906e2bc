import { giveSignInUrl, refresh, restore } from "./advice";
import { namesAnother, namesOurs } from "./applications";
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
        meaning: "The tenant has no application with the client id or identifier in the address.",
        causes: {
            wrongAddress: {
                cause: "The address contains {clientId|another client id}, or another tenant, than the deployed application.",
                confirm: "Compare the address with `pulumi stack output signInUrl`.",
                change: `${giveSignInUrl} If the program deploys to the wrong tenant, set \`tenantId\`, and \`azuread:tenantId\` of the provider.`,
                inWalk: "never",
                saidBy: namesAnother,
            },
            deleted: {
                cause: "The application was deleted in Entra after the last deployment.",
                confirm:
                    "`az ad app show --id {clientId}` finds nothing, and `pulumi preview --refresh` shows that it would be created.",
                change: `Restore it under “Deleted applications” in the Entra portal; that is possible for 30 days. Or run ${refresh}: the client id, and with it \`signInUrl\`, changes.`,
                inWalk: "never",
                saidBy: namesOurs,
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
        meaning: "The enterprise application is disabled for everybody.",
        causes: {
            disabled: {
                cause: "“Enabled for users to sign-in?” of the enterprise application is “No”. Somebody disabled it outside of this program.",
                confirm: "`az ad sp show --id {clientId} --query accountEnabled` says false.",
                change: `First ask who disabled it and why. Then run ${refresh}: it enables the application. No configuration key changes it.`,
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
            "Microsoft has disabled the application in every tenant. What Entra shows at a sign-in is not documented.",
        causes: {
            disabled: {
                cause: "Microsoft Graph's `disabledByMicrosoftStatus` of the application is {seen|not NotDisabled}.",
                confirm:
                    "`az rest --url \"https://graph.microsoft.com/v1.0/applications(appId='{clientId}')?$select=disabledByMicrosoftStatus\"` says the same.",
                change: "Open a support request with Microsoft: nobody in the tenant can enable it. Or deploy another application; its client id and `signInUrl` are different.",
            },
        },
        sources: ["https://learn.microsoft.com/en-us/graph/api/resources/application"],
    },
    noReplyUrl: {
        refusedBy: "entra",
        code: "AADSTS500113",
        texts: ["AADSTS500113: No reply address is registered for the application."],
        meaning: "Entra does not know where to send the SAML response.",
        checks: ["replyUrl"],
        causes: {
            none: {
                cause: "The application has no reply URL (assertion consumer service URL).",
                confirm:
                    "`az ad app show --id {clientId} --query web.redirectUris` is empty; expected is {expected|the sign-in endpoint of AWS}.",
                change: restore("the reply URL"),
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
        meaning: "The sign-in asks Entra to answer at an address that the application does not have.",
        causes: {
            startedElsewhere: {
                cause: "Another service started the sign-in, with a reply URL of its own ({replyUrl|it is in the message}).",
                confirm:
                    "`az ad app show --id {clientId} --query web.redirectUris` lists {expected|the sign-in endpoint of AWS} only. AWS and Connect send no request, so their sign-in can't end with this error.",
                change: `${giveSignInUrl} Register another service as an application of its own, and do not change the reply URL of this one.`,
                inWalk: "never",
                saidBy: namesAnother,
            },
            changed: {
                cause: "The reply URL was changed in the portal.",
                confirm: "`pulumi preview --refresh` shows a change of `web.redirectUris`.",
                change: restore("the reply URL"),
                inWalk: "never",
            },
        },
        sources: [
            "https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50011-reply-url-mismatch",
        ],
    },
    misconfiguredApplication: {
        refusedBy: "entra",
        code: "AADSTS650056",
        texts: [
            "AADSTS650056: Misconfigured application. This could be due to one of the following: The client has not listed any permissions for '{resource}' in the requested permissions in the client's application registration. Or, The admin has not consented in the tenant. Or, Check the application identifier in the request to ensure it matches the configured client application identifier. Please contact your admin to fix the configuration or consent on behalf of the tenant.",
            "AADSTS650056: Misconfigured application. This could be due to one of the following: The client has not listed any permissions in the requested permissions in the client's application registration. Or, The admin has not consented in the tenant. Or, Check the application identifier in the request to ensure it matches the configured client application identifier. Please contact your admin to fix the configuration or consent on behalf of the tenant.",
        ],
        meaning:
            "A service asked Entra for a sign-in, and the issuer in its request is not the identifier of the application.",
        causes: {
            startedElsewhere: {
                cause: "Another service started the sign-in with a SAML request, or with a request for permissions. AWS and Connect send no request.",
                confirm:
                    "The address of the failed page contains `SAMLRequest=` or `client_id=`. Starting again from `pulumi stack output signInUrl` works.",
                change: `${giveSignInUrl} For another service, its issuer must equal the identifier of its own application.`,
                inWalk: "never",
                saidBy: namesAnother,
            },
        },
        sources: [
            "https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-AADSTS650056-misconfigured-app",
        ],
    },
    notMultiTenant: {
        refusedBy: "entra",
        code: "AADSTS50194",
        texts: [
            "AADSTS50194: Application '{clientId}'({application}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '{time}'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
        ],
        meaning: "The address names no tenant (`/common`), and the application belongs to one tenant.",
        causes: {
            commonEndpoint: {
                cause: "Somebody opened an address with `/common`, `/organizations` or `/consumers` instead of the tenant.",
                confirm: "Compare the address with `pulumi stack output signInUrl`, which ends with `tenantId=`.",
                change: `${giveSignInUrl} Keep the application in one tenant.`,
                inWalk: "never",
            },
        },
        sources: [pages.entraCodes],
    },
    notSamlMode: {
        refusedBy: "entra",
        refuses: false,
        texts: [],
        meaning:
            "No error: the enterprise application is not in SAML mode. My Apps opens a home page, or nothing, and Entra sends no response.",
        causes: {
            otherMode: {
                cause: "The single sign-on mode of the enterprise application is {seen|not SAML}.",
                confirm: '`az ad sp show --id {clientId} --query preferredSingleSignOnMode` does not say "saml".',
                change: restore("the mode"),
            },
        },
        sources: ["https://learn.microsoft.com/en-us/graph/application-saml-sso-configure-api"],
    },
    signOnUrlUndefined: {
        refusedBy: "entra",
        texts: [
            'You cannot access this application because it has been misconfigured. Contact your IT department and include the following information: Undefined Sign-On URL for application "{application}"',
            'Undefined Sign-On URL for application "{application}"',
        ],
        meaning: "My Apps does not know what to open: the application is not in SAML mode, and has no home page.",
        causes: {
            notSamlMode: {
                cause: "The enterprise application is not in SAML mode.",
                confirm: '`az ad sp show --id {clientId} --query preferredSingleSignOnMode` does not say "saml".',
                change: restore("the mode"),
                inWalk: "never",
            },
            otherTile: {
                cause: "The tile in My Apps belongs to another application ({application|compare the names}), which has no home page.",
                confirm: "Compare the address of the tile with `pulumi stack output signInUrl`.",
                change: `${giveSignInUrl} Hide the other tile.`,
                inWalk: "never",
            },
        },
        sources: [
            "https://github.com/MicrosoftDocs/entra-docs/pull/766",
            "https://github.com/equinor/webviz-config/issues/582",
        ],
    },
    noServicePrincipal: {
        refusedBy: "entra",
        texts: [],
        meaning:
            "The application is registered, but the tenant has no enterprise application (service principal) for it. What Entra shows is not documented; AADSTS700016 is likely.",
        causes: {
            missing: {
                cause: "The enterprise application was deleted, or the deployment stopped before it was created.",
                confirm: "`az ad sp show --id {clientId}` finds nothing.",
                change: `Run ${refresh}: it creates the enterprise application with its assignments, certificates and claims. No configuration key changes it.`,
            },
        },
        sources: [pages.entraCodes],
    },
    noIdentifier: {
        refusedBy: "entra",
        texts: [],
        meaning:
            "The application has no identifier (entity ID), so Entra has no audience for the response. What Entra shows is not documented.",
        causes: {
            none: {
                cause: "The application has no identifier: adding it failed, or another change to the application removed it.",
                confirm:
                    "`az ad app show --id {clientId} --query identifierUris` is empty; expected is {expected|the value of `identifier`}.",
                change: `Run ${refresh}: it adds the value of \`identifier\`.`,
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
            "Another application of the directory has the identifier, which must be unique in the tenant. Entra refuses it at deployment or in the portal, not at a sign-in.",
        causes: {
            otherApplication: {
                cause: "The application {otherApplication|that the command finds} has the identifier {identifier|of this stack}.",
                confirm: '`az ad app list --identifier-uri {identifier} --query "[].[displayName, appId]"`',
                change: "Set `identifier` to the other value that AWS accepts (`urn:amazon:webservices` or `https://signin.aws.amazon.com/saml`), or remove the identifier from the other application.",
                inWalk: "never",
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
            "The tenant's policy refuses an identifier that contains none of its domains or ids. Entra refuses it at deployment, not at a sign-in.",
        causes: {
            notExempt: {
                cause: "Applications in SAML mode with version 2 tokens are exempt, but Entra did not treat this one as exempt: the tenant's policy is stricter, or the mode had not reached all of Entra.",
                confirm:
                    '`az ad sp show --id {clientId} --query preferredSingleSignOnMode` says "saml" and `az ad app show --id {clientId} --query api.requestedAccessTokenVersion` says 2.',
                change: "Run `pulumi up` again after a few minutes. If the error stays, ask the tenant's administrator to exempt the caller or the application. Another `identifier` that AWS accepts is refused, too.",
                inWalk: "never",
            },
        },
        sources: [
            pages.identifierRestrictions,
            "https://github.com/microsoft/entra-apps-identifier-uri-protection/issues/6",
        ],
    },
} satisfies Record<string, SignInError>;
