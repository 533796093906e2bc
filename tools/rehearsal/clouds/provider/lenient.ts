/**
 * What `--lenient` adds: a resource type or a look-up that the cloud does not model is echoed and put on a list, one type
 * token a line, so that the rehearsal can say what it did not check. Nothing is filled in, refused or replaced: what only
 * the real cloud would answer (an ARN, a generated name) is absent.
 */
import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Properties, ResourceType, Values } from "./resourceType";
import { CloudError } from "./resourceType";

/** Set to `true` by `--lenient`. */
export const lenientVariable = "CONNECT_ENTRA_SSO_LENIENT";

const listIn = (storeFolder: string): string => join(storeFolder, "not-checked.txt");

/** What the cloud with this store has echoed since the list was begun, sorted, each token once. */
export function readNotChecked(storeFolder: string): string[] {
    const list = listIn(storeFolder);
    const lines = existsSync(list) ? readFileSync(list, "utf8").split("\n") : [];
    return [...new Set(lines.filter((line) => line !== ""))].sort();
}

/** Begins the list anew: it is of one run. */
export function clearNotChecked(storeFolder: string): void {
    rmSync(listIn(storeFolder), { force: true });
}

/** Notes a token on the list, to which several plugin processes may add. */
export function noteNotChecked(storeFolder: string, token: string): void {
    if (readNotChecked(storeFolder).includes(token)) {
        return;
    }
    mkdirSync(storeFolder, { recursive: true, mode: 0o700 });
    appendFileSync(listIn(storeFolder), `${token}\n`, { mode: 0o600 });
}

/** The refusal of what is not modelled. `what`: resource type, look-up. */
export const notModelled = (cloud: string, what: string, token: string): CloudError =>
    new CloudError(
        `the emulated ${cloud} does not model the ${what} ${token}. Run with --lenient to echo it and have it listed as not checked.`,
    );

/** A type of which nothing is known: it keeps what it is given, and gives it back. */
export const echoed = (token: string): ResourceType => ({
    token,
    properties: {},
    create: ({ store }, inputs) => {
        const id = randomUUID();
        store.put(token, id, inputs);
        return id;
    },
    read: ({ store }, id) => store.get(token, id),
    update: ({ store }, id, inputs) => store.put(token, id, inputs),
    delete: ({ store }, id) => store.remove(token, id),
});

/** Properties for a comparison of values of which nothing is known: none replaces. */
export const anyProperties = (...values: Values[]): Properties =>
    Object.fromEntries(
        values
            .flatMap((each) => Object.keys(each).filter((key) => key !== "__defaults"))
            .map((key) => [key, { kind: "json" }]),
    );
