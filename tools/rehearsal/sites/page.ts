/** The frame of every page: whose it looks like, and the note that it is a rehearsal. */
import { randomBytes } from "node:crypto";
import { Html, html } from "./html";
import type { Explanation, Reply } from "./site";
import { style } from "./style";

/** Whose page it is. */
export type Look = "entra" | "aws" | "connect" | "company" | "start";

interface Page {
    look: Look;
    title: string;
    body: Html;
    /** The real address; absent for the rehearsal's own pages. */
    address?: URL;
    /** What the note says beside that it is a rehearsal. */
    note?: Html;
    script?: string;
    status?: number;
    /** Who may show the page in a frame. `nobody` and `itself` are `X-Frame-Options`; origins are a Content Security Policy. */
    frames: "nobody" | "itself" | readonly string[];
    headers?: Reply["headers"];
}

export function page(options: Page): Reply {
    const { look, title, body, address, note, script, status = 200, frames, headers = {} } = options;
    const nonce = randomBytes(12).toString("base64");
    const scripts = script === undefined ? html`` : new Html(`<script nonce="${nonce}">${script}</script>`);
    const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${title}</title>
<link rel="icon" href="data:," />
<style nonce="${nonce}">${new Html(style)}</style>
</head>
<body class="${look}">
${body}
${address === undefined ? undefined : noteOf(address, note)}
${scripts}
</body>
</html>
`;
    return { status, headers: { ...headersOf(nonce, frames), ...headers }, body: document.text };
}

function noteOf({ host, pathname }: URL, note: Html | undefined): Html {
    return html`<aside class="rehearsal"><p><b>Rehearsal.</b> The real page is at <code>${host}${pathname}</code></p>${note}</aside>`;
}

function headersOf(nonce: string, frames: Page["frames"]): Reply["headers"] {
    const policy = [
        "default-src 'none'",
        `style-src 'nonce-${nonce}'`,
        `script-src 'nonce-${nonce}'`,
        "connect-src 'self'",
        "frame-src http://*.localhost:*",
        "img-src data:",
        "base-uri 'none'",
        ...(typeof frames === "string" ? [] : [`frame-ancestors ${["'self'", ...frames].join(" ")}`]),
    ].join("; ");
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy,
        ...(frames === "nobody" ? { "X-Frame-Options": "DENY" } : {}),
        ...(frames === "itself" ? { "X-Frame-Options": "SAMEORIGIN" } : {}),
    };
}

/** Beside a refusal: what it is called, and what leads out. */
export function causeNote({ id, cause, change }: Explanation): Html {
    const named =
        id === undefined ? undefined : html`<p><code>explain</code> calls it <code class="id">${id}</code>.</p>`;
    const why = cause === undefined || cause === "" ? undefined : html`<p>${codes(cause)}</p>`;
    const what =
        change === undefined || change === "" ? undefined : html`<p><b>What to change:</b> ${codes(change)}</p>`;
    return html`${named}${why}${what}`;
}

/** Text with `code` in it. */
function codes(text: string): Html {
    const parts = text.split("`");
    return html`${parts.map((part, index) => (index % 2 === 1 && index < parts.length - 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}
