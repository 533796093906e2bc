/** The status of a response that reports a failure: the identity provider's own error is in its message. */
import { explainMatches } from "./explainMatches";
import { unknownCode } from "./explainText";
import type { Attempt } from "./explanation";
import type { ExplainContext } from "./stack";
import { readErrorTexts } from "./words/text";

/** Entra's refusal in place of the failure that AWS would report, where the message has one. */
export async function withStatus(
    attempt: Attempt,
    message: string | undefined,
    context: ExplainContext,
): Promise<Attempt> {
    const { matches, unknownCodes } = readErrorTexts(message ?? "");
    const told = matches.filter(({ sureness }) => sureness !== "possible");
    const notes = [...attempt.notes, ...unknownCodes.map(unknownCode)];
    if (told.length === 0) {
        return { ...attempt, notes };
    }
    const where = { pasted: message ?? "", shownBy: "in the status of the response" };
    const said = await explainMatches(told, context, where);
    const rest = attempt.findings.filter(({ error }) => error !== "statusNotSuccess");
    return {
        ...attempt,
        findings: [...said.findings, ...rest],
        comparisons: [...attempt.comparisons, ...said.comparisons],
        notes: [...notes, ...said.notes],
    };
}
