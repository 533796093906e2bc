/** Pasted words: which errors they are, and with a deployment which of the causes it is. */
import { type SignInErrorId, signInError } from "../errors";
import type { SignIn } from "../result";
import { type Attempt, type Finding, findingOfMatch, findingOfStop } from "./explanation";
import { redactText } from "./redact";
import { type ExplainContext, walksOf } from "./stack";
import { readErrorTexts, type TextMatch } from "./text";

/** Undefined: the text speaks of no error that is known. */
export async function explainText(text: string, context: ExplainContext): Promise<Attempt | undefined> {
    const { matches, unknownCodes, cut } = readErrorTexts(text);
    const notes = [
        ...(cut ? ["only the first 1,048,576 characters were read"] : []),
        ...unknownCodes.map(
            (code) =>
                `${code} is not in this catalogue; Microsoft explains it at https://login.microsoftonline.com/error?code=${code.replace(/\D/g, "")}`,
        ),
    ];
    if (matches.length === 0) {
        return unknownCodes.length === 0
            ? undefined
            : { title: "the pasted text", findings: [], comparisons: [], contents: [], notes };
    }
    const { findings, remarks } = await explainMatches(matches, context);
    return { title: "the pasted text", findings, comparisons: [], contents: [], notes: [...notes, ...remarks] };
}

/** With a deployment: a walk that ends in the same error shows the cause and the values. */
export async function explainMatches(
    matches: TextMatch[],
    context: ExplainContext,
    person?: string,
): Promise<{ findings: Finding[]; remarks: string[] }> {
    const named = person ?? matches.map(({ values }) => values.upn ?? values.user).find((name) => name !== undefined);
    const walks = matches.some(({ sureness }) => sureness !== "possible") ? await walksOf(context, named) : [];
    const remarks: string[] = [];
    const findings = matches.map((match) => {
        const evidence = evidenceOf(match);
        const same = walks.find(({ stop }) => stop?.error === match.error);
        if (same?.stop !== undefined) {
            return { ...findingOfStop(same.stop, "shown", evidence, failedValues(same)), sureness: match.sureness };
        }
        if (context.stack !== undefined && match.sureness !== "possible" && walks.length > 0) {
            remarks.push(remarkOn(match.error, walks, context.stack.deployment.source, named));
        }
        return findingOfMatch(match, evidence, undefined, valuesOfStack(context));
    });
    return { findings, remarks };
}

function evidenceOf({ error, codes, text, sureness }: TextMatch): string {
    const words = { certain: "its words", likely: "most of its words", possible: "some of its words" }[sureness];
    const isSign = text !== "" && signInError(error).texts.length === 0;
    const said = text === "" ? [] : [isSign ? redactText(text) : words];
    return [...(codes.length === 0 ? [] : [`the code ${codes.join(", ")}`]), ...said].join(" and ");
}

export function failedValues({ hops }: SignIn): { seen?: string; expected?: string } {
    const failed = hops.flatMap(({ checks }) => checks).find(({ outcome }) => outcome === "failed");
    return { seen: failed?.seen, expected: failed?.expected };
}

function remarkOn(error: SignInErrorId, walks: SignIn[], source: string, named: string | undefined): string {
    const who = named ?? (walks.length === 1 ? walks[0]?.user : `${walks.length} of its users`);
    const other = walks.find(({ stop }) => stop !== undefined)?.stop;
    const instead =
        other === undefined
            ? "it shows nothing that would end so: the clouds differ from the export, or the cause is one that no export shows"
            : `it shows another refusal, ${other.error}: ${other.cause}`;
    return `${source} was walked for ${who} in search of ${error}; ${instead}`;
}

/** What the deployment knows for the places in the catalogue's words. */
export function valuesOfStack({ stack }: ExplainContext): Record<string, string> {
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
