import { refresh, relayState, restore } from "./advice";
import type { SignInError } from "./signInError";
import { pages } from "./sources";

/** The person is signed in, but does not come to the page. */
export const connectPageErrors = {
    pageNotPermitted: {
        refusedBy: "connect",
        texts: [],
        meaning:
            "The person is signed in, but their security profiles do not permit the page. Connect's words for it are not documented.",
        causes: {
            noPermission: {
                cause: "None of the security profiles {seen|of the person} has the permission {expected|`BasicAgentAccess`} that {page|the page} needs.",
                confirm:
                    "`aws connect list-security-profile-permissions --instance-id {instanceId} --security-profile-id …`; the Contact Control Panel needs `BasicAgentAccess`.",
                change: "Give the person, under `users`, one of `securityProfiles` that has it (`Agent`, `Admin`), or set `landingPage` to a page that they can open.",
            },
        },
        sources: [pages.connectPermissions],
    },
    oldRelayState: {
        refusedBy: "connect",
        texts: [],
        meaning:
            "The relay state has the path of instances with an old address (`/connect/ccp-v2`). On `my.connect.aws` that page does not exist.",
        causes: {
            oldPath: {
                cause: "The destination in the relay state is {seen|`/connect/…`}. For an address of `my.connect.aws` it is {expected|the same without `/connect`, with `new_domain=true`}.",
                confirm: relayState,
                change: `\`landingPage\` must be \`ccp\`, \`agentWorkspace\` or an https address. Run ${refresh}: it restores the relay state.`,
            },
        },
        sources: [pages.connectDomain],
    },
    pageNotFound: {
        refusedBy: "connect",
        texts: [],
        meaning:
            "The person is signed in, but the instance has no page with the path in the relay state. Connect's words for it are not documented.",
        causes: {
            encodedTwice: {
                cause: "The destination in the relay state is encoded twice: decoded once it is still {seen|encoded}, instead of {expected|a path such as `/ccp-v2/chat`}.",
                confirm: `${relayState} It contains \`%25\`.`,
                change: `Run ${refresh}: it restores the relay state of \`landingPage\`. Encode a relay state again only where the whole of it is a parameter of a link.`,
            },
        },
        sources: [pages.connectSaml],
    },
    landsInConsole: {
        refusedBy: "connect",
        refuses: false,
        texts: [],
        meaning: "No error: without a relay state the sign-in ends in the AWS console instead of Connect.",
        causes: {
            noRelayState: {
                cause: "The response came without a relay state.",
                confirm:
                    "`az ad sp show --id {clientId} --query samlSingleSignOnSettings.relayState` is empty; expected is {expected|`pulumi stack output relayState`}.",
                change: restore("the relay state"),
            },
        },
        recognize: { described: describedConsole() },
        // A relay state that was posted is looked at with the response.
        inRecording: ({ consoleUrl, federateUrl, relayState: posted }) =>
            consoleUrl !== undefined && federateUrl === undefined && posted === undefined
                ? {
                      sureness: "certain",
                      evidence: `after the post the browser came to ${consoleUrl} and never to /connect/federate`,
                  }
                : undefined,
        sources: [pages.connectSaml],
    },
} satisfies Record<string, SignInError>;

/** How people say that they came to the AWS console instead. */
function describedConsole(): RegExp[] {
    const arrives =
        "\\b(?:lands?|landed|ends? up|ended up|arrives?|arrived|redirected|taken|sent|brought|comes?|came)\\b";
    const console = "\\baws(?: management)? console\\b";
    const opens = "(?: home)? (?:opens|appears|shows up|comes up|loads)\\b";
    const instead = "\\binstead of\\b";
    return [
        new RegExp(`${arrives} (?:[a-z]{1,12} ){0,3}${console}`, "i"),
        new RegExp(`${console}(?:${opens}|[^.!?]{0,40}${instead}(?: [a-z]{1,12}){0,2})`, "i"),
        new RegExp(`${instead}[^.!?]{0,60}${console}`, "i"),
    ];
}
