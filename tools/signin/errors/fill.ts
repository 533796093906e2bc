import type { Values } from "./signInError";

/** `{name}` or `{name|words}`. */
export const place = /\{(\w+)(?:\|([^{}]*))?\}/g;

/**
 * What any shell takes for itself, within quotation marks too. Not what begins like an option, or what `az` and `aws` read a
 * file for (`@name`, `file://name`).
 */
const plain = /^(?!fileb?:)\w[\w@.:/+=,#-]{0,299}$/i;

/**
 * Puts values into the places of a text; without a value, the place's own words, or `<name>`. What stands in backticks is
 * copied into a shell, and a value may come from a response that somebody made up: one that a shell would not take for
 * itself stays out of it.
 */
export function fill(text: string, values: Values = {}): string {
    return text.replace(place, (_whole, name: string, words: string | undefined, at: number) => {
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        const before = text.slice(0, at);
        const code = before.split("`").length % 2 === 0 ? before.slice(before.lastIndexOf("`") + 1) : undefined;
        if (value === undefined || (code !== undefined && !plain.test(value))) {
            return words ?? `<${name}>`;
        }
        return code !== undefined && isWithinUrl(code) ? value.replaceAll("#", "%23") : value;
    });
}

const isWithinUrl = (before: string) => /https:\/\/[^\s'"]*$/.test(before);
