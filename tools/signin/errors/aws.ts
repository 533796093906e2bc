import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** AWS's sign-in can't use the response as such: its form, claims and provider. */
export const awsResponseErrors = {
    noSamlResponse: {
        refusedBy: "aws",
        texts: ["Your request did not include a SAML response. To logout, click here."],
        meaning: "AWS's sign-in page was opened without a SAML response.",
        causes: {
            startedAtAws: {
                cause: "The enterprise application has a sign-on URL, so My Apps sends people to AWS first, with nothing in hand; AWS can't send them back.",
                confirm: "`az ad sp show --id {clientId} --query loginUrl` is not empty ({loginUrl|it must be}).",
                change: "No configuration key: the program sets no sign-on URL. Empty “Sign on URL” in the portal, or run `pulumi up --refresh`; give people `signInUrl`.",
            },
            pageReloaded: {
                cause: "The page of AWS was reloaded, bookmarked or reached with the Back button: the response is sent once only.",
                confirm: "Starting anew from `pulumi stack output signInUrl` works.",
                change: "Nothing to change. Bookmarks must hold `signInUrl`.",
            },
        },
        sources: [
            "https://learn.microsoft.com/en-us/entra/identity/saas-apps/amazon-web-service-tutorial",
            pages.connectSaml,
        ],
    },
    invalidSamlResponse: {
        refusedBy: "aws",
        texts: [
            "Your request included an invalid SAML response. To logout, click here.",
            "Your request included an invalid SAML response. To use SAML, enable one or more IAM roles for this application.",
        ],
        meaning: "AWS can't read a role out of the response.",
        causes: {
            roleMissing: {
                cause: "The response has no claim https://aws.amazon.com/SAML/Attributes/Role (letter by letter). It has {seen|others}.",
                confirm:
                    "Decode the response: `connect-sso explain FILE`. `az rest --url \"https://graph.microsoft.com/v1.0/servicePrincipals(appId='{clientId}')/claimsMappingPolicies\"` shows which policy is assigned.",
                change: "No configuration key: the program assigns a policy with the claim. `pulumi up --refresh` puts it back; claims edited in the portal have no effect beside it.",
            },
            roleMalformed: {
                cause: "The Role claim is {seen|not a pair}, not a role ARN and a SAML provider ARN with a comma between them.",
                confirm:
                    "Expected is {expected|`roleArn`,`samlProviderArn`}: compare with `pulumi stack output roleArn` and `samlProviderArn`.",
                change: "`roleName` and `samlProviderName` must hold no comma; `pulumi up --refresh` writes the pair again.",
            },
            notXml: {
                cause: "What was sent is no SAML response: {seen|it can't be read as XML}.",
                confirm: "`connect-sso explain FILE` on the response or a HAR file says where it breaks.",
                change: "Outside the configuration: a proxy, browser extension or copying has damaged it. Try without them.",
            },
            cutOff: {
                cause: "The response is not whole: it ends {seen|in the middle}.",
                confirm:
                    "Its last characters should be `Response>`; in base64 it is some 8,000 characters long or more.",
                change: "Outside the configuration. Where it was copied: terminals and forms cut long lines, so save it as a file, or save a HAR file. Where AWS got it so: a proxy or browser extension has cut it.",
            },
            noAssertion: {
                cause: "The response holds no assertion, or an encrypted one for which the SAML provider has no key.",
                confirm:
                    "`connect-sso explain FILE` lists what the response holds; in the portal, token encryption of the application is off.",
                change: "The program uses no encryption: turn token encryption off in the portal.",
            },
        },
        sources: [pages.iamTroubleshooting, pages.iamAssertions],
    },
    invalidBase64: {
        refusedBy: "aws",
        texts: [
            "Invalid base64 SAMLResponse (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlInvalidSamlResponseException)",
            "Invalid base64 SAMLResponse",
        ],
        meaning: "The form field SAMLResponse is not base64.",
        causes: {
            damaged: {
                cause: "The response was changed on the way: cut off, decoded once too often, or with characters outside the base64 alphabet ({seen|somewhere}).",
                confirm: "`connect-sso explain FILE` on a HAR file of the sign-in shows the first wrong character.",
                change: "Outside the configuration: proxies, extensions, scripts that post the response.",
            },
        },
        sources: [pages.assumeRoleWithSaml],
    },
    roleSessionNameRequired: {
        refusedBy: "aws",
        texts: [
            "RoleSessionName is required in AuthnResponse (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
            "RoleSessionName is required in AuthnResponse",
        ],
        meaning: "The response names no session, which is the name of the Connect user.",
        causes: {
            attributeEmpty: {
                cause: "{user|The person} has no value for {attribute|the attribute of `roleSessionNameAttribute`}, so Entra leaves the claim out.",
                confirm:
                    "`az rest --url 'https://graph.microsoft.com/v1.0/users/{user}?$select=userPrincipalName,mail,employeeId'`",
                change: "Fill in the attribute in the directory, or set `roleSessionNameAttribute` to one that everybody has and that equals the Connect user names.",
            },
            claimMissing: {
                cause: "The claims policy has no claim https://aws.amazon.com/SAML/Attributes/RoleSessionName (letter by letter).",
                confirm: "`connect-sso explain FILE` lists the claims of the response.",
                change: "No configuration key: `pulumi up --refresh` writes the policy again.",
            },
        },
        sources: [pages.iamTroubleshooting],
    },
    roleSessionNameInvalid: {
        refusedBy: "aws",
        texts: [
            "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64} (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)",
            "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
            "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,32}",
        ],
        meaning: "The session name has a character, or a length, that AWS does not take.",
        causes: {
            character: {
                cause: "The session name {seen|of the person} has {character|a character} that AWS does not take.",
                confirm:
                    '`az ad user show --id {user} --query "[userPrincipalName, mail]"`. Letters, digits and `_ + = , . @ -` are allowed; Connect takes `_ . @ -` only.',
                change: "Set `roleSessionNameAttribute` to an attribute without it (`mail`, `employeeId`), and write the keys of `users` accordingly; or change the attribute in the directory.",
            },
            guest: {
                cause: "{user|The person} is a guest, whose user principal name holds `#EXT#`.",
                confirm: "`az ad user show --id {user} --query userPrincipalName`",
                change: "Set `roleSessionNameAttribute: mail`; it holds for everybody of the stack.",
            },
            tooLong: {
                cause: "The session name {seen|of the person} has {length|more than 64} characters.",
                confirm: '`az ad user show --id {user} --query "[userPrincipalName, mail]"`',
                change: "Set `roleSessionNameAttribute` to a shorter attribute (`employeeId`), or shorten it in the directory.",
            },
            tooShort: {
                cause: "The session name {seen|of the person} has fewer than two characters.",
                confirm: '`az ad user show --id {user} --query "[userPrincipalName, mail]"`',
                change: "Set `roleSessionNameAttribute` to an attribute of at least two characters.",
            },
            several: {
                cause: "The response names the session more than once: {seen|several values}.",
                confirm:
                    "`connect-sso explain FILE` shows the claim. The claims mapping policy has more than one entry for RoleSessionName.",
                change: "No configuration key: `pulumi up --refresh` writes the policy again, with one.",
            },
        },
        sources: [pages.iamTroubleshooting, pages.assumeRoleWithSaml],
    },
    sourceIdentityMismatch: {
        refusedBy: "aws",
        texts: [
            'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:" (service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)',
            'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
        ],
        meaning: "The response sets a source identity that AWS does not take.",
        causes: {
            form: {
                cause: "The claim https://aws.amazon.com/SAML/Attributes/SourceIdentity is {seen|not of that form}.",
                confirm: "`connect-sso explain FILE` lists the claims of the response.",
                change: "This program sets no such claim: another claims policy is assigned. `pulumi up --refresh` puts the program's back.",
            },
        },
        sources: [pages.iamTroubleshooting],
    },
    durationInvalid: {
        refusedBy: "aws",
        texts: [],
        meaning:
            "The session duration in the response is not a number of seconds from 900 to 43200. AWS's words for it are not documented.",
        causes: {
            outOfRange: {
                cause: "The claim SessionDuration is {seen|outside 900 to 43200, or no number}.",
                confirm: "`connect-sso explain FILE` lists the claims of the response.",
                change: "Set `sessionDurationSeconds` to a number from 900 to 43200 and run `pulumi up --refresh`.",
            },
        },
        sources: [pages.iamAssertions],
    },
} satisfies Record<string, SignInError>;
