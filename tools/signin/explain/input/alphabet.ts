/**
 * Texts of one alphabet, however long. An expression that repeats a class up to the end (`/^[a-f]+$/`) keeps every position to go
 * back to, and with megabytes V8 gives up ("Maximum call stack size exceeded"); one that looks for any other character keeps none.
 */

export const withoutBlanks = (text: string) => text.replace(/\s/g, "");

/** Standard base64, its padding included; blanks may stand in it. */
export const isBase64 = (text: string) => !/[^A-Za-z0-9+/\s]/.test(withoutPadding(text));

/** The same with the letters of base64url, and without blanks between. */
export const isAnyBase64 = (text: string) => !/[^A-Za-z0-9+/_-]/.test(withoutPadding(text));

export const isHexadecimal = (text: string) => text !== "" && !/[^0-9a-f]/i.test(text);

function withoutPadding(text: string): string {
    let end = text.length;
    for (let padding = 0; padding < 2 && /[=\s]/.test(text.charAt(end - 1)); end--) {
        padding += text.charAt(end - 1) === "=" ? 1 : 0;
    }
    return text.slice(0, end);
}
