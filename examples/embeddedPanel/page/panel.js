/**
 * The Contact Control Panel in a page of your own. The sign-in can't be in a frame, so it opens in a window; when the panel answers,
 * Amazon Connect Streams closes that window.
 */
const { connect } = window;
const { ccpUrl, loginUrl } = await (await fetch("config.json")).json();
const element = (id) => document.getElementById(id);
const container = element("panel");
const loginOptions = {
    autoClose: true,
    width: 480,
    height: 640,
    // After a sign-out and after twelve hours this page asks first: a window that nobody clicked for is blocked.
    disableAuthPopupAfterLogout: true,
};
const params = {
    ccpUrl,
    loginUrl,
    loginPopup: true,
    loginPopupAutoClose: true,
    loginOptions,
    softphone: { allowFramedSoftphone: true },
    style: "width: 100%; height: 100%;",
};

/** Only the person's click may open a window, wherever pop-ups are blocked. */
function signIn() {
    connect.core.loginWindow = connect.core
        .getPopupManager()
        .open(loginUrl, connect.MasterTopics.LOGIN_POPUP, loginOptions);
    if (!connect.core.loginWindow) {
        ask("blocked");
        return;
    }
    element("events").textContent = "The sign-in is in a window of its own.";
    // Streams loads the panel again every five seconds until it answers. After a sign-out nothing does yet.
    connect.core.authenticate({ ...params, loginPopup: false }, container, connect.core.getUpstream());
}

const messages = {
    blocked: [
        "Your browser blocked the sign-in window",
        "Click the button: a window that you ask for is allowed. To have it open by itself, allow pop-ups for this page in the address bar.",
    ],
    signedOut: ["You are signed out of Amazon Connect", "Sign in to take contacts again."],
    ended: [
        "Your session of Amazon Connect has ended",
        "It ends twelve hours after the sign-in, also during a call. Sign in again to go on.",
    ],
    unseen: [
        "The panel does not answer",
        "If the window shows that you are signed in, your browser keeps Amazon Connect’s cookies from this page: allow third-party cookies " +
            `for ${new URL(ccpUrl).host}. If the panel stays empty, ${location.origin} is not an approved origin of the instance.`,
    ],
};

function ask(about) {
    [element("title").textContent, element("words").textContent] = messages[about];
    element("dialog").dataset.about = about;
    // Streams gives up after ten attempts, and only a new page begins again.
    element("signIn").textContent = about === "unseen" ? "Try again" : "Sign in to Amazon Connect";
    if (!element("dialog").open) {
        element("dialog").showModal();
    }
}

function leave() {
    fetch(new URL("/logout", ccpUrl), { credentials: "include", mode: "no-cors" }).finally(() => {
        connect.core.getEventBus().trigger(connect.EventType.TERMINATE);
    });
}

/** What the panel says. Streams opens its window, or fails to, before it tells this page. */
function listen() {
    const bus = connect.core.getEventBus();
    bus.subscribe(connect.EventType.ACKNOWLEDGE, () => {
        element("dialog").close();
        element("leave").hidden = false;
        element("events").textContent = "The panel is ready.";
    });
    bus.subscribe(connect.EventType.ACK_TIMEOUT, () =>
        setTimeout(() => connect.core.loginWindow || ask("blocked"), 500),
    );
    for (const [event, about] of [
        [connect.EventType.TERMINATED, "signedOut"],
        [connect.EventType.AUTH_FAIL, "ended"],
    ]) {
        bus.subscribe(event, () => {
            element("agent").textContent = "";
            element("leave").hidden = true;
            element("events").textContent = "";
            ask(about);
        });
    }
    connect.core.onIframeRetriesExhausted(() => ask("unseen"));
    connect.agent((agent) => {
        element("agent").textContent = agent.getName();
    });
}

element("leave").addEventListener("click", leave);
element("signIn").addEventListener("click", () => {
    const { about } = element("dialog").dataset;
    element("dialog").close();
    if (about === "unseen") {
        location.reload();
    } else {
        signIn();
    }
});
element("events").textContent = "Looking for your session of Amazon Connect…";
connect.core.initCCP(container, params);
listen();
