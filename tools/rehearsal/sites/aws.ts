/** AWS's sign-in, which takes the response, and its console, which leads on to Connect. One browser has one session of it. */

import { reading } from "../clouds/provider/reading";
import type { Stores } from "../clouds/readBack";
import { assumeRole, rolesIn, type Session } from "../clouds/signIn/aws";
import { enterInstance } from "../clouds/signIn/connect";
import type { SamlResponse } from "../clouds/signIn/entra";
import { Refused } from "../clouds/signIn/refused";
import { Html, html } from "./html";
import { causeNote, page } from "./page";
import { readResponse } from "./samlWire";
import { connectSessionMs } from "./sessions";
import { cookie, type Explanation, type Rehearsal, type Reply, type Request, redirect, type Site } from "./site";

const sessionCookie = "aws-userInfo-signed";
/** Sign-in and console share it: both are below the same domain. */
const domainOf = (url: URL) =>
    url.hostname.endsWith("amazonaws-us-gov.com") ? "amazonaws-us-gov.localhost" : "amazon.localhost";

export const awsSignIn: Site = async (request, rehearsal) => {
    const { url, method, form } = request;
    if (url.pathname === "/oauth") {
        const headers = { "Set-Cookie": cookie(sessionCookie, "", domainOf(url)) };
        return page({
            ...{ look: "aws", title: "Amazon Web Services Sign-In", address: url, frames: "nobody", headers },
            body: box(html`<h1>You have logged out of the AWS console</h1>`),
        });
    }
    if (url.pathname !== "/saml" || method !== "POST") {
        return refusal(url, "Sign in", {
            message: "Nothing was posted here: AWS’s sign-in takes a SAML response from Entra.",
        });
    }
    const { stores } = await rehearsal.federation();
    const nowMs = rehearsal.sessions.nowMs();
    let response: SamlResponse | undefined;
    try {
        response = readResponse(form.get("SAMLResponse") ?? "", form.get("RelayState") ?? "");
        const roles = rolesIn(response);
        const chosen = form.get("roleIndex") ?? undefined;
        if (roles.length > 1 && chosen === undefined) {
            return chooser(url, form, roles);
        }
        const session = assumeRole(reading(stores.aws), response, chosen);
        const before = rehearsal.sessions.console.get(request.cookies[sessionCookie]);
        if (before !== undefined && accountOf(before) !== accountOf(session)) {
            return refusal(url, "Sign in", rehearsal.situation("sessionReplaced"), signOut);
        }
        return enterConsole(request, rehearsal, session, response.relayState);
    } catch (error) {
        if (!(error instanceof Refused)) {
            throw error;
        }
        return refusal(
            url,
            "Your request was refused",
            await rehearsal.explain({ person: nameIn(response), refused: error.message, nowMs }),
        );
    }
};

const accountOf = ({ roleArn }: { roleArn: string }) => roleArn.split(":")[4];
const signOut = html`<p><a href="/oauth?Action=logout">Log out</a></p>`;

/** Who the response is about; undefined where it could not be read. */
function nameIn(response: SamlResponse | undefined): string | undefined {
    return response?.claims["https://aws.amazon.com/SAML/Attributes/RoleSessionName"]?.[0];
}

function enterConsole(
    request: Request,
    { sessions, addresses }: Rehearsal,
    session: Session,
    relayState: string,
): Reply {
    const before = sessions.console.get(request.cookies[sessionCookie]);
    const replaced = before === undefined || before.name === session.name ? undefined : nameOf(before);
    const key = sessions.console.add({ ...session, session, ...(replaced === undefined ? {} : { replaced }) });
    const home = `https://${request.url.hostname.replace("signin.", "console.")}/console/home`;
    return redirect(addresses.local(URL.canParse(relayState) ? relayState : home), {
        "Set-Cookie": cookie(sessionCookie, key, domainOf(request.url)),
    });
}

const nameOf = ({ roleArn, name }: { roleArn: string; name: string }) =>
    `${roleArn.slice(roleArn.lastIndexOf("/") + 1)}/${name}`;

function chooser(url: URL, form: URLSearchParams, roles: readonly string[]): Reply {
    const choices = roles.map((pair, index) => {
        const arn = pair.split(",").find((one) => one.includes(":role/")) ?? pair;
        const [, , , , account = ""] = arn.split(":");
        return html`<label><input type="radio" name="roleIndex" value="${pair}" ${new Html(index === 0 ? "checked" : "")} /> ${arn.slice(arn.lastIndexOf("/") + 1)} <span class="quiet">Account: ${account}</span></label>`;
    });
    return page({
        ...{ look: "aws", title: "Amazon Web Services Sign-In", address: url, frames: "nobody" },
        body: box(html`<h1>Select a role:</h1><form method="post" action="/saml">
<input type="hidden" name="SAMLResponse" value="${form.get("SAMLResponse") ?? ""}" />
<input type="hidden" name="RelayState" value="${form.get("RelayState") ?? ""}" />
<fieldset>${choices}</fieldset><button class="primary">Sign In</button></form>`),
        note: html`<p>AWS asks because the response has several values of the claim <code>Role</code>.</p>`,
    });
}

export const console: Site = async (request, rehearsal) => {
    const { url, cookies } = request;
    const { sessions } = rehearsal;
    const session = sessions.console.get(cookies[sessionCookie]);
    if (url.pathname === "/rehearsal/engineer") {
        const account = url.searchParams.get("account") ?? (await ownAccount(rehearsal));
        const engineer = { roleArn: `arn:aws:iam::${account}:role/PlatformEngineer`, name: "you" };
        return redirect("/console/home", {
            "Set-Cookie": cookie(sessionCookie, sessions.console.add(engineer), domainOf(url)),
        });
    }
    if (!url.pathname.startsWith("/connect/federate/")) {
        return home(url, session);
    }
    if (session?.session === undefined) {
        const message = "Nobody is signed in to AWS in this browser with a role of the federation.";
        return refusal(url, "Sign in to the AWS console", { ...rehearsal.situation("sessionExpired"), message });
    }
    return federate(request, rehearsal, session.session);
};

/** The account that the roles of the federation are in. */
async function ownAccount({ federation }: Rehearsal): Promise<string> {
    const [role] = (await federation()).stores.aws.list("aws:iam/role:Role");
    return accountOf({ roleArn: String(role?.value.arn) }) ?? "";
}

async function federate(
    { url }: Request,
    { sessions, addresses, federation, explain }: Rehearsal,
    session: Session,
): Promise<Reply> {
    const { stores } = await federation();
    try {
        const destination = enterInstance(reading(stores.aws), url.href, session);
        const instanceId = url.pathname.split("/").at(-1) ?? "";
        const host = hostOfInstance(stores, instanceId);
        const token = sessions.tokens.add({
            instanceId,
            username: session.name,
            endsMs: sessions.nowMs() + connectSessionMs,
        });
        const query = new URLSearchParams({ token, destination });
        return redirect(addresses.local(`https://${host}/auth/sign-in?${query}`));
    } catch (error) {
        if (!(error instanceof Refused)) {
            throw error;
        }
        return refusal(
            url,
            "Access Denied",
            await explain({ person: session.name, refused: error.message, nowMs: sessions.nowMs() }),
        );
    }
}

function hostOfInstance({ aws }: Stores, instanceId: string): string {
    const instance = aws.get("aws:connect/instance:Instance", instanceId);
    const domain = String(instance?.arn).startsWith("arn:aws-us-gov:") ? "govcloud.connect.aws" : "my.connect.aws";
    return `${instance?.instanceAlias}.${domain}`;
}

function home(url: URL, session: { roleArn: string; name: string; replaced?: string } | undefined): Reply {
    const replaced = session?.replaced;
    const said =
        session === undefined
            ? html`<h1>Sign in to the AWS console</h1><p>Nobody is signed in here in this browser.</p><p><a class="button primary" href="/rehearsal/engineer">Sign in as a platform engineer</a> <a class="button secondary" href="/rehearsal/engineer?account=210987654321">Sign in to another account</a></p>`
            : html`<h1>Console home</h1><p>Signed in as <code>${nameOf(session)}</code>.</p>${replaced === undefined ? undefined : html`<p><b>This browser was signed in as <code>${replaced}</code>.</b> The sign-in to Connect has replaced that session: a browser has one.</p>`}`;
    return page({
        ...{ look: "aws", title: "AWS Management Console", address: url, frames: "nobody", body: box(said) },
        note:
            replaced === undefined
                ? html`<p>The sign-in to Connect replaces the session of this browser. Come back here after it.</p>`
                : html`<p>Use another browser profile for the console (<code>docs/gotchas.md</code>).</p>`,
    });
}

function refusal(url: URL, title: string, explained: Explanation, more?: Html): Reply {
    return page({
        ...{ look: "aws", title: "Amazon Web Services Sign-In", address: url, frames: "nobody", status: 400 },
        body: box(html`<h1>${title}</h1><p class="message">${explained.message}</p>${more}`),
        note: causeNote(explained),
    });
}

const box = (content: Html) =>
    html`<div class="bar"><span class="brand">a<em>w</em>s</span><span>Console</span></div><main><div class="box">${content}</div></main>`;
