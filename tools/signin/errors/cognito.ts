import { poolSets } from "./advice";
import type { Entries } from "./signInError";

const samlErrors = "https://repost.aws/knowledge-center/cognito-invalid-saml-response-errors";
const things =
    "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp-things-to-know.html";
const idpInitiated =
    "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-session-initiation-idp-initiation.html";
const appClients = "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html";
const federationErrors =
    "https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoint-idp-responses.html";

const showProvider = "`aws cognito-idp describe-identity-provider --user-pool-id {userPoolId} --provider-name EntraID`";
const showClient = "`aws cognito-idp describe-user-pool-client --user-pool-id {userPoolId} --client-id {appClientId}`";

/** A Cognito user pool refuses: on its own page, or at the callback URL as `error_description`. */
export const cognitoErrors = {
    cognitoAudience: {
        texts: [
            "Error in SAML response processing: Audience restriction in the SAML assertion does not allow it for {expected|urn:amazon:cognito:sp:…}",
            "Audience restriction in SAML Assertion does not allow it for {expected|urn:amazon:cognito:sp:…}",
        ],
        meaning: "The response is for another service than this user pool.",
        causes: {
            otherIdentifier: {
                cause: "The application's identifier is {seen|another one}, not {expected|urn:amazon:cognito:sp:<user pool id>}. A sign-in that Cognito starts then ends in Entra with AADSTS700016; one that starts in Entra ends in Cognito.",
                confirm: "`az ad app show --id {clientId} --query identifierUris` prints the identifiers.",
                change: `${poolSets} In another program, write \`urn:amazon:cognito:sp:\` and the user pool's id as the identifier, exactly as Cognito shows the id.`,
            },
        },
        sources: [samlErrors, things],
    },
    cognitoSignature: {
        texts: [
            "Invalid SAML response received: SAML Assertion signature is invalid.",
            "Error in SAML response processing: SAML Assertion signature is invalid",
        ],
        recognize: { telling: [{ words: "SAML Assertion signature is invalid" }] },
        meaning: "Cognito trusts none of the certificates that the response may be signed with.",
        causes: {
            certificateNotInMetadata: {
                cause: "Entra signs with {seen|a certificate}, and the metadata that Cognito holds has {expected|others}.",
                confirm: `${showProvider} shows the metadata under \`MetadataFile\` or \`MetadataURL\`.`,
                change: "Add the certificate to `certificates` or `alsoTrustedCertificates`, run `pulumi up`, and only then activate it. With a `MetadataURL`, update the provider once: Cognito reads the address again.",
            },
            otherIssuer: {
                cause: "The issuer of the response is {seen|one}, but the metadata that Cognito holds is from {expected|another issuer}.",
                confirm: `${showProvider} shows the metadata.`,
                change: "Give Cognito the metadata of the tenant that people sign in to.",
            },
            changed: {
                cause: "The response was changed on its way, or its certificate has ended.",
                shownIn: "signature",
                change: "Nothing in the configuration: look for a proxy or a browser extension that changes the response.",
                inWalk: "never",
            },
        },
        sources: [samlErrors, "https://github.com/aws/aws-sdk-js-v3/issues/6201"],
    },
    cognitoNameId: {
        dependsOn: ["directory"],
        texts: ["Error in SAML response processing: NameID is absent"],
        meaning: "The response does not say who the person is: Cognito makes the user's name from the NameID.",
        causes: {
            noValue: {
                cause: "The person has no value for the attribute that the claims mapping policy makes the NameID from.",
                shownIn: "subject",
                change: "Fill in the attribute in the directory, or remove the policy: Entra then sends the user principal name.",
            },
        },
        sources: [samlErrors],
    },
    cognitoRequiredAttribute: {
        dependsOn: ["directory"],
        texts: [
            "Invalid SAML response received: Invalid user attributes: {attribute}: The attribute is required",
            "Error in SAML response processing: Invalid user attributes: {attribute}: The attribute is required",
            "attributes required: {attribute}",
        ],
        recognize: { telling: [{ words: "The attribute is required" }], sureBeside: /error_description|cognito/i },
        meaning: "The user pool requires an attribute, and the response has no value for it.",
        causes: {
            noValue: {
                cause: "The response has no claim {claim|for it}: Entra leaves out a claim of which the person has no value, a mail address most often.",
                shownIn: "claims",
                change: "Fill in the attribute in the directory, or map another claim that everybody has, such as the name, in `attributeMapping`. A user pool can't make a required attribute optional.",
            },
            notMapped: {
                cause: "The identity provider maps no claim to the attribute.",
                confirm: `${showProvider} shows the mapping under \`AttributeMapping\`.`,
                change: "Add the attribute to `attributeMapping` with the claim's whole name, `http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress` for the mail address.",
            },
        },
        sources: [samlErrors],
    },
    cognitoAttributeUnknown: {
        texts: [
            "Invalid SAML response received: Invalid user attributes: Type for attribute {attribute} could not be determined",
            "Error in SAML response processing: Invalid user attributes: {attribute}: Attribute does not exist in the schema.",
        ],
        recognize: {
            telling: [{ words: "could not be determined" }, { words: "Attribute does not exist in the schema" }],
        },
        meaning: "The identity provider maps a claim to an attribute that the user pool does not have.",
        causes: {
            notInPool: {
                cause: "`attributeMapping` names the attribute {attribute|in the message}, and the user pool has no attribute of this name. The name of a custom attribute begins with `custom:`.",
                confirm:
                    "`aws cognito-idp describe-user-pool --user-pool-id {userPoolId} --query UserPool.SchemaAttributes` lists those of the pool.",
                change: "Add the attribute to the user pool, or correct or remove it in `attributeMapping`.",
                inWalk: "never",
            },
        },
        sources: [
            "https://github.com/aws-samples/aws-genai-llm-chatbot/issues/636",
            "https://github.com/aws-samples/cloudfront-authorization-at-edge/issues/153",
        ],
    },
    cognitoAttributeFixed: {
        texts: [
            "Invalid SAML response received: Invalid user attributes: {attribute}: Required attribute cannot be deleted",
            "Error in SAML response processing: user.{attribute}: Attribute cannot be updated.",
            "user.{attribute}: Attribute cannot be updated.",
        ],
        recognize: {
            telling: [{ words: "Required attribute cannot be deleted" }, { words: "Attribute cannot be updated" }],
        },
        meaning:
            "The person signed in before, and this sign-in would empty or change an attribute that can't be emptied or changed.",
        causes: {
            emptied: {
                cause: "The directory has no value any more, so the response has no claim for a required attribute.",
                shownIn: "claims",
                change: "Fill in the attribute in the directory again.",
                inWalk: "never",
            },
            notMutable: {
                cause: "The attribute is mapped and not mutable: the first sign-in sets it, and each later one would change it.",
                confirm:
                    "`aws cognito-idp describe-user-pool --user-pool-id {userPoolId} --query UserPool.SchemaAttributes` shows `Mutable: false`.",
                change: "Remove it from `attributeMapping`. A user pool can't make an attribute mutable later.",
                inWalk: "never",
            },
        },
        sources: [samlErrors],
    },
    cognitoReplyUrl: {
        meaning:
            "Entra would send the response to an address that is not the user pool's. What people see is not documented for each way; most often it is Entra's AADSTS50011.",
        causes: {
            otherDomain: {
                cause: "The application's reply URL is {seen|another address}, but the user pool accepts responses only at {expected|its own domain}.",
                confirm: "`az ad app show --id {clientId} --query web.redirectUris` prints the reply URLs.",
                change: `${poolSets} In another program, write \`https://<domain>/saml2/idpresponse\` as the only reply URL.`,
            },
        },
        sources: [things],
    },
    cognitoRelayState: {
        dependsOn: ["person"],
        texts: [
            "Invalid samlResponse or relayState from identity provider",
            "Required String parameter 'RelayState' is not present",
            "Invalid relayState from identity provider",
        ],
        // The two names alone are those of every form that is posted.
        recognize: { telling: [{ words: "from identity provider" }] },
        meaning: "Cognito got a response that it had not asked for, or asked for too long ago.",
        causes: {
            startedInEntra: {
                cause: "The sign-in started in My Apps or at Entra's user access URL. This user pool accepts only what Cognito itself has asked for.",
                confirm: `${showProvider} shows no \`IDPInit\`, or \`IDPInit: false\`.`,
                change: "Start at the application, or at the app client's `signInUrl`. Set `startUrl` of `CognitoFederation` to a page that does it: My Apps then opens that page.",
                inWalk: "never",
            },
            tooLate: {
                cause: "The person stayed on Entra's page for minutes, used the Back button, or posted the same response twice.",
                confirm: "Start again in a new private window: it works.",
                change: "Nothing in the configuration.",
                inWalk: "never",
                isEveryday: true,
            },
        },
        sources: [samlErrors, idpInitiated],
    },
    cognitoProviderNotEnabled: {
        texts: ["Login option is not available. Please try another one"],
        meaning: "The app client does not allow the identity provider that was asked for.",
        causes: {
            notInAppClient: {
                cause: "The app client allows {seen|other providers}, not {expected|this one}.",
                confirm: `${showClient} shows them under \`SupportedIdentityProviders\`.`,
                change: `${poolSets} In another program, list the provider's name under \`supportedIdentityProviders\`. In addresses, \`identity_provider\` must be that name, letter by letter.`,
            },
        },
        sources: [appClients],
    },
    cognitoFlowNotAllowed: {
        texts: ["error=unauthorized_client"],
        meaning: "The app client does not allow the kind of sign-in that the application asks for.",
        causes: {
            noCodeFlow: {
                cause: "The app client allows {seen|other flows}, and the application asks for a code.",
                confirm: `${showClient} shows \`AllowedOAuthFlows\` and \`AllowedOAuthFlowsUserPoolClient\`.`,
                change: poolSets,
            },
        },
        sources: [appClients, federationErrors],
    },
    cognitoRedirectMismatch: {
        texts: ["redirect_mismatch"],
        meaning: "The application asks Cognito to send people to an address that the app client does not list.",
        causes: {
            notListed: {
                cause: "`redirect_uri` of the request is not among the callback URLs, letter by letter: a slash at the end, http, the port and the case count.",
                confirm: `${showClient} shows \`CallbackURLs\`; the address bar shows \`redirect_uri\`.`,
                change: "Add the address to `callbackUrls` of the app client, or correct it in the application. For `/logout` the list is `logoutUrls`.",
                inWalk: "never",
            },
            noCallbackUrl: {
                cause: "The app client has no callback URL at all.",
                confirm: `${showClient} shows no \`CallbackURLs\`.`,
                change: "Add the application's address to `callbackUrls`.",
            },
        },
        sources: [appClients],
    },
    cognitoLinkedUser: {
        dependsOn: ["person"],
        texts: [
            "Error in SAML response processing: Invalid ProviderName/Username combination. Please check again",
            "Invalid ProviderName/Username combination. Please check again",
        ],
        meaning: "The user pool has this person under another name, in other letters or linked to another user.",
        causes: {
            otherCase: {
                cause: "The NameID of the response has other capital letters than at the first sign-in, or the user was linked under a name that is not the NameID.",
                confirm:
                    "`aws cognito-idp list-users --user-pool-id {userPoolId}` shows the user's name and, under `identities`, the NameID of the first sign-in.",
                change: "Delete or unlink that user in the user pool, after you have saved what belongs to it; the next sign-in makes it again.",
                inWalk: "never",
            },
        },
        sources: ["https://github.com/awslabs/service-workbench-on-aws/issues/605", samlErrors],
    },
} satisfies Entries;
