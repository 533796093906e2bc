/** The file of users, where they are too many for the stack file. */
import type { Planned } from "../../adopt/planned";
import { openCsvUsers } from "../users/csvUsers";

/** A configuration may have 128 KiB on Linux, as one variable of the environment; the rest of it is short. */
const mostBytes = 100 * 1024;

/** Undefined where the stack file can have them. */
export function usersCsv({
    people,
    stack,
}: Pick<Planned, "people" | "stack">): { path: string; text: string } | undefined {
    const entries = people.taken.map(({ user, entry }) => [user.username, entry] as const);
    if (Buffer.byteLength(JSON.stringify(Object.fromEntries(entries))) <= mostBytes) {
        return undefined;
    }
    const path = `users-${stack}.csv`;
    const edits = entries.map(([name, entry]) => ({ kind: "add" as const, name, entry: { ...entry } }));
    return { path, text: openCsvUsers("username,firstName,lastName,securityProfiles\n", path).withEdits(edits) };
}
