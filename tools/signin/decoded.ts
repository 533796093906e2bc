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
