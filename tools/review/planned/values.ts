/** Values of a state as they are written, compared and laid over each other. Deep nesting never overflows the stack. */
import { isRecord } from "../../../rules/record";
import { isWrapped, kindOf, unwrap, unwrapAll } from "../../deployment/pulumiValue";
import { isGap } from "../../deployment/unreadable";

const deepest = 100;

/** What a preview writes where a value is secret, also with `--show-secrets`. */
export const secretMark = "[secret]";

export function isSame(one: unknown, other: unknown, depth = 0): boolean {
    if (one === other) {
        return true;
    }
    if (typeof one !== "object" || typeof other !== "object" || one === null || other === null || depth > deepest) {
        return false;
    }
    const [keys, otherKeys] = [keysOf(one), keysOf(other)];
    return (
        Array.isArray(one) === Array.isArray(other) &&
        keys.length === otherKeys.length &&
        keys.every((key) => Object.hasOwn(other, key) && isSame(at(one, key), at(other, key), depth + 1))
    );
}

/** `__defaults` is bookkeeping of Pulumi's providers. */
function keysOf(value: object): string[] {
    return Object.keys(value).filter((key) => key !== "__defaults");
}

const at = (value: object, key: string) => (value as Record<string, unknown>)[key];

/** Whether something of the kind stands anywhere in a value. */
export function contains(value: unknown, isKind: (it: unknown) => boolean, depth = 0): boolean {
    return (
        isKind(value) ||
        (typeof value === "object" &&
            value !== null &&
            depth <= deepest &&
            Object.values(value).some((it) => contains(it, isKind, depth + 1)))
    );
}

export const hasSecretMark = (value: unknown) => contains(value, (it) => it === secretMark);

/** The members of an object or list, each made anew. */
export function mapMembers(value: object, make: (member: unknown, key: string) => unknown): object {
    const entries = Object.entries(value).map(([key, it]) => [key, make(it, key)] as const);
    return Array.isArray(value) ? entries.map(([, it]) => it) : Object.fromEntries(entries);
}

/** A value of before, with what was written anew. */
export function laidOver(standing: unknown, before: unknown, after: unknown, depth = 0): unknown {
    const records = [standing, before, after];
    if (!records.every(isPlainRecord) || depth > deepest) {
        return isSame(before, after) ? standing : after;
    }
    const [result, old, written] = [{ ...(standing as object) }, before, after] as Record<string, unknown>[] as [
        Record<string, unknown>,
        Record<string, unknown>,
        Record<string, unknown>,
    ];
    for (const key of new Set([...keysOf(old), ...keysOf(written)])) {
        if (!Object.hasOwn(written, key)) {
            delete result[key];
        } else if (!Object.hasOwn(old, key)) {
            set(result, key, written[key]);
        } else {
            set(result, key, laidOver(result[key], old[key], written[key], depth + 1));
        }
    }
    return result;
}

/** Also a key such as `__proto__`. */
function set(target: Record<string, unknown>, key: string, value: unknown): void {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** No secret or other thing that Pulumi wraps. */
function isPlainRecord(value: unknown): value is Record<string, unknown> {
    const found = isRecord(value) ? unwrap(value) : undefined;
    return found !== undefined && !isGap(found) && found.value === value;
}

/** How an id begins that stands for one which is not known yet. */
export const placeholder = "not-known-yet-";

const longest = 300;

/** A value for people, without anything that is secret; undefined where there is none. */
export function shown(value: unknown): string | undefined {
    if (value === undefined || value === null) {
        return undefined;
    }
    if (contains(value, isWrapped)) {
        return secretMark;
    }
    const found = unwrapAll(value);
    if (isGap(found) || (typeof value === "string" && value.startsWith(placeholder))) {
        return undefined;
    }
    return cut(typeof found.value === "object" ? textOf(found.value) : String(found.value), longest);
}

function textOf(value: unknown): string {
    try {
        return JSON.stringify(value, (key, it) => (key === "__defaults" ? undefined : it)) ?? kindOf(value);
    } catch {
        return kindOf(value);
    }
}

export function cut(text: string, most: number): string {
    return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
}
