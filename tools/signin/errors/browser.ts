import { defenderHostIn } from "../defenderHosts";
import { placeOf } from "../explain/har/hosts";
import { approveOrigin } from "./advice";
import type { Entries } from "./signInError";
import { pages } from "./sources";

const streams = "https://github.com/amazon-connect/amazon-connect-streams";

/** The browser, or what runs in it, stops the sign-in between the hops. */
export const browserErrors = {
    sessionReplaced: {
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
    defenderProxy: {
        refuses: false,
        meaning:
            "No error of its own: Microsoft Defender for Cloud Apps is between person and AWS, under its own host (`*.mcas.ms`).",
        causes: {
            sessionControl: {
                cause: "A Conditional Access policy sends the sign-in through the proxy {seen|whose host ends with .mcas.ms}. The response is then for the proxy's address.",
                confirm: "The address bar, or the recipient of the response, has a host that ends with `.mcas.ms`.",
                change: "Nothing in the configuration: ask the directory's administrator to exempt the application from the session control “Use Conditional Access App Control”.",
                inWalk: "never",
            },
        },
        recognize: {
            sign: (text) => {
                const host = defenderHostIn(text);
                return host === undefined
                    ? undefined
                    : { sureness: "likely", evidence: `the host ${host}`, values: { seen: host } };
            },
        },
        inRecording: ({ proxyHosts: [host] }) =>
            host === undefined
                ? undefined
                : {
                      sureness: "certain",
                      evidence: `the host ${host} of Microsoft Defender's proxy`,
                      values: { seen: host },
                  },
        sources: ["https://learn.microsoft.com/en-us/defender-cloud-apps/proxy-intro-aad", pages.iamAssertions],
    },
    framedLogin: {
        texts: [
            "Refused to display '{url}' in a frame because it set 'X-Frame-Options' to 'deny'.",
            "Refused to display '{url}' in a frame because it set 'X-Frame-Options' to 'sameorigin'.",
            "The loading of “{url}” in a frame is denied by “X-Frame-Options“ directive set to “{directive}“.",
            "Refused to display '{url}' in a frame because an ancestor violates the following Content Security Policy directive: \"frame-ancestors {directive}\".",
            "Refused to frame '{url}' because an ancestor violates the following Content Security Policy directive: \"frame-ancestors {directive}\".",
            ...[
                "refused to connect.",
                "hat die Verbindung abgelehnt.",
                "n'autorise pas la connexion.",
                "ha rechazado la conexión.",
                "rechazó la conexión.",
            ].flatMap((words) => [`login.microsoftonline.com ${words}`, `signin.aws.amazon.com ${words}`]),
        ],
        meaning:
            "A page showed the sign-in inside a frame. Microsoft and AWS forbid that, and no approved origin changes it.",
        causes: {
            framed: {
                cause: "The sign-in address {url|of Microsoft or AWS} is opened in a frame of another page.",
                confirm:
                    "The console of the browser's developer tools names the framed address. The same address works in a tab of its own.",
                change: "In Amazon Connect Streams, give `pulumi stack output embeddedSignInUrl` as `loginUrl` and leave `loginPopup` on: it then opens a window. No configuration key of this project changes it.",
                inWalk: "never",
                saidBy: ({ values }) => (["entra", "awsSignIn"].includes(stationOf(values.url) ?? "") ? {} : undefined),
            },
            originNotApproved: {
                cause: "The framed page is the Contact Control Panel itself ({url|an address of the instance}), and the page around it is not an approved origin.",
                ...approveOrigin,
                inWalk: "never",
                saidBy: ({ values }) => (stationOf(values.url) === "connect" ? { sureness: "likely" } : undefined),
            },
        },
        recognize: {
            isElsewhere: ({ url }) => url !== undefined && /^https?:/i.test(url) && stationOf(url) === undefined,
        },
        inRecording: ({ framed }) =>
            framed === undefined
                ? undefined
                : {
                      sureness: "certain",
                      evidence: `${framed.url} was loaded in a frame and answered ${framed.header}: ${framed.value}`,
                      causeId: "framed",
                      values: { url: framed.url },
                  },
        sources: [
            `${streams}/issues/286`,
            "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Frame-Options",
        ],
    },
    popupBlocked: {
        texts: ["Popup blocked", "Pop-up blocked", "Pop-ups were blocked on this page"],
        meaning: "The browser blocks the window in which Amazon Connect Streams opens the sign-in.",
        causes: {
            blocked: {
                cause: "The page that embeds the Contact Control Panel has no permission to open windows.",
                confirm: "The address bar shows that a window was blocked; if you allow it for the page, it works.",
                change: "Nothing in the configuration: allow pop-ups for the page, or open `signInUrl` in a tab before.",
                inWalk: "never",
            },
        },
        sources: [`${streams}/issues/642`],
    },
    panelTimeout: {
        refuses: false,
        texts: ["ACK_TIMEOUT occurred, attempting to pop the login page if not already open"],
        meaning:
            "Amazon Connect Streams waited for the embedded Contact Control Panel, and the panel did not answer in time. Streams then opens the sign-in.",
        causes: {
            notSignedIn: {
                cause: "The person is not signed in to Connect in this browser, so the panel can't load.",
                confirm:
                    "After a sign-in from `pulumi stack output signInUrl` in a tab of the same browser the panel loads.",
                change: "In Amazon Connect Streams, give `pulumi stack output embeddedSignInUrl` as `loginUrl`, and `pulumi stack output ccpUrl` as `ccpUrl`. With `loginUrl` Streams opens the right page.",
                inWalk: "never",
            },
            originNotApproved: {
                cause: "The page that embeds the panel is not an approved origin of the instance, so the browser does not show the panel.",
                ...approveOrigin,
                inWalk: "never",
            },
            slow: {
                cause: "The panel needs longer than Streams waits, or the browser blocks its cookies, although the person is signed in.",
                confirm:
                    "The panel loads in a tab of its own, but takes many seconds, or loads only with third-party cookies allowed.",
                change: "Set `ccpLoadTimeout` of `initCCP` higher, use Streams 2.18.7 or newer, and allow cookies of the instance's address.",
                inWalk: "never",
            },
        },
        recognize: {
            sign: (text) =>
                /\bACK_TIMEOUT\b/.test(text) ? { sureness: "likely", evidence: "the event ACK_TIMEOUT" } : undefined,
        },
        sources: [`${streams}/issues/204`, `${streams}/issues/1042`],
    },
} satisfies Entries;

const stationOf = (url = "") => placeOf(url)?.station;
