import { giveSignInUrl, poolSets, restore } from "./advice";
import { namesAnother } from "./applications";
import type { Entries } from "./signInError";
import { pages } from "./sources";

/** Entra refuses because of where the sign-in started: another service, another tile, an address without a tenant. */
export const entraStartErrors = {
    replyUrlMismatch: {
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
            userPool: {
                cause: "A Cognito user pool started the sign-in, and its address {replyUrl|in the message} is not a reply URL of its application.",
                confirm: "`az ad app show --id {clientId} --query web.redirectUris` lists the reply URLs.",
                change: `${poolSets} In another program, write \`https://<domain>/saml2/idpresponse\` as the only reply URL.`,
                inWalk: "never",
                saidBy: ({ values: { clientId = "", replyUrl = "" } }) =>
                    clientId.startsWith("urn:amazon:cognito:sp:") || replyUrl.endsWith("/saml2/idpresponse")
                        ? { sureness: "likely" }
                        : undefined,
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
    tenantNotFound: {
        texts: [
            "AADSTS90002: Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
        ],
        meaning: "The address names a tenant that this cloud of Microsoft's does not have.",
        causes: {
            wrongAddress: {
                cause: "The tenant {tenant|in the address} is mistyped, was deleted, or belongs to another cloud (US Government, China).",
                confirm: "Compare the address with `pulumi stack output signInUrl`, which ends with `tenantId=`.",
                change: `${giveSignInUrl} If it has the same tenant, correct \`tenantId\`, or \`azuread:environment\` of the provider.`,
                inWalk: "never",
            },
        },
        sources: [pages.entraCodes],
    },
    notMultiTenant: {
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
    signOnUrlUndefined: {
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
} satisfies Entries;
