/** The line on top: the verdict, and what it is for, in one sentence. */
import type { Reason, StackReview, Verdict } from "../review";
import { otherInShort } from "./others";
import { personInShort } from "./people";
import { keptInShort, permanentInShort } from "./permanent";
import { allOf, counted, say, sentence, type Text } from "./text";
import { trustTitle } from "./trust";

export const verdictNames: Readonly<Record<Verdict, Text>> = {
    noChange: say`No change`,
    safe: say`Safe`,
    lookAtThis: say`Look at this`,
    cannotBeUndone: say`Cannot be undone`,
    refused: say`Refused`,
};

/** What a verdict without a reason says. */
const withoutReason: Readonly<Record<Verdict, Text>> = {
    noChange: say`nothing changes`,
    safe: say`nobody loses access, and nothing is lost`,
    lookAtThis: say`read what changes before you merge`,
    cannotBeUndone: say`something is lost permanently`,
    refused: say`the program refuses this change`,
};

/** More reasons than these are in the sections below. */
const mostReasons = 3;

export function reasonLine({ verdict, reasons, access }: Pick<StackReview, "verdict" | "reasons" | "access">): Text {
    if (verdict === "safe" && access.after === undefined) {
        return say`Nothing that the preview shows ends a sign-in or loses history. Who can sign in was not judged.`;
    }
    const unknown = access.after?.unknown ?? 0;
    if (verdict === "safe" && unknown > 0) {
        return say`Nothing that was judged ends a sign-in or loses history. For ${counted(unknown, people.one, people.many)} it is unknown if they can sign in.`;
    }
    if (reasons.length === 0) {
        return say`${sentence(withoutReason[verdict])}.`;
    }
    const shown = reasons.slice(0, mostReasons).map((reason) => reasonInWords(reason, verdict));
    const left = reasons.length - shown.length;
    const more = left > 0 ? [counted(left, say`more reason`, say`more reasons`)] : [];
    return say`${sentence(allOf([...shown, ...more]))}.`;
}

function reasonInWords(reason: Reason, verdict: Verdict): Text {
    switch (reason.kind) {
        case "refusal":
            return say`the program refuses this change`;
        case "previewIncomplete":
            return say`the preview is incomplete`;
        case "permanent":
            // What is kept in the cloud weighs less.
            return (verdict === "lookAtThis" ? keptInShort : permanentInShort)(reason.id, reason.count);
        case "loses":
            return say`${counted(reason.count, people.one, people.many)} can no longer sign in`;
        case "unknown":
            return say`for ${counted(reason.count, people.one, people.many)} it is unknown if they can sign in`;
        case "gains":
            return say`${counted(reason.count, people.one, people.many)} can sign in who could not before`;
        case "trust":
            return say`${trustTitle(reason.id)}${reason.count > 1 ? say` (${reason.count} times)` : say``}`;
        case "person":
            return personInShort(reason.id, reason.count);
        case "other":
            return otherInShort(reason.id, reason.count);
        case "warning":
            return counted(reason.count, say`warning`, say`warnings`);
        case "policy":
            return verdict === "refused"
                ? counted(reason.count, say`mandatory policy violation`, say`mandatory policy violations`)
                : counted(reason.count, say`policy violation`, say`policy violations`);
    }
}

const people = { one: say`person`, many: say`people` };

/** `2 to create, 1 to delete; 40 stay`; empty where nothing changes. */
export function countsLine({ counts }: Pick<StackReview, "counts">): Text {
    const kinds = [
        [counts.create, say`to create`],
        [counts.update, say`to update`],
        [counts.replace, say`to replace`],
        [counts.delete, say`to delete`],
    ] as const;
    const changes = kinds.filter(([count]) => count > 0).map(([count, what]) => say`${count} ${what}`);
    if (changes.length === 0) {
        return [];
    }
    const stay = counts.same === undefined ? say`` : say`; ${counts.same} unchanged`;
    return say`Resources: ${allOf(changes)}${stay}.`;
}

const verdictsWord = { one: say`stack`, many: say`stacks` };
export const stacksCounted = (count: number) => counted(count, verdictsWord.one, verdictsWord.many);
