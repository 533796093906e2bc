import { giveSignInUrl, poolSets, refresh, restore } from "./advice";
import { namesAnother, namesOurs } from "./applications";
import type { Entries } from "./signInError";
import { pages } from "./sources";

/** Entra refuses because of the application or its identifier, or does not start a SAML sign-in at all. */
export const entraApplicationErrors = {
    applicationNotFound: {
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
            userPool: {
                cause: "A Cognito user pool started the sign-in as {clientId|its own identifier}, and no application of the tenant has this identifier.",
                confirm: "`az ad app list --identifier-uri {clientId}` finds nothing.",
                change: `${poolSets} In another program, write it as the application's identifier, exactly as Cognito shows it.`,
                inWalk: "never",
                saidBy: ({ values: { clientId } }) =>
                    clientId?.startsWith("urn:amazon:cognito:sp:") === true ? { sureness: "likely" } : undefined,
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
        texts: [
            "AADSTS500113: No reply address is registered for the application.",
            "AADSTS900971: No reply address provided.",
        ],
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
    notSamlMode: {
        refuses: false,
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
    noServicePrincipal: {
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
        texts: [
            "Another object with the same value for property identifierUris already exists.",
            "Please enter an Identifier which is unique within your organization",
        ],
        meaning:
            "Another application of the directory has the identifier, which must be unique in the tenant. Entra refuses it at deployment or in the portal, not at a sign-in.",
        causes: {
            otherApplication: {
                cause: "Another application, {otherApplication|which the command below names}, has the identifier {identifier|of this stack}.",
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
            otherIdentifier: {
                cause: "{identifier|The identifier} is not one that AWS accepts, so another program sets it, for an application that is not in SAML mode, or not yet.",
                confirm: "Compare with `az ad app show --id {clientId} --query identifierUris`.",
                change: "In that program, create the service principal in SAML mode first, and add the identifier after it. Or let the application have access tokens of version 2.",
                inWalk: "never",
                saidBy: ({ values: { identifier } }) =>
                    identifier === undefined || /amazon|aws/i.test(identifier) ? undefined : { sureness: "likely" },
            },
        },
        sources: [
            pages.identifierRestrictions,
            "https://github.com/microsoft/entra-apps-identifier-uri-protection/issues/6",
        ],
    },
} satisfies Entries;
