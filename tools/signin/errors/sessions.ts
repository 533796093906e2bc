import { startAgain } from "./advice";
import type { SignInError } from "./signInError";
import { pages } from "./sources";

const hours = "\\b(?:12|twelve)[ -]?h(?:ou)?rs?\\b";
const signedOut = "\\b(?:logged|signed|thrown|kicked|timed) out\\b";

/** A session that does not exist, has ended, or is not the expected one. */
export const sessionErrors = {
    sessionExpired: {
        refusedBy: "connect",
        texts: ["Session expired"],
        meaning: "Connect was opened by somebody who is not signed in. A SAML instance can't send them to the sign-in.",
        causes: {
            startedAtConnect: {
                cause: "The sign-in started at an address of Connect. Connect supports IdP-initiated sign-in only.",
                confirm: startAgain,
                change: "Give people `pulumi stack output signInUrl`. In Amazon Connect Streams, set it as `loginUrl`. No configuration key changes it.",
                inWalk: "never",
            },
            ended: {
                cause: "The Connect session has ended: it lasts twelve hours at most.",
                confirm: "The last sign-in was more than twelve hours ago.",
                change: "Sign in again from `signInUrl`.",
                inWalk: "never",
            },
            cookies: {
                cause: "The browser does not keep Connect's cookies (third-party cookies in an embedded panel).",
                confirm: "The panel works in a tab of its own.",
                change: "Nothing in the configuration: allow cookies of the instance's address in the browser.",
                inWalk: "never",
            },
        },
        // A sign-in that posts a response afterwards, or reaches the instance, was not refused for that.
        inRecording: ({ samlRequestTo, samlResponse, connectUrl }) =>
            samlRequestTo !== undefined && samlResponse === undefined && connectUrl === undefined
                ? {
                      sureness: "likely",
                      evidence: `${samlRequestTo} was asked with a SAMLRequest: the service started the sign-in`,
                      causeId: "startedAtConnect",
                  }
                : undefined,
        sources: [pages.connectSaml],
    },
    sessionReplaced: {
        refusedBy: "browser",
        texts: [
            "You must first log out before logging into a different AWS account. To logout, click here.",
            "You must first log out before logging into a different AWS account.",
        ],
        meaning: "A browser profile has one AWS console session, and a sign-in to Connect replaces it.",
        causes: {
            sameProfile: {
                cause: "The person used the AWS console, or another Connect instance, in the same browser profile.",
                confirm: "The same sign-in works in a private window or another browser profile.",
                change: "Nothing in the configuration: use another browser profile for the console. Whether the console's multi-session mode changes this is not known.",
                inWalk: "never",
            },
        },
        sources: [pages.connectSaml, "https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/multisession.html"],
    },
    sessionEnded: {
        refusedBy: "connect",
        refuses: false,
        texts: [],
        meaning: "No error: a Connect session ends twelve hours after the sign-in, also during a call.",
        causes: {
            twelveHours: {
                cause: "The last sign-in was twelve hours ago. Pages of the AWS console end after `sessionDurationSeconds` ({seen|of the stack}).",
                confirm: "Entra's sign-in logs have the time of the last sign-in.",
                change: "Connect's twelve hours can't be changed. `sessionDurationSeconds` (at most 43200) is the length of the AWS session. Sign in again at the start of a shift.",
                inWalk: "never",
            },
        },
        recognize: {
            described: [new RegExp(`${signedOut}[^.!?]{0,80}${hours}|${hours}[^.!?]{0,80}${signedOut}`, "i")],
        },
        sources: [pages.connectSaml],
    },
} satisfies Record<string, SignInError>;
