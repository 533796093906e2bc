import { type SignInErrorId, signInError, signInErrorIds } from "../../errors";
import { place } from "../../errors/fill";
import { lettersOf } from "./letters";

/** Text of the catalogue between two places. */
export interface Piece {
    letters: Uint8Array;
    /** The names of the places behind it, with the text between them: `{a} ('{b}')` is a, `('`, b. */
    places: { name: string; before: string }[];
}

/** One text of the catalogue, taken apart for searching. */
export interface Wording {
    error: SignInErrorId;
    text: string;
    pieces: Piece[];
    /** Letters in all pieces. */
    length: number;
    /** Letters in words that every service says, and that therefore say nothing by themselves. */
    common: number;
    /** It has a host name of its own, which says nothing without the words around it. */
    namesHost: boolean;
    /** Without these words in it the rest is what any service says. */
    telling: readonly Telling[];
}

interface Telling {
    letters: Uint8Array;
    /** What must stand in the text, too. */
    beside?: RegExp;
}

/** Pieces shorter than this say nothing: they belong to the places around them. */
const shortestPiece = 8;

/**
 * Left out of the search: Entra's code is looked for by itself, all of AWS's errors end in the same words, and any server
 * calls a request bad.
 */
const code = /^AADSTS\d+: /;
const anyServers = /^Bad Request\. /;
const awsSuffix = / \(service: .*\)$/i;
const commonWords = /not authorized to perform/i;

export const wordings: readonly Wording[] = signInErrorIds.flatMap((error) =>
    signInError(error).texts.map((text) => {
        const pieces = piecesOf(text.replace(code, "").replace(awsSuffix, "").replace(anyServers, ""));
        const length = pieces.reduce((sum, { letters }) => sum + letters.length, 0);
        const common = lettersOf(commonWords.exec(text)?.[0] ?? "").codes.length;
        const telling = tellingOf(error, text);
        return {
            error,
            text,
            pieces,
            length,
            common,
            namesHost: /^[a-z]+(?:\.[a-z]+)+ /.test(text),
            telling,
        };
    }),
);

function tellingOf(error: SignInErrorId, text: string): Telling[] {
    const found = (signInError(error).recognize?.telling ?? []).filter(({ words }) => text.includes(words));
    return found.map(({ words, beside }) => ({ letters: lettersOf(words).codes, beside }));
}

/** As the text of a paste is read: letters without their accents. */
function piecesOf(wording: string): Piece[] {
    const text = wording.normalize("NFKD").replace(/\p{M}/gu, "");
    const pieces: Piece[] = [];
    let between = "";
    let end = 0;
    for (const found of [...text.matchAll(place), undefined]) {
        between += text.slice(end, found?.index);
        end = (found?.index ?? 0) + (found?.[0].length ?? 0);
        const letters = lettersOf(between).codes;
        if (letters.length >= shortestPiece) {
            pieces.push({ letters, places: [] });
            between = "";
        }
        if (found !== undefined) {
            pieces.at(-1)?.places.push({ name: found[1] ?? "", before: between.trim() });
            between = "";
        }
    }
    return pieces;
}

/** Codes such as `AADSTS50105`, with the error they stand for. */
export const entraCodes: ReadonlyMap<string, SignInErrorId> = new Map(
    signInErrorIds.flatMap((error) =>
        signInError(error).texts.flatMap((text) =>
            (/^AADSTS\d+/.exec(text) ?? []).map((code) => [code, error] as const),
        ),
    ),
);
