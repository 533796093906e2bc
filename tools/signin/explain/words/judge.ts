/** How sure it is that a wording that was found is meant. */
import { guid } from "../../../../rules/text";
import { type SignInErrorId, signInError } from "../../errors";
import type { Sureness } from "../../sureness";
import { align } from "./alignment";
import type { Letters } from "./letters";
import type { Found } from "./search";

/**
 * Wordings with fewer letters are words that anybody may say: only whole, likely only where little else is said and no
 * other product is named, certain beside what the entry says of it, and if they have places, only around an id.
 */
const fewLetters = 24;
/** So many, all of them right, are a sentence that nobody else says. */
const manyLetters = 60;
const littleText = 300;
/** Fewer letters in a row of steps are an accident, and less of a wording says nothing; beside its code a first sentence does. */
const least = { coded: { letters: 20, part: 0.1 }, else: { letters: 21, part: 0.3 } };

interface Paste {
    text: string;
    letters: Letters;
    /** It names another product, and nothing of the sign-in's. */
    isOthers: boolean;
    /** Errors whose code it has. */
    coded: readonly SignInErrorId[];
}

/** Undefined: it is not. */
export function judge(found: Found, paste: Paste): Sureness | undefined {
    const { wording, matched, edits, start, end } = found;
    const { sureBeside } = signInError(wording.error).recognize ?? {};
    const { text, isOthers, letters, coded } = paste;
    const { at, codes } = letters;
    if (!isTelling(found, text, letters)) {
        return undefined;
    }
    const part = matched / wording.length;
    const quality = matched / (matched + edits);
    if (wording.length < fewLetters) {
        const isWord = startsWord(text, at[start]) && endsWord(text, at[end - 1]);
        const isTold = wording.pieces.length === 1 || guid.test(text.slice(at[start], at[end - 1]));
        const isLittle = codes.length <= littleText;
        if (!isWord || !isTold || part < 0.75 || quality < 0.75) {
            return undefined;
        }
        if (part < 0.85 || quality < 0.85) {
            return isLittle ? "possible" : undefined;
        }
        return sureBeside?.test(text) ? "certain" : isLittle && !isOthers ? "likely" : "possible";
    }
    if (part >= 0.85 && quality >= 0.8) {
        return "certain";
    }
    const enough = coded.includes(wording.error) ? least.coded : least.else;
    if (
        wording.namesHost ||
        matched - wording.common < enough.letters ||
        part < enough.part ||
        quality < (matched < 40 ? 0.9 : 0.85)
    ) {
        return undefined;
    }
    const isSentence = matched - wording.common >= manyLetters && quality >= 0.95;
    return part >= 0.45 || isSentence ? "likely" : "possible";
}

/** Letters wrong or missing in the words that distinguish it. */
const mostSlips = 4;

function isTelling({ wording: { telling }, start, end }: Found, text: string, { codes }: Letters): boolean {
    return telling.every(({ letters, beside }) => {
        const { matched = 0, edits = 0 } = align(letters, codes, start, end) ?? {};
        const isThere = letters.length - (matched - edits) <= mostSlips;
        return isThere && (beside === undefined || beside.test(text));
    });
}

/** The first letter may be the wrong one. */
function startsWord(text: string, index = 0): boolean {
    return !isLetter(text.charAt(index - 1)) || !isLetter(text.charAt(index - 2));
}

function endsWord(text: string, index = 0): boolean {
    return !isLetter(text.charAt(index + 1)) || !isLetter(text.charAt(index + 2));
}

function isLetter(character: string): boolean {
    return /[a-z]/i.test(character);
}
