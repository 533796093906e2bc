import type { SignInError } from "./signInError";
import { pages } from "./sources";

const streams = "https://github.com/amazon-connect/amazon-connect-streams";

/** The browser, or what sits in it, stops the sign-in between the hops. */
export const browserErrors = {
    framedLogin: {
        refusedBy: "browser",
        texts: [
            "Refused to display '{url}' in a frame because it set 'X-Frame-Options' to 'deny'.",
            "Refused to display '{url}' in a frame because it set 'X-Frame-Options' to 'sameorigin'.",
            "The loading of “{url}” in a frame is denied by “X-Frame-Options“ directive set to “{directive}“.",
            "Refused to display '{url}' in a frame because an ancestor violates the following Content Security Policy directive: \"frame-ancestors {directive}\".",
            "Refused to frame '{url}' because an ancestor violates the following Content Security Policy directive: \"frame-ancestors {directive}\".",
            "login.microsoftonline.com refused to connect.",
            "signin.aws.amazon.com refused to connect.",
            "login.microsoftonline.com hat die Verbindung abgelehnt.",
            "signin.aws.amazon.com hat die Verbindung abgelehnt.",
            "login.microsoftonline.com n'autorise pas la connexion.",
            "signin.aws.amazon.com n'autorise pas la connexion.",
            "login.microsoftonline.com ha rechazado la conexión.",
            "signin.aws.amazon.com ha rechazado la conexión.",
            "login.microsoftonline.com rechazó la conexión.",
            "signin.aws.amazon.com rechazó la conexión.",
        ],
        meaning:
            "A page showed the sign-in inside a frame. Microsoft and AWS forbid that, and no approved origin changes it.",
        causes: {
            framed: {
                cause: "The sign-in address {url|of Microsoft or AWS} is opened in a frame of another page.",
                confirm:
                    "The browser's developer tools name the framed address in the console; the same address in a tab of its own works.",
                change: "In Amazon Connect Streams give `signInUrl` as `loginUrl` and leave `loginPopup` on: it then opens a window. No configuration key of this project changes it.",
            },
            originNotApproved: {
                cause: "The framed page is the Contact Control Panel itself ({url|an address of the instance}), and the page around it is no approved origin.",
                confirm:
                    "`aws connect list-approved-origins --instance-id {instanceId}` lacks the page's origin (scheme, host and port).",
                change: "`aws connect associate-approved-origin --instance-id {instanceId} --origin https://…`; this project does not make origins.",
            },
        },
        sources: [
            `${streams}/issues/286`,
            "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Frame-Options",
        ],
    },
    defenderProxy: {
        refusedBy: "browser",
        texts: [],
        meaning:
            "Microsoft Defender for Cloud Apps stands between person and AWS, under a host of its own (`*.mcas.ms`).",
        causes: {
            sessionControl: {
                cause: "A Conditional Access policy sends the sign-in through the proxy {seen|whose host ends in .mcas.ms}; the response is then for the proxy's address.",
                confirm: "The address bar, or the recipient of the response, has a host that ends in `.mcas.ms`.",
                change: "Outside the configuration: the directory's administrator exempts the application from the session control “Use Conditional Access App Control”.",
            },
        },
        sources: ["https://learn.microsoft.com/en-us/defender-cloud-apps/proxy-intro-aad", pages.iamAssertions],
    },
    popupBlocked: {
        refusedBy: "browser",
        texts: ["Popup blocked", "Pop-up blocked", "Pop-ups were blocked on this page"],
        meaning: "The browser blocks the window in which Amazon Connect Streams opens the sign-in.",
        causes: {
            blocked: {
                cause: "The page that embeds the Contact Control Panel may not open windows.",
                confirm: "The address bar shows the sign of a blocked window; allowing it for the page helps.",
                change: "Outside the configuration: allow pop-ups for the page, or open `signInUrl` in a tab before.",
            },
        },
        sources: [`${streams}/issues/642`],
    },
} satisfies Record<string, SignInError>;
