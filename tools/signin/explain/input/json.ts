/** What a JSON file is that somebody hands in. Never throws. */
import { isRecord } from "../../../../rules/record";
import { notPeople } from "../../../deployment/notPeople";
import { signInsOfJson } from "../log/readSignInLog";
import type { SignInRecord } from "../log/signInRecord";
import { harOfSamlTracer } from "./samlTracer";

type JsonKind =
    | { kind: "har"; har: unknown }
    | { kind: "deployment" }
    | { kind: "directory" }
    | { kind: "signInLog"; records: SignInRecord[] }
    /** `what`: a noun. */
    | { kind: "otherList"; what: string }
    | { kind: "form"; samlResponse: string; relayState?: string };

/** Recognises it by its members; undefined for any other JSON, and for what is none. */
export function jsonKind(value: unknown): JsonKind | undefined {
    const records = signInsOfJson(value);
    if (records !== undefined) {
        return { kind: "signInLog", records };
    }
    if (isRecord(value)) {
        return harKind(value) ?? otherKind(value);
    }
    return Array.isArray(value) ? listKind(value) : undefined;
}

function listKind(list: unknown[], holder: Record<string, unknown> = {}): JsonKind | undefined {
    const other = notPeople(list, holder);
    if (other !== undefined) {
        return { kind: "otherList", what: other.what };
    }
    return isPeople(list) ? { kind: "directory" } : undefined;
}

function harKind(value: Record<string, unknown>): JsonKind | undefined {
    if (isRecord(value.log) && Array.isArray(value.log.entries)) {
        return { kind: "har", har: value };
    }
    const bare = Array.isArray(value.entries) && (value.version !== undefined || isRecord(value.creator));
    if (bare) {
        return { kind: "har", har: { log: value } };
    }
    const trace = harOfSamlTracer(value);
    if (trace !== undefined) {
        return { kind: "har", har: trace };
    }
    const entry = isRecord(value.request) && isRecord(value.response);
    return entry ? { kind: "har", har: { log: { entries: [value] } } } : undefined;
}

function otherKind(value: Record<string, unknown>): JsonKind | undefined {
    if (isRecord(value.deployment) && (Array.isArray(value.deployment.resources) || value.version !== undefined)) {
        return { kind: "deployment" };
    }
    for (const list of [value.value, value.users, value.people]) {
        const kind = Array.isArray(list) ? listKind(list, value) : undefined;
        if (kind !== undefined) {
            return kind;
        }
    }
    if (typeof value.SAMLResponse !== "string") {
        return undefined;
    }
    const relayState = typeof value.RelayState === "string" ? { relayState: value.RelayState } : {};
    return { kind: "form", samlResponse: value.SAMLResponse, ...relayState };
}

function isPeople(list: unknown[]): boolean {
    return isRecord(list[0]) && typeof list[0].userPrincipalName === "string";
}

export function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

interface FoundString {
    text: string;
    /** Its place: `events[0].body`. */
    at: string;
    /** The object it stands in. */
    beside: Record<string, unknown>;
}

/** All strings, in the order of the text, at most `most`; without recursion. */
export function stringsOf(value: unknown, most: number): FoundString[] {
    const found: FoundString[] = [];
    const left: { value: unknown; at: string; beside: Record<string, unknown> }[] = [{ value, at: "", beside: {} }];
    for (let one = left.pop(); one !== undefined && found.length < most; one = left.pop()) {
        const { value: inner, at, beside } = one;
        if (typeof inner === "string") {
            found.push({ text: inner, at: at || "the top", beside });
        } else if (Array.isArray(inner)) {
            for (const [index, item] of [...inner.slice(0, most).entries()].reverse()) {
                left.push({ value: item, at: `${at}[${index}]`, beside });
            }
        } else if (isRecord(inner)) {
            for (const [name, item] of Object.entries(inner).slice(0, most).reverse()) {
                left.push({ value: item, at: at === "" ? name : `${at}.${name}`, beside: inner });
            }
        }
    }
    return found;
}
