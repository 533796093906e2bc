/** An instance of Connect: what its console hands over, its panel, and what it shows to whom it does not know. */
import type { Stores } from "../clouds/readBack";
import { type Html, html } from "./html";
import { causeNote, page } from "./page";
import { panelScript } from "./panelScript";
import type { ConnectSession } from "./sessions";
import { cookie, type Explanation, type Rehearsal, type Reply, type Request, redirect, type Site } from "./site";

const sessionCookie = "lily-auth-prod";

export const connect: Site = async (request, rehearsal) => {
    const { url, cookies } = request;
    const { sessions, addresses, federation } = rehearsal;
    if (url.pathname === "/auth/sign-in") {
        return signedIn(request, rehearsal);
    }
    const session = sessions.connectSession(cookies[sessionCookie]);
    if (url.pathname === "/logout") {
        sessions.connect.take(cookies[sessionCookie] ?? "");
        return page({
            ...{ look: "connect", title: "Amazon Connect", address: url, frames: "itself" },
            body: framed(
                html`<h1>You are signed out of Amazon Connect</h1><p>Entra and the AWS console still know you: the next sign-in asks for nothing.</p>`,
            ),
            headers: { "Set-Cookie": cookie(sessionCookie, "") },
        });
    }
    if (url.pathname === "/rehearsal/session") {
        return {
            status: session === undefined ? 401 : 200,
            headers: { "Content-Type": "application/json" },
            body: "{}",
        };
    }
    if (url.pathname === "/login") {
        return loginPage(url, rehearsal.situation("sessionExpired"));
    }
    if (session === undefined) {
        return redirect(`/login?landat=${encodeURIComponent(url.pathname)}`);
    }
    const { stores, approvedOrigins } = await federation();
    const known = personOf(stores, session);
    if (/^\/ccp-v2(?:\/|$)/.test(url.pathname)) {
        return panel(
            url,
            known,
            approvedOrigins.map((origin) => addresses.localOrigin(origin)),
        );
    }
    const title = url.pathname.startsWith("/agent-app-v2") ? "Agent workspace" : "Amazon Connect";
    return page({
        ...{ look: "connect", title, address: url, frames: "itself" },
        body: framed(html`<h1>${title}</h1><p>You are signed in as <b>${known.name}</b> (<code>${known.username}</code>).</p>
<p><a class="button secondary" href="/ccp-v2/">Open the Contact Control Panel</a> <a class="button secondary" href="/logout">Sign out</a></p>`),
    });
};

/** The console's token becomes the session. Where the page is elsewhere, its origin must be approved. */
async function signedIn({ url }: Request, { sessions, addresses, federation, situation }: Rehearsal): Promise<Reply> {
    const session = sessions.tokens.take(url.searchParams.get("token") ?? "");
    if (session === undefined) {
        return loginPage(url, situation("sessionExpired"));
    }
    const headers = { "Set-Cookie": cookie(sessionCookie, sessions.connect.add(session)) };
    const destination = (url.searchParams.get("destination") ?? "/").replace(/^http:/i, "https:");
    if (!/^https:/i.test(destination)) {
        return redirect(destination.startsWith("/") && !destination.startsWith("//") ? destination : "/", headers);
    }
    const { origin } = new URL(destination);
    if ((await federation()).approvedOrigins.includes(origin)) {
        return redirect(addresses.local(destination), headers);
    }
    // Connect's own words for it are not documented.
    const message = `The page ${destination} is not on an approved origin of this instance.`;
    const change = `List \`${origin}\` in \`approvedOrigins\`, or as \`landingPage\`, and run the command of the output \`approvedOrigins\`.`;
    return refusal(url, "Access denied", { message, change }, headers);
}

interface Person extends ConnectSession {
    name: string;
    arn: string;
}

function personOf({ aws }: Stores, session: ConnectSession): Person {
    const users = aws.list("aws:connect/user:User").map(({ value }) => value);
    const user = users.find(({ instanceId, name }) => instanceId === session.instanceId && name === session.username);
    const { firstName = "", lastName = "" } = (user?.identityInfo ?? {}) as Record<string, string>;
    return { ...session, name: `${firstName} ${lastName}`.trim() || session.username, arn: String(user?.arn ?? "") };
}

function panel(url: URL, { name, username, arn, instanceId }: Person, frames: readonly string[]): Reply {
    const keys = [..."123456789*0#"].map((key) => html`<span>${key}</span>`);
    return page({
        ...{ look: "connect", title: "Contact Control Panel", address: url, frames },
        body: html`<div id="panel"><div class="state"><i></i><span id="state">Available</span></div>
<div class="agent"><h1>${name}</h1><p class="quiet">${username}</p><div class="keys">${keys}</div>
<p><button id="leave" class="button secondary" type="button">Sign out</button></p></div></div>`,
        script: panelScript({ name, username, agentARN: arn, instanceId }),
    });
}

function loginPage(url: URL, explained: Explanation): Reply {
    return refusal(url, "Session expired", explained);
}

function refusal(url: URL, title: string, explained: Explanation, headers: Reply["headers"] = {}): Reply {
    return page({
        ...{ look: "connect", title: "Amazon Connect", address: url, frames: "itself", headers },
        body: framed(html`<h1>${title}</h1><p class="message">${explained.message}</p>`),
        note: causeNote(explained),
    });
}

const framed = (content: Html) =>
    html`<div class="bar"><span class="brand">Amazon Connect</span></div><main><div class="box">${content}</div></main>`;
