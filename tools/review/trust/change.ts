/** What all changes of trust have in common. */
import type { TrustChange } from "../review";

/** What stands for a value that only the deployment makes. */
export const unknown = "not known yet";

/** What stays the same is no change. */
export function changeOf(
    id: TrustChange["id"],
    name: string,
    before: readonly string[],
    after: readonly string[],
    direction: TrustChange["direction"] = "other",
): TrustChange[] {
    return isSameList(before, after) ? [] : [{ id, name, before: [...before], after: [...after], direction }];
}

/** The same with the lines that only one side has. */
export function differences(...[id, name, before, after, direction]: Parameters<typeof changeOf>): TrustChange[] {
    return changeOf(id, name, missingIn(after, before), missingIn(before, after), direction);
}

/** Those of the lines that the others do not have. */
export const missingIn = (others: readonly string[], lines: readonly string[]): string[] =>
    lines.filter((line) => !others.includes(line));

/** In whatever order. */
export function isSameList(one: readonly string[], other: readonly string[]): boolean {
    return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}

/** `wider`: there is more, and nothing ends; `narrower`: the other way round. */
export function towards(isMore: boolean, isLess: boolean): TrustChange["direction"] {
    return isMore === isLess ? "other" : isMore ? "wider" : "narrower";
}
