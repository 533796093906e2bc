/** Takes off what a mail program, a log, a web page or a shell has put around or into a response. Never throws; time is linear. */
import { gunzipSync } from "node:zlib";
import { decode } from "html-entities";
import { formDecoded } from "../../decoded";

interface Unwrapped {
    text: string;
    /** What was done: a clause. */
    note: string;
}

const message = "(?:[\\w.-]{1,40}:)?(?:Encrypted)?(?:Response|Assertion)";

const mailBase64 =
    /(\ncontent-transfer-encoding:\s{0,9})base64(?=[ \t\r\n])(?:[^\n]{0,200}\n){1,20}?\r?\n([a-z0-9+/=\r\n]{20,})/i;

/** In this order; each only where its own marks are there. */
const wrappings: readonly { test: RegExp; note: string; undo: (text: string) => string }[] = [
    {
        test: mailBase64,
        note: "its base64, as mail programs send texts, was decoded",
        undo: (text) =>
            text.replace(
                new RegExp(mailBase64, "gi"),
                (_part, head: string, body: string) => `${head}8bit\n\n${Buffer.from(body, "base64").toString("utf8")}`,
            ),
    },
    {
        test: /=3D[\s\S]{0,4000}=\r?\n|=\r?\n[\s\S]{0,4000}=3D|(?:^[^\r\n]{60,75}=\r?\n){3}/m,
        note: "it was quoted-printable, as mail programs send it, and was decoded",
        undo: quotedPrintable,
    },
    {
        test: new RegExp(`&(?:amp;)*lt;${message}[\\s&]`),
        note: "its HTML entities were undone",
        undo: (text) => decode(text),
    },
    {
        test: new RegExp(`(?:<|\\\\{1,3}u003c)${message}\\s[^>]{0,2000}=\\\\{1,3}(?:"|u0022)`, "i"),
        note: "its backslashes, as logs and source code write them, were undone",
        undo: (text) =>
            text
                .replace(/\\+u00([2-7][0-9a-f])/gi, (_whole, code: string) =>
                    String.fromCharCode(Number.parseInt(code, 16)),
                )
                .replace(/\\r|\\n|\\t/g, "\n")
                .replace(/\\+(["'/])/g, "$1"),
    },
    {
        test: new RegExp(`<${message}\\s[^>]{0,2000}=""[^"\\s/>]`),
        note: "its doubled quotation marks, as tables write them, were undone",
        undo: (text) => text.replace(/""/g, '"'),
    },
    {
        test: /%(?:25)*3C(?:[\w.-]{1,40}(?::|%(?:25)*3A))?(?:Encrypted)?(?:Response|Assertion)[+%]/i,
        note: "its XML was URL-encoded, and was decoded",
        undo: formDecoded,
    },
    {
        test: /^(?:3c|ef|50)[\s:]{0,2}(?:[0-9a-f]{2}[\s:]{0,2}){100,}$/i,
        note: "it was hexadecimal, and was decoded",
        undo: (text) => Buffer.from(text.replace(/[^0-9a-f]/gi, ""), "hex").toString("utf8"),
    },
];

/** Without the first wrapping that is found; undefined where there is none. */
export function unwrapped(text: string): Unwrapped | undefined {
    const start = text.slice(0, 200_000);
    for (const { test, note, undo } of wrappings) {
        const plain = test.test(start) ? undo(text) : text;
        if (plain !== text) {
            return { text: plain, note };
        }
    }
    return undefined;
}

function quotedPrintable(text: string): string {
    const bytes = text
        .replace(/=[ \t]{0,9}\r?\n/g, "")
        .replace(/=([0-9A-F]{2})/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    return Buffer.from(bytes, "latin1").toString("utf8");
}

/** What a gzip file holds, up to a size in bytes; undefined for any other, and for a larger one. */
export function gunzipped(bytes: Uint8Array, most: number): Uint8Array | undefined {
    try {
        return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: most }) : undefined;
    } catch {
        return undefined;
    }
}

/** Base64 that is long enough for a response, in one line or more. */
const blocks =
    /(?:[A-Za-z0-9+/_-]{60,}[ \t]{0,9}\r?\n[ \t]{0,9}){0,5000}[A-Za-z0-9+/_-]{60,}={0,2}(?:[ \t]{0,9}\r?\n[ \t]{0,9}[A-Za-z0-9+/_-]{1,59}={0,2}(?![\w+/-]))?/g;

/** An expression that keeps its positions exhausts V8's stack with more than this; see alphabet.ts. */
const windowLength = 1_000_000;
/** Nothing longer is a response. */
const overlap = 200_000;

/** Blocks of base64 among words, at most a hundred. */
export function base64Blocks(text: string): string[] {
    const found = new Set<string>();
    for (let start = 0; start < text.length; start += windowLength - overlap) {
        const part = text.slice(start, start + windowLength);
        const isLast = start + windowLength >= text.length;
        for (const { 0: block, index } of part.matchAll(blocks)) {
            // The next part has all of a block that this one cuts off.
            if (block.length >= 200 && (isLast || index + block.length < part.length)) {
                found.add(block);
            }
            if (found.size === 100) {
                return [...found];
            }
        }
        if (isLast) {
            break;
        }
    }
    return [...found];
}
