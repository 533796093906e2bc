/** The two sign-ins of the desktop: by Cognito for the page itself, by a pop-up for the CCP. */
import { openPanel } from "./panel.js";

const settings = await (await fetch("config.json")).json();
const element = (id) => document.getElementById(id);

/** Cognito's authorization code flow with PKCE: RFC 7636. */
const toBase64Url = (bytes) =>
    btoa(String.fromCharCode(...bytes))
        .replace(/\+/g, "-")
        .replace(/\//g, "_")
        .replace(/=+$/, "");
const randomText = () => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));

async function startSignIn() {
    const [state, verifier] = [randomText(), randomText()];
    sessionStorage.setItem("signIn", JSON.stringify({ state, verifier }));
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    const query = new URLSearchParams({
        client_id: settings.clientId,
        response_type: "code",
        scope: "openid email profile",
        redirect_uri: settings.redirectUri,
        identity_provider: settings.identityProvider,
        state,
        code_challenge: toBase64Url(new Uint8Array(digest)),
        code_challenge_method: "S256",
    });
    location.assign(`https://${settings.domain}/oauth2/authorize?${query}`);
}

/** The claims of the person's id token. The page only shows them: a server of yours must verify the token before it trusts it. */
async function endSignIn(code, state) {
    const begun = JSON.parse(sessionStorage.getItem("signIn") ?? "{}");
    sessionStorage.removeItem("signIn");
    if (state !== begun.state) {
        throw new Error("This sign-in was not begun here. Open the page again.");
    }
    const response = await fetch(`https://${settings.domain}/oauth2/token`, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
            grant_type: "authorization_code",
            client_id: settings.clientId,
            code,
            redirect_uri: settings.redirectUri,
            code_verifier: begun.verifier,
        }),
    });
    const { id_token: token, error } = await response.json();
    if (token === undefined) {
        throw new Error(`Cognito gave no token: ${error}`);
    }
    const [, claims] = token.split(".");
    const bytes = Uint8Array.from(atob(claims.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
}

/** Signs out of Connect; does nothing before the panel was opened. */
let signOutOfConnect = async () => {};

function openCcp() {
    element("connect").hidden = true;
    signOutOfConnect = openPanel(element("ccp"), settings, (name) => {
        element("agent").textContent = name === undefined ? "" : `in Connect: ${name}`;
    });
}

async function leave() {
    await signOutOfConnect();
    const query = new URLSearchParams({ client_id: settings.clientId, logout_uri: settings.redirectUri });
    location.assign(`https://${settings.domain}/logout?${query}`);
}

const answer = new URLSearchParams(location.search);
if (answer.has("error")) {
    element("person").textContent = `${answer.get("error")}: ${answer.get("error_description")}`;
} else if (answer.has("code")) {
    history.replaceState(null, "", settings.redirectUri);
    const person = await endSignIn(answer.get("code"), answer.get("state"));
    element("person").textContent = `${person.given_name ?? ""} ${person.family_name ?? ""} (${person.email ?? ""})`;
    element("connect").hidden = false;
    element("leave").hidden = false;
    element("connect").addEventListener("click", openCcp);
    element("leave").addEventListener("click", leave);
} else {
    await startSignIn();
}
