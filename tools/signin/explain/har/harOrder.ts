/** The findings of one recorded sign-in: what was shown before what would be refused, and what the recording itself refutes. */
import type { SignInErrorId } from "../../errors";
import type { Finding } from "../explanation";

/** How far a sign-in has come that is refused so; undefined for the browser, who refuses at any point. */
function stageOf({ error, refusedBy }: Finding): number | undefined {
    return error === enteringDenied ? 2 : { entra: 0, aws: 1, connect: 3, browser: undefined }[refusedBy];
}

/** The role was taken, and may not enter the instance: AWS refuses after its own sign-in has accepted. */
const enteringDenied: SignInErrorId = "federationDenied";

const names = ["Entra", "AWS's sign-in", "the role's permission", "Amazon Connect"];

/**
 * Each error once. `reached`: the browser came to a page of the instance. A hop before the one whose refusal was shown has
 * evidently accepted, so that what it would refuse by the values at hand is put last and is no more than possible.
 */
export function inOrder(findings: Finding[], reached: boolean): { findings: Finding[]; notes: string[] } {
    const merged = merge(findings);
    const stages = merged.flatMap((one) => (one.basis === "shown" ? [stageOf(one) ?? -1] : []));
    const passed = reached ? names.length : Math.max(-1, ...stages);
    const isRefuted = (one: Finding) => one.basis === "recomputed" && (stageOf(one) ?? passed) < passed;
    const refuted = merged.filter(isRefuted).map((one): Finding => ({ ...one, sureness: "possible" }));
    const standing = merged.filter((one) => !isRefuted(one));
    const shownFirst = [
        ...standing.filter(({ basis }) => basis === "shown"),
        ...standing.filter(({ basis }) => basis === "recomputed"),
    ];
    return { findings: [...shownFirst, ...refuted], notes: refuted.length === 0 ? [] : [refutation(passed)] };
}

function refutation(passed: number): string {
    const accepted = names
        .slice(0, passed)
        .join(", ")
        .replace(/, ([^,]*)$/, " and $1");
    const because =
        passed === names.length
            ? "every hop evidently accepted, since the sign-in came to a page of the instance"
            : `${accepted} evidently accepted, since a refusal of ${names[passed]} was shown`;
    return `${because}; what they would refuse now shows that the deployment, or the time, is another than the recording's`;
}

/** A cause that was recomputed is surer than the usual one, and an error that was shown stays shown. */
function merge(findings: Finding[]): Finding[] {
    const found = new Map<string, Finding>();
    for (const one of findings) {
        const key = one.error;
        const before = found.get(key);
        if (before === undefined) {
            found.set(key, one);
        } else if (before.causeSureness !== "certain" && one.causeSureness === "certain") {
            const { basis, sureness, message } = before;
            const evidence = `${before.evidence}; ${one.evidence}`;
            found.set(key, { ...one, basis, sureness, message: message ?? one.message, evidence });
        } else if (before.basis === "recomputed" && one.basis === "recomputed") {
            found.set(`${key} ${one.causeId} ${one.seen ?? ""}`, one);
        }
    }
    return [...found.values()];
}
