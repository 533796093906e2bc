/** Errors that a person saw, beside the response of the same sign-in. */
import { signInError } from "../errors";
import type { DependsOn } from "../errors/signInError";
import type { Comparison } from "./compare/comparison";
import { isTakenOut } from "./copy/redacted";
import { explainMatches } from "./explainMatches";
import { unknownCode } from "./explainText";
import type { Attempt, Finding } from "./explanation";
import { inOrder } from "./har/harOrder";
import { type Note, note } from "./note";
import type { ExplainContext } from "./stack";
import { readErrorTexts } from "./words/text";
import type { TextMatch } from "./words/textMatch";

export interface ShownError {
    match: TextMatch;
    shownBy?: string;
}

interface Beside {
    response: Attempt | undefined;
    /** What else shows refusals. */
    signed?: readonly Finding[];
    person: string | undefined;
    /** The only role of the response is named beside it. */
    pasted?: string;
}

/** What the response settles need not be looked for in the deployment, and what it has no cause of is no more than possible. */
export async function explainShown(
    errors: readonly ShownError[],
    { response, signed = [], person, pasted }: Beside,
    context: ExplainContext,
): Promise<{ shown: Finding[]; comparisons: Comparison[]; remarks: Note[] }> {
    const recomputed = response?.findings ?? [];
    const shown: Finding[] = [];
    const comparisons = [...(response?.comparisons ?? [])];
    const remarks: Note[] = [];
    const role = response?.contents.find(({ id }) => id === "role")?.value ?? "";
    const named = role.split(":role/").length === 2 ? `${pasted ?? ""}\n${role}` : pasted;
    for (const { match, shownBy } of errors) {
        const isKnown = [...signed, ...recomputed].some(
            ({ error, causeSureness }) => error === match.error && causeSureness === "certain",
        );
        const at = isKnown ? { ...context, stack: undefined } : context;
        const said = await explainMatches([match], at, { person, shownBy, pasted: named });
        const isInResponse = response !== undefined && dependsOn(match, "response");
        const isRight = isInResponse && !recomputed.some(({ error }) => error === match.error);
        shown.push(...said.findings.map((one) => (isRight ? notHere(one) : one)));
        remarks.push(...said.notes, ...(isRight ? [notInResponse(match)] : []));
        comparisons.push(...said.comparisons.filter(({ id }) => !comparisons.some((one) => one.id === id)));
    }
    return { shown, comparisons, remarks };
}

export const dependsOn = ({ error }: Pick<Finding, "error">, what: DependsOn) =>
    signInError(error).dependsOn?.includes(what) === true;

const notHere = (one: Finding): Finding => ({
    ...one,
    cause: `Not in this response. Usually: ${one.cause}`,
    causeSureness: "possible",
});

const notInResponse = ({ error }: TextMatch) =>
    note(
        "notInResponse",
        `the response has none of the causes of ${error}: what is wrong with it otherwise is listed too, or AWS got another one`,
    );

/** A pasted response, with the errors in the words around it. */
export async function explainBeside(response: Attempt, words: string, context: ExplainContext): Promise<Attempt> {
    const { matches, unknownCodes } = readErrorTexts(words);
    const errors = matches.filter(({ sureness }) => sureness !== "possible").map((match) => ({ match }));
    if (errors.length === 0 && unknownCodes.length === 0) {
        return response;
    }
    const name = response.contents.find(({ id }) => id === "roleSessionName")?.value;
    const person = name === undefined || isTakenOut(name) ? undefined : name;
    const { shown, comparisons, remarks } = await explainShown(errors, { response, person, pasted: words }, context);
    const { findings, notes } = inOrder([...shown, ...response.findings], false);
    return {
        ...response,
        findings,
        comparisons,
        notes: [...unknownCodes.map(unknownCode), ...notes, ...remarks, ...response.notes],
    };
}
