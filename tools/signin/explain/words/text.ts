/** From the words somebody pasted to the errors of the catalogue: however wrapped, cut, misread or mistyped. */
import { type SignInErrorId, signInError } from "../../errors";
import { surenesses, surer } from "../../sureness";
import { codesIn, type SeenCode } from "./codes";
import { excerptOf, spanOf } from "./excerpt";
import { byHint, bySign } from "./hints";
import { judge } from "./judge";
import { type Letters, lettersOf } from "./letters";
import { isDenialOfAnother, namesAnother } from "./origin";
import { plainText } from "./plainText";
import { type Found, searchWordings } from "./search";
import type { Ranked, TextMatch } from "./textMatch";
import { valuesIn } from "./values";
import { entraCodes } from "./wordings";

export interface TextAnswer {
    /** Best first, each error once. */
    matches: TextMatch[];
    /** Codes that say AADSTS and are not in the catalogue. */
    unknownCodes: string[];
    /** Codes whose error is told by the words of another that stand behind them. */
    codesOfOthers: string[];
    /** The paste is longer than 1,048,576 characters, and only that much was read. */
    cut: boolean;
}

/** The errors in a pasted text, with what else is worth saying about it. Never throws, in time linear in its length. */
export function readErrorTexts(pasted: string): TextAnswer {
    const { text: words, cut } = plainText(pasted);
    const { known, unknown } = codesIn(words);
    // What follows an unknown code is said by it, however much it is like the words of another, unless it is all of these.
    const text = unknown.reduce((rest, code) => rest.replaceAll(new RegExp(`${code}[^\\n]{0,300}`, "g"), code), words);
    const found = findErrors(text, known);
    if (text !== words) {
        addWholeWords(found, findErrors(words, []));
    }
    const codesOfOthers = doubtCodes(found);
    if (![...found.values()].some(({ match }) => isSure(match))) {
        for (const ranked of byHint(text, {
            already: [...found.keys()],
            isDenialOfAnother: isDenialOfAnother(pasted),
        })) {
            found.set(ranked.match.error, ranked);
        }
    }
    const ranked = [...found.values()].sort((one, other) => (isBetter(one, other) ? -1 : 1)).map(({ match }) => match);
    const isTold = unknown.length > 0 || ranked.some(isSure);
    const matches = isTold ? ranked.filter(isSure) : ranked;
    return { matches, unknownCodes: unknown, codesOfOthers, cut };
}

/** Letters that agree; fewer are no whole message of Entra's. */
const wholeWords = 60;

/** A code with the words of another error: likely it is that one, under an older number. */
function addWholeWords(found: Map<SignInErrorId, Ranked>, inWords: Map<SignInErrorId, Ranked>): void {
    for (const [error, ranked] of inWords) {
        const isMore = ranked.weight > (found.get(error)?.weight ?? wholeWords);
        if (isMore && ranked.match.sureness === "certain") {
            found.set(error, { ...asLikely(ranked), span: undefined });
        }
    }
}

/** A code that stands right before another error's words: either may be the one that was copied wrongly. */
function doubtCodes(found: Map<SignInErrorId, Ranked>): string[] {
    return [...found].flatMap(([error, coded]) => {
        const { match, span } = coded;
        const [otherId, other] =
            [...found].find(
                ([, { match: words, span: said, weight }]) =>
                    words.codes.length === 0 && weight >= wholeWords && span && said?.from === span.from,
            ) ?? [];
        if (match.text !== "" || otherId === undefined || other === undefined) {
            return [];
        }
        found.set(error, asLikely(coded)).set(otherId, asLikely(other));
        return match.codes;
    });
}

const asLikely = (ranked: Ranked): Ranked => ({ ...ranked, match: { ...ranked.match, sureness: "likely" } });

const isSure = ({ sureness }: TextMatch) => sureness !== "possible";

/** Each error once, where it agrees the most. `text`: plain. */
export function findErrors(text: string, codes: readonly SeenCode[] = codesIn(text).known): Map<SignInErrorId, Ranked> {
    const found = new Map<SignInErrorId, Ranked>();
    const coded = codes.flatMap(({ code }) => entraCodes.get(code) ?? []);
    for (const ranked of [...byWording(text, lettersOf(text), coded), ...bySign(text)]) {
        found.set(ranked.match.error, joined(ranked, found.get(ranked.match.error)));
    }
    for (const code of codes) {
        addCode(found, code);
    }
    return found;
}

/** Two wordings of one error: as sure as the surer, in the words of the one that has more in common with the text. */
function joined(one: Ranked, other: Ranked | undefined): Ranked {
    if (other === undefined) {
        return one;
    }
    // Words that stand there say more than what was made out of them.
    const isQuoted = (it: Ranked) => it.match.quoted !== undefined;
    const isBetter = isQuoted(one) === isQuoted(other) ? one.weight > other.weight : isQuoted(one);
    const better = isBetter ? one : other;
    const values = { ...one.match.values, ...other.match.values, ...better.match.values };
    return { ...better, match: { ...better.match, values, sureness: surer(one.match.sureness, other.match.sureness) } };
}

function isBetter(one: Ranked, other: Ranked): boolean {
    const refuses = ({ match }: Ranked) => (signInError(match.error).refuses === false ? 1 : 0);
    const difference =
        surenesses.indexOf(one.match.sureness) - surenesses.indexOf(other.match.sureness) ||
        refuses(one) - refuses(other);
    return difference === 0 ? one.weight > other.weight : difference < 0;
}

/** `coded`: errors whose code it has. */
function byWording(text: string, letters: Letters, coded: readonly SignInErrorId[]): Ranked[] {
    const isOthers = namesAnother(text);
    const judged = searchWordings(letters.codes).flatMap((found) => {
        const sureness = judge(found, { text, letters, isOthers, coded });
        return sureness === undefined ? [] : [{ found, sureness, weight: found.matched - found.edits * 3 }];
    });
    return judged.flatMap((one) => {
        const { wording } = one.found;
        const rivals = judged.filter(
            (other) => other.found.wording.error !== wording.error && overlap(one.found, other.found),
        );
        const isCoded = coded.includes(wording.error);
        const isBeaten = rivals.some(
            ({ found, weight }) =>
                weight > one.weight || (weight === one.weight && !isCoded && coded.includes(found.wording.error)),
        );
        const { recognize } = signInError(wording.error);
        const span = spanOf(one.found, text, letters.at);
        if (isBeaten || recognize?.unless?.test(text.slice(span.from, span.to + longestBehind))) {
            return [];
        }
        const values = valuesIn(one.found, text, letters.at);
        const isDoubtful =
            recognize?.isElsewhere?.(values) === true ||
            (!isCoded && rivals.some(({ weight }) => weight === one.weight));
        const match: TextMatch = {
            error: wording.error,
            sureness: isDoubtful ? "possible" : one.sureness,
            text: wording.text,
            quoted: excerptOf(text, span.from, span.to),
            values,
            codes: [],
        };
        return [{ match, weight: one.weight, span }];
    });
}

/** For the words right behind an error, in characters. */
const longestBehind = 60;

/** More than half of the shorter one. */
function overlap(one: Found, other: Found): boolean {
    const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
    return shared * 2 > Math.min(one.end - one.start, other.end - other.start);
}

/** A code is as sure as it is written, whatever the words around it. */
function addCode(found: Map<SignInErrorId, Ranked>, { code, sureness, span }: SeenCode): void {
    const error = entraCodes.get(code);
    if (error === undefined) {
        return;
    }
    const before = found.get(error);
    const isTold = before !== undefined && before.match.sureness !== "possible";
    const match: TextMatch = before?.match ?? { error, sureness, text: "", values: {}, codes: [] };
    found.set(error, {
        match: { ...match, sureness: surer(sureness, match.sureness), codes: [...match.codes, code] },
        weight: (isTold ? before.weight : 0) + code.length,
        span: before?.span ?? span,
    });
}
