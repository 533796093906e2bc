/** From the words somebody pasted to the errors of the catalogue: however wrapped, cut, misread or mistyped. */
import type { SignInErrorId } from "../../errors";
import { placeOf } from "../har/hosts";
import { codesIn } from "./codes";
import { byHint, byHost } from "./hints";
import { judge } from "./judge";
import { type Letters, lettersOf } from "./letters";
import { isDenialOfAnother, namesAnother } from "./origin";
import { plainText } from "./plainText";
import { quotationOf } from "./quote";
import { type Found, searchWordings } from "./search";
import type { Ranked, Sureness, TextMatch } from "./textMatch";
import { valuesIn } from "./values";
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
    const coded = known.flatMap(({ code }) => entraCodes.get(code) ?? []);
    for (const ranked of [...byWording(text, letters, coded), ...byHost(text)]) {
        found.set(ranked.match.error, joined(ranked, found.get(ranked.match.error)));
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

/** Two wordings of one error: as sure as the surer, in the words of the one that has more in common with the text. */
function joined(one: Ranked, other: Ranked | undefined): Ranked {
    if (other === undefined) {
        return one;
    }
    const { match, weight } = one.weight > other.weight ? one : other;
    return { match: { ...match, sureness: surer(one.match.sureness, other.match.sureness) }, weight };
}

const order: readonly Sureness[] = ["certain", "likely", "possible"];

const surer = (one: Sureness, other: Sureness) => (order.indexOf(one) < order.indexOf(other) ? one : other);

function isBetter(one: Ranked, other: Ranked): boolean {
    const difference = order.indexOf(one.match.sureness) - order.indexOf(other.match.sureness);
    return difference === 0 ? one.weight > other.weight : difference < 0;
}

/** `coded`: errors whose code it has. */
function byWording(text: string, letters: Letters, coded: readonly SignInErrorId[]): Ranked[] {
    const isOthers = namesAnother(text);
    const judged = searchWordings(letters.codes).flatMap((found) => {
        const sureness = judge(found, { text, letters, isOthers, coded });
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

/** A code is as sure as it is written, whatever the words around it. */
function addCode(found: Map<SignInErrorId, Ranked>, code: string, sureness: Sureness): void {
    const error = entraCodes.get(code);
    if (error === undefined) {
        return;
    }
    const before = found.get(error);
    const isTold = before !== undefined && before.match.sureness !== "possible";
    const match: TextMatch = before?.match ?? {
        error,
        sureness,
        text: "",
        values: {},
        codes: [],
    };
    found.set(error, {
        match: { ...match, sureness: surer(sureness, match.sureness), codes: [...match.codes, code] },
        weight: (isTold ? before.weight : 0) + code.length,
    });
}
