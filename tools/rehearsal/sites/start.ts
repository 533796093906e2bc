/** The rehearsal's own page: where to begin, what to watch, and the clock. */
import { Directory } from "../clouds/azuread/entra/directory";
import { reading } from "../clouds/provider/reading";
import { html } from "./html";
import { page } from "./page";
import { connectSessionMs } from "./sessions";
import { type Rehearsal, type Reply, redirect, type Site } from "./site";

export const start: Site = async ({ url, method }, rehearsal) => {
    if (url.pathname === "/later" && method === "POST") {
        rehearsal.sessions.skip(connectSessionMs);
        return redirect("/");
    }
    return url.pathname === "/"
        ? begin(rehearsal)
        : { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: "There is no such page.\n" };
};

async function begin({ addresses, company, sessions, federation }: Rehearsal): Promise<Reply> {
    const { stores, signInUrl, consoleUrl, ccpUrl, approvedOrigins } = await federation();
    const people = new Directory(reading(stores.azuread)).users.list().length;
    const link = (address: string, words: string) => html`<a href="${addresses.local(address)}">${words}</a>`;
    const rows: [ReturnType<typeof html>, string][] = [
        [
            link(signInUrl, "The sign-in address"),
            `What people get from you (signInUrl). Pick one of ${people} accounts. Where the clouds refuse somebody, their page says why.`,
        ],
        [
            link(`${company.origin}/`, "A page that embeds the panel"),
            "Amazon Connect Streams opens the sign-in in a window. Allow pop-ups for it, or see what the page does when they are blocked.",
        ],
        [
            link(`${company.origin}/rehearsal/framed`, "The same sign-in in a frame"),
            "What does not work, and how it fails.",
        ],
        [link(consoleUrl, "The AWS console"), "Sign in here first, then to Connect: it replaces this session."],
        [
            link(ccpUrl, "The panel’s own address"),
            "Without a session it says “Session expired”: the sign-in begins at Entra.",
        ],
    ];
    return page({
        ...{ look: "start", title: "Rehearse a sign-in", frames: "nobody" },
        body: html`<div class="bar"><span class="brand">Rehearse a sign-in</span><span>nothing leaves this machine</span></div><main>
<h1>Where do you begin?</h1><table>${rows.map(([first, second]) => html`<tr><td>${first}</td><td>${second}</td></tr>`)}</table>
<h2>The clock</h2><p>It is <code>${new Date(sessions.nowMs()).toISOString().slice(0, 16)}Z</code> in the rehearsal. A session of Connect ends twelve hours after the sign-in.</p>
<form method="post" action="/later"><button class="primary">Let twelve hours pass</button></form>
<h2>Approved origins of the instance</h2><p>${approvedOrigins.length === 0 ? html`None: no page may embed the panel. List them in <code>approvedOrigins</code>, and run <code>npm start -- up</code>.` : html`${approvedOrigins.map((origin) => html`<code>${origin}</code> `)}, as if you had run the commands of the output <code>approvedOrigins</code>.`}</p>
<h2>Begin again</h2><p>${link("https://login.microsoftonline.com/logout", "Sign out of Entra")} to pick another account.</p></main>`,
    });
}
