/** A login page in a frame: Microsoft's and AWS's forbid it, and the browser then shows an empty or broken frame. */

import { redactText, redactUrl } from "../redact";
import type { HarEntry } from "./harEntry";

export interface Framed {
    /** Of the login page, redacted. */
    url: string;
    /** `x-frame-options`, or `content-security-policy` with its frame-ancestors directive alone as value. */
    header: string;
    value: string;
}

/** Chrome's word for a page that a header keeps out of a frame. */
const blocked = "net::ERR_BLOCKED_BY_RESPONSE";

/** A load counts as framed by the browser's own word: `Sec-Fetch-Dest: iframe`, or the error. */
export function framedLogin(entries: readonly HarEntry[]): Framed | undefined {
    for (const entry of entries) {
        const isLogin = ["accessPage", "entra", "awsSignIn"].includes(entry.place.station ?? "");
        const inFrame = /^i?frame$/i.test(entry.requestHeaders.get("sec-fetch-dest") ?? "");
        const forbids = isLogin && (inFrame || entry.browserError === blocked) ? frameHeader(entry) : undefined;
        if (forbids !== undefined) {
            return { url: redactUrl(entry.url), ...forbids };
        }
    }
    return undefined;
}

function frameHeader({ responseHeaders }: HarEntry): Pick<Framed, "header" | "value"> | undefined {
    const options = responseHeaders.get("x-frame-options");
    if (options !== undefined && /^\s*(?:deny|sameorigin|allow-from)\b/i.test(options)) {
        return { header: "x-frame-options", value: redactText(options.trim().slice(0, 200)) };
    }
    const policy = responseHeaders.get("content-security-policy") ?? "";
    const directive = /(?:^|[;,])\s{0,9}(frame-ancestors\s[^;,]{0,300})/i.exec(policy)?.[1];
    return directive === undefined
        ? undefined
        : { header: "content-security-policy", value: redactText(directive.trim()) };
}
