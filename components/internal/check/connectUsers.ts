import {
    afterContactWorkTimeLimitProblem,
    connectTagsProblem,
    deskPhoneNumberProblem,
    duplicateUsernames,
    instanceIdProblem,
    personNameProblem,
    phoneTypeProblem,
    phoneTypes,
    profileNameProblem,
    secondaryEmailProblem,
    securityProfilesProblem,
    userIdProblem,
    usernameProblem,
} from "../../../rules/connect";
import { takenOverDropped, type UserCures, usersLeaving } from "../../../rules/lockouts";
import type { Problem } from "../../../rules/problem";
import { booleanProblem, listOf, listProblem, quote } from "../../../rules/text";
import type { ConnectUserEntry, ConnectUsersArgs } from "../../args/connectUsersArgs";
import type { Field, Fields } from "../args";
import { isPlainMap } from "../maps";
import { isPlain } from "../plain";
import { flag } from "./flag";

const importReason = "Pulumi decides on an import while the program runs. Write the id itself";
const refusedBySaml: Field = {
    refused: true,
    rule: () => "must be removed: an instance whose users sign in by SAML does not accept it",
};

/** Fields of a user's entry. */
export const connectUserFields = {
    firstName: { rule: personNameProblem, required: true },
    lastName: { rule: personNameProblem, required: true },
    securityProfiles: { rule: securityProfilesProblem, required: true },
    routingProfile: { rule: profileNameProblem },
    phoneType: { rule: phoneTypeProblem },
    deskPhoneNumber: { rule: deskPhoneNumberProblem },
    afterContactWorkTimeLimitSeconds: { rule: afterContactWorkTimeLimitProblem },
    autoAccept: { rule: booleanProblem },
    secondaryEmail: { rule: secondaryEmailProblem },
    tags: { rule: connectTagsProblem },
    userId: { rule: takeOverIdProblem, plain: importReason },
    email: refusedBySaml,
    password: refusedBySaml,
    directoryUserId: refusedBySaml,
} satisfies Fields;

/** The `users` of a component whose entries have these fields. */
export function usersField(fields: Fields): Field {
    return {
        required: true,
        rule: (value) =>
            `must be a map from a user name to a user, got ${Array.isArray(value) ? "a list" : quote(value)}. Write each user as ` +
            '"alice@contoso.example: {firstName: …}"',
        plain: "its keys decide which users exist. Write the map itself, with Outputs as the values of its entries",
        entries: { key: usernameProblem, fields, shape: " with firstName, lastName and securityProfiles" },
    };
}

/** A list of user names that is known while the program runs. */
export const usernameList: Field = {
    rule: (value) => listProblem(value, "user names"),
    plain: "it decides what may be deleted. Write the names",
};

/** Fields of a `ConnectUsers`. */
export const connectUsersFields = {
    instanceId: { rule: instanceIdProblem, required: true },
    users: usersField(connectUserFields),
    removedUsers: usernameList,
    protection: flag,
} satisfies Fields;

/** What is wrong with users taken together. */
export function findUsersProblems({
    instanceId,
    users,
    removedUsers,
}: Pick<ConnectUsersArgs, "instanceId" | "users" | "removedUsers">): Problem[] {
    if (!isPlainMap(users)) {
        return [];
    }
    const entries = Object.entries(users).filter((entry): entry is [string, ConnectUserEntry] => isPlainMap(entry[1]));
    return [
        ...duplicateUsernames(Object.keys(users)).map((names) => ({
            path: ["users"],
            message: `must not contain names that differ only in upper and lower case, got ${listOf(names)}. Keep the one spelled as in the directory`,
        })),
        ...entries.flatMap(([username, entry]) => findPhoneProblems(username, entry)),
        ...entries
            .filter(([, { userId }]) => userIdProblem(userId) === undefined && !isPlain(instanceId))
            .map(([username]) => ({
                path: ["users", username, "userId"],
                message:
                    "must contain the instance id as well, because it is not known while the program runs. Write " +
                    '"<instance id>:<user id>" (pulumi stack output instanceId)',
            })),
        ...(Array.isArray(removedUsers) ? removedUsers : [])
            .filter((username) => Object.hasOwn(users, String(username)))
            .map((username) => ({
                path: ["removedUsers"],
                message: `must not name ${quote(username)} while users lists them. Remove the name from one of the two`,
            })),
    ];
}

/** What a component that has users registers of them, for its guards: no names, numbers or addresses of people. */
export interface RegisteredUsers {
    /** User names. (A state from before this was a list has the map.) */
    users?: unknown;
    /** Ids of the users that were taken over, by user name. */
    takenOverUsers?: unknown;
}

/** What users register of themselves. */
export function registeredUsers(users: Readonly<Record<string, ConnectUserEntry>>): Required<RegisteredUsers> {
    const takenOver = Object.entries(users).filter(([, { userId }]) => userId !== undefined);
    return {
        users: Object.keys(users),
        takenOverUsers: Object.fromEntries(takenOver.map(([username, { userId }]) => [username, userId])),
    };
}

/** The user names that a component registered. */
function registeredUsernames({ users }: RegisteredUsers): string[] {
    return Array.isArray(users) ? users.map(String) : isPlainMap(users) ? Object.keys(users) : [];
}

/** Users who would be deleted without being asked for. */
export function findUsersLeaving(
    before: RegisteredUsers,
    after: RegisteredUsers & { removedUsers?: unknown },
    cures: UserCures,
): Problem[] {
    return usersLeaving({
        before: registeredUsernames(before),
        after: registeredUsernames(after),
        removed: Array.isArray(after.removedUsers) ? after.removedUsers.map(String) : [],
        takenOver: isPlainMap(before.takenOverUsers) ? Object.keys(before.takenOverUsers) : [],
        cures,
    });
}

/** Users that were taken over and still configured, but no longer by the id that keeps them from being deleted. */
export function findTakeOversDropped(before: RegisteredUsers, after: RegisteredUsers): Problem[] {
    const staying = new Set(registeredUsernames(after));
    const ids = isPlainMap(after.takenOverUsers) ? after.takenOverUsers : {};
    return Object.entries(isPlainMap(before.takenOverUsers) ? before.takenOverUsers : {})
        .filter(([username]) => staying.has(username))
        .flatMap(([username, id]) =>
            takenOverDropped(
                ["users", username],
                "userId",
                String(id),
                Object.hasOwn(ids, username) ? String(ids[username]) : undefined,
            ),
        );
}

/** A desk phone without a number. */
export function findPhoneProblems(
    username: string,
    { phoneType, deskPhoneNumber }: Pick<ConnectUserEntry, "phoneType" | "deskPhoneNumber">,
): Problem[] {
    return phoneType !== phoneTypes.deskPhone || deskPhoneNumber !== undefined
        ? []
        : [
              {
                  path: ["users", username, "deskPhoneNumber"],
                  message:
                      'must be set for a desk phone, got none. Write its number in E.164 form, such as "+4930123456"',
              },
          ];
}

/** A user id, or an instance id and a user id as an import takes them. */
function takeOverIdProblem(value: unknown): string | undefined {
    const [instanceId, userId, more] = typeof value === "string" ? value.split(":") : [];
    if (userId === undefined || more !== undefined) {
        return userIdProblem(value);
    }
    return instanceIdProblem(instanceId) ?? userIdProblem(userId);
}
