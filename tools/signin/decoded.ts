/** Without its percent signs; as it is where they spell nothing. */
export function decoded(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

/** A value of a URL-encoded form. */
export const formDecoded = (text: string): string => decoded(text.replace(/\+/g, " "));

/** What a text of JSON holds; undefined where it is none. */
export function parsedJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
