import { bookmark, bySts, refresh, startAgain } from "./advice";
import type { Cause, Entries } from "./signInError";
import { pages } from "./sources";

/** AWS refuses the response for its times, status or size, or for what no identity provider sends. */
export const awsTimeErrors = {
    responseExpired: {
        dependsOn: ["time"],
        texts: [bySts("Response has expired", "ExpiredTokenException")],
        meaning: "The response is past its end (`NotOnOrAfter`).",
        causes: {
            stale: {
                cause: "The response was valid until {notOnOrAfter|its end} and arrived at {now|a later time}: a page left open, or a saved response.",
                confirm: startAgain,
                change: bookmark,
                inWalk: "never",
            },
        },
        sources: ["https://github.com/Versent/saml2aws/issues/759", pages.assumeRoleWithSaml],
    },
    redeemedLate: {
        dependsOn: ["time"],
        texts: [bySts("Token must be redeemed within 5 minutes of issuance", "ExpiredTokenException")],
        meaning: "AWS accepts a response for five minutes after it was made, although Entra lets it last an hour.",
        causes: {
            late: {
                cause: "The response was made at {issueInstant|one time} and arrived more than five minutes later, at {now|another time}.",
                confirm: startAgain,
                change: "Nothing to change. Don't leave the page with the roles or a form open, and don't reuse responses in scripts.",
                inWalk: "never",
            },
        },
        sources: ["https://github.com/Nike-Inc/gimme-aws-creds/issues/251", pages.assumeRoleWithSaml],
    },
    notYetValid: {
        dependsOn: ["time"],
        meaning: "The response is not valid yet (`NotBefore`). AWS's words for it are not documented.",
        causes: {
            clock: {
                cause: "The response arrived at {now|some time}, but is valid only from {notBefore|a later time}.",
                confirm: "Check the clock of the machine that made the response, and the time of the sign-in.",
                change: "Nothing in the configuration. The clocks of Entra and AWS agree, so check who made the response, or `--now`.",
                inWalk: "never",
            },
        },
        sources: [pages.samlCore],
    },
    subjectConfirmationMissing: {
        dependsOn: ["response"],
        texts: ["Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter"],
        meaning: "The response does not confirm its subject as AWS requires. The misspelling is AWS's own.",
        causes: {
            incomplete: {
                cause: "The subject confirmation is incomplete: {seen|Recipient or NotOnOrAfter is missing}.",
                shownIn: "subject",
                change: "Nothing in the configuration. Entra always writes both, so the response is another identity provider's, or was changed.",
                inWalk: "never",
            },
        },
        sources: [pages.iamAssertions],
    },
    statusNotSuccess: {
        meaning:
            "The identity provider reports in the response that the sign-in failed. AWS's words for it are not documented.",
        causes: {
            failed: {
                cause: "The status of the response is a failure ({seen|it says which}).",
                shownIn: "status",
                change: "Correct what the message names, at the identity provider.",
                inWalk: "never",
            },
        },
        sources: [pages.samlCore],
    },
    responseTooLarge: {
        texts: [
            "1 validation error detected: Value at 'sAMLAssertion' failed to satisfy constraint: Member must have length less than or equal to 100000",
        ],
        meaning: "The response is longer than the 100,000 characters that AWS accepts.",
        causes: {
            claims: {
                cause: "The response has {seen|more than 100,000} characters in base64, mostly for claims such as group memberships.",
                shownIn: "claims",
                change: `This program emits four claims: ${refresh} restores its claims mapping policy. Remove group claims in the portal.`,
            },
        },
        recognize: { telling: [{ words: "sAMLAssertion" }] },
        sources: [pages.assumeRoleWithSaml],
    },
    hostileResponse: {
        meaning:
            "The response contains something that Entra never sends: it can be read in two ways, hides its origin, or comes from another sender. AWS's words for it are not documented; it is refused here.",
        causes: {
            signatureWrapping: hostile(
                "What is signed may not be what is read: {seen|the signature covers another element}.",
            ),
            twoAssertions: hostile(
                "The response has more than one assertion, and programs disagree about which one counts: {seen|see the response}.",
            ),
            comment: hostile(
                "A comment or processing instruction makes programs disagree about a value: {seen|see the response}.",
            ),
            doctype: hostile("The response has a DOCTYPE, which can define entities."),
            weakAlgorithm: senders(
                "The signature does not prove the origin: {seen|its algorithm is weak}. Entra uses RSA with SHA-256.",
                "Configure the sender to sign with RSA and SHA-256. Entra offers SHA-1 under “Signing algorithm”, beside the signing certificate in the portal.",
            ),
            duplicateAttribute: senders(
                "A claim is in the response more than once, and programs disagree about which one counts: {seen|see the response}. Which one AWS uses is not documented.",
                "Configure the sender to write each claim once, with several values. Keycloak writes one attribute per role unless “Single Role Attribute” of its role mapper is on.",
            ),
            encoding: senders(
                "The response is {seen|not encoded as AWS requires}: AWS accepts plain base64 of XML.",
                "Configure the sender to post it as a form (HTTP-POST binding), in UTF-8 and not compressed. The reply URL of AWS accepts nothing else.",
            ),
            malformed: hostile(
                "The response can't be read as SAML, or can be read in several ways: {seen|it is not well-formed}.",
            ),
        },
        sources: [
            "https://www.usenix.org/conference/usenixsecurity12/technical-sessions/presentation/somorovsky",
            "https://cheatsheetseries.owasp.org/cheatsheets/SAML_Security_Cheat_Sheet.html",
            "https://discuss.morpheusdata.com/t/1895",
        ],
    },
} satisfies Entries;

/** What a sender can be set up for in good faith. */
function senders(cause: string, change: string): Cause {
    return {
        cause,
        shownIn: "content",
        change: `${change} The issuer of the response says who the sender is.`,
        inWalk: "never",
    };
}

function hostile(cause: string): Cause {
    return {
        cause,
        shownIn: "content",
        confirm: "Sign in once more and compare: Entra's own response has none of it.",
        change: "Nothing in the configuration. Somebody or something changed or made the response: find out where it came from, and tell the people who are responsible for security.",
        inWalk: "never",
    };
}
