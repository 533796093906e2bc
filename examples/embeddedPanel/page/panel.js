/**
 * The Contact Control Panel in a page of your own. The sign-in can't be in a frame, so it opens in a window. When the panel answers,
 * Amazon Connect Streams closes that window.
 */
const { connect } = window;

const loginOptions = {
    autoClose: true,
    width: 480,
    height: 640,
    // After a sign-out and after twelve hours this page asks first: a window that nobody clicked for is blocked.
    disableAuthPopupAfterLogout: true,
};

/** Opens the panel in a container. `changed` gets the agent's name, and undefined when nobody is signed in. Returns the sign-out. */
export function openPanel(container, { ccpUrl, loginUrl }, changed = () => {}) {
    const params = {
        ccpUrl,
        loginUrl,
        loginPopup: true,
        loginPopupAutoClose: true,
        loginOptions,
        softphone: { allowFramedSoftphone: true },
        style: "width: 100%; height: 100%; border: 0;",
    };
    const dialog = makeDialog(ccpUrl, (about) => {
        if (about === "unseen") {
            location.reload();
        } else {
            signIn();
        }
    });

    /** A window that the person's click opens is not blocked. */
    function signIn() {
        const popups = connect.core.getPopupManager();
        connect.core.loginWindow = popups.open(loginUrl, connect.MasterTopics.LOGIN_POPUP, loginOptions);
        if (!connect.core.loginWindow) {
            dialog.ask("blocked");
            return;
        }
        // Streams loads the panel again every five seconds until it answers; after a sign-out it does not do so by itself.
        connect.core.authenticate({ ...params, loginPopup: false }, container, connect.core.getUpstream());
    }

    connect.core.initCCP(container, params);
    const bus = connect.core.getEventBus();
    let isLeaving = false;
    bus.subscribe(connect.EventType.ACKNOWLEDGE, () => {
        isLeaving = false;
        dialog.close();
    });
    // Streams has tried to open the window by then.
    bus.subscribe(connect.EventType.ACK_TIMEOUT, () =>
        setTimeout(() => connect.core.loginWindow || dialog.ask("blocked"), 500),
    );
    for (const event of [connect.EventType.AUTH_FAIL, connect.EventType.TERMINATED]) {
        bus.subscribe(event, () => end(isLeaving ? "signedOut" : "ended"));
    }
    connect.core.onIframeRetriesExhausted(() => dialog.ask("unseen"));
    bus.subscribe(connect.AgentEvents.REFRESH, (agent) => changed(agent.getName()));

    function end(about) {
        changed(undefined);
        dialog.ask(about);
    }

    return async function signOut() {
        isLeaving = true;
        await fetch(new URL("/logout", ccpUrl), { credentials: "include", mode: "no-cors" });
        bus.trigger(connect.EventType.TERMINATE);
        end("signedOut");
    };
}

const messages = (ccpUrl) => ({
    blocked: [
        "Your browser blocked the sign-in window",
        "Click the button: a window that you ask for is allowed. For it to open by itself, allow pop-ups for this page in the address bar.",
    ],
    signedOut: ["You are signed out of Amazon Connect", "Sign in to take contacts again."],
    ended: [
        "Your session of Amazon Connect has ended",
        "It ends twelve hours after the sign-in, also during a call. Sign in again to go on.",
    ],
    // Streams gives up after ten attempts, and only a new page begins again.
    unseen: [
        "The panel does not answer",
        `If you are signed in in the other window, your browser keeps the cookies of ${new URL(ccpUrl).host} from this page: allow them. ` +
            `If the panel stays empty, ${location.origin} is not an approved origin of the instance.`,
    ],
});

/** A modal that says what happened, with one button. */
function makeDialog(ccpUrl, clicked) {
    const words = messages(ccpUrl);
    const dialog = document.createElement("dialog");
    const [title, text, button] = ["h2", "p", "button"].map((name) => document.createElement(name));
    dialog.append(title, text, button);
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    button.addEventListener("click", () => {
        dialog.close();
        clicked(dialog.dataset.about);
    });
    document.body.append(dialog);
    return {
        ask(about) {
            dialog.dataset.about = about;
            [title.textContent, text.textContent] = words[about];
            button.textContent = about === "unseen" ? "Try again" : "Sign in to Amazon Connect";
            if (!dialog.open) {
                dialog.showModal();
            }
        },
        close: () => dialog.close(),
    };
}
