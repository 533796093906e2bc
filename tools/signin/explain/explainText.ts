/** Pasted words: the errors in them, each person's by itself. */

import { explainMatches } from "./explainMatches";
import type { Attempt, Explanation } from "./explanation";
import { type Note, note } from "./note";
import { type ExplainContext, isPersonOf, personIn } from "./stack";
import { withoutRecipients } from "./words/mail";
import { partsOf } from "./words/people";
import { readErrorTexts, type TextAnswer } from "./words/text";

/** Undefined: the text has no known error. `unknownCodes`: but it has these codes of Entra's. */
export async function explainText(
    pasted: string,
    context: ExplainContext,
): Promise<Pick<Explanation, "attempts"> | { unknownCodes: string[] } | undefined> {
    const text = withoutRecipients(pasted);
    const whole = readErrorTexts(text);
    if (whole.matches.length === 0) {
        return whole.unknownCodes.length === 0 ? undefined : { unknownCodes: whole.unknownCodes };
    }
    const parts = partsOf(text, isPersonOf(context.stack));
    const attempts: Attempt[] = [];
    for (const { called, person, text: part } of parts) {
        const isWhole = parts.length === 1;
        const title = isWhole ? "the pasted text" : `the pasted text, ${called}`;
        const answer = isWhole ? whole : readErrorTexts(part);
        attempts.push({ title, ...(await explainPart(part, answer, context, person)) });
    }
    return { attempts };
}

async function explainPart(
    text: string,
    { matches, unknownCodes, codesOfOthers, cut }: TextAnswer,
    context: ExplainContext,
    named: string | undefined,
): Promise<Omit<Attempt, "title">> {
    const person = named ?? personIn(text.slice(0, longestLookedThrough), context.stack);
    const { findings, comparisons, notes } = await explainMatches(matches, context, { pasted: text, person });
    const isTold = unknownCodes.length > 0 || matches.some(({ sureness }) => sureness !== "possible");
    return {
        findings,
        comparisons,
        contents: [],
        notes: [
            ...(isTold ? [] : [note("tooLittle", tooLittle)]),
            ...(cut ? [note("cut", "only the first 1,048,576 characters were read")] : []),
            ...unknownCodes.map(unknownCode),
            ...codesOfOthers.map((code) => note("codeOfAnother", codeOfAnother(code))),
            ...notes,
        ],
    };
}

const tooLittle =
    "this alone is not enough, because other programs and services say the same: paste all that the page says, with its address, or give a HAR file of the sign-in";

const codeOfAnother = (code: string) =>
    `the words behind ${code} are those of another error, so that one of the two was not copied correctly`;

/** A code of Entra's without an entry. */
export function unknownCode(code: string): Note {
    const digits = code.replace(/\D/g, "");
    return note(
        "unknownCode",
        `${code} is not in this catalogue; Microsoft explains it at https://login.microsoftonline.com/error?code=${digits}`,
    );
}

/** For a person's name; in characters. */
const longestLookedThrough = 100_000;
