import { refresh } from "./advice";
import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** Entra refuses the identifier of the application, or finds none. */
export const entraIdentifierErrors = {
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
