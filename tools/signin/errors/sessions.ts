import { giveSignInUrl, startAgain, streamsLoginUrl } from "./advice";
import type { Entries } from "./signInError";
import { pages } from "./sources";

const hours = "\\b(?:12|twelve)[ -]?h(?:ou)?rs?\\b";
const signedOut = "\\b(?:logged|signed|thrown|kicked|timed) out\\b";

/** A session that does not exist, or has ended. */
export const sessionErrors = {
    sessionExpired: {
        texts: ["Session expired"],
        meaning: "Connect was opened by somebody who is not signed in. A SAML instance can't send them to the sign-in.",
        causes: {
            startedAtConnect: {
                cause: "The sign-in started at an address of Connect. Connect supports IdP-initiated sign-in only.",
                confirm: startAgain,
                change: `${giveSignInUrl} ${streamsLoginUrl} No configuration key changes it.`,
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
    sessionEnded: {
        refuses: false,
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
} satisfies Entries;
