/** What a JSON file is that somebody hands in. Never throws. */
import { isRecord } from "../../../../rules/record";

export type JsonKind =
    | { kind: "har"; har: unknown }
    | { kind: "deployment" }
    | { kind: "directory" }
    | { kind: "form"; samlResponse: string; relayState?: string };

/** Recognises it by its members; undefined for any other JSON, and for what is none. */
export function jsonKind(value: unknown): JsonKind | undefined {
    if (isRecord(value)) {
        return harKind(value) ?? otherKind(value);
    }
    return Array.isArray(value) && isPeople(value) ? { kind: "directory" } : undefined;
}

function harKind(value: Record<string, unknown>): JsonKind | undefined {
    if (isRecord(value.log) && Array.isArray(value.log.entries)) {
        return { kind: "har", har: value };
    }
    const bare = Array.isArray(value.entries) && (value.version !== undefined || isRecord(value.creator));
    if (bare) {
        return { kind: "har", har: { log: value } };
    }
    const entry = isRecord(value.request) && isRecord(value.response);
    return entry ? { kind: "har", har: { log: { entries: [value] } } } : undefined;
}

function otherKind(value: Record<string, unknown>): JsonKind | undefined {
    if (isRecord(value.deployment) && (Array.isArray(value.deployment.resources) || value.version !== undefined)) {
        return { kind: "deployment" };
    }
    if ([value.value, value.users, value.people].some((list) => Array.isArray(list) && isPeople(list))) {
        return { kind: "directory" };
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
