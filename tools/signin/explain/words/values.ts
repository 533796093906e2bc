import { guid } from "../../../../rules/text";
import type { Found } from "./search";

const longestValue = 200;
/** Microsoft's own words in the place of a name, and the place of a documented text: `{user}`, `<appId>`, `%1`, `xxxx`. */
const blankedOut = /\bEUII Hidden\b|^[{<[(%$].*[}>\])%]$|^[%$]\d$|^x{3,}[x-]*$|^\.{3}$|^…$/i;
/** A value that is told by its quotation marks, whatever follows. */
export const quotedValue = /^[\s:(]{0,5}(?:'[^']{1,190}'|"[^"]{1,190}")/;

/**
 * What stands in the places of a wording, cut out of the text of the paste; places that can't be separated, or contain too
 * much to be a value, are left out.
 */
export function valuesIn({ wording, pieces }: Found, text: string, at: Uint32Array): Record<string, string> {
    const values: Record<string, string> = {};
    for (const [index, { piece, end }] of pieces.entries()) {
        const { places = [] } = wording.pieces[piece] ?? {};
        const next = pieces[index + 1];
        const isLast = piece === wording.pieces.length - 1;
        const begin = (at[end - 1] ?? 0) + 1;
        if (next?.piece === piece + 1) {
            readPlaces(places, text.slice(begin, at[next.start]), values);
        } else if (isLast) {
            readPlaces(places, firstWord(text.slice(begin, begin + longestValue)), values);
        } else if (places.length === 1) {
            readPlaces(places, quotedValue.exec(text.slice(begin, begin + longestValue))?.[0] ?? "", values);
        }
    }
    return values;
}

/** `between` is all that stands between two pieces: the values, and what little the wording has between them. */
function readPlaces(places: { name: string; before: string }[], between: string, values: Record<string, string>): void {
    let rest = between;
    for (const [index, { name }] of places.entries()) {
        const separator = places[index + 1]?.before ?? "";
        const end = separator === "" ? -1 : rest.indexOf(separator);
        const isGuid = name === "clientId" ? guid.exec(index === places.length - 1 ? rest : between)?.[0] : undefined;
        const value = isGuid ?? tidy(end >= 0 ? rest.slice(0, end) : rest);
        const isTold = isGuid !== undefined || end >= 0 || index === places.length - 1;
        const isShortened = /\.{3}|…/.test(end >= 0 ? rest.slice(0, end) : rest);
        if (isTold && !isShortened && value !== "" && !blankedOut.test(value) && value.length <= longestValue) {
            values[name] = value;
        }
        rest = end >= 0 ? rest.slice(end + separator.length) : rest;
    }
}

function firstWord(text: string): string {
    return /^[\s'":(]{0,5}([^\s'"]{1,200})/.exec(text)?.[1] ?? "";
}

function tidy(text: string): string {
    return text
        .slice(0, longestValue * 2)
        .replace(/\s+/g, " ")
        .replace(/^[\s'"():;,.]+/, "")
        .replace(/[\s'"():;,.]{1,20}$/, "");
}
