/** What somebody has handed in: a recording, a SAML response in any of its wrappings, or words. */

import { isRecord } from "../../../../rules/record";
import { signInOfPage, signInsOfLines, signInsOfTable } from "../log/readSignInLog";
import type { SignInRecord } from "../log/signInRecord";
import { redactUrl } from "../redact";
import { base64Message, type FoundBase64, messageOf } from "./base64";
import { binaryKind, textOf } from "./bytes";
import {
    assertionFile,
    commandUrl,
    fieldOf,
    hasRelayState,
    messageField,
    relayStateOf,
    urlDecoded,
    withoutCarets,
    withoutMailQuotes,
    withoutQuotes,
} from "./fields";
import { decodeEntities, formWith } from "./html";
import { jsonKind, parsed, stringsOf } from "./json";
import { pageText } from "./page";
import { rolesOfPage, rolesOfWords } from "./rolePage";

/** No larger input is looked at, in bytes. */
export const largestInput = 64 * 1024 * 1024;

export interface SamlResponseInput {
    kind: "samlResponse";
    /** The wrapping it came in. `deflated`: by the redirect binding, which AWS does not offer; it is not inflated. */
    form: "xml" | "base64" | "urlEncoded" | "form" | "deflated";
    /** Base64 as it would be posted: the wrapping is off, mistakes of the base64 itself are left in. A secret. */
    samlResponse: string;
    /** Whether it is base64 as AWS takes it (standard alphabet, padded; blanks and line ends aside). */
    strictBase64: boolean;
    /** Standard base64 of the same bytes, where `samlResponse` is not strict and this is possible. A secret. */
    repaired?: string;
    /** Redacted by `redactUrl`. */
    relayState?: string;
    /** Where the form posts it, redacted. */
    action?: string;
    /** It is a page or request with all of its fields, so that a relay state that is not there was not sent. */
    isWhole?: boolean;
    /** ARNs of the roles that AWS's page offers, with the response in it. */
    roles?: string[];
}

export type InputKind =
    | { kind: "har"; har: unknown }
    | SamlResponseInput
    | { kind: "assertion"; xml: string }
    /** AWS's page that asks for a role, without the response in it. */
    | { kind: "rolePage"; roles: string[] }
    | { kind: "samlRequest" }
    | { kind: "metadata" }
    | { kind: "deployment" }
    | { kind: "directory" }
    | { kind: "signInLog"; records: SignInRecord[] }
    /** `what`: a noun, `a list of risky users`. */
    | { kind: "otherList"; what: string }
    /** `what`: a noun and what to do, `a PNG picture: copy its words`. */
    | { kind: "binary"; what: string }
    | { kind: "tooLarge"; bytes: number; limit: number }
    | { kind: "empty" }
    /** Not redacted. Of an HTML page the words that are seen, and the error that Microsoft's page carries in its script. */
    | { kind: "text"; text: string };

/** With what was done to recognise it: clauses. */
export type RecognizedInput = InputKind & { notes: string[] };

/** Says what the bytes are. Never throws, whatever they are; time is linear; over 64 MB only the size is looked at. */
export function recognizeInput(bytes: Uint8Array): RecognizedInput {
    if (bytes.length > largestInput) {
        return { kind: "tooLarge", bytes: bytes.length, limit: largestInput, notes: [] };
    }
    const what = binaryKind(bytes);
    const decoded = what === undefined ? textOf(bytes) : undefined;
    if (decoded === undefined) {
        return { kind: "binary", what: what ?? "no text: copy the words, or record a HAR file", notes: [] };
    }
    const text = decoded.text.replace(/^[\ufeff\0\s]+/, "").trimEnd();
    const { notes, ...input } = recognizeText(text, decoded.latin1);
    return { ...input, notes: [...(decoded.note === undefined ? [] : [decoded.note]), ...notes] };
}

function recognizeText(text: string, latin1: boolean): RecognizedInput {
    if (text === "") {
        return { kind: "empty", notes: [] };
    }
    const unquoted = withoutMailQuotes(text);
    if (unquoted !== undefined) {
        const { notes, ...input } = recognizeText(unquoted, latin1);
        return { ...input, notes: ["the > before its lines was taken off", ...notes] };
    }
    if (isCutHar(text)) {
        return { kind: "text", text, notes: ["it begins as a HAR file and is not whole JSON: save it again"] };
    }
    const found = fromJson(text) ?? fromXml(text, latin1) ?? fromBase64(text) ?? fromFields(text);
    return found ?? fromLog(text) ?? fromWords(text);
}

/** Entra's sign-in log in other forms than JSON. */
function fromLog(text: string): RecognizedInput | undefined {
    const page = signInOfPage(text);
    const records = signInsOfLines(text) ?? signInsOfTable(text) ?? (page && [page]);
    return records && { kind: "signInLog", records, notes: [] };
}

function fromJson(text: string): RecognizedInput | undefined {
    const value = /^[{[]/.test(text) ? parsed(text) : undefined;
    const found = value === undefined ? undefined : jsonKind(value);
    if (found === undefined) {
        return value === undefined ? undefined : fromStrings(value);
    }
    if (found.kind !== "form") {
        return { ...found, notes: [] };
    }
    const field = messageField(found.samlResponse, false);
    return field === undefined
        ? undefined
        : response("form", field, { relayState: found.relayState, isWhole: found.relayState !== undefined });
}

/** No JSON that somebody hands in has more. */
const mostStrings = 100_000;

/** The first SAML response among its strings: a log, an event, a test case of somebody's tool. */
function fromStrings(value: unknown): RecognizedInput | undefined {
    for (const { text, at, beside } of stringsOf(value, mostStrings)) {
        const found =
            text.length < 60 ? undefined : (fromXml(text.trim(), false) ?? fromBase64(text) ?? fromFields(text));
        if (found?.kind === "samlResponse" || found?.kind === "assertion") {
            const notes = [`it was found in the JSON, at ${at}`, ...found.notes];
            const relayState = "relayState" in found ? {} : relayStateIn(beside);
            return found.kind === "samlResponse" ? { ...found, ...relayState, notes } : { ...found, notes };
        }
    }
    return undefined;
}

function relayStateIn(beside: Record<string, unknown>): { relayState?: string; isWhole?: boolean } {
    const [, value] = Object.entries(beside).find(([name]) => /^relay_?state$/i.test(name)) ?? [];
    return typeof value === "string" && value !== "" ? { relayState: redactUrl(value), isWhole: true } : {};
}

const xmlKinds = { request: "samlRequest", metadata: "metadata" } as const;

function fromXml(text: string, latin1: boolean): RecognizedInput | undefined {
    const escaped = /^&lt;(?:\?xml|[\w.-]{1,40}:|Response|Assertion)/.test(text);
    const xml = escaped ? decodeEntities(text) : text;
    const notes = escaped ? ["its HTML entities were undone"] : [];
    const message = messageOf(xml.slice(0, 65_536));
    switch (message) {
        case "response":
            return xmlResponse(xml, latin1, notes);
        case "assertion":
            return { kind: "assertion", xml, notes };
        case undefined:
            return xmlAmongWords(text, latin1);
        default:
            return { kind: xmlKinds[message], notes };
    }
}

function xmlResponse(xml: string, latin1: boolean, notes: string[]): RecognizedInput {
    return {
        kind: "samlResponse",
        form: "xml",
        samlResponse: Buffer.from(xml, latin1 ? "latin1" : "utf8").toString("base64"),
        strictBase64: true,
        notes,
    };
}

/** What a browser extension exports has a heading or the request around the XML. */
function xmlAmongWords(text: string, latin1: boolean): RecognizedInput | undefined {
    const open = /<([\w.-]{1,40}:)?Response\s/.exec(text);
    const close = `</${open?.[1] ?? ""}Response>`;
    const end = open === null ? -1 : text.lastIndexOf(close);
    const isSaml =
        open !== null && text.slice(open.index, open.index + 4000).includes("urn:oasis:names:tc:SAML:2.0:protocol");
    if (open === null || !isSaml || end < open.index) {
        return undefined;
    }
    return xmlResponse(text.slice(open.index, end + close.length), latin1, ["the words around the XML were left out"]);
}

function fromBase64(text: string): RecognizedInput | undefined {
    const bare = withoutQuotes(text);
    const notes = bare === text ? [] : ["the quotation marks around it were left out"];
    const { value, times } = /^[A-Za-z0-9+/=_%\s-]{60}/.test(bare) ? urlDecoded(bare) : { value: bare, times: 0 };
    const message = base64Message(value);
    if (message === undefined) {
        return fromBase64Twice(value);
    }
    if (message.message === "assertion") {
        return { kind: "assertion", xml: Buffer.from(value, "base64").toString("utf8"), notes };
    }
    if (message.message === "request" || message.message === "metadata") {
        return { kind: xmlKinds[message.message], notes };
    }
    const twice = times > 1 ? ["it was URL-encoded twice"] : [];
    return response(times > 0 ? "urlEncoded" : "base64", { value, message, notes: [...notes, ...twice] }, {});
}

/** By a tool that encoded what was encoded already; gateways encode the whole body of a post. */
function fromBase64Twice(value: string): RecognizedInput | undefined {
    const plain = value.replace(/\s+/g, "");
    const inner = /^[A-Za-z0-9+/_-]{80,}={0,2}$/.test(plain) ? Buffer.from(plain, "base64").toString("latin1") : "";
    if (/^[\w.-]{1,40}=/.test(inner) && inner.includes("SAMLResponse=")) {
        return fromFields(inner);
    }
    const message = base64Message(inner);
    return message === undefined || message.message !== "response"
        ? undefined
        : response(
              "base64",
              { value: inner, message, notes: ["it was encoded in base64 twice: AWS undoes it once"] },
              {},
          );
}

function fromFields(text: string): RecognizedInput | undefined {
    const page = text.includes("<") ? formWith(text, ["SAMLResponse", "SAMLRequest"]) : undefined;
    const posted = messageField(page?.fields.get("SAMLResponse") ?? "", false);
    if (posted !== undefined) {
        const roles = rolesOfPage(text);
        const beside = { relayState: page?.fields.get("RelayState"), action: page?.action, isWhole: true };
        return { ...response("form", posted, beside), ...(roles === undefined ? {} : { roles }) };
    }
    const plain = withoutCarets(text);
    const field = fieldOf(plain, "SAMLResponse");
    if (field !== undefined) {
        const [relayState, action] = [relayStateOf(plain), commandUrl(plain)];
        const isWhole = hasRelayState(plain) || action !== undefined;
        return response("form", field, { relayState, action, isWhole });
    }
    const request = messageField(page?.fields.get("SAMLRequest") ?? "", false) ?? fieldOf(plain, "SAMLRequest");
    return request === undefined ? undefined : { kind: "samlRequest", notes: [] };
}

function response(
    form: SamlResponseInput["form"],
    { value, message, notes }: { value: string; message: FoundBase64 | undefined; notes: string[] },
    { relayState, action, isWhole }: { relayState?: string; action?: string; isWhole?: boolean },
): RecognizedInput {
    return {
        kind: "samlResponse",
        form: message?.deflated === true ? "deflated" : form,
        samlResponse: value,
        strictBase64: message?.strict ?? /^[A-Za-z0-9+/\s]+(?:=\s*){0,2}$/.test(value),
        ...(message?.repaired === undefined ? {} : { repaired: message.repaired }),
        ...(relayState === undefined || relayState === "" ? {} : { relayState: redactUrl(relayState) }),
        // A relative one says nothing of where the page was.
        ...(action !== undefined && /^https?:/i.test(action) ? { action: redactUrl(action) } : {}),
        ...(isWhole === true ? { isWhole } : {}),
        notes: [
            ...notes,
            ...(message?.notes ?? []),
            ...(message === undefined ? ["what it decodes to does not begin as a SAML message"] : []),
            ...(message?.deflated === true
                ? ["it is deflated, as the redirect binding does: AWS takes only a POST"]
                : []),
        ],
    };
}

function fromWords(text: string): RecognizedInput {
    const roles = rolesOfPage(text) ?? rolesOfWords(text);
    if (roles !== undefined) {
        return { kind: "rolePage", roles, notes: [] };
    }
    if (/<(?:!doctype html|html|body|head)\b/i.test(text.slice(0, 10_000))) {
        return { kind: "text", text: pageText(text).text, notes: ["it is an HTML page: only its words are read"] };
    }
    const file = assertionFile(text);
    return {
        kind: "text",
        text,
        notes: file === undefined ? [] : [`the command reads the response from ${file}: give that file`],
    };
}

const isCutHar = (text: string) => /^\{\s*"log"\s*:\s*\{/.test(text.slice(0, 1000)) && !isRecord(parsed(text));
