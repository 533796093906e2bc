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

const snakeCase = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();

/** One place among the inputs, as the reader typed it and in the provider's own messages, where a block is a list of one. */
interface Place {
    /** `identityInfo.firstName` */
    path: string;
    /** `identity_info.0.first_name` */
    own: string;
}

const inside = ({ path, own }: Place, key: string, property?: Property): Place => ({
    path: path === "" ? key : /^[A-Za-z_][\w-]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`,
    own: (own === "" ? "" : `${own}.`) + (property?.ownName ?? snakeCase(key)),
});
const element = ({ path, own }: Place, index: number): Place => ({ path: `${path}[${index}]`, own: `${own}.${index}` });
const block = ({ path, own }: Place): Place => ({ path, own: `${own}.0` });

const isBlock = ({ kind, items }: Property): boolean => kind === "object" || items?.kind === "object";

function missing(property: Property, { path, own }: Place): Failure {
    const name = own.split(".").pop() ?? "";
    const reason = isBlock(property)
        ? `Insufficient ${name} blocks. At least 1 "${name}" blocks are required.`
        : `Missing required argument. The argument "${own}" is required, but no definition was found.`;
    return { path, reason };
}

/** A text may be typed as a number or a truth value, and the other way round: the provider turns one into the other. */
function converted(property: Property, value: Value): Value {
    const text = typeof value === "string" ? value : undefined;
    switch (kindNames[property.kind]) {
        case "string":
            return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
        case "boolean":
            return text === "true" || text === "false" ? text === "true" : value;
        case "number":
            return text !== undefined && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : value;
        default:
            return value;
    }
}

function checkValue(property: Property, given: Value, place: Place, failures: Failure[]): Value {
    const { path, own } = place;
    if (isUnknown(given)) {
        return given;
    }
    const isDocument = property.kind === "json" && isObject(given);
    if (isDocument && hasUnknown(given)) {
        return unknownValue;
    }
    const value = isDocument ? JSON.stringify(given) : converted(property, given);
    const expected = kindNames[property.kind];
    if (kindOf(value) !== expected) {
        const reason = `expected ${expected} type, got ${kindOf(value)} type`;
        failures.push({ path, reason: `Unexpected type at field "${path}": \n           ${reason}` });
        return value;
    }
    if (property.kind === "integer" && !Number.isInteger(value)) {
        failures.push({ path, reason: `expected ${own} to be an integer, got ${value}` });
        return value;
    }
    const { items, properties } = property;
    let checked = value;
    if (Array.isArray(value) && items) {
        checked = value.map((item, index) => checkValue(items, item, element(place, index), failures));
    } else if (property.kind === "map" && isObject(value) && items) {
        for (const [key, item] of Object.entries(value)) {
            checkValue(items, item, inside(place, key), failures);
        }
    } else if (property.kind === "object" && isObject(value) && properties) {
        checked = checkAll(properties, value, isElement(path) ? place : block(place), failures);
    }
    const shallow = property.kind === "object" || property.kind === "map" ? hasUnknown(value) : false;
    const reason = shallow ? undefined : property.format?.(checked as never, own);
    if (reason !== undefined) {
        failures.push({ path, reason });
    }
    return checked;
}

const isElement = (path: string): boolean => /\[\d+\]$/.test(path);

/** Checks each property, reports into `failures` and returns the inputs with the defaults filled in. */
export const checkProperties = (properties: Properties, inputs: Values, failures: Failure[]): Values =>
    checkAll(properties, inputs, { path: "", own: "" }, failures);

function checkAll(properties: Properties, inputs: Values, place: Place, failures: Failure[]): Values {
    const checked: Values = {};
    const defaults: string[] = [];
    for (const key of Object.keys(inputs).filter((name) => name !== "__defaults")) {
        const property = properties[key];
        if (property === undefined) {
            failures.push({ path: inside(place, key).path, reason: `${JSON.stringify(key)}: Invalid or unknown key` });
        } else if (property.readOnly) {
            const { path, own } = inside(place, key, property);
            const reason = `Computed attributes cannot be set. Computed attributes cannot be set, but a value was set for "${own}".`;
            failures.push({ path, reason });
        }
    }
    for (const [key, property] of Object.entries(properties)) {
        const value = inputs[key];
        const here = inside(place, key, property);
        if (value === undefined) {
            if (property.required) {
                failures.push(missing(property, here));
            }
            // The bridge fills in no default that is nothing (since 3.127).
            if (property.default) {
                checked[key] = property.default;
                defaults.push(key);
            }
            continue;
        }
        const rival = property.conflictsWith?.find((other) => inputs[other] !== undefined);
        if (rival !== undefined) {
            const conflict = `"${here.own}": conflicts with ${inside(place, rival, properties[rival]).own}`;
            failures.push({ path: here.path, reason: `Conflicting configuration arguments. ${conflict}` });
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
