import { bookmark, refresh, restore, startAgain, translated } from "./advice";
import type { Entries } from "./signInError";
import { pages } from "./sources";

const outside =
    "Nothing in the configuration: look for a proxy, a browser extension or a script that changes the response.";

/** AWS's sign-in can't use the response as such: its form, claims and provider. */
export const awsResponseErrors = {
    noSamlResponse: {
        checks: ["startsAtEntra"],
        texts: ["Your request did not include a SAML response. To logout, click here."],
        meaning: "AWS's sign-in page was opened without a SAML response.",
        causes: {
            startedAtAws: {
                cause: "The enterprise application has a sign-on URL, so My Apps sends people to AWS instead of making a response. AWS can't send them to Entra.",
                confirm:
                    "`az ad sp show --id {clientId} --query loginUrl` prints {loginUrl|an address}. It must print no address.",
                change: `Clear “Sign on URL” in the portal, or run ${refresh}. The program sets no sign-on URL, and no configuration key does. Give people \`signInUrl\`.`,
            },
            pageReloaded: {
                cause: "AWS's page was reloaded, bookmarked or reached with the Back button: a browser sends the response only once.",
                confirm: startAgain,
                change: bookmark,
                inWalk: "never",
                isEveryday: true,
            },
        },
        inRecording: ({ withoutSamlResponse, samlResponse, startedAtStation }) => {
            if (withoutSamlResponse === undefined) {
                return undefined;
            }
            const { method, url } = withoutSamlResponse;
            const causeId =
                samlResponse !== undefined
                    ? "pageReloaded"
                    : startedAtStation === "accessPage"
                      ? "startedAtAws"
                      : undefined;
            return {
                sureness: "certain",
                evidence: `${method} ${url} without a SAMLResponse`,
                ...(causeId === undefined ? {} : { causeId }),
            };
        },
        sources: [
            "https://learn.microsoft.com/en-us/entra/identity/saas-apps/amazon-web-service-tutorial",
            pages.connectSaml,
        ],
    },
    invalidSamlResponse: {
        dependsOn: ["response"],
        checks: ["roleClaim"],
        recognize: {
            sign: translated(
                /ungultige SAML-Antwort|reponse SAML (?:non valide|invalide)|respuesta SAML (?:no valida|invalida)|resposta SAML invalida|risposta SAML non valida|無効な\s?SAML\s?(?:レスホンス|応答)/i,
            ),
        },
        texts: [
            "Your request included an invalid SAML response. To logout, click here.",
            "Your request included an invalid SAML response. To use SAML, enable one or more IAM roles for this application.",
        ],
        meaning: "AWS can't read a role from the response.",
        causes: {
            roleMissing: {
                cause: "The response has no claim `https://aws.amazon.com/SAML/Attributes/Role`, in exactly these letters. It has {seen|others}.",
                shownIn: "claims",
                confirm:
                    "`az rest --url \"https://graph.microsoft.com/v1.0/servicePrincipals(appId='{clientId}')/claimsMappingPolicies\"` shows which claims mapping policy is assigned.",
                change: `${restore("the claims mapping policy")} Claims edited in the portal have no effect while the policy is assigned.`,
            },
            policyUnassigned: {
                cause: "The stack contains the claims mapping policy {seen|with the Role claim} and does not assign it to the service principal, so the response has no Role claim.",
                confirm:
                    "`az rest --url \"https://graph.microsoft.com/v1.0/servicePrincipals(appId='{clientId}')/claimsMappingPolicies\"` shows which claims mapping policy is assigned.",
                change: restore("the assignment of the claims mapping policy"),
            },
            roleMalformed: {
                cause: "The Role claim is {seen|not a pair}. It must be a role ARN and a SAML provider ARN with a comma between them, but {wrong|it has another form}.",
                confirm:
                    "Expected is {expected|`roleArn`,`samlProviderArn`}: compare with `pulumi stack output roleArn` and `pulumi stack output samlProviderArn`.",
                change: `Correct that part where the identity provider makes the claim. In this program \`roleName\` and \`samlProviderName\` must contain no comma; ${refresh} writes the pair again.`,
            },
            notXml: {
                cause: "AWS got something other than a SAML response: {seen|it can't be read as XML}.",
                shownIn: "content",
                change: outside,
                inWalk: "never",
            },
            cutOff: {
                cause: "The response is incomplete: it ends {seen|in the middle}.",
                confirm: "Its last characters should be `Response>`. In base64 it has about 8,000 characters or more.",
                change: "If it was copied: terminals and forms cut long lines, so save it as a file, or save a HAR file. If AWS got it like this: a proxy or browser extension has cut it.",
                inWalk: "never",
            },
            noAssertion: {
                cause: "The response has no assertion, or has an encrypted one for which the SAML provider has no key.",
                shownIn: "content",
                confirm: "In the portal, token encryption of the application is off.",
                change: "Turn off token encryption in the portal. The program uses no encryption.",
                inWalk: "never",
            },
        },
        sources: [pages.iamTroubleshooting, pages.iamAssertions],
    },
    invalidBase64: {
        dependsOn: ["response"],
        texts: [
            "Invalid base64 SAMLResponse (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlInvalidSamlResponseException)",
        ],
        meaning: "The form field SAMLResponse is not base64.",
        causes: {
            damaged: {
                cause: "The response was changed on its way: cut off, decoded once too often, or with characters that base64 does not have ({seen|see the response}).",
                shownIn: "content",
                change: outside,
                inWalk: "never",
            },
        },
        sources: [pages.assumeRoleWithSaml],
    },
} satisfies Entries;
