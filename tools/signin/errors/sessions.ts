import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** A session that is not there, not there any more, or not the one expected. */
export const sessionErrors = {
    sessionExpired: {
        refusedBy: "connect",
        texts: ["Session expired"],
        meaning: "Connect was opened by somebody who is not signed in; a SAML instance can't send them to the sign-in.",
        causes: {
            startedAtConnect: {
                cause: "The sign-in began at an address of Connect: Connect knows no other start than the identity provider.",
                confirm: "Starting from `pulumi stack output signInUrl` works.",
                change: "Give people `signInUrl`; in Amazon Connect Streams set it as `loginUrl`. No configuration key changes it.",
            },
            ended: {
                cause: "The Connect session has ended: it lasts twelve hours at most.",
                confirm: "The last sign-in is that long ago.",
                change: "Sign in anew from `signInUrl`.",
            },
            cookies: {
                cause: "The browser does not keep Connect's cookies (third-party cookies in an embedded panel).",
                confirm: "The panel opened in a tab of its own works.",
                change: "Outside the configuration: allow cookies of the instance's address in the browser.",
            },
        },
        sources: [pages.connectSaml],
    },
    sessionReplaced: {
        refusedBy: "browser",
        texts: [
            "You must first log out before logging into a different AWS account. To logout, click here.",
            "You must first log out before logging into a different AWS account.",
        ],
        meaning: "A browser profile has one AWS console session, and signing in to Connect takes its place.",
        causes: {
            sameProfile: {
                cause: "The person used the AWS console, or another Connect instance, in the same browser profile.",
                confirm: "The same sign-in works in a private window or another browser profile.",
                change: "Nothing in the configuration: use another browser profile for the console. Whether the console's multi-session mode changes this is not known.",
            },
        },
        sources: [pages.connectSaml, "https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/multisession.html"],
    },
    sessionEnded: {
        refusedBy: "connect",
        texts: [],
        meaning:
            "The person was signed in and is thrown out: a Connect session ends twelve hours after the sign-in, on a call or not.",
        causes: {
            twelveHours: {
                cause: "The sign-in is twelve hours ago, or `sessionDurationSeconds` ({seen|of the stack}) has passed for pages of the AWS console.",
                confirm: "The time of the last sign-in in Entra's sign-in logs.",
                change: "Connect's twelve hours can't be changed. `sessionDurationSeconds` (at most 43200) is the length of the AWS session. Sign in anew at the start of a shift.",
            },
        },
        sources: [pages.connectSaml],
    },
} satisfies Record<string, SignInError>;
