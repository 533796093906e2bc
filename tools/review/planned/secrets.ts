/** Secrets of a state and of a preview: marked where they stand, and taken out of whatever is shown. */
import { isRecord } from "../../../rules/record";
import { isSecret, sealedSecret, unwrap } from "../../deployment/pulumiValue";
import { isGap } from "../../deployment/unreadable";
import type { Entry } from "../preview/preview";
import { mapMembers, secretMark } from "./values";

const deepest = 100;

/**
 * The entry with every mark of a secret, and every property that the resource declares to be one, as the wrapping that a state
 * has. `known` is the same resource in an export, which says more of what is secret. Collects texts that stood there in the clear.
 */
export function sealed(entry: Entry, known: Entry | undefined, secrets: Set<string>): Entry {
    const declared = [...declaredIn(entry), ...declaredIn(known)];
    const side = (name: "inputs" | "outputs") => {
        const value = seal(entry[name], known?.[name], secrets, 0);
        return isRecord(value)
            ? mapMembers(value, (it, key) => (declared.includes(key) && it && !isSecret(it) ? sealedSecret : it))
            : value;
    };
    return {
        ...entry,
        ...(entry.inputs === undefined ? {} : { inputs: side("inputs") }),
        ...(entry.outputs === undefined ? {} : { outputs: side("outputs") }),
    };
}

function seal(value: unknown, known: unknown, secrets: Set<string>, depth: number): unknown {
    if (value === secretMark || (isSecret(known) && value !== undefined)) {
        collectTexts(value, secrets, value !== secretMark, depth);
        return isSecret(value) ? value : sealedSecret;
    }
    if (typeof value !== "object" || value === null || isSecret(value) || depth > deepest) {
        return value;
    }
    const of = (key: string) =>
        typeof known === "object" && known !== null && Object.hasOwn(known, key)
            ? (known as Record<string, unknown>)[key]
            : undefined;
    return mapMembers(value, (it, key) => seal(it, of(key), secrets, depth + 1));
}

/** Names of the outputs that a resource declares to be secret. */
function declaredIn(entry: Entry | undefined): string[] {
    const names = entry?.additionalSecretOutputs;
    return Array.isArray(names) ? names.filter((it) => typeof it === "string") : [];
}

/** Every text that a state holds as a secret in the clear. */
export function secretTexts(entries: readonly Entry[]): Set<string> {
    const found = new Set<string>();
    for (const entry of entries) {
        for (const side of [entry.inputs, entry.outputs]) {
            collectTexts(side, found, false, 0);
            for (const name of declaredIn(entry)) {
                collectTexts(isRecord(side) ? side[name] : undefined, found, true, 0);
            }
        }
    }
    return found;
}

function collectTexts(value: unknown, found: Set<string>, isInSecret: boolean, depth: number): void {
    if (typeof value === "string" && isInSecret && value !== "") {
        found.add(value);
    }
    if (typeof value !== "object" || value === null || depth > deepest) {
        return;
    }
    if (isSecret(value)) {
        const plain = unwrap(value);
        collectTexts(isGap(plain) ? undefined : plain.value, found, true, depth + 1);
        return;
    }
    for (const it of Object.values(value)) {
        collectTexts(it, found, isInSecret, depth + 1);
    }
}

/** Shorter ones may be part of any word: they count where they are the whole of a text. */
const shortest = 8;

/** Their values are words of the review itself, whatever a secret is. */
const ownWords = new Set(["id", "kind", "verdict", "change", "direction", "history"]);

/** The same plain data, with each secret replaced by a mark. */
export function withoutSecrets<T>(value: T, secrets: ReadonlySet<string>): T {
    const long = [...secrets].filter((it) => it.length >= shortest).sort((one, other) => other.length - one.length);
    const clean = (it: unknown): unknown => {
        if (typeof it === "string") {
            return secrets.has(it) ? secretMark : long.reduce((text, one) => text.replaceAll(one, secretMark), it);
        }
        return typeof it === "object" && it !== null
            ? mapMembers(it, (one, key) => (ownWords.has(key) ? one : clean(one)))
            : it;
    };
    return secrets.size === 0 ? value : (clean(value) as T);
}
