/** A response in JSON, and JSON that is something else. Never throws. */
import { redactUrl } from "../redact";
import { messageField } from "./fields";
import { fromBase64, fromFields, response } from "./fromFields";
import { fromXml } from "./fromXml";
import type { RecognizedInput } from "./inputKind";
import { jsonKind, parsed, stringsOf } from "./json";

export function fromJson(text: string): RecognizedInput | undefined {
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
