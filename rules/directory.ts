import type { Problem } from "./problem";
import { listOf, quote } from "./text";

/** A person of the Entra directory, as a look-up by the RoleSessionName attribute answers. */
export interface DirectoryPerson {
    /** The RoleSessionName attribute, in the directory's own spelling. */
    roleSessionName: string;
    objectId: string;
    accountEnabled: boolean;
}

/** What to write instead, in the component that asks. */
export interface DirectoryCures {
    /** For somebody who has left. */
    leaver: string;
    /** For a caller who may not read users. */
    withoutLookup: string;
}

/**
 * Why configured users could not sign in, as far as the directory can tell: missing, disabled, spelled in another case
 * (Connect compares user names case by case), or two people with the same value.
 *
 * `azuread` reports an account state it may not read as disabled, so a directory in which everyone is disabled points to a
 * missing permission.
 */
export function directoryProblems(
    usernames: readonly string[],
    attribute: string,
    people: readonly DirectoryPerson[],
    cures: DirectoryCures,
): Problem[] {
    const byName = new Map<string, DirectoryPerson[]>();
    for (const person of people) {
        const name = person.roleSessionName.toLowerCase();
        byName.set(name, [...(byName.get(name) ?? []), person]);
    }
    const found = usernames.flatMap((username) => byName.get(username.toLowerCase()) ?? []);
    if (found.length > 0 && found.every(({ accountEnabled }) => !accountEnabled)) {
        return [
            {
                path: ["users"],
                message:
                    `must have enabled accounts, got every account reported as disabled (${listOf(usernames)}): likely the caller ` +
                    "has no permission to read the account state; grant it User.Read.All (User.ReadBasic.All is not enough), " +
                    `or ${cures.withoutLookup}`,
            },
        ];
    }
    return usernames.flatMap((username) => {
        const path = ["users", username];
        const matches = byName.get(username.toLowerCase()) ?? [];
        const person = matches[0];
        if (person === undefined) {
            return [
                {
                    path,
                    message: `must be the ${attribute} of a user in the directory, got ${quote(username)}, which no user has; correct the name, or ${cures.leaver}${numberHint(username)}`,
                },
            ];
        }
        if (matches.length > 1) {
            return [
                {
                    path,
                    message: `must be the ${attribute} of exactly one user in the directory, got ${matches.length} users; make the value unique there`,
                },
            ];
        }
        const problems: Problem[] = [];
        if (person.roleSessionName !== username) {
            problems.push({
                path,
                message: `must be spelled as in the directory, got ${quote(username)}; write ${quote(person.roleSessionName)}`,
            });
        }
        if (!person.accountEnabled) {
            problems.push({
                path,
                message: `must have an enabled account in the directory, got a disabled one; enable it, or ${cures.leaver}`,
            });
        }
        return problems;
    });
}

/** A key without quotation marks may have been another text, of which YAML made a number: `00421`, `1e3`, `0x1F`. */
function numberHint(username: string): string {
    return /^\d+(?:\.\d+)?$/.test(username)
        ? '. If the name has leading zeros, an "e" or an "x" in the directory, YAML has made a number of it: write it in quotation marks, such as "00421"'
        : "";
}
