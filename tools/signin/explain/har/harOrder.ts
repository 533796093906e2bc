/** The findings of one recorded sign-in: what was shown before what would be refused, and what the recording itself contradicts. */
import { signInError } from "../../errors";
import type { Finding } from "../explanation";
import { type Note, note } from "../note";

/** How far a sign-in has come that is refused so, and what refuses there. */
const stages = ["entra", "aws", "permission", "connect"] as const;
const names = { entra: "Entra", aws: "AWS's sign-in", permission: "the role's permission", connect: "Amazon Connect" };

/** -1 for the browser, which refuses at any point, and for Cognito, which is on another way. */
function stageOf({ error, refusedBy }: Finding): number {
    return refusedBy === "browser" || refusedBy === "cognito"
        ? -1
        : stages.indexOf(signInError(error).stage ?? refusedBy);
}

/**
 * Each error once. `reached`: the browser came to a page of the instance. A hop before the one whose refusal was shown has
 * evidently accepted, so that what it would refuse by the values at hand is put last and is no more than possible.
 */
export function inOrder(findings: Finding[], reached: boolean): { findings: Finding[]; notes: Note[] } {
    const merged = merge(findings);
    const shown = merged.filter(({ basis }) => basis === "shown");
    const passed = reached ? stages.length : Math.max(-1, ...shown.map(stageOf));
    const isRefuted = (one: Finding) =>
        one.basis === "recomputed" && one.refusedBy !== "browser" && stageOf(one) < passed;
    const refuted = merged.filter(isRefuted).map((one): Finding => ({ ...one, sureness: "possible" }));
    const standing = merged.filter((one) => one.basis === "recomputed" && !isRefuted(one));
    return {
        findings: [...shown, ...standing, ...refuted],
        notes: refuted.length === 0 ? [] : [note("refutedByRecording", refutation(passed))],
    };
}

function refutation(passed: number): string {
    const accepted = stages
        .slice(0, passed)
        .map((stage) => names[stage])
        .join(", ")
        .replace(/, ([^,]*)$/, " and $1");
    const at = stages[passed];
    const because =
        at === undefined
            ? "everything accepted this sign-in, because it reached a page of the instance"
            : `${accepted} accepted this sign-in, because a refusal of ${names[at]} was shown`;
    return `${because}; what they would refuse now shows that the deployment, or the time, is not that of the sign-in`;
}

/** Surer; or as sure, with values at hand in place of words. */
function isNearer(one: Finding, before: Finding): boolean {
    const isCertain = before.causeSureness === "certain";
    return one.basis === "recomputed" && before.basis === "shown" && one.causeSureness === before.causeSureness
        ? !isCertain || one.causeId === before.causeId
        : !isCertain && one.causeSureness === "certain";
}

/** A cause that was recomputed is surer than the usual one, and an error that was shown stays shown. */
function merge(findings: Finding[]): Finding[] {
    const found = new Map<string, Finding>();
    for (const one of findings) {
        const key = one.error;
        const before = found.get(key);
        if (before === undefined) {
            found.set(key, one);
        } else if (isNearer(one, before)) {
            const { basis, sureness, message } = before;
            const evidence = `${before.evidence}; ${one.evidence}`;
            found.set(key, { ...one, basis, sureness, message: message ?? one.message, evidence });
        } else if (before.basis === "recomputed" && one.basis === "recomputed") {
            found.set(`${key} ${one.causeId} ${one.seen ?? ""}`, one);
        }
    }
    return [...found.values()];
}
