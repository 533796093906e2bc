/** From the words somebody pasted to the errors of the catalogue: however wrapped, cut, misread or mistyped. */
import type { SignInErrorId } from "../../errors";
import { placeOf } from "../har/hosts";
import { align } from "./alignment";
import { codesIn } from "./codes";
import { byHint, byHost } from "./hints";
import { type Letters, lettersOf } from "./letters";
import { isDenialOfAnother, namesAnother } from "./origin";
import { plainText } from "./plainText";
import { quotationOf } from "./quote";
import { type Found, searchWordings } from "./search";
import type { Ranked, Sureness, TextMatch } from "./textMatch";
import { guid, valuesIn } from "./values";
import { entraCodes } from "./wordings";

export type { Sureness, TextMatch } from "./textMatch";

export interface TextAnswer {
    /** Best first, each error once. */
    matches: TextMatch[];
    /** Codes that say AADSTS and are not in the catalogue. */
    unknownCodes: string[];
    /** The paste is longer than 1,048,576 characters, and only that much was read. */
    cut: boolean;
}

/** The errors a pasted text speaks of, best first; none if it speaks of none. Never throws, in time linear in its length. */
export function matchErrorTexts(pasted: string): TextMatch[] {
    return readErrorTexts(pasted).matches;
}

/** The same, with what else is worth saying about the paste. */
export function readErrorTexts(pasted: string): TextAnswer {
    const { text, cut } = plainText(pasted);
    const letters = lettersOf(text);
    const { known, unknown } = codesIn(text);
    const found = new Map<SignInErrorId, Ranked>();
    for (const ranked of [...byWording(text, letters), ...byHost(text)]) {
        const before = found.get(ranked.match.error);
        if (before === undefined || isBetter(ranked, before)) {
            found.set(ranked.match.error, ranked);
        }
    }
    for (const { code, sureness } of known) {
        addCode(found, code, sureness);
    }
    if (![...found.values()].some(({ match }) => match.sureness !== "possible")) {
        for (const ranked of byHint(text, {
            already: [...found.keys()],
            isDenialOfAnother: isDenialOfAnother(pasted),
        })) {
            found.set(ranked.match.error, ranked);
        }
    }
    const matches = [...found.values()].sort((one, other) => (isBetter(one, other) ? -1 : 1)).map(({ match }) => match);
    return { matches, unknownCodes: unknown, cut };
}

const order: readonly Sureness[] = ["certain", "likely", "possible"];

function isBetter(one: Ranked, other: Ranked): boolean {
    const difference = order.indexOf(one.match.sureness) - order.indexOf(other.match.sureness);
    return difference === 0 ? one.weight > other.weight : difference < 0;
}

function byWording(text: string, letters: Letters): Ranked[] {
    const isOthers = namesAnother(text);
    const judged = searchWordings(letters.codes).flatMap((found) => {
        const sureness = isTelling(found, text, letters) ? judge(found, { text, letters, isOthers }) : undefined;
        return sureness === undefined ? [] : [{ found, sureness, weight: found.matched - found.edits }];
    });
    return judged.flatMap((one) => {
        const rivals = judged.filter(
            (other) => other.found.wording.error !== one.found.wording.error && overlap(one.found, other.found),
        );
        if (rivals.some(({ weight }) => weight > one.weight)) {
            return [];
        }
        const { wording } = one.found;
        const values = valuesIn(one.found, text, letters.at);
        const isDoubtful = rivals.some(({ weight }) => weight === one.weight) || isOfAnotherSite(wording.error, values);
        const match: TextMatch = {
            error: wording.error,
            sureness: isDoubtful ? "possible" : one.sureness,
            text: wording.text,
            quoted: quotationOf(one.found, text, letters.at),
            values,
            codes: [],
        };
        return [{ match, weight: one.weight }];
    });
}

/** Any site may refuse to be framed; the sign-in's are meant. */
function isOfAnotherSite(error: SignInErrorId, { url }: Record<string, string>): boolean {
    return error === "framedLogin" && url !== undefined && /^https?:/i.test(url) && placeOf(url)?.station === undefined;
}

/** More than half of the shorter one. */
function overlap(one: Found, other: Found): boolean {
    const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
    return shared * 2 > Math.min(one.end - one.start, other.end - other.start);
}

/** Letters wrong or missing in the words that tell it from others'. */
const mostSlips = 4;

function isTelling({ wording: { telling }, start, end }: Found, text: string, { codes }: Letters): boolean {
    if (telling === undefined) {
        return true;
    }
    const { matched = 0, edits = 0 } = align(telling.letters, codes, start, end) ?? {};
    const isThere = telling.letters.length - (matched - edits) <= mostSlips;
    return isThere && (telling.beside === undefined || telling.beside.test(text));
}

/**
 * Wordings with fewer letters are words that anybody may say: only whole, likely only where little else is said and no
 * other product is named, and if they have places, only around an id.
 */
const fewLetters = 24;
const littleText = 300;
interface Paste {
    text: string;
    letters: Letters;
    /** It names another product, and nothing of the sign-in's. */
    isOthers: boolean;
}

/** Letters in a row of steps that are no accident. */
const noAccident = 20;

function judge({ wording, matched, edits, start, end }: Found, paste: Paste): Sureness | undefined {
    const { text, isOthers } = paste;
    const { at, codes } = paste.letters;
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
        return isLittle && !isOthers ? "likely" : "possible";
    }
    if (part >= 0.85 && quality >= 0.8) {
        return "certain";
    }
    if (
        wording.namesHost ||
        matched - wording.common < noAccident ||
        part < 0.3 ||
        quality < (matched < 40 ? 0.9 : 0.85)
    ) {
        return undefined;
    }
    return part >= 0.45 ? "likely" : "possible";
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

/** A code is as sure as it is written, whatever the words around it. */
function addCode(found: Map<SignInErrorId, Ranked>, code: string, sureness: Sureness): void {
    const error = entraCodes.get(code);
    if (error === undefined) {
        return;
    }
    const before = found.get(error);
    const match: TextMatch = before?.match ?? {
        error,
        sureness,
        text: "",
        values: {},
        codes: [],
    };
    const surer = order.indexOf(sureness) < order.indexOf(match.sureness) ? sureness : match.sureness;
    found.set(error, {
        match: { ...match, sureness: surer, codes: [...match.codes, code] },
        weight: (before?.weight ?? 0) + code.length,
    });
}
