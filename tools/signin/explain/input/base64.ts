/** Whether a text is base64 of a SAML message, and how far it is from what AWS takes. Never throws; time is linear. */

import { isDeflated } from "../../saml/inflated";
import { isBase64, withoutBlanks } from "./alphabet";
import { messageOf, type SamlMessage } from "./message";

export interface FoundBase64 {
    /** What the decoded XML is; undefined where it is deflated, and so not looked into. */
    message: SamlMessage | undefined;
    deflated: boolean;
    /** It is not the base64 that AWS takes (standard alphabet, padded), but this one with the same bytes is. */
    repaired?: string;
    notes: string[];
}

/** Shorter than this no SAML message is. */
const shortest = 60;

/** The message in a text that is base64 as a whole, blanks and line ends aside; undefined where there is none. */
export function base64Message(text: string): FoundBase64 | undefined {
    const plain = withoutBlanks(text);
    if (plain.length < shortest || !/^[A-Za-z0-9+/_-]{24}/.test(plain)) {
        return undefined;
    }
    const legal = plain.replace(/[^A-Za-z0-9+/=_-]/g, "");
    if (plain.length - legal.length > plain.length / 20) {
        return undefined;
    }
    const start = Buffer.from(legal.slice(0, 4096), "base64");
    const message = messageOf(start.toString("utf8"));
    const deflated = message === undefined && plain.length === legal.length && isDeflated(start);
    return message === undefined && !deflated ? undefined : { message, deflated, ...strictness(plain, legal) };
}

function strictness(plain: string, legal: string): Pick<FoundBase64, "repaired" | "notes"> {
    if (plain.length % 4 === 0 && isBase64(plain)) {
        return { notes: [] };
    }
    const notes: string[] = [];
    const illegal = plain.length - legal.length;
    if (illegal > 0) {
        notes.push(`not strict base64: ${illegal} of ${plain.length} characters are outside its alphabet`);
    }
    if (/[_-]/.test(legal)) {
        notes.push('not strict base64: "-" and "_" stand where standard base64 has "+" and "/"');
    }
    const unpadded = withoutPadding(legal);
    if (unpadded.includes("=")) {
        notes.push('not strict base64: "=" stands before the end');
    } else if (legal.length % 4 !== 0) {
        notes.push(
            unpadded.length % 4 === 1
                ? "not strict base64: it is cut off, one character of the last group is there"
                : 'not strict base64: "=" is missing at the end',
        );
    }
    if (illegal > 0 || unpadded.includes("=")) {
        return { notes };
    }
    // One character of a group holds no byte.
    const whole = unpadded.length % 4 === 1 ? unpadded.slice(0, -1) : unpadded;
    const standard = whole.replace(/-/g, "+").replace(/_/g, "/");
    return { repaired: standard.padEnd(Math.ceil(standard.length / 4) * 4, "="), notes };
}

/** A regular expression for it would take quadratic time. */
function withoutPadding(text: string): string {
    let end = text.length;
    while (text.charAt(end - 1) === "=") {
        end--;
    }
    return text.slice(0, end);
}
