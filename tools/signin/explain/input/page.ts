/** A page of the sign-in, as a reader sees it. Never throws; time is linear. */
import { defined } from "../../../../rules/record";
import { parsedJson } from "../../decoded";
import { wordsOf } from "./html";

/**
 * Codes that Microsoft's ordinary sign-in pages carry: not errors, but the reason why they ask for something (AADSTS error
 * codes, `…Interrupt` and `UserInformationNotProvided`: https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes).
 */
export const interrupts: ReadonlySet<string> = new Set(
    "16000 50058 50072 50074 50076 50079 50097 50125 50140 50199".split(" "),
);

export interface PageText {
    title?: string;
    /** The words; then, in lines of their own, what the script `$Config` of Microsoft's page says of an error. Not redacted. */
    text: string;
    /** `AADSTS50105`, each once, in the order of the page. */
    codes: string[];
    /** Whom the page addresses, where it says. */
    userHint?: string;
}

/** The words of an HTML page, or of a JSON or plain answer. */
export function pageText(html: string): PageText {
    const words = wordsOf(html);
    const script = html.slice(0, 4_000_000);
    const code = /"(?:sErrorCode|iErrorCode)"\s{0,9}:\s{0,9}"?(\d{4,9})"?/.exec(script)?.[1];
    const failed = code !== undefined && !interrupts.has(code);
    const message = failed ? scriptText(script, "strServiceExceptionMessage") : undefined;
    const heading = failed ? (scriptText(script, "strMainMessage") ?? scriptText(script, "sErrTxt")) : undefined;
    const said = message ?? (failed ? `AADSTS${code}` : undefined);
    const lines = [words.text, heading, said].filter((line): line is string => line !== undefined && line !== "");
    const text = lines.filter((line, index) => !lines.slice(0, index).some((above) => above.includes(line))).join("\n");
    const hint = scriptText(script, "sSignInUsername") ?? scriptText(script, "sPOST_Username");
    return defined({
        title: words.title,
        text,
        codes: pageCodes(failed ? `${text}\nAADSTS${code}` : text),
        userHint: isUserName(hint ?? "") ? hint : undefined,
    });
}

/** A string of the page's script, a JSON object. */
function scriptText(script: string, name: string): string | undefined {
    const quoted = new RegExp(`"${name}"\\s{0,9}:\\s{0,9}("(?:[^"\\\\\\n]|\\\\.){0,4000}")`).exec(script)?.[1];
    const value = quoted === undefined ? undefined : parsedJson(quoted);
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** Entra's codes in a text, each once. */
export function pageCodes(text: string): string[] {
    const codes = [...text.matchAll(/\bAADSTS(\d{4,9})\b/gi)].map(([, digits = ""]) => digits);
    return [...new Set(codes)].filter((digits) => !interrupts.has(digits)).map((digits) => `AADSTS${digits}`);
}

/** `alice@contoso.example`, a guest's `…#EXT#@…` too. */
export function isUserName(text: string): boolean {
    return text.length <= 256 && /^[^\s@<>"'&=/]{1,128}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,9}$/i.test(text);
}
