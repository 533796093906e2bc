/** The properties of a request's body, each read by its own rule; one that nothing reads is refused. */
import { badRequest, invalidValue } from "../entra/errors";
import { notServed } from "./errors";
import type { Json, JsonObject } from "./route";

/** What a property's value changes, or undefined for a value that it can't have. */
export type Reading<Change> = (value: Json) => Change | undefined;
export type Readings<Change> = Record<string, Reading<Change>>;

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
    typeof value === "object" && value !== null && !Array.isArray(value);

export const isTexts = (value: Json | undefined): value is string[] =>
    Array.isArray(value) && value.every((item) => typeof item === "string");

export const flag =
    <Key extends string>(key: Key): Reading<{ [name in Key]: boolean }> =>
    (value) =>
        typeof value === "boolean" ? ({ [key]: value } as { [name in Key]: boolean }) : undefined;

export const text =
    <Key extends string>(key: Key): Reading<{ [name in Key]: string | null }> =>
    (value) =>
        // Graph keeps no empty text.
        value === null || typeof value === "string"
            ? ({ [key]: value === "" ? null : value } as { [name in Key]: string | null })
            : undefined;

export const texts =
    <Key extends string>(key: Key): Reading<{ [name in Key]: string[] }> =>
    (value) =>
        isTexts(value) ? ({ [key]: value } as { [name in Key]: string[] }) : undefined;

/** A property that Graph has and the emulated Entra lacks: it can only be left as it is. */
export const unset =
    (resource: string, key: string): Reading<object> =>
    (value) => {
        if (!isNothing(value)) {
            throw notServed(`the property ${key} of ${resource} with a value`);
        }
        return {};
    };

const isNothing = (value: Json | undefined): boolean =>
    value === undefined ||
    value === null ||
    value === false ||
    value === "" ||
    (typeof value === "object" && Object.values(value).every(isNothing));

/** What the body changes. `@odata.type` says nothing more than the address does. */
export function changeFrom<Change extends object>(
    resource: string,
    readings: Readings<Change>,
    body: JsonObject,
): Partial<Change> {
    const entries = Object.entries(body).filter(([key]) => key !== "@odata.type");
    return Object.assign({}, ...entries.map(([key, value]) => read(resource, readings, key, value ?? null)));
}

function read<Change>(resource: string, readings: Readings<Change>, key: string, value: Json): Change {
    const reading = Object.hasOwn(readings, key) ? readings[key] : undefined;
    if (reading === undefined) {
        throw badRequest(`Invalid property '${key}'.`);
    }
    const change = reading(value);
    if (change === undefined) {
        throw invalidValue(key, resource, `got ${JSON.stringify(value)}`);
    }
    return change;
}

/** A text that the body must have. */
export function requiredText(body: JsonObject, key: string): string {
    const value = body[key];
    if (typeof value !== "string" || value === "") {
        throw badRequest(`Property ${key} value is required but is empty or missing.`);
    }
    return value;
}

/** The id of the object that a reference names by its address: `{ "@odata.id": "https://…/users/<id>" }`. */
export function referenceFrom(body: JsonObject): string {
    const address = body["@odata.id"];
    if (typeof address !== "string") {
        throw badRequest("The request body must contain the required property '@odata.id'.");
    }
    return objectIdIn(address);
}

export function objectIdIn(address: string): string {
    const id = /\/([^/]+)\/?$/.exec(address)?.[1];
    if (id === undefined) {
        throw badRequest(`Invalid URL format specified in @odata.id for resource: '${address}'.`);
    }
    return id;
}
