/** Diff: old inputs against new ones, property by property, as the engine shows it. */
import type { Properties, Property, ResourceType, Value, Values } from "./resourceType";
import { canonical, equal, hasUnknown, isEmpty, isObject } from "./values";

export type DiffKind = "add" | "delete" | "update";
interface Difference {
    path: string;
    kind: DiffKind;
    replace: boolean;
}
export interface DiffResult {
    differences: Difference[];
    replaces: string[];
    deleteBeforeReplace: boolean;
}

const join = (path: string, key: string): string => {
    const plainKey = /^[A-Za-z_]\w*$/.test(key);
    if (path === "") {
        return plainKey ? key : `[${JSON.stringify(key)}]`;
    }
    return plainKey ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
};

function sameValue(property: Property, before: Value, after: Value): boolean {
    if (equal(before, after)) {
        return true;
    }
    if (hasUnknown(after)) {
        return false;
    }
    if (property.kind === "set" && Array.isArray(before) && Array.isArray(after)) {
        const sorted = (list: Value[]) => list.map(canonical).sort();
        if (equal(sorted(before), sorted(after))) {
            return true;
        }
    }
    return property.same?.(before, after) ?? false;
}

function compare(property: Property, before: Value | undefined, after: Value | undefined, path: string): Difference[] {
    const replace = property.replace ?? false;
    // What says nothing is as good as left out: false without another default, and an empty list where the cloud may choose.
    const saysNothing = (value: Value | undefined) => isEmpty(value) || (value === false && !property.default);
    if ((saysNothing(before) && saysNothing(after)) || (property.computed && isEmpty(after))) {
        return [];
    }
    if (after === undefined || after === null) {
        return property.same?.(before as Value, null) ? [] : [{ path, kind: "delete", replace }];
    }
    if (before === undefined || before === null) {
        return [{ path, kind: "add", replace }];
    }
    if (sameValue(property, before, after)) {
        return [];
    }
    if (property.kind === "object" && property.properties && isObject(before) && isObject(after)) {
        return compareAll(property.properties, before, after, path, replace);
    }
    const { items } = property;
    if (property.kind === "map" && items && isObject(before) && isObject(after)) {
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
            (key) => key !== "__defaults",
        );
        return keys.flatMap((key) => compare({ ...items, replace }, before[key], after[key], join(path, key)));
    }
    if (property.kind === "list" && items && Array.isArray(before) && Array.isArray(after)) {
        const length = Math.max(before.length, after.length);
        return Array.from({ length }, (_, index) =>
            compare({ ...items, replace }, before[index], after[index], `${path}[${index}]`),
        ).flat();
    }
    if (property.kind === "set" && items && Array.isArray(before) && Array.isArray(after) && !hasUnknown(after)) {
        return compareSets({ ...items, replace }, before, after, path);
    }
    return [{ path, kind: "update", replace }];
}

/** The elements that went, each at its old place, and those that came, each at its new one; where both fall together, an update. */
function compareSets(items: Property, before: Value[], after: Value[], path: string): Difference[] {
    const [old, now] = [before.map(canonical), after.map(canonical)];
    return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => {
        const isGone = index < old.length && !now.includes(old[index] as string);
        const isNew = index < now.length && !old.includes(now[index] as string);
        return compare(
            items,
            isGone ? before[index] : undefined,
            isNew ? after[index] : undefined,
            `${path}[${index}]`,
        );
    }).flat();
}

function compareAll(properties: Properties, before: Values, after: Values, path: string, replace: boolean) {
    return Object.entries(properties).flatMap(([key, property]) =>
        compare(
            { ...property, replace: replace || (property.replace ?? false) },
            before[key],
            after[key],
            join(path, key),
        ),
    );
}

/** `ignored` covers the path itself and all that lies under it; `*` is the engine's wildcard for one step. */
function isIgnored(path: string, ignored: string): boolean {
    const steps = (text: string) =>
        text
            .replace(/\["?([^"\]]*)"?\]/g, ".$1")
            .split(".")
            .filter(Boolean);
    const [own, other] = [steps(path), steps(ignored)];
    return other.length <= own.length && other.every((step, index) => step === "*" || step === own[index]);
}

const stateToCompare = ({ properties }: ResourceType, state: Values): Values =>
    Object.fromEntries(
        Object.entries(state).filter(([key, value]) => properties[key]?.comparesState && value !== null),
    );

/** A name typed by the user and kept would collide with itself if the new resource were made first. */
function nameCollides(type: ResourceType, before: Values, after: Values): boolean {
    if (!type.autoName) {
        return false;
    }
    const { property } = type.autoName;
    const defaults = Array.isArray(after.__defaults) ? after.__defaults : [];
    return after[property] !== undefined && !defaults.includes(property) && equal(before[property], after[property]);
}

/** With the outputs that `type` marks for it: what the provider compares is the state. */
export function diffInputs(
    type: ResourceType,
    old: Values,
    after: Values,
    ignoreChanges: string[],
    state: Values = {},
): DiffResult {
    const before = { ...old, ...stateToCompare(type, state) };
    const differences = compareAll(type.properties, before, after, "", false).filter(
        ({ path }) => !ignoreChanges.some((ignored) => isIgnored(path, ignored)),
    );
    for (const [key, others] of Object.entries(type.alsoChanges ?? {})) {
        if (differences.some(({ path }) => isIgnored(path, key))) {
            differences.push(...others.map((path) => ({ path, kind: "update" as const, replace: false })));
        }
    }
    const replaces = differences.filter(({ replace }) => replace).map(({ path }) => path);
    return {
        differences,
        replaces: [...new Set(replaces.map((path) => path.split(/[.[]/)[0] as string))],
        deleteBeforeReplace: replaces.length > 0 && nameCollides(type, before, after),
    };
}
