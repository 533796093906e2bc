import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** AWS refuses the response for its times, status or size, or for what no identity provider sends. */
export const awsTimeErrors = {
    responseExpired: {
        refusedBy: "aws",
        texts: [
            "Response has expired (service: AWSSecurityTokenService; status code: 400; error code: ExpiredTokenException)",
            "Response has expired",
        ],
        meaning: "The response is past its end (`NotOnOrAfter`).",
        causes: {
            stale: {
                cause: "The response was valid until {notOnOrAfter|its end} and came at {now|a later time}: a page left open, or a saved response.",
                confirm: "Starting anew from `pulumi stack output signInUrl` works.",
                change: "Nothing to change. Bookmarks must hold `signInUrl`.",
            },
        },
        sources: ["https://github.com/Versent/saml2aws/issues/759", pages.assumeRoleWithSaml],
    },
    redeemedLate: {
        refusedBy: "aws",
        texts: [
            "Token must be redeemed within 5 minutes of issuance (service: AWSSecurityTokenService; status code: 400; error code: ExpiredTokenException)",
            "Token must be redeemed within 5 minutes of issuance",
        ],
        meaning: "AWS takes a response for five minutes after its making, although Entra lets it last for an hour.",
        causes: {
            late: {
                cause: "The response was made at {issueInstant|one time} and came at {now|more than five minutes later}.",
                confirm: "Starting anew from `pulumi stack output signInUrl` works.",
                change: "Nothing to change; don't leave the role chooser or a form open, don't reuse responses in scripts.",
            },
        },
        sources: ["https://github.com/Nike-Inc/gimme-aws-creds/issues/251", pages.assumeRoleWithSaml],
    },
    notYetValid: {
        refusedBy: "aws",
        texts: [],
        meaning: "The response is not valid yet (`NotBefore`). AWS's words for it are not documented.",
        causes: {
            clock: {
                cause: "The response is valid from {notBefore|a later time} on, and it is {now|earlier}.",
                confirm: "Compare the time of the test, or of the machine that made the response, with a clock.",
                change: "Outside the configuration: Entra's and AWS's clocks agree, so look at who made the response, or at `--now`.",
            },
        },
        sources: [pages.samlCore],
    },
    subjectConfirmationMissing: {
        refusedBy: "aws",
        texts: ["Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter"],
        meaning: "The subject of the response is not confirmed the way AWS asks for (its own spelling).",
        causes: {
            incomplete: {
                cause: "The subject confirmation is incomplete: {seen|Recipient or NotOnOrAfter is missing}.",
                confirm: "`connect-sso explain FILE` shows the subject of the response.",
                change: "Entra always writes both: the response is another identity provider's, or was changed. Nothing in the configuration.",
            },
        },
        sources: [pages.iamAssertions],
    },
    statusNotSuccess: {
        refusedBy: "aws",
        texts: [],
        meaning:
            "The identity provider answers that the sign-in failed, in SAML's own form. AWS's words for it are not documented.",
        causes: {
            failed: {
                cause: "The response reports a failure: {seen|its status says which}.",
                confirm:
                    "`connect-sso explain FILE` shows status and message; an AADSTS code in the message is explained further.",
                change: "It depends on the message; look that up with `connect-sso explain`.",
            },
        },
        sources: [pages.samlCore],
    },
    responseTooLarge: {
        refusedBy: "aws",
        texts: [],
        meaning:
            "The response is longer than the 100,000 characters that STS takes. AWS's words for it at the sign-in are not documented.",
        causes: {
            claims: {
                cause: "The response has {seen|more than 100,000} characters in base64, mostly for claims such as group memberships.",
                confirm: "`connect-sso explain FILE` lists the claims by size.",
                change: "This program emits four claims: `pulumi up --refresh` puts its claims policy back. Remove group claims in the portal.",
            },
        },
        sources: [pages.assumeRoleWithSaml],
    },
    hostileResponse: {
        refusedBy: "aws",
        texts: [],
        meaning:
            "The response has what Entra never sends: it could mean two things or hide its origin, or another sender is set up otherwise. AWS's words for it are not documented; it is refused here.",
        causes: {
            signatureWrapping: hostile(
                "What is signed may not be what is read: {seen|the signature covers another element}.",
            ),
            twoAssertions: hostile(
                "The response has more than one assertion, and readers disagree about which counts: {seen|count them}.",
            ),
            comment: hostile(
                "A comment or processing instruction makes readers disagree about a value: {seen|it stands inside one}.",
            ),
            doctype: hostile("The response has a DOCTYPE, which can define entities."),
            weakAlgorithm: otherwise(
                "The signature is no proof of origin: {seen|its algorithm is weak}. Entra uses RSA with SHA-256.",
                "Set the sender to sign with RSA and SHA-256; Entra offers SHA-1 under “Signing algorithm”, beside the signing certificate in the portal.",
            ),
            replayed: hostile("The assertion {seen|of this id} has been used before."),
            duplicateAttribute: hostile(
                "A claim stands there more than once, and readers disagree about which counts: {seen|look at their names}.",
            ),
            encoding: otherwise(
                "The response is {seen|encoded as no identity provider posts it}: AWS takes plain base64 of XML.",
                "The sender must post it as a form (HTTP-POST binding), in UTF-8 and not compressed: the reply URL of AWS takes nothing else.",
            ),
            malformed: hostile(
                "The response can't be read as SAML, or not in one way only: {seen|it is not well-formed}.",
            ),
        },
        sources: [
            "https://www.usenix.org/conference/usenixsecurity12/technical-sessions/presentation/somorovsky",
            "https://cheatsheetseries.owasp.org/cheatsheets/SAML_Security_Cheat_Sheet.html",
        ],
    },
} satisfies Record<string, SignInError>;

/** What a sender may be set up for in good faith. */
function otherwise(cause: string, change: string) {
    return {
        cause,
        confirm: "`connect-sso explain FILE` names the issuer, and shows what the response holds.",
        change: `${change} If it did not come from your own sign-in, somebody made it up: tell who looks after security.`,
    };
}

function hostile(cause: string) {
    return {
        cause,
        confirm:
            "`connect-sso explain FILE` shows where. Sign in once more and compare: Entra's own response has none of it.",
        change: "Nothing in the configuration. Somebody or something changed or made up the response: find out where it came from, and tell who looks after security.",
    };
}
