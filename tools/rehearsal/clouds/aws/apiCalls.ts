/** The calls that the aws provider makes to AWS within an operation, from its source: what a caller must be allowed. */
import type { AskedOperation, Call, Operation, Value, Values } from "../provider/resourceType";
import { canonical, isObject } from "../provider/values";
import { allTags } from "./tags";

export interface ApiCall {
    service: "IAM" | "Connect" | "Cognito Identity Provider";
    operation: string;
    /** What IAM decides about, where it is not the operation: a creation with tags needs the right to tag, too. */
    action?: string;
    resource: string;
    /** The provider's words for what was under way. */
    doing: string;
}

/** One operation of the provider, and the cloud that it is asked of. */
export type At = AskedOperation & { call: Call };
export type ApiCalls = Partial<Record<Operation, (at: At) => ApiCall[]>>;

/** Several calls to one service about one thing. */
export const calls =
    (service: ApiCall["service"], resource: string, doing: string) =>
    (...operations: string[]): ApiCall[] =>
        operations.map((operation) => ({ service, operation, resource, doing }));

/** The call that creates something, and what it needs beside if the thing has tags. */
export function creating(at: At, call: ApiCall, tagAction: string): ApiCall[] {
    const isTagged = Object.keys(allTags(at.inputs, at.call.config)).length > 0;
    return isTagged ? [call, { ...call, action: tagAction }] : [call];
}

/** Tags are changed by calls of their own: one for those that are new or other, one for those that go. */
export function tagChanges(
    { inputs, before, call }: At,
    names: { tag: string; untag: string },
    ask: (operation: string) => ApiCall[],
): ApiCall[] {
    const old = isObject(before.tagsAll) ? before.tagsAll : {};
    const now = allTags(inputs, call.config);
    const leaves = Object.keys(old).some((key) => now[key] === undefined);
    const comes = Object.keys(now).some((key) => now[key] !== old[key]);
    return [...(leaves ? ask(names.untag) : []), ...(comes ? ask(names.tag) : [])];
}

/** Whether the provider sees a change of the property: what is not set counts as its type's zero. */
export const hasChanged = ({ inputs, before }: At, key: string): boolean =>
    meaningOf(inputs[key]) !== meaningOf(before[key]);

function meaningOf(value: Value | undefined): string {
    return canonical(withoutZeros(value) ?? null);
}

function withoutZeros(value: Value | undefined): Value | undefined {
    if (Array.isArray(value)) {
        return value.length === 0 ? undefined : value.map((item) => withoutZeros(item) ?? null).sort(byText);
    }
    if (isObject(value)) {
        const kept = Object.entries(value).flatMap(([key, item]): [string, Value][] => {
            const whole = key === "__defaults" ? undefined : withoutZeros(item);
            return whole === undefined ? [] : [[key, whole]];
        });
        return kept.length === 0 ? undefined : (Object.fromEntries(kept) as Values);
    }
    return value === null || value === "" || value === 0 || value === false ? undefined : value;
}

const byText = (one: Value, other: Value): number => (canonical(one) < canonical(other) ? -1 : 1);
