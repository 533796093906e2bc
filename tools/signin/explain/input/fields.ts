/** The fields `SAMLResponse`, `SAMLRequest` and `RelayState` in a copied form body, command or developer tools' panel. */
import { decoded } from "../../decoded";
import { base64Message, type FoundBase64 } from "./base64";

export interface FoundField {
    /** The value as the form had it, after URL-decoding. */
    value: string;
    /** What it is; undefined where it is base64 of something else. */
    message: FoundBase64 | undefined;
    notes: string[];
}

/** As browsers, the AWS CLI, the STS API and the AWS SDKs name it. */
const labels = {
    SAMLResponse: "(?:saml_?response|-{1,2}saml-?(?:assertion|response)|saml_?assertion)",
    SAMLRequest: "SAMLRequest",
} as const;

/** A command that reads the response from a file: `--saml-assertion file://response.txt`. */
export function assertionFile(text: string): string | undefined {
    return /--saml-assertion[\s=]{1,9}["']?(?:file|fileb):\/\/([^\s"']{1,300})/.exec(text)?.[1];
}

/** The first value of a field that can be a SAML message. The mere word in a sentence has none. */
export function fieldOf(text: string, name: keyof typeof labels): FoundField | undefined {
    const pattern = new RegExp(
        `(?<![\\w-])${labels[name]}(?![\\w-])["']?[ \\t]{0,9}(=|:|\\r?\\n|\\t)?\\s{0,9}["']?`,
        "gi",
    );
    for (let label = pattern.exec(text); label !== null; label = pattern.exec(text)) {
        const form = label[1] === "=";
        const run = form ? runTo(text, pattern.lastIndex, /[^&\s"'<>]*/y) : linesFrom(text, pattern.lastIndex);
        pattern.lastIndex += run.length;
        const found = messageField(run, form);
        if (found !== undefined) {
            return found;
        }
    }
    return undefined;
}

/** A value as a field's: URL-decoded where it needs that. In a form an unencoded `+` has become a blank. */
export function messageField(raw: string, form: boolean): FoundField | undefined {
    if (raw.length < 60) {
        return undefined;
    }
    const { value, times, notes } = urlDecoded(raw);
    if (form && times === 0 && value.includes("+")) {
        notes.push('its "+" are not URL-encoded: a server reads each as a space');
    }
    const message = base64Message(value);
    const legal = value.replace(/[^A-Za-z0-9+/=_\s-]+/g, "").length;
    return message !== undefined || legal > value.length * 0.95 ? { value, message, notes } : undefined;
}

/** Undoes URL-encoding, at most four times. */
export function urlDecoded(text: string): { value: string; times: number; notes: string[] } {
    let value = text;
    let times = 0;
    for (let next = decoded(value); times < 4 && next !== value; next = decoded(value)) {
        value = next;
        times++;
    }
    const notes = times > 1 ? [`it was URL-encoded ${times === 2 ? "twice" : `${times} times`}`] : [];
    return { value, times, notes };
}

function runTo(text: string, from: number, pattern: RegExp): string {
    pattern.lastIndex = from;
    return pattern.exec(text)?.[0] ?? "";
}

/** A value and the lines that go on with it, as a panel wraps them. */
function linesFrom(text: string, from: number): string {
    let run = runTo(text, from, /[^\s"',;<>&]*/y);
    for (;;) {
        const next = runTo(text, from + run.length, /[ \t]{0,9}\r?\n[ \t]{0,9}[A-Za-z0-9+/=_%-]+(?=[\s"']|$)/y);
        if (next === "" || /^\s*(?:RelayState|SAML\w*)$/.test(next)) {
            return run;
        }
        run += next;
    }
}

/** A quotation mark with nothing behind it but punctuation ends the text around an empty value. */
const relayStateLabel =
    /(?<![\w-])RelayState(?![\w-])["']?[ \t]{0,9}(=|:|\r?\n|\t)[ \t]{0,9}(?:["'](?![\s,;)}\]]|$))?([^\r\n"']{0,4000})/;

/** Whether the field stands beside it, though it may be empty. */
export const hasRelayState = (text: string) => relayStateLabel.test(text);

/** The relay state that stands beside it, URL-decoded. */
export function relayStateOf(text: string): string | undefined {
    const [, separator, raw = ""] = relayStateLabel.exec(text) ?? [];
    const value = separator === "=" ? /^[^&\s]*/.exec(raw)?.[0].replace(/\+/g, " ") : raw.trim();
    return value && (separator === "=" || /^https?%3a/i.test(value) ? decoded(value) : value);
}

/** Where a copied command sends its request: `curl`, `fetch` and PowerShell, as developer tools write them. */
export function commandUrl(text: string): string | undefined {
    return /(?:\bcurl(?:\.exe)?\s[^\r\n"']{0,40}|\bfetch\(|-Uri\s{1,9})["']?(https?:\/\/[^\s"']{1,4000})/i.exec(
        text,
    )?.[1];
}

/** A command copied for `cmd` escapes every sign with a caret. */
export function withoutCarets(text: string): string {
    return /\bcurl(?:\.exe)?\s{1,9}\^["']/.test(text)
        ? text.replace(/\^([^\r\n])/g, "$1").replace(/\^\r?\n/g, " ")
        : text;
}

/** Without the quotation marks, comma and semicolon that a copied value brings along. */
export function withoutQuotes(text: string): string {
    let [start, end] = [0, text.length];
    while (start < end && /["'`\s]/.test(text.charAt(start))) {
        start++;
    }
    while (end > start && /["'`,;\s]/.test(text.charAt(end - 1))) {
        end--;
    }
    return text.slice(start, end);
}

/** What mail programs quote, with a > before every line; undefined for any other text. */
export function withoutMailQuotes(text: string): string | undefined {
    const isQuoted =
        text.startsWith(">") && text.split("\n").every((line) => line.startsWith(">") || line.trim() === "");
    return isQuoted ? text.replace(/^[> ]+/gm, "").trim() : undefined;
}
