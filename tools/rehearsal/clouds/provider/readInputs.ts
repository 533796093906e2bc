/** Read: the inputs that a cloud's answer stands for, and the outputs shown before a real run. */
import { defaultsIn } from "./checkInputs";
import type { Properties, ResourceType, Value, Values } from "./resourceType";
import { equal, hasUnknown, isEmpty, isObject, secret, unknownValue } from "./values";

function refreshed(properties: Properties, state: Values, olds: Values): Values {
    const inputs: Values = {};
    for (const [key, old] of Object.entries(olds)) {
        const property = properties[key];
        const now = state[key];
        if (key === "__defaults" || property === undefined) {
            inputs[key] = old;
        } else if (now === undefined || now === null) {
            if (isEmpty(old)) {
                inputs[key] = old;
            }
        } else if (property.kind === "object" && property.properties && isObject(now) && isObject(old)) {
            inputs[key] = refreshed(property.properties, now, old);
        } else {
            inputs[key] = equal(old, now) || property.same?.(old, now) ? old : sortedLike(old, now, property.kind);
        }
    }
    return inputs;
}

/** A set's elements in the order the program wrote them, so that only real changes show. */
function sortedLike(old: Value, now: Value, kind: string): Value {
    if (kind !== "set" || !Array.isArray(old) || !Array.isArray(now)) {
        return now;
    }
    const kept = old.filter((item) => now.some((other) => equal(item, other)));
    return [...kept, ...now.filter((item) => !kept.some((other) => equal(item, other)))];
}

/** For a refresh, the old inputs with what the cloud says now; for an import, all that could have been typed. */
export function inputsFromState(type: ResourceType, state: Values, olds: Values | undefined): Values {
    if (olds !== undefined && Object.keys(olds).length > 0) {
        return refreshed(type.properties, state, olds);
    }
    return imported(type.properties, state);
}

function imported(properties: Properties, state: Values): Values {
    const inputs: Values = {};
    for (const [key, property] of Object.entries(properties)) {
        const value = state[key];
        if (property.readOnly || isEmpty(value) || value === undefined || value === false) {
            continue;
        }
        inputs[key] =
            property.kind === "object" && property.properties && isObject(value)
                ? imported(property.properties, value)
                : value;
    }
    return { ...inputs, __defaults: defaultsIn(properties, inputs) };
}

/** The outputs of a creation that has not happened: what is typed or planned, and unknown for the rest. */
export function plannedOutputs(type: ResourceType, inputs: Values, config: Values): Values {
    const unknown = Object.entries(type.properties)
        .filter(([, property]) => property.computed || property.readOnly)
        .map(([key]) => [key, unknownValue]);
    return { ...Object.fromEntries(unknown), ...inputs, ...type.plan?.(inputs, config) };
}

/** The collections that were not typed and came back empty. */
export const nulls = (type: ResourceType, inputs: Values, outputs: Values): Values =>
    Object.fromEntries(
        Object.entries(type.properties)
            .filter(([, { kind, computed, readOnly }]) => collections.includes(kind) && !computed && !readOnly)
            .filter(([key]) => isEmpty(inputs[key]) && isEmpty(outputs[key]))
            .map(([key]) => [key, inputs[key] ?? null]),
    );
const collections = ["list", "set", "map", "object"];

/** The outputs of an update that has not happened: the old ones, without what is no longer typed. */
export function plannedUpdate(type: ResourceType, state: Values, inputs: Values, config: Values): Values {
    const kept = Object.entries(state).filter(
        ([key]) => key === "id" || type.properties[key]?.computed || type.properties[key]?.readOnly,
    );
    return { ...Object.fromEntries(kept), ...inputs, ...type.plan?.(inputs, config) };
}

/** The inputs as the provider itself sees them: with every default, those that the bridge does not fill in, too. */
export function withDefaults(properties: Properties, inputs: Values): Values {
    const filled = Object.entries(properties).flatMap(([key, property]): [string, Value][] => {
        const value = inputs[key] ?? property.default;
        if (value === undefined || value === null) {
            return [];
        }
        return [[key, property.properties && isObject(value) ? withDefaults(property.properties, value) : value]];
    });
    return { ...inputs, ...Object.fromEntries(filled) };
}

/** An import begins with the defaults of what the cloud does not give back. */
export const defaultsOf = (type: ResourceType): Values =>
    Object.fromEntries(
        Object.entries(type.properties).flatMap(([key, property]) =>
            property.default === undefined ? [] : [[key, property.default]],
        ),
    );

export const writeOnly = (type: ResourceType, values: Values): Values =>
    Object.fromEntries(Object.entries(values).filter(([key]) => type.properties[key]?.writeOnly));

/** The state with the engine's secret marks on what the type keeps secret. */
export const marked = (type: ResourceType, state: Values): Values =>
    Object.fromEntries(
        Object.entries(state).map(([key, value]) => [
            key,
            type.properties[key]?.secret && !hasUnknown(value) ? secret(value) : value,
        ]),
    );
