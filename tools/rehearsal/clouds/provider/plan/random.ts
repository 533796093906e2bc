/** Faults that a seed decides: which operations of which resources have one, and which. */
import { createHash } from "node:crypto";
import { readsOf } from "../readsOf";
import type { Operation, ResourceType } from "../resourceType";
import { type Crash, type Failure, type FaultKind, faultKinds, type RandomFaults, type StaleRead } from "./format";

const defaultChance = 0.1;

/** What one call meets. */
export interface Met {
    fail?: Failure;
    crash?: Crash;
    stale?: StaleRead;
}

/** The fault of the first call of an operation for a resource, if the seed has one: the same one in every process. */
export function randomFault(
    { seed = 0, chance = defaultChance, kinds = [...faultKinds] }: RandomFaults,
    token: string,
    operation: Operation,
    name: string,
    type: ResourceType | undefined,
): Met {
    const dice = diceOf(`${seed} ${token} ${operation} ${name}`);
    if (dice() >= chance) {
        return {};
    }
    const reads = type && (operation === "create" || operation === "update") ? readsOf(type, operation) : [];
    const possible = kinds.filter((kind) => isPossible(kind, operation));
    const kind = possible[Math.floor(dice() * possible.length)];
    const at = { type: token, operation, call: 1 };
    switch (kind) {
        case "before":
        case "after":
            return { fail: { ...at, after: kind === "after" } };
        case "crashBefore":
        case "crashAfter":
            return { crash: { ...at, after: kind === "crashAfter" } };
        case "stale":
            return { stale: { ...at, read: reads[Math.floor(dice() * reads.length)]?.name } };
        default:
            return {};
    }
}

/** A look-up and a refresh change nothing, so there is nothing to lose after them; a deletion reads nothing back. */
function isPossible(kind: FaultKind, operation: Operation): boolean {
    const onlyReads = operation === "read" || operation === "invoke";
    if (kind === "stale") {
        return operation !== "delete" && operation !== "invoke";
    }
    return !onlyReads || kind === "before" || kind === "crashBefore";
}

/** Numbers from 0 to 1, the same ones for the same text. */
function diceOf(text: string): () => number {
    const digest = createHash("sha256").update(text).digest();
    let at = 0;
    return () => {
        at += 4;
        return digest.readUInt32BE(at - 4) / 2 ** 32;
    };
}
