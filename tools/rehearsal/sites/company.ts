/** The company's own website: the page that embeds the panel, and one that shows what does not work. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { html } from "./html";
import { causeNote, page } from "./page";
import type { Rehearsal, Reply, Site } from "./site";

const types: Readonly<Record<string, string>> = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
};

export const company: Site = async ({ url }, rehearsal) => {
    if (url.pathname === "/rehearsal/framed") {
        return framedSignIn(url, rehearsal);
    }
    if (url.pathname === "/config.json") {
        const { ccpUrl, embeddedSignInUrl } = await rehearsal.federation();
        const { addresses, company: own } = rehearsal;
        const config = { ...own.config, ccpUrl: addresses.local(ccpUrl), loginUrl: addresses.local(embeddedSignInUrl) };
        return { status: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify(config) };
    }
    return file(url.pathname, rehearsal);
};

function file(path: string, { company: { folder, streams } }: Rehearsal): Reply {
    const name = decoded(path === "/" ? "/index.html" : path);
    const wanted = normalize(join(folder, name));
    const isInside = wanted.startsWith(`${normalize(folder)}${sep}`);
    const found = isInside && existsSync(wanted) && statSync(wanted).isFile() ? wanted : undefined;
    const served = found ?? (name === "/connect-streams-min.js" ? streams : undefined);
    if (served === undefined) {
        return {
            status: 404,
            headers: { "Content-Type": "text/plain; charset=utf-8" },
            body: "There is no such file.\n",
        };
    }
    const type = types[extname(served)] ?? "application/octet-stream";
    return { status: 200, headers: { "Content-Type": type }, body: readFileSync(served) };
}

function decoded(path: string): string {
    try {
        return decodeURIComponent(path).replaceAll("\0", "");
    } catch {
        return path;
    }
}

/** The mistake that everybody makes once. */
async function framedSignIn(url: URL, { addresses, federation, situation }: Rehearsal): Promise<Reply> {
    const { signInUrl } = await federation();
    const explained = situation("framedLogin");
    return page({
        ...{ look: "company", title: "A sign-in in a frame", address: url, frames: "nobody" },
        body: html`<div class="bar"><span class="brand">Contoso agent desktop</span></div><main><h1>The sign-in in a frame</h1>
<p>This page frames <code>signInUrl</code>. The browser does not show it: Microsoft’s and AWS’s pages answer <code>X-Frame-Options: DENY</code>, and no approved origin changes that.</p>
<iframe title="Sign-in" src="${addresses.local(signInUrl)}"></iframe></main>`,
        note: causeNote(explained),
    });
}
