/** What an entry must say of a person, beside whether they may sign in. */
import { sameGuid } from "../../rules/guid";
import { isRecord } from "../../rules/record";
import { listOf } from "../../rules/text";
import type { Mapping } from "./mapping";
import type { Wanted } from "./wanted";

/** What the users file has of a user: the keys of an entry. */
export type Entry = Readonly<Record<string, unknown>>;

export interface FieldChange {
    field: string;
    before?: unknown;
    after?: unknown;
}

/** The fields that are not as the directory and the mapping say. `fields` has those that people care about: not the object id. */
export function desiredChanges(
    entry: Entry,
    { id, firstName, lastName, settings }: Wanted,
    { decides }: Mapping,
): { set: Record<string, unknown>; unset: string[]; fields: FieldChange[] } {
    const set: Record<string, unknown> = {};
    const unset: string[] = [];
    const fields: FieldChange[] = [];
    const names = { ...(firstName && { firstName }), ...(lastName && { lastName }) };
    const decided = Object.fromEntries(decides.map((name) => [name, settings[name]]));
    for (const [field, after] of Object.entries({ ...names, ...decided })) {
        const before = entry[field];
        if (same(before, after) || isSecret(before)) {
            continue;
        }
        if (after === undefined) {
            unset.push(field);
        } else {
            set[field] = after;
        }
        fields.push({ field, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
    }
    if (!sameGuid(entry.objectId, id) && !isSecret(entry.objectId)) {
        set.objectId = id;
    }
    return { set, unset, fields };
}

/** A value that Pulumi has encrypted: it can't be compared, and must not be replaced by one that everybody can read. */
export function isSecret(value: unknown): boolean {
    return isRecord(value) && typeof value.secure === "string" && Object.keys(value).length === 1;
}

/** What to say of entries with secrets. */
export function secretsIn(entries: ReadonlyMap<string, Entry>): string[] {
    return [...entries].flatMap(([name, entry]) => {
        const secret = Object.keys(entry).filter((key) => isSecret(entry[key]));
        return secret.length === 0
            ? []
            : [`${name}: ${listOf(secret)} can't be compared with the directory, as a secret, and stays as it is`];
    });
}

/** Lists of profiles and tags have no order. */
function same(one: unknown, other: unknown): boolean {
    return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
    if (Array.isArray(value)) {
        return JSON.stringify([...value].map(String).sort());
    }
    if (typeof value === "object" && value !== null) {
        return JSON.stringify(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
    }
    return JSON.stringify(value) ?? "";
}
