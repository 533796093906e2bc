import { getUsers } from "@pulumi/azuread/getUsers";
import type * as pulumi from "@pulumi/pulumi";
import { roleSessionNameAttributes } from "../../rules/claims";
import { type DirectoryCures, type DirectoryPerson, directoryProblems } from "../../rules/directory";
import type { Problem } from "../../rules/problem";
import { type Answer, ask } from "./lookups";
import type { Refusals } from "./problems";

/** The provider asks Graph once for each key within one read time-out of five minutes, so long lists are asked for in parts… */
const usersPerLookup = 500;
/** …and beyond this many the whole directory is read page by page instead. */
const usersLookedUpByKey = 2_000;

/** What the directory says of users: their object ids by name, and why some could not sign in. */
export async function checkDirectory(
    usernames: readonly string[],
    attribute: string,
    lookup: pulumi.InvokeOptions,
    cures: DirectoryCures,
    refusals: Refusals,
): Promise<{ principalIds: Record<string, string>; problems: Problem[] }> {
    if (usernames.length === 0) {
        return { principalIds: {}, problems: [] };
    }
    const found = await lookUpPeople(usernames, attribute, lookup);
    if ("failure" in found && found.unanswered) {
        refusals.noteUnanswered(
            `Whether ${usernames.length} user(s) exist in the directory, are enabled and are spelled like this: the mocks do not answer getUsers.`,
        );
        return { principalIds: {}, problems: [] };
    }
    if ("failure" in found) {
        const message = `can't be looked up in the directory: ${found.failure}. Grant the caller User.Read.All, or ${cures.withoutLookup}`;
        return { principalIds: {}, problems: [{ path: ["users"], message }] };
    }
    return {
        principalIds: Object.fromEntries(found.answer.map((it) => [it.roleSessionName, it.objectId])),
        problems: directoryProblems(usernames, attribute, found.answer, cures),
    };
}

/** The people whose session name attribute is one of `usernames`, whatever the case; those not found are left out. */
async function lookUpPeople(
    usernames: readonly string[],
    attribute: string,
    lookup: pulumi.InvokeOptions,
): Promise<Answer<DirectoryPerson[]>> {
    const wanted = new Set(usernames.map((username) => username.toLowerCase()));
    const people: DirectoryPerson[] = [];
    for (const keys of lookupKeys(usernames, attribute)) {
        const found = await ask(() => getUsers(keys, lookup), ["users"]);
        if ("failure" in found) {
            return found;
        }
        for (const user of found.answer.users) {
            // A mock may leave it out.
            const roleSessionName = user[attribute as keyof typeof roleSessionNameAttributes] ?? "";
            if (wanted.has(roleSessionName.toLowerCase())) {
                people.push({ roleSessionName, objectId: user.objectId, accountEnabled: user.accountEnabled });
            }
        }
    }
    return { answer: people };
}

function lookupKeys(usernames: readonly string[], attribute: string) {
    if (usernames.length > usersLookedUpByKey) {
        return [{ returnAll: true }];
    }
    const parts = Array.from({ length: Math.ceil(usernames.length / usersPerLookup) }, (_, part) =>
        usernames.slice(part * usersPerLookup, (part + 1) * usersPerLookup),
    );
    return parts.map((part) => {
        switch (attribute) {
            case roleSessionNameAttributes.mail:
                return { mails: part, ignoreMissing: true };
            case roleSessionNameAttributes.employeeId:
                return { employeeIds: part, ignoreMissing: true };
            default:
                return { userPrincipalNames: part, ignoreMissing: true };
        }
    });
}
