/** What changes in a Connect user who stays. */
import { defined, isRecord } from "../../../rules/record";
import { unwrap } from "../../deployment/pulumiValue";
import type { StateResource } from "../../deployment/stateResource";
import { isGap } from "../../deployment/unreadable";
import { isSame, shown } from "../planned/values";
import type { PersonChange } from "../review";
import type { ProfileNames } from "./profileNames";

/** Of which something else is said, or that no person has written. */
const other = new Set([
    "name",
    "instanceId",
    "securityProfileIds",
    "routingProfileId",
    "__defaults",
    "tagsAll",
    "region",
]);

type Field = { path: string; before?: string; after?: string };

export function detailsOf(
    name: string,
    before: StateResource,
    after: StateResource,
    names: ProfileNames,
): PersonChange[] {
    const [old = [], next = []] = [before, after].map((it) => names.given(it).securityProfiles);
    const isKnown = (user: StateResource) => names.given(user).securityProfiles !== undefined;
    const profiles: PersonChange[] =
        isKnown(before) && isKnown(after) && !isSame(old, next)
            ? [{ name, id: "securityProfiles", before: old, after: next }]
            : [];
    const [oldRouting, nextRouting] = [before, after].map((user) => names.routing(user));
    const routing: PersonChange[] =
        oldRouting !== undefined && nextRouting !== undefined && oldRouting !== nextRouting
            ? [{ name, id: "routingProfile", before: oldRouting, after: nextRouting }]
            : [];
    const fields = changedFields(before.inputs, after.inputs, []).filter(
        ({ path }) => !other.has(path.split(".")[0] ?? ""),
    );
    return [...profiles, ...routing, ...(fields.length > 0 ? [{ name, id: "details" as const, fields }] : [])];
}

/** Each value that differs, by its path. */
export function changedFields(before: unknown, after: unknown, path: readonly string[]): Field[] {
    if (isSame(before, after)) {
        return [];
    }
    const [old, next] = [before, after].map(plainRecord);
    const isPlain = (old !== undefined || before === undefined) && (next !== undefined || after === undefined);
    if (path.length > 20 || !isPlain) {
        return [field(path, before, after)];
    }
    const keys = new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})].filter((key) => key !== "__defaults"));
    return [...keys].sort().flatMap((key) => changedFields(own(old, key), own(next, key), [...path, key]));
}

function field(path: readonly string[], before: unknown, after: unknown): Field {
    return defined({ path: path.join("."), before: shown(before), after: shown(after) });
}

function own(value: Record<string, unknown> | undefined, key: string): unknown {
    return value !== undefined && Object.hasOwn(value, key) ? value[key] : undefined;
}

function plainRecord(value: unknown): Record<string, unknown> | undefined {
    const found = isRecord(value) ? unwrap(value) : undefined;
    return found !== undefined && !isGap(found) && found.value === value && isRecord(value) ? value : undefined;
}
