/** The file of users, where they are too many for the stack file. */
import type { TakenUser } from "../../adopt/people";
import { openCsvUsers } from "../users/csvUsers";

export function usersCsv(users: readonly TakenUser[], stack: string): { path: string; text: string } {
    const path = `users-${stack}.csv`;
    const edits = users.map(({ user, entry }) => ({ kind: "add" as const, name: user.username, entry: { ...entry } }));
    return { path, text: openCsvUsers("username,firstName,lastName,securityProfiles\n", path).withEdits(edits) };
}
