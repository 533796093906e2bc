/** An error of Entra's that names another application, or another tenant, than the deployment's. */
import { type SignInErrorId, signInError } from "../../errors";
import { type Comparison, type Finding, findingOfMatch } from "../explanation";
import type { Stack } from "../stack";
import type { TextMatch } from "../words/text";
import { compareText } from "./compareText";

/** The causes that say so, likeliest first; the errors without one keep their usual cause. */
const causes: readonly string[] = ["otherApplication", "wrongAddress", "startedElsewhere"];

/** Undefined where the text names no other. */
export function otherApplication(match: TextMatch, evidence: string, stack: Stack | undefined): Finding | undefined {
    const comparisons = compareText(match.values, stack);
    const differs = comparisons.filter(({ what, same }) => !same && ["client id", "tenant"].includes(what));
    const causeId = causes.find((id) => Object.hasOwn(signInError(match.error).causes, id));
    if (differs.length === 0 || causeId === undefined) {
        return namesOurs(match, evidence, comparisons);
    }
    const both = (side: "seen" | "expected") => differs.map((one) => `${one.what} ${one[side]}`).join(", ");
    const values = { seen: both("seen"), expected: both("expected") };
    return { ...findingOfMatch(match, { evidence, causeId, values }), otherCauses: [] };
}

/** AADSTS700016 for the deployment's own id: the address is right, so that the application is gone. */
const goneIfOurs: Partial<Record<SignInErrorId, string>> = { applicationNotFound: "deleted" };

function namesOurs(match: TextMatch, evidence: string, comparisons: readonly Comparison[]): Finding | undefined {
    const causeId = goneIfOurs[match.error];
    const isOurs = comparisons.some(({ what, same }) => what === "client id" && same);
    return causeId === undefined || !isOurs
        ? undefined
        : { ...findingOfMatch(match, { evidence, causeId }), causeSureness: "likely" };
}
