/** My Apps and Entra's sign-in: who is it, then the form that the browser posts to AWS. */
import { Directory } from "../clouds/azuread/entra/directory";
import type { User } from "../clouds/azuread/entra/objects";
import { reading } from "../clouds/provider/reading";
import { issue } from "../clouds/signIn/entra";
import { Refused } from "../clouds/signIn/refused";
import { type Html, html } from "./html";
import { causeNote, page } from "./page";
import { writeResponse } from "./samlWire";
import { cookie, type Explanation, type Rehearsal, type Reply, redirect, type Site } from "./site";

const sessionCookie = "ESTSAUTHPERSISTENT";
/** As many as a page can show; others type their name. */
const mostShown = 12;

/** `https://myapps.microsoft.com/signin/<client id>?tenantId=…`, with a relay state or without. */
export const myApps: Site = async ({ url }, { addresses, federation }) => {
    const [, clientId = ""] = /^\/signin\/([^/]+)\/?$/.exec(url.pathname) ?? [];
    const tenantId = url.searchParams.get("tenantId") ?? "common";
    const query = new URLSearchParams({ client_id: clientId });
    const relayState = url.searchParams.get("RelayState");
    if (relayState !== null) {
        query.set("RelayState", relayState);
    }
    const { host } = new URL(await loginUrl(federation));
    return redirect(addresses.local(`https://${host}/${encodeURIComponent(tenantId)}/saml2?${query}`));
};

/** The sign-in page belongs to the same of Microsoft's clouds as My Apps. */
async function loginUrl(federation: Rehearsal["federation"]): Promise<string> {
    const { hostname } = new URL((await federation()).signInUrl);
    if (hostname.endsWith(".cn")) {
        return "https://login.partner.microsoftonline.cn";
    }
    return hostname.endsWith(".us") ? "https://login.microsoftonline.us" : "https://login.microsoftonline.com";
}

export const entra: Site = async (request, rehearsal) => {
    const { url, method } = request;
    const { sessions } = rehearsal;
    if (url.pathname === "/logout") {
        return page({
            ...{ look: "entra", title: "Sign out", address: url, frames: "nobody" },
            body: card(
                html`<h1>You signed out of your account</h1><p>Your other sessions, such as Connect's, last until they end.</p>`,
            ),
            headers: { "Set-Cookie": cookie(sessionCookie, "") },
        });
    }
    const federation = await rehearsal.federation();
    const directory = new Directory(reading(federation.stores.azuread));
    const [, tenant = "", action = ""] = url.pathname.split("/");
    const asked = method === "POST" ? request.form : url.searchParams;
    if (tenant.toLowerCase() !== directory.tenant.id.toLowerCase() || !["saml2", "login"].includes(action)) {
        const message = `AADSTS90002: Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
        return trouble(url, { message });
    }
    if (action === "login" && method === "POST") {
        const user = find(directory, request.form.get("user") ?? "");
        if (user === undefined) {
            return trouble(url, {
                message: `AADSTS50034: The user account ${request.form.get("user")} does not exist in the ${tenant} directory. To sign into this application, the account must be added to the directory.`,
            });
        }
        return answer(user, asked, { url, directory, rehearsal, isNew: true });
    }
    const signedIn = directory.users.get(sessions.entra.get(request.cookies[sessionCookie]) ?? "");
    return signedIn === undefined
        ? picker(directory, url, asked)
        : answer(signedIn, asked, { url, directory, rehearsal, isNew: false });
};

const find = (directory: Directory, name: string): User | undefined =>
    directory.users
        .list()
        .find(({ userPrincipalName }) => userPrincipalName.toLowerCase() === name.trim().toLowerCase());

interface Attempt {
    url: URL;
    directory: Directory;
    rehearsal: Rehearsal;
    isNew: boolean;
}

/** What Entra answers to somebody it knows: the form, or its refusal. Who is refused the application is signed in to Entra even so. */
async function answer(
    user: User,
    asked: URLSearchParams,
    { url, directory, rehearsal, isNew }: Attempt,
): Promise<Reply> {
    const { sessions, addresses } = rehearsal;
    const headers: Reply["headers"] =
        isNew && user.accountEnabled ? { "Set-Cookie": cookie(sessionCookie, sessions.entra.add(user.id)) } : {};
    const clientId = asked.get("client_id") ?? "";
    const principal = directory.servicePrincipals.list().find(({ appId }) => appId === clientId);
    try {
        const issued = issue(directory, principal?.id ?? "", user.id, sessions.nowMs());
        const relayState = asked.get("RelayState") ?? issued.relayState;
        return page({
            ...{ look: "entra", title: "Working...", address: url, frames: "nobody", headers },
            body: card(html`<h1>Signing you in</h1>
<form id="form" method="post" action="${addresses.local(issued.content.recipient)}">
<input type="hidden" name="SAMLResponse" value="${writeResponse(issued, principal?.keyCredentials ?? [], sessions.nowMs())}" />
<input type="hidden" name="RelayState" value="${relayState}" />
<noscript><p>Script is disabled. Click Submit to continue.</p><button class="primary">Submit</button></noscript>
</form>`),
            script: 'document.getElementById("form").submit();',
        });
    } catch (error) {
        if (!(error instanceof Refused)) {
            throw error;
        }
        const refusal = { person: user.userPrincipalName, refused: error.message, nowMs: sessions.nowMs() };
        return trouble(url, await rehearsal.explain(refusal), user, headers);
    }
}

function picker(directory: Directory, url: URL, asked: URLSearchParams): Reply {
    const users = directory.users.list().sort((a, b) => a.userPrincipalName.localeCompare(b.userPrincipalName));
    const hidden = ["client_id", "RelayState"].flatMap((name) => {
        const value = asked.get(name);
        return value === null ? [] : [html`<input type="hidden" name="${name}" value="${value}" />`];
    });
    const to = `/${directory.tenant.id}/login`;
    const people = users
        .slice(0, mostShown)
        .map(
            ({ userPrincipalName, displayName }) =>
                html`<li><button name="user" value="${userPrincipalName}"><i class="disc">${initials(displayName ?? userPrincipalName)}</i><span><b>${displayName ?? userPrincipalName}</b><span>${userPrincipalName}</span></span></button></li>`,
        );
    const more = users.length - people.length;
    return page({
        ...{ look: "entra", title: "Sign in to your account", address: url, frames: "nobody" },
        body: card(html`<h1>Pick an account</h1>
<form method="post" action="${to}">${hidden}<ul class="people">${people}</ul></form>
<form method="post" action="${to}">${hidden}
<label class="quiet">Another account${more > 0 ? `, such as one of ${more} more` : ""}<input type="text" name="user" placeholder="someone@contoso.example" autocomplete="off" required /></label>
<p class="right"><button class="primary">Next</button></p></form>`),
        note: html`<p>Here nobody has a password, and no second factor is asked for.</p>`,
    });
}

const initials = (name: string) =>
    name
        .split(/[\s.@]+/)
        .slice(0, 2)
        .map((word) => [...word][0] ?? "")
        .join("")
        .toUpperCase();

function trouble(url: URL, explained: Explanation, user?: User, headers: Reply["headers"] = {}): Reply {
    const who = user === undefined ? undefined : html`<p class="quiet">${user.userPrincipalName}</p>`;
    return page({
        ...{ look: "entra", title: "Sign in to your account", address: url, frames: "nobody", headers },
        body: card(html`${who}<h1>Sorry, but we’re having trouble signing you in.</h1><p class="message">${explained.message}</p>
<p><a href="/logout">Sign out and sign in with a different account</a></p>`),
        note: causeNote(explained),
    });
}

function card(content: Html): Html {
    return html`<main><div class="card"><div class="brand"><span class="squares"><i></i><i></i><i></i><i></i></span>Microsoft</div>${content}</div></main>`;
}
