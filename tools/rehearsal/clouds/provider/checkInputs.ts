/** Check, as a bridged provider does it: failures in its words, defaults and names filled in and noted in `__defaults`. */
import { createHash } from "node:crypto";
import type { AutoName, Failure, Properties, Property, Value, Values } from "./resourceType";
import { equal, hasUnknown, isObject, isUnknown, unknownValue } from "./values";

const kindNames = {
    string: "string",
    number: "number",
    integer: "number",
    boolean: "boolean",
    list: "array",
    set: "array",
    map: "object",
    object: "object",
    json: "string",
} as const;

const kindOf = (value: Value): string =>
    Array.isArray(value) ? "array" : value === null ? "null" : (typeof value as string);

/** `identityInfo.firstName` → `identity_info.0.first_name`: the path in the provider's own messages. */
const providerPath = (path: string): string =>
    path
        .replace(/\[(\d+)\]/g, ".$1")
        .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
        .toLowerCase();

const join = (path: string, key: string): string =>
    path === "" ? key : /^[A-Za-z_][\w-]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;

function checkValue(property: Property, given: Value, path: string, failures: Failure[]): Value {
    if (isUnknown(given)) {
        return given;
    }
    const isDocument = property.kind === "json" && isObject(given);
    if (isDocument && hasUnknown(given)) {
        return unknownValue;
    }
    const value = isDocument ? JSON.stringify(given) : given;
    const expected = kindNames[property.kind];
    if (kindOf(value) !== expected) {
        const reason = `expected ${expected} type, got ${kindOf(value)} type`;
        failures.push({ path, reason: `Unexpected type at field "${path}": \n           ${reason}` });
        return value;
    }
    if (property.kind === "integer" && !Number.isInteger(value)) {
        failures.push({ path, reason: `expected ${providerPath(path)} to be an integer, got ${value}` });
        return value;
    }
    const { items, properties } = property;
    let checked = value;
    if (Array.isArray(value) && items) {
        checked = value.map((item, index) => checkValue(items, item, `${path}[${index}]`, failures));
    } else if (property.kind === "map" && isObject(value) && items) {
        for (const [key, item] of Object.entries(value)) {
            checkValue(items, item, join(path, key), failures);
        }
    } else if (property.kind === "object" && isObject(value) && properties) {
        checked = checkProperties(properties, value, path, failures);
    }
    const shallow = property.kind === "object" || property.kind === "map" ? hasUnknown(value) : false;
    const reason = shallow ? undefined : property.format?.(checked as never, providerPath(path));
    if (reason !== undefined) {
        failures.push({ path, reason });
    }
    return checked;
}

/** Checks each property, reports into `failures` and returns the inputs with the defaults filled in. */
export function checkProperties(properties: Properties, inputs: Values, path: string, failures: Failure[]): Values {
    const checked: Values = {};
    const defaults: string[] = [];
    for (const key of Object.keys(inputs).filter((name) => name !== "__defaults")) {
        const property = properties[key];
        if (property === undefined) {
            failures.push({ path: join(path, key), reason: `${JSON.stringify(key)}: Invalid or unknown key` });
        } else if (property.readOnly) {
            const reason = `Computed attributes cannot be set. Computed attributes cannot be set, but a value was set for "${providerPath(key)}".`;
            failures.push({ path: join(path, key), reason });
        }
    }
    for (const [key, property] of Object.entries(properties)) {
        const value = inputs[key];
        const here = join(path, key);
        if (value === undefined) {
            if (property.required) {
                failures.push({ reason: `Missing required property '${here}'` });
            }
            if (property.default !== undefined) {
                checked[key] = property.default;
                defaults.push(key);
            }
            continue;
        }
        const rival = property.conflictsWith?.find((other) => inputs[other] !== undefined);
        if (rival !== undefined) {
            const reason = `Conflicting configuration arguments. "${providerPath(key)}": conflicts with ${providerPath(rival)}`;
            failures.push({ path: here, reason });
        }
        checked[key] = checkValue(property, value, here, failures);
    }
    checked.__defaults = defaults.sort();
    return checked;
}

export interface NameRequest {
    resourceName: string;
    randomSeed: Uint8Array;
    /** The engine's `pulumi:autonaming` configuration. */
    proposal?: { mode: "propose" | "enforce" | "disable"; name: string };
}

/** The name a bridged provider gives where none is typed: the old one, else the resource's with seven hex digits. */
export function fillInName(
    rule: AutoName,
    inputs: Values,
    olds: Values | undefined,
    request: NameRequest,
    failures: Failure[],
): Values {
    const { property, prefixProperty, maxLength, separator = "-" } = rule;
    if (inputs[property] !== undefined || (prefixProperty !== undefined && inputs[prefixProperty] !== undefined)) {
        return inputs;
    }
    const given = (value: string): Values => ({
        ...inputs,
        [property]: value,
        __defaults: [...((inputs.__defaults as string[]) ?? []), property].sort(),
    });
    const oldDefaults = olds?.__defaults;
    const oldName = olds?.[property];
    if (typeof oldName === "string" && Array.isArray(oldDefaults) && oldDefaults.includes(property)) {
        return given(oldName);
    }
    if (request.proposal?.mode === "disable") {
        failures.push({ path: property, reason: "automatic naming is disabled but no explicit name was provided" });
        return inputs;
    }
    if (request.proposal) {
        return given(request.proposal.name);
    }
    const digits = createHash("sha512").update(request.randomSeed).digest("hex").slice(0, 7);
    const name = `${request.resourceName}${separator}${digits}`;
    if (name.length > maxLength) {
        const reason = `could not make instance of a name: calculated name '${name}' exceeds maximum length of ${maxLength}`;
        failures.push({ path: property, reason });
    }
    return given(name);
}

/** The defaults of `inputs` that equal the declared ones, for inputs taken from the cloud by an import. */
export const defaultsIn = (properties: Properties, inputs: Values): string[] =>
    Object.entries(properties)
        .filter(([key, property]) => property.default !== undefined && equal(property.default, inputs[key]))
        .map(([key]) => key)
        .sort();
