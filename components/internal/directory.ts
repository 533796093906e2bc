import { getUsers } from "@pulumi/azuread/getUsers";
import type * as pulumi from "@pulumi/pulumi";
import { roleSessionNameAttributes } from "../../rules/claims";
import type { DirectoryPerson } from "../../rules/directory";

/** The provider asks Graph once for each key within one read time-out of five minutes, so long lists are asked for in parts… */
const usersPerLookup = 500;
/** …and beyond this many the whole directory is read page by page instead. */
const usersLookedUpByKey = 2_000;

/** The people whose RoleSessionName attribute is one of `usernames`, whatever the case; those not found are left out. */
export async function lookUpPeople(
    usernames: readonly string[],
    attribute: string,
    lookup: pulumi.InvokeOptions,
): Promise<DirectoryPerson[]> {
    const wanted = new Set(usernames.map((username) => username.toLowerCase()));
    const people: DirectoryPerson[] = [];
    for (const keys of lookupKeys(usernames, attribute)) {
        const { users } = await getUsers(keys, lookup);
        for (const user of users) {
            const roleSessionName = user[attribute as keyof typeof roleSessionNameAttributes];
            if (wanted.has(roleSessionName.toLowerCase())) {
                people.push({ roleSessionName, objectId: user.objectId, accountEnabled: user.accountEnabled });
            }
        }
    }
    return people;
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
