import {
    afterContactWorkTimeLimitProblem,
    connectTagsProblem,
    deskPhoneNumberProblem,
    duplicateUsernames,
    instanceIdProblem,
    personNameProblem,
    profileNameProblem,
    secondaryEmailProblem,
    securityProfilesProblem,
    userIdProblem,
    usernameProblem,
} from "../../rules/connect";
import { changedForEver, usersLeaving } from "../../rules/lockouts";
import type { Problem } from "../../rules/problem";
import { listOf, quote } from "../../rules/text";
import { type ConnectUserEntry, type ConnectUsersArgs, phoneTypes } from "../connectUsers";
import { isRecord, unknownKeys } from "./maps";
import { check, isPlain } from "./problems";

/** What a user entry may hold. */
export const connectUserKeys = [
    "firstName",
    "lastName",
    "securityProfiles",
    "routingProfile",
    "phoneType",
    "deskPhoneNumber",
    "afterContactWorkTimeLimitSeconds",
    "autoAccept",
    "secondaryEmail",
    "tags",
    "userId",
];

const refusedBySaml = ["email", "password", "directoryUserId"];

/** Every problem with the plain values among the arguments of a ConnectUsers. */
export function findConnectUsersProblems(args: ConnectUsersArgs, keys: readonly string[] = connectUserKeys): Problem[] {
    return [
        ...check(["instanceId"], args.instanceId, instanceIdProblem, "required"),
        ...findUserProblems(args.users, keys),
        ...findTakeOverProblems(args),
        ...findRemovedUserProblems(args.users, args.removedUsers),
    ];
}

/** What a change of the arguments would take from people for ever. */
export function findConnectUsersLockouts(
    before: Partial<ConnectUsersArgs>,
    after: Partial<ConnectUsersArgs>,
): Problem[] {
    return [
        ...changedForEver(
            ["instanceId"],
            before.instanceId,
            after.instanceId,
            "the users and all history are in that instance",
        ),
        ...usersLeaving(Object.keys(before.users ?? {}), Object.keys(after.users ?? {}), after.removedUsers ?? []),
    ];
}

function findUserProblems(users: unknown, keys: readonly string[]): Problem[] {
    if (!isRecord(users)) {
        return [
            {
                path: ["users"],
                message: `must be a map from a user name to a user, got ${Array.isArray(users) ? "a list" : quote(users)}; write each user as "alice@contoso.example: {firstName: …}"`,
            },
        ];
    }
    return [
        ...duplicateUsernames(Object.keys(users)).map((names) => ({
            path: ["users"],
            message: `must not hold names that differ only by case, got ${listOf(names)}; keep the one spelled as in the directory`,
        })),
        ...Object.entries(users).flatMap(([username, entry]) => [
            ...check(["users", username], username, usernameProblem),
            ...findEntryProblems(["users", username], entry, keys),
        ]),
    ];
}

function findEntryProblems(path: string[], value: unknown, keys: readonly string[]): Problem[] {
    if (!isRecord(value)) {
        return [{ path, message: `must be a map with firstName, lastName and securityProfiles, got ${quote(value)}` }];
    }
    const entry = value as unknown as ConnectUserEntry;
    return [
        ...unknownKeys(path, entry, [...keys, ...refusedBySaml]),
        ...refusedBySaml
            .filter((key) => Object.hasOwn(entry, key))
            .map((key) => ({
                path: [...path, key],
                message: "must be left out: an instance whose users sign in by SAML refuses it",
            })),
        ...check([...path, "firstName"], entry.firstName, personNameProblem, "required"),
        ...check([...path, "lastName"], entry.lastName, personNameProblem, "required"),
        ...check([...path, "securityProfiles"], entry.securityProfiles, securityProfilesProblem, "required"),
        ...check([...path, "routingProfile"], entry.routingProfile, profileNameProblem),
        ...check([...path, "phoneType"], entry.phoneType, phoneTypeProblem),
        ...check([...path, "deskPhoneNumber"], entry.deskPhoneNumber, deskPhoneNumberProblem),
        ...findDeskPhoneProblems(path, entry),
        ...check(
            [...path, "afterContactWorkTimeLimitSeconds"],
            entry.afterContactWorkTimeLimitSeconds,
            afterContactWorkTimeLimitProblem,
        ),
        ...check([...path, "autoAccept"], entry.autoAccept, booleanProblem),
        ...check([...path, "secondaryEmail"], entry.secondaryEmail, secondaryEmailProblem),
        ...check([...path, "tags"], entry.tags, connectTagsProblem),
        ...check([...path, "userId"], entry.userId, userIdProblem),
    ];
}

function findTakeOverProblems({ instanceId, users }: ConnectUsersArgs): Problem[] {
    if (isPlain(instanceId) || !isRecord(users)) {
        return [];
    }
    return Object.entries(users)
        .filter(([, entry]) => isRecord(entry) && entry.userId !== undefined)
        .map(([username]) => ({
            path: ["users", username, "userId"],
            message:
                "can only be given for an instance that exists already and whose id is known while the program runs",
        }));
}

function findDeskPhoneProblems(path: string[], entry: ConnectUserEntry): Problem[] {
    return isPlain(entry.phoneType) && entry.phoneType === phoneTypes.deskPhone && entry.deskPhoneNumber === undefined
        ? [
              {
                  path: [...path, "deskPhoneNumber"],
                  message:
                      'must be given for a desk phone, got none; write its number in E.164 form, such as "+4930123456"',
              },
          ]
        : [];
}

function findRemovedUserProblems(users: unknown, removed: unknown): Problem[] {
    if (removed === undefined) {
        return [];
    }
    if (!Array.isArray(removed)) {
        return [{ path: ["removedUsers"], message: `must be a list of user names, got ${quote(removed)}` }];
    }
    return removed
        .filter((username) => isRecord(users) && Object.hasOwn(users, String(username)))
        .map((username) => ({
            path: ["removedUsers"],
            message: `must not name ${quote(username)} while users lists them; remove the name from one of the two`,
        }));
}

function phoneTypeProblem(value: unknown): string | undefined {
    const known = Object.values(phoneTypes) as string[];
    return known.includes(String(value)) ? undefined : `must be ${known.map(quote).join(" or ")}, got ${quote(value)}`;
}

/** A flag: true or false, not a word that looks like one. */
export function booleanProblem(value: unknown): string | undefined {
    return typeof value === "boolean" ? undefined : `must be true or false, got ${quote(value)}`;
}
