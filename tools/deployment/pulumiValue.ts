/** Values as Pulumi writes them into a state: secrets, unknowns, assets. Source: pulumi/pulumi, sdk/go/common/resource. */
import { isRecord } from "../../rules/record";
import { exportAgain, finishUpdate, type Gap, isGap } from "./unreadable";

/** A value without Pulumi's wrapping, or why there is none. */
export type Unwrapped = { value: unknown } | Gap;

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputValueSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
/** Assets, archives and references to resources: none of them is a value that a sign-in meets. */
const otherSignatures: ReadonlyMap<unknown, string> = new Map([
    ["c44067f5952c0a294b673a41bacd8c17", "an asset"],
    ["0def7320c3a5731c473e5ecbe6d01bc7", "an archive"],
    ["5cf8f73096256a8f31e491e813e4eb8e", "a reference to a resource"],
]);
/** UnknownStringValue and its siblings for the other types: a value that was not known yet. */
const unknownValues = new Set([
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const ciphertext: Gap = {
    why: "the export holds it as ciphertext",
    supply: "export the stack with `pulumi stack export --show-secrets`",
};
const brokenSecret: Gap = { why: "the export holds it as a secret whose text is not JSON", supply: exportAgain };
const notKnownYet: Gap = {
    why: "Pulumi does not know it before the next update",
    supply: finishUpdate,
};
const tooDeep: Gap = { why: "the export nests it more than 100 levels deep", supply: exportAgain };

/** Under which an object says why it has nothing else; no file can hold it. */
const rest: unique symbol = Symbol("rest");

/** What a value is, never the value itself, which may be a secret. */
export function kindOf(value: unknown): string {
    if (value === null || value === undefined) {
        return "nothing";
    }
    if (Array.isArray(value)) {
        return "a list";
    }
    switch (typeof value) {
        case "string":
            return "a text";
        case "number":
        case "bigint":
            return "a number";
        case "boolean":
            return "true or false";
        default:
            return "an object";
    }
}

/** A secret, an asset or another thing that Pulumi wraps. */
export function isWrapped(value: unknown): boolean {
    return isRecord(value) && Object.hasOwn(value, signatureKey);
}

export function isSecret(value: unknown): boolean {
    return isRecord(value) && value[signatureKey] === secretSignature;
}

/** A secret as an export without `--show-secrets` has it: nobody can read it. */
export const sealedSecret: unknown = { [signatureKey]: secretSignature, ciphertext: "" };

/** What was not known when it was written, in whatever wrapping. */
export function isUnknownValue(value: unknown): boolean {
    return unwrap(value) === notKnownYet;
}

/** Takes the wrapping off a value, not off what it contains. */
export function unwrap(wrapped: unknown): Unwrapped {
    let value = wrapped;
    while (isRecord(value) && Object.hasOwn(value, signatureKey)) {
        const signature = value[signatureKey];
        if (signature === secretSignature) {
            if (typeof value.plaintext !== "string") {
                return ciphertext;
            }
            try {
                value = JSON.parse(value.plaintext);
            } catch {
                return brokenSecret;
            }
        } else if (signature === outputValueSignature && Object.hasOwn(value, "value")) {
            value = value.value;
        } else if (signature === outputValueSignature) {
            return notKnownYet;
        } else {
            return {
                why: `the export holds ${otherSignatures.get(signature) ?? "a value of an unknown kind"} there`,
                supply: exportAgain,
            };
        }
    }
    return typeof value === "string" && unknownValues.has(value) ? notKnownYet : { value };
}

/** The value at a path, unwrapped on the way; `{ value: undefined }` where the path leads nowhere. */
export function follow(root: unknown, path: readonly string[]): Unwrapped {
    let at = unwrap(root);
    for (const key of path) {
        if (isGap(at)) {
            return at;
        }
        // A block that may stand once is a list of one element in the states of some provider versions.
        const list = at.value;
        const holder = Array.isArray(list) && list.length === 1 ? unwrap(list[0]) : at;
        if (isGap(holder)) {
            return holder;
        }
        at =
            isRecord(holder.value) && Object.hasOwn(holder.value, key)
                ? unwrap(holder.value[key])
                : (restOf(holder.value) ?? { value: undefined });
    }
    return at;
}

/** The value at a path of the first that has one there; undefined where none has, or it can't be read. */
export function valueAt(roots: readonly unknown[], ...path: string[]): unknown {
    for (const root of roots) {
        const found = follow(root, path);
        if (isGap(found) || (found.value !== undefined && found.value !== null)) {
            return isGap(found) ? undefined : found.value;
        }
    }
    return undefined;
}

/** An object with these properties of the first that has them, of which `follow` finds everything else to be a gap. */
export function withhold(values: readonly unknown[], keys: readonly string[], gap: Gap): object {
    const entries = keys.flatMap((key): [string, unknown][] => {
        const holder = values.filter(isRecord).find((value) => Object.hasOwn(value, key));
        return holder === undefined ? [] : [[key, holder[key]]];
    });
    return { ...Object.fromEntries(entries), [rest]: gap };
}

function restOf(value: unknown): Gap | undefined {
    return typeof value === "object" && value !== null && rest in value ? (value[rest] as Gap) : undefined;
}

/** A value with everything in it unwrapped. */
export function unwrapAll(wrapped: unknown, depth = 0): Unwrapped {
    const outer = unwrap(wrapped);
    if (isGap(outer) || typeof outer.value !== "object" || outer.value === null) {
        return outer;
    }
    if (depth > 100) {
        return tooDeep;
    }
    const entries: [string, unknown][] = [];
    for (const [key, element] of Object.entries(outer.value)) {
        const inner = unwrapAll(element, depth + 1);
        if (isGap(inner)) {
            return inner;
        }
        entries.push([key, inner.value]);
    }
    return { value: Array.isArray(outer.value) ? entries.map(([, element]) => element) : Object.fromEntries(entries) };
}
