/** Pasted words: which errors they are, and with a deployment which of the causes it is. */
import { type SignInErrorId, signInError } from "../errors";
import { failedCheck, type SignIn } from "../result";
import { causeSaid } from "./compare/causeSaid";
import { compareText } from "./compare/compareText";
import { compareNamed, compareStranger, namedIn, valuesOfNamed } from "./compare/named";
import { otherApplication } from "./compare/otherApplication";
import { type Attempt, type Comparison, type Finding, findingOfMatch, findingOfStop, messageOf } from "./explanation";
import { redactText } from "./redact";
import { refuted } from "./refuted";
import { type ExplainContext, personIn, strangerIn, walksOf } from "./stack";
import { readErrorTexts, type TextMatch } from "./words/text";

/** Undefined: the text speaks of nothing that is known. `unknownCodes`: and it has these codes of Entra's. */
export async function explainText(
    text: string,
    context: ExplainContext,
): Promise<Attempt | { unknownCodes: string[] } | undefined> {
    const { matches, unknownCodes, cut } = readErrorTexts(text);
    if (matches.length === 0) {
        return unknownCodes.length === 0 ? undefined : { unknownCodes };
    }
    const person = personIn(text.slice(0, longestLookedThrough), context.stack);
    const where = { pasted: text, ...(person === undefined ? {} : { person }) };
    const { findings, comparisons, remarks } = await explainMatches(matches, context, where);
    const isTold = unknownCodes.length > 0 || matches.some(({ sureness }) => sureness !== "possible");
    const notes = [
        ...(isTold ? [] : [notTold]),
        ...(cut ? ["only the first 1,048,576 characters were read"] : []),
        ...unknownCodes.map(unknownCodeNote),
        ...remarks,
    ];
    return { title: "the pasted text", findings, comparisons, contents: [], notes };
}

const notTold =
    "this alone does not tell, since other programs and services say the like: paste all that the page says, with its address, or give a HAR file of the sign-in";

export function unknownCodeNote(code: string): string {
    const digits = code.replace(/\D/g, "");
    return `${code} is not in this catalogue; Microsoft explains it at https://login.microsoftonline.com/error?code=${digits}`;
}

/** For a person's name; in characters. */
const longestLookedThrough = 100_000;

interface Where {
    /** Whose sign-in it was, where that is known. */
    person?: string;
    /** What showed the words: `the page https://…`. */
    shownBy?: string;
    /** The whole paste, for what else it names. */
    pasted?: string;
}

/** With a deployment: a walk that ends in the same error shows the cause and the values. */
export async function explainMatches(
    matches: readonly TextMatch[],
    context: ExplainContext,
    { person, shownBy, pasted = "" }: Where = {},
): Promise<{ findings: Finding[]; comparisons: Comparison[]; remarks: string[] }> {
    const { stack } = context;
    const inPaste = namedIn(pasted);
    const names = matches.flatMap(({ values }) => values.upn ?? values.user ?? []);
    const inWords = names.find((name) => redactText(name) === name);
    const named = inWords ?? person ?? inPaste.sessionNames[0];
    const stranger = named === undefined ? strangerIn(pasted.slice(0, longestLookedThrough), stack) : undefined;
    const told = matches.filter(({ sureness }) => sureness !== "possible");
    const comparisons = uniqueComparisons([
        ...told.flatMap(({ values }) => compareText(values, stack)),
        ...compareNamed(inPaste, stack),
        ...(told.some(({ error }) => error === "notOnboarded") ? compareStranger(stranger, stack) : []),
    ]);
    const isOurs = !comparisons.some(({ what, same }) => ours.includes(what) && !same);
    const walks = told.some(isWalkable) && isOurs ? await walksOf(context, named) : [];
    const remarks: string[] = [];
    const findings = matches.map((match): Finding => {
        const evidence = `${evidenceOf(match)}${shownBy === undefined ? "" : `, on ${shownBy}`}`;
        const isTold = match.sureness !== "possible";
        const elsewhere = isTold ? otherApplication(match, evidence, stack) : undefined;
        if (elsewhere !== undefined) {
            return elsewhere;
        }
        const same = isTold ? walks.find(({ stop }) => stop?.error === match.error) : undefined;
        if (same?.stop !== undefined) {
            const isForAll = walks.every(({ stop }) => stop?.causeId === same.stop?.causeId);
            if (!isForAll) {
                remarks.push(remarkOnSome(match, same, walks));
            }
            return {
                ...findingOfStop(same.stop, "shown", evidence, failedCheck(same) ?? {}),
                ...{ message: messageOf(match), sureness: match.sureness },
                causeSureness: isForAll ? "certain" : "likely",
            };
        }
        const user = named === undefined ? {} : { user: named };
        const known = { evidence, values: { ...valuesOfStack(context), ...valuesOfNamed(inPaste), ...user } };
        const said = causeSaid(match, known, { pasted, comparisons, stranger });
        if (said !== undefined) {
            return said;
        }
        if (stack === undefined || !isTold || !isWalkable(match) || walks.length === 0) {
            return findingOfMatch(match, known);
        }
        const against = refuted(match, known, { stack, walks, named });
        if (against === undefined || walks.some(({ verdict }) => verdict !== "yes")) {
            remarks.push(remarkOn(match, walks, stack.deployment.source, named));
        }
        return against ?? findingOfMatch(match, known);
    });
    return { findings, comparisons, remarks };
}

/** What must be the deployment's for it to answer for the error. */
const ours: readonly string[] = ["client id", "role", "SAML provider", "instance"];

/** Met in time, in the portal or in the browser, and by no deployment as such. */
const beyondWalks: readonly SignInErrorId[] = [
    ...(["sessionExpired", "sessionEnded", "responseExpired", "redeemedLate", "notYetValid"] as const),
    ...(["samlRequestMissing", "replyUrlMismatch", "identifierTaken", "identifierNotVerified"] as const),
    ...(["rolePairNotInAssertion", "invalidBase64", "hostileResponse"] as const),
];

const isWalkable = ({ error }: TextMatch): boolean =>
    signInError(error).refusedBy !== "browser" && !beyondWalks.includes(error);

function uniqueComparisons(comparisons: Comparison[]): Comparison[] {
    return comparisons.filter(
        ({ what, seen }, index) =>
            comparisons.findIndex((other) => other.what === what && other.seen === seen) === index,
    );
}

function evidenceOf({ error, codes, text, sureness }: TextMatch): string {
    const words = { certain: "its words", likely: "most of its words", possible: "some of its words" }[sureness];
    const isDescribed = text !== "" && signInError(error).texts.length === 0;
    const said = text === "" ? [] : [isDescribed ? redactText(text) : words];
    return [...(codes.length === 0 ? [] : [`the code ${codes.join(", ")}`]), ...said].join(" and ");
}

/** Whoever has met the error may be another than the one for whom the deployment shows it. */
function remarkOnSome({ error }: TextMatch, same: SignIn, walks: SignIn[]): string {
    const some = walks.filter(({ stop }) => stop?.error === error);
    const others = some.length > 1 ? ` and ${some.length - 1} more` : "";
    return `${error} was found for ${same.user}${others} of ${walks.length} people walked: if another person has met it, add their name to the text`;
}

function remarkOn({ error }: TextMatch, walks: SignIn[], source: string, named: string | undefined): string {
    const who = named ?? (walks.length === 1 ? walks[0]?.user : `${walks.length} people`);
    const other = walks.find(({ stop }) => stop !== undefined)?.stop;
    const missing = walks.flatMap((walk) => walk.missing).at(-1);
    const instead =
        other !== undefined
            ? `it shows another refusal, ${other.error}: ${redactText(other.cause)}`
            : missing !== undefined
              ? `it shows nothing that would end so, and this is not known: ${missing.what} (${missing.why}); ${missing.supply}`
              : "it shows nothing that would end so: the clouds differ from the export, or the cause is one that no export shows";
    return `${source} was walked for ${who} in search of ${error}; ${instead}`;
}

/** What the deployment knows for the places in the catalogue's words. */
export function valuesOfStack({ stack }: Pick<ExplainContext, "stack">): Record<string, string> {
    const application = stack?.application;
    const found = {
        clientId: application?.clientId,
        application: application?.displayName,
        tenant: application?.tenantId,
        roleArn: stack?.deployment.roles[0]?.arn,
        roleName: stack?.deployment.roles[0]?.name,
        providerArn: stack?.deployment.samlProviders[0]?.arn,
        instanceId: stack?.deployment.instances[0]?.instanceId,
        instanceArn: stack?.deployment.instances[0]?.arn,
    };
    return Object.fromEntries(
        Object.entries(found).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
}
