/** Recognized errors: with a deployment which of the causes it is, without one what the words themselves say. */
import { type SignInErrorId, signInError } from "../errors";
import type { Said, Values } from "../errors/signInError";
import { failedCheck, type SignIn } from "../result";
import { compareAll } from "./compare/compare";
import { type Comparison, difference } from "./compare/comparison";
import { compareNamed, comparePlaces, namedIn, valuesOfNamed } from "./compare/named";
import type { Finding } from "./explanation";
import { findingOfMatch, findingOfStop, type Known, messageOf } from "./finding";
import { type Note, note } from "./note";
import { redactText } from "./redact";
import { refuted } from "./refuted";
import { type ExplainContext, isConnectUser, type Stack, strangerIn, valuesOfStack, walksOf } from "./stack";
import type { TextMatch } from "./words/textMatch";

interface Where {
    /** Whose sign-in it was, where that is known. */
    person?: string;
    /** Where the words were: `on https://…`, `in the sign-in log`. */
    shownBy?: string;
    /** The whole paste, for what else it names. */
    pasted?: string;
}

interface Explained {
    findings: Finding[];
    comparisons: Comparison[];
    notes: Note[];
}

/** With a deployment: a walk that ends with the same error shows the cause and the values. */
export async function explainMatches(
    matches: readonly TextMatch[],
    context: ExplainContext,
    { person, shownBy, pasted = "" }: Where = {},
): Promise<Explained> {
    const { stack } = context;
    const inPaste = namedIn(pasted);
    const inWords = matches.flatMap(({ values }) => values.upn ?? values.user ?? []);
    const named = inWords.find((name) => redactText(name) === name) ?? person ?? inPaste.sessionNames[0];
    const told = matches.filter(({ sureness }) => sureness !== "possible");
    const comparisons = unique([
        ...told.flatMap(({ values }) => comparePlaces(values, stack)),
        ...compareNamed(inPaste, stack),
    ]);
    // What is named must be the deployment's for it to answer for the error.
    const isOurs = difference(comparisons, "clientId", "role", "samlProvider", "instance").length === 0;
    const walks = told.some(({ error }) => isWalkable(error)) && isOurs ? await walksOf(context, named) : [];
    const session = walks.find(({ user }) => user === named)?.roleSessionName ?? named;
    const isUser = session !== undefined && isConnectUser(session, stack);
    const stranger = isUser ? undefined : (session ?? strangerIn(pasted.slice(0, longestLookedThrough), stack));
    const isCompared = comparisons.some(({ id, seen }) => id === "signedInUser" && seen === stranger);
    if (!isCompared && told.some(({ error }) => signInError(error).dependsOn?.includes("person"))) {
        comparisons.push(...compareAll([["person", stranger]], stack));
    }
    const who = named === undefined ? {} : { user: named, roleSessionName: session };
    const values = { ...valuesOfStack(context), ...valuesOfNamed(inPaste), ...who };
    const paste = { stack, walks, named, values, shownBy, said: { pasted, comparisons, stranger } };
    const explained = matches.map((match) => explainMatch(match, paste));
    return {
        findings: explained.map(({ finding }) => finding),
        comparisons,
        notes: explained.flatMap(({ notes }) => notes),
    };
}

/** For a person's name; in characters. */
const longestLookedThrough = 100_000;

interface Paste {
    stack: Stack | undefined;
    walks: readonly SignIn[];
    named: string | undefined;
    values: Values;
    shownBy: string | undefined;
    said: Omit<Said, "values">;
}

/**
 * What the words say for certain, then what the deployment shows, then what it contradicts, then what the words make
 * likely, then the usual cause.
 */
function explainMatch(match: TextMatch, paste: Paste): { finding: Finding; notes: Note[] } {
    const { stack, walks, named, values, shownBy } = paste;
    const { error, sureness } = match;
    const evidence = `${evidenceOf(match)}${shownBy === undefined ? "" : `, ${shownBy}`}`;
    const known = { evidence, values };
    if (sureness === "possible") {
        return { finding: findingOfMatch(match, known), notes: [] };
    }
    const said = findingOfWords(match, known, paste.said);
    const same = walks.find(({ stop }) => stop?.error === error);
    if (said?.causeSureness === "certain" && same?.stop?.causeId !== said.causeId) {
        return { finding: said, notes: [] };
    }
    if (same?.stop !== undefined) {
        const isForAll = walks.every(({ stop }) => stop?.causeId === same.stop?.causeId);
        const finding: Finding = {
            ...findingOfStop(same.stop, "shown", evidence, failedCheck(same) ?? {}),
            message: messageOf(match),
            sureness,
            causeSureness: isForAll ? "certain" : "likely",
        };
        return { finding, notes: isForAll ? [] : [foundForSome(match, same, walks)] };
    }
    const isWalked = stack !== undefined && isWalkable(error) && walks.length > 0;
    const against = isWalked ? refuted(match, known, { stack, walks, named }) : undefined;
    const isExplained = against === undefined ? said !== undefined : walks.every(({ verdict }) => verdict === "yes");
    return {
        finding: against ?? said ?? findingOfMatch(match, known),
        notes: !isWalked || isExplained ? [] : [notFound(match, walks, stack.deployment.source, named)],
    };
}

/** The cause that the words themselves say. */
function findingOfWords(
    match: TextMatch,
    known: Omit<Known, "sureness">,
    said: Omit<Said, "values">,
): Finding | undefined {
    for (const [causeId, { saidBy }] of Object.entries(signInError(match.error).causes)) {
        const told = saidBy?.({ ...said, values: match.values });
        if (told !== undefined) {
            return findingOfMatch(match, { ...known, causeId, causeSureness: told.sureness, ofCause: told.values });
        }
    }
    return undefined;
}

/** Whether a walk of a deployment can end with it. */
function isWalkable(error: SignInErrorId): boolean {
    const { refusedBy, causes } = signInError(error);
    return (
        refusedBy !== "browser" &&
        refusedBy !== "cognito" &&
        Object.values(causes).some(({ inWalk }) => inWalk !== "never")
    );
}

function unique(comparisons: Comparison[]): Comparison[] {
    return comparisons.filter(
        ({ id, seen }, index) => comparisons.findIndex((other) => other.id === id && other.seen === seen) === index,
    );
}

function evidenceOf({ codes, text, sign, sureness }: TextMatch): string {
    const words = { certain: "its words", likely: "most of its words", possible: "some of its words" }[sureness];
    return [
        ...(codes.length === 0 ? [] : [`the code ${codes.join(", ")}`]),
        ...(text === "" ? [] : [words]),
        ...(sign === undefined ? [] : [redactText(sign)]),
    ].join(" and ");
}

/** The person who met the error may be another than the one whose sign-in shows it. */
function foundForSome({ error }: TextMatch, same: SignIn, walks: readonly SignIn[]): Note {
    const some = walks.filter(({ stop }) => stop?.error === error);
    const others = some.length > 1 ? ` and ${some.length - 1} more` : "";
    return note(
        "foundForSome",
        `of ${walks.length} people in the deployment, ${error} was found for ${same.user}${others}: if another person has met it, add their name to the text`,
    );
}

function notFound({ error }: TextMatch, walks: readonly SignIn[], source: string, named: string | undefined): Note {
    const who = named ?? (walks.length === 1 ? walks[0]?.user : `${walks.length} people`);
    // What stops another person says nothing of the one who met this error.
    const other = walks.every(({ stop }) => stop !== undefined) ? walks[0]?.stop : undefined;
    const missing = walks.flatMap((walk) => walk.missing).at(-1);
    const instead =
        other !== undefined
            ? `it shows another refusal, ${other.error}: ${redactText(other.cause)}`
            : missing !== undefined
              ? `nothing in it causes ${error}, but this is not known: ${missing.what} (${missing.why}); ${missing.supply}`
              : `nothing in it causes ${error}: the clouds differ from the export, or no export shows the cause`;
    return note("notFoundInDeployment", `the sign-in of ${who} was checked against ${source}; ${instead}`);
}
