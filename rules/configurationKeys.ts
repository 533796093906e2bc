/** Keys of a stack's configuration, `namespace:name`, in namespaces that nothing reads. `known` are those that something reads. */
import type { Problem } from "./problem";
import { listOf, nearest, quote } from "./text";

/**
 * Other providers' namespaces that people write for one of ours. They are no misspellings, and a project that imports the
 * components may well have them.
 */
const otherNames: ReadonlyMap<string, string> = new Map([
    ["aws-native", "aws"],
    ["azure", "azuread"],
    ["azure-native", "azuread"],
    ["entra", "azuread"],
    ["entraid", "azuread"],
]);

/**
 * Keys in a namespace that is nearly one of those that something reads: misspelled, since nothing would read them. An
 * error, like a misspelled key: `conect-entra-sso:users` would otherwise deploy a federation without its users.
 */
export function misspelledNamespaceProblems(keys: readonly string[], known: readonly string[]): Problem[] {
    return keys.flatMap((key) => {
        const { namespace, name } = partsOf(key);
        const meant = misspelled(namespace, known);
        return meant === undefined
            ? []
            : [
                  {
                      path: [key],
                      message: `is in a namespace that this program does not read; did you mean ${quote(`${meant}:${name}`)}?`,
                  },
              ];
    });
}

/**
 * A sentence for each namespace that nothing in this program reads and that resembles none of its own. A warning: the keys
 * do no harm, and may be another tool's.
 */
export function unreadNamespaceWarnings(keys: readonly string[], known: readonly string[]): string[] {
    const unread = new Map<string, string[]>();
    for (const key of keys) {
        const { namespace } = partsOf(key);
        if (!known.includes(namespace) && misspelled(namespace, known) === undefined) {
            unread.set(namespace, [...(unread.get(namespace) ?? []), key]);
        }
    }
    return [...unread].map(([namespace, its]) => {
        const ours = otherNames.get(namespace.toLowerCase());
        const cure =
            ours !== undefined && known.includes(ours)
                ? `If you meant that provider, write the namespace ${quote(ours)}; else remove the keys`
                : "Remove the keys if no other tool needs them";
        return `this program does not read the configuration namespace ${quote(namespace)} (${listOf(its)}). ${cure}`;
    });
}

function partsOf(key: string): { namespace: string; name: string } {
    const colon = key.indexOf(":");
    return { namespace: key.slice(0, Math.max(0, colon)), name: key.slice(colon + 1) };
}

function misspelled(namespace: string, known: readonly string[]): string | undefined {
    return known.includes(namespace) || otherNames.has(namespace.toLowerCase()) ? undefined : nearest(namespace, known);
}
