import type { Values } from "./signInError";

/** `{name}` or `{name|words}`. */
export const place = /\{(\w+)(?:\|([^{}]*))?\}/g;

/** Puts values into the places of a text; without a value, the place's own words, or `<name>`. */
export function fill(text: string, values: Values = {}): string {
    return text.replace(place, (_whole, name: string, words: string | undefined) => {
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        return value ?? words ?? `<${name}>`;
    });
}
