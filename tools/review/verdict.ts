/** The one line on top: from what stands in the lists. */
import type { PersonChange, Reason, StackReview, TrustChange, Verdict } from "./review";

type Facts = Pick<StackReview, "people" | "access" | "permanent" | "trust" | "others" | "checks"> & {
    /** Something changes at all. */
    isChanged: boolean;
    isCutOff: boolean;
    isRefused: boolean;
    /** Of everybody it is known whether they can sign in after it. */
    isDecided: boolean;
};

type Weighed = { verdict: Verdict; reason: Reason };

/** The worst verdict with all reasons of that weight. */
export function verdictOf(facts: Facts): { verdict: Verdict; reasons: Reason[] } {
    const weighed = weigh(facts);
    for (const verdict of ["refused", "cannotBeUndone", "lookAtThis"] as const) {
        const reasons = weighed.filter((it) => it.verdict === verdict).map(({ reason }) => reason);
        if (reasons.length > 0) {
            return { verdict, reasons };
        }
    }
    return { verdict: facts.isChanged ? "safe" : "noChange", reasons: [] };
}

function weigh({
    people,
    access,
    permanent,
    trust,
    checks,
    others,
    isChanged,
    isCutOff,
    isRefused,
    isDecided,
}: Facts): Weighed[] {
    const mandatory = checks.filter(({ id, isMandatory }) => id === "policyViolation" && isMandatory === true).length;
    const advisory = checks.filter(({ id, isMandatory }) => id === "policyViolation" && isMandatory !== true).length;
    const warnings = checks.filter(({ id }) => id === "warning").length;
    const at = (verdict: Verdict, count: number, reason: Reason): Weighed[] => (count > 0 ? [{ verdict, reason }] : []);
    const losing = new Set(access.loses.map(({ name }) => name));
    const isSaid = ({ id, name, isGroup }: PersonChange) =>
        id === "signInEnded" && isGroup !== true && losing.has(name);
    const lists = (verdict: Verdict, kind: "loses" | "unknown", count: number) => at(verdict, count, { kind, count });
    return [
        ...at("refused", Number(isRefused), { kind: "refusal" }),
        ...at("refused", mandatory, { kind: "policy", count: mandatory }),
        ...counted(permanent.filter((it) => it.isKept !== true)).map(([id, count]): Weighed => {
            return { verdict: "cannotBeUndone", reason: { kind: "permanent", id, count } };
        }),
        ...at("lookAtThis", Number(isCutOff), { kind: "previewIncomplete" }),
        ...lists("lookAtThis", "loses", access.loses.length),
        ...lists("lookAtThis", "unknown", access.unknown.length),
        ...counted(trust.filter((it) => isToLookAt(it, isDecided))).map(([id, count]): Weighed => {
            return { verdict: "lookAtThis", reason: { kind: "trust", id, count } };
        }),
        ...counted(permanent.filter((it) => it.isKept === true)).map(([id, count]): Weighed => {
            return { verdict: "lookAtThis", reason: { kind: "permanent", id, count } };
        }),
        ...counted(people.filter((it) => isPersonToLookAt(it) && !isSaid(it))).map(
            ([id, count]): Weighed => ({ verdict: "lookAtThis", reason: { kind: "person", id, count } }),
        ),
        ...counted(others).map(([id, count]): Weighed => {
            return { verdict: "lookAtThis", reason: { kind: "other", id, count } };
        }),
        ...at("lookAtThis", advisory, { kind: "policy", count: advisory }),
        ...at("lookAtThis", isChanged ? warnings : 0, { kind: "warning", count: warnings }),
    ];
}

/** A group's name is the configuration's own: nobody signs in by it. Other profiles are other rights. */
function isPersonToLookAt({ id, isGroup }: PersonChange): boolean {
    const isOther = id === "removed" || id === "signInEnded" || id === "securityProfiles";
    return isOther || (id === "renamed" && isGroup !== true);
}

/** They only say what is so, or what another change decides. */
const quiet: ReadonlySet<TrustChange["id"]> = new Set([
    "firstCertificate",
    "certificateAdded",
    "certificateRetired",
    "signingCertificateChanged",
    // The walk says who is stopped by it.
    "certificateActivated",
]);

const always: ReadonlySet<TrustChange["id"]> = new Set([
    "certificateDeleted",
    "certificateLeavesAws",
    "retiredBeforeNewOneSigns",
    "signInDisabled",
]);

/** Whether it stops somebody when it becomes narrower, is the walk's answer, where there was one. */
const walked: ReadonlySet<TrustChange["id"]> = new Set(["permissionPolicy", "replyUrl"]);

/** A narrower trust may stop people whom another stack has, and no walk sees. */
function isToLookAt({ id, direction, before, after }: TrustChange, isDecided: boolean): boolean {
    if (quiet.has(id) || (id === "certificateEntersAws" && direction === "other")) {
        return false;
    }
    if (id === "relayState") {
        return instanceOf(before[0]) !== instanceOf(after[0]);
    }
    return always.has(id) || direction !== "narrower" || (id !== "sessionDuration" && !(isDecided && walked.has(id)));
}

/** Where a relay state leads, without the page. */
function instanceOf(relayState: string | undefined): string | undefined {
    return relayState?.split("?")[0];
}

function counted<Id extends string>(list: readonly { id: Id }[]): [Id, number][] {
    const counts = new Map<Id, number>();
    for (const { id } of list) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return [...counts];
}
