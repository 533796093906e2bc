/** Recognises what somebody has handed in: a recording, a SAML response in any of its wrappings, a log, or words. */

import { isRecord } from "../../../../rules/record";
import { parsedJson } from "../../decoded";
import { signInOfPage, signInsOfLines, signInsOfTable } from "../log/readSignInLog";
import { withoutBlanks } from "./alphabet";
import { binaryKind, textOf } from "./bytes";
import { assertionFile, withoutMailQuotes } from "./fields";
import { base64AmongWords, fromBase64, fromFields } from "./fromFields";
import { fromXml, withoutMessages } from "./fromXml";
import { fromJson, responsesOfJson } from "./json";
import { pageText } from "./page";
import { largestInput, lookedFor, other, type RecognizedInput, tooLarge } from "./recognized";
import { responsesApart } from "./responsesApart";
import { rolesOfPage } from "./rolePage";
import { gunzipped, unwrapped } from "./unwrap";

/** Wrappings within wrappings: more than these nobody makes. */
const mostWrappings = 5;

export interface Given {
    input: RecognizedInput;
    /** Those around a response; "" for anything else. */
    words: string;
}

/**
 * Says what the bytes are: one thing, or responses that differ. Never throws, whatever they are; time is linear; over 64 MB only the
 * size is looked at.
 */
export function recognizeInputs(bytes: Uint8Array): Given[] {
    if (bytes.length > largestInput) {
        return alone(other(tooLarge(bytes.length)));
    }
    const unpacked = gunzipped(bytes, largestInput);
    if (unpacked !== undefined) {
        return allNoted("the gzip file was unpacked", recognizeInputs(unpacked));
    }
    const what = binaryKind(bytes);
    const decoded = what === undefined ? textOf(bytes) : undefined;
    if (decoded === undefined) {
        return alone(other(`it is ${what ?? "no text: copy the words, or record a HAR file"}; ${lookedFor}`));
    }
    const text = decoded.text.replace(/^[\ufeff\0\s]+/, "").trimEnd();
    const visible = withoutInvisible(text);
    const given = recognizeApart(visible, decoded.latin1);
    const read =
        visible === text ? given : allNoted("invisible characters, which chats and mails add, were taken out", given);
    return decoded.note === undefined ? read : allNoted(decoded.note, read);
}

const alone = (input: RecognizedInput, words = ""): Given[] => [{ input, words }];
const allNoted = (note: string, all: Given[]): Given[] =>
    all.map(({ input, words }) => ({ input: noted(note, input), words }));

/** Each response once. */
function recognizeApart(text: string, latin1: boolean): Given[] {
    const once = pastedOnce(text);
    if (once !== undefined) {
        return allNoted("it is there twice, and was read once", recognizeApart(once, latin1));
    }
    const input = recognizeText(text, latin1, 0);
    if (input.kind !== "samlResponse") {
        return alone(input);
    }
    const words = withoutMessages(text);
    const inJson = responsesOfJson(text).map((one) => ({ input: one, words }));
    const parts =
        inJson.length > 0
            ? inJson
            : (responsesApart(text) ?? []).map((part) => ({
                  input: recognizeText(part.trim(), latin1, 0),
                  words: withoutMessages(part),
              }));
    const found = new Map<string, Given>();
    for (const part of parts) {
        const message = messageIn(part);
        if (message !== undefined && !found.has(message)) {
            found.set(message, part);
        }
    }
    const [first, ...others] = found.values();
    if (first !== undefined && others.length > 0) {
        return [first, ...others];
    }
    return first === undefined || parts.length < 2
        ? alone(input, words)
        : alone(noted("it is there more than once, and was read once", first.input), words);
}

const messageIn = ({ input }: Given) =>
    input.kind === "samlResponse" ? withoutBlanks(input.posted.repaired ?? input.posted.samlResponse) : undefined;

/** One half of a text whose halves are the same; short ones say nothing. */
function pastedOnce(text: string): string | undefined {
    const middle = Math.floor(text.length / 2);
    const [first, second] = [text.slice(0, middle).trim(), text.slice(middle).trim()];
    const isApart = /\s/.test(text.slice(middle - 1, middle + 1));
    return isApart && first === second && first.length > 60 ? first : undefined;
}

/** Of base64 and forms only: in XML, an invisible character may be in a value itself. */
function withoutInvisible(text: string): string {
    const visible = text.includes("<") ? text : text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "");
    return /[A-Za-z0-9+/_%-]{60}/.test(visible) ? visible : text;
}

const noted = (note: string, { notes, ...input }: RecognizedInput): RecognizedInput => ({
    ...input,
    notes: [...new Set([note, ...notes])],
});

function recognizeText(text: string, latin1: boolean, depth: number): RecognizedInput {
    if (text === "") {
        return other(`it is empty; ${lookedFor}`);
    }
    const unquoted = depth > 0 ? undefined : withoutMailQuotes(text);
    if (unquoted !== undefined) {
        return noted("the > before its lines was taken off", recognizeText(unquoted, latin1, depth + 1));
    }
    if (isCutHar(text)) {
        return { kind: "text", text, notes: ["it begins as a HAR file and is not complete JSON: save it again"] };
    }
    const json = fromJson(text);
    if (json !== undefined) {
        return json;
    }
    const plain = depth < mostWrappings ? unwrapped(text) : undefined;
    if (plain !== undefined) {
        return noted(plain.note, recognizeText(plain.text.trim(), latin1, depth + 1));
    }
    const found = fromXml(text, latin1) ?? fromBase64(text) ?? fromFields(text) ?? base64AmongWords(text);
    return found ?? fromLog(text) ?? fromWords(text);
}

/** Entra's sign-in log in other forms than JSON. */
function fromLog(text: string): RecognizedInput | undefined {
    const page = signInOfPage(text);
    const records = signInsOfLines(text) ?? signInsOfTable(text) ?? (page && [page]);
    return records && { kind: "signInLog", records, notes: [] };
}

function fromWords(text: string): RecognizedInput {
    const roles = rolesOfPage(text);
    if (roles !== undefined) {
        return { kind: "rolePage", roles, notes: [] };
    }
    if (/<(?:!doctype html|html|body|head)\b/i.test(text.slice(0, 10_000))) {
        return { kind: "text", text: pageText(text).text, notes: ["it is an HTML page: only its words are read"] };
    }
    const what = whatItIs(text);
    if (what !== undefined) {
        return other(`it is ${what}`);
    }
    const file = assertionFile(text);
    return {
        kind: "text",
        text,
        notes: file === undefined ? [] : [`the command reads the response from ${file}: give that file`],
    };
}

/** What people take from their configuration or another sign-in, and no report. */
function whatItIs(text: string): string | undefined {
    if (/^\s*eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*\s*$/.test(text.slice(0, 20_000))) {
        return "a token of OpenID Connect (JWT), which AWS's SAML sign-in does not take; give the SAMLResponse, or a HAR file";
    }
    const instead = "give what the person saw, a SAMLResponse, or a HAR file";
    if (/^-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/.test(text)) {
        return `a private key, which says nothing of a failed sign-in and belongs in no report; ${instead}`;
    }
    return /^-----BEGIN CERTIFICATE-----[^-]{1,20000}-----END CERTIFICATE-----$/.test(text)
        ? `a certificate, which alone says nothing of a failed sign-in; ${instead}`
        : undefined;
}

const isCutHar = (text: string) => /^\{\s*"log"\s*:\s*\{/.test(text.slice(0, 1000)) && !isRecord(parsedJson(text));
