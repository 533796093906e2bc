import { roleSessionNameAttributes } from "../../../rules/claims";
import { usernameProblem } from "../../../rules/connect";
import { dayProblem } from "../../../rules/day";
import { approvedOriginsProblem } from "../../../rules/embedding";
import { sessionDurationProblem } from "../../../rules/iam";
import { attributeUnchecked, lookupTurnedOff } from "../../../rules/lockouts";
import type { Problem } from "../../../rules/problem";
import { landingPageProblem } from "../../../rules/relayState";
import { guidProblem, quote } from "../../../rules/text";
import type { ConnectSsoArgs, ConnectSsoUserEntry } from "../../args/connectSsoArgs";
import { type Checked, checkArgs, type Field, type Fields } from "../args";
import { connectSsoCures } from "../cures";
import { isPlainMap } from "../maps";
import { isPlain } from "../plain";
import { Refusals } from "../problems";
import {
    federationFields,
    findFederationLockouts,
    findRoleNameProblems,
    type RegisteredFederation,
} from "./awsSamlFederation";
import {
    connectInstanceFields,
    findInstanceLockouts,
    findInstanceProblems,
    type RegisteredInstance,
} from "./connectInstance";
import {
    connectUserFields,
    findUsersLeaving,
    findUsersProblems,
    type RegisteredUsers,
    usernameList,
    usersField,
} from "./connectUsers";
import {
    attributeField,
    findAssignmentProblems,
    findGroupsMoved,
    groupsField,
    type RegisteredGroups,
    removedGroupsField,
} from "./entraAppAssignments";
import {
    certificateFields,
    entraSamlAppFields,
    findAppLockouts,
    findCertificateProblems,
    ownersField,
    type RegisteredApp,
} from "./entraSamlApp";
import { flag } from "./flag";
import { newInstanceProfileProblems, profileUses } from "./profiles";
import { tagsField } from "./tags";

const { displayName, identifier, notificationEmailAddresses, tenantId, environment } = entraSamlAppFields;

const formerUsername: Field = {
    rule: usernameProblem,
    plain: "it decides which assignment is kept. Write the name itself",
};

/** Fields of a `ConnectSso`. */
export const connectSsoFields = {
    ...connectInstanceFields,
    displayName: { ...displayName, required: undefined },
    identifier: { ...identifier, required: undefined },
    landingPage: { rule: landingPageProblem },
    approvedOrigins: { rule: approvedOriginsProblem },
    sessionDurationSeconds: { rule: sessionDurationProblem },
    roleSessionNameAttribute: attributeField,
    users: usersField({
        ...connectUserFields,
        signIn: flag,
        signInEnded: { rule: dayProblem, plain: "a command writes it into a file. Write the day itself" },
        formerUsername,
        objectId: { rule: guidProblem },
    }),
    removedUsers: usernameList,
    groups: groupsField,
    removedGroups: removedGroupsField,
    directoryLookup: flag,
    ...certificateFields,
    certificateActivation: flag,
    owners: ownersField,
    notificationEmailAddresses,
    ...federationFields,
    roleName: { ...federationFields.roleName, plain: "it decides the default names. Write the name itself" },
    samlProviderName: {
        ...federationFields.samlProviderName,
        plain: "it decides the default names. Write the name itself",
    },
    newRole: flag,
    tags: tagsField,
    tenantId,
    environment,
} satisfies Fields;

/** What is wrong with the arguments of a ConnectSso taken together. */
function findConnectSsoProblems(args: ConnectSsoArgs): Problem[] {
    const users = isPlainMap(args.users) ? args.users : {};
    return [
        ...findInstanceProblems(args),
        ...findCertificateProblems(args),
        ...findRoleNameProblems(args),
        ...findUsersProblems({ ...args, instanceId: args.existingInstanceId ?? new Promise<string>(() => {}) }),
        ...findAssignmentProblems({
            groups: args.groups,
            users: Object.keys(users),
            removedGroups: args.removedGroups,
        }).filter(({ path }) => path[0] !== "users"),
        ...findFormerNameProblems(users),
        ...findRoleProblems(args),
        ...findLookupProblems(args),
        ...findAdministratorProblems(args),
    ];
}

/** Every problem of arguments as a user wrote them, each field's and those of all together. */
export function findConnectSsoArgsProblems(args: unknown): Problem[] {
    return checkConnectSsoArgs(args, new Refusals("")).problems;
}

/** The arguments of a ConnectSso, checked. */
export function checkConnectSsoArgs(args: unknown, refusals: Refusals): Checked<ConnectSsoArgs> {
    const checked = checkArgs<ConnectSsoArgs>(args, connectSsoFields, refusals);
    const problems = [...checked.problems, ...findConnectSsoProblems(checked.args)];
    return { ...checked, problems: problems.length === 0 ? [] : [...problems, ...findLikelyProblems(checked.args)] };
}

/** Beside other problems, what will probably be refused later may as well be said now. */
function findLikelyProblems({ instanceAlias, users }: ConnectSsoArgs): Problem[] {
    return instanceAlias === undefined ? [] : newInstanceProfileProblems(profileUses(users));
}

/** The names of the users who may use the application. */
export function usersWhoMaySignIn(users: Readonly<Record<string, ConnectSsoUserEntry>>): string[] {
    return Object.entries(users)
        .filter(([, { signIn }]) => signIn !== false)
        .map(([username]) => username);
}

/** The names of those of them who get no assignment of their own, but perhaps as members of a group. */
export function usersWithoutAssignment({ users, directoryLookup }: ConnectSsoArgs): string[] {
    return directoryLookup === false ? usersToIdentify(users) : [];
}

/** The names of the users whose object id comes from the directory. */
export function usersToLookUp({ users, directoryLookup }: ConnectSsoArgs): string[] {
    return directoryLookup === false ? [] : usersToIdentify(users);
}

function usersToIdentify(users: ConnectSsoArgs["users"]): string[] {
    return usersWhoMaySignIn(users).filter((name) => users[name]?.objectId === undefined);
}

/** What a ConnectSso registers, and its guards compare. */
export interface RegisteredSso
    extends RegisteredInstance,
        RegisteredFederation,
        RegisteredApp,
        RegisteredUsers,
        RegisteredGroups {
    removedUsers?: unknown;
    directoryLookup?: unknown;
    roleSessionNameAttribute?: unknown;
    /** How many users may sign in but get no assignment of their own. */
    usersWithoutAssignment?: unknown;
    /** How many users may sign in but are not looked up in the directory. */
    usersNotLookedUp?: unknown;
    certificates?: unknown;
}

/**
 * What a change of the arguments would take from people. `outputs` is what the component registered when it last was whole;
 * without it, what was asked for last may never have come to stand, and only the guards of single resources know.
 */
export function findConnectSsoLockouts(
    before: RegisteredSso,
    after: RegisteredSso,
    outputs: Readonly<Record<string, unknown>>,
): Problem[] {
    return [
        ...findInstanceLockouts(before, after),
        ...findAppLockouts(before, after, outputs.certificates),
        ...findFederationLockouts(before, after),
        ...findUsersLeaving(before, after, connectSsoCures),
        ...findGroupsMoved(before, after),
        ...lookupTurnedOff(before.directoryLookup, after.directoryLookup, after.usersWithoutAssignment),
        ...attributeUnchecked(
            before.roleSessionNameAttribute,
            after.roleSessionNameAttribute,
            after.usersNotLookedUp,
            connectSsoCures,
        ),
    ];
}

/** A former name that is somebody else's, so that no assignment can be kept under another name. */
function findFormerNameProblems(users: ConnectSsoArgs["users"]): Problem[] {
    const former = Object.entries(users).flatMap(([username, entry]) =>
        isPlainMap(entry) && typeof entry.formerUsername === "string" ? [{ username, was: entry.formerUsername }] : [],
    );
    return former.flatMap(({ username, was }, index) => {
        const path = ["users", username, "formerUsername"];
        // Who may no longer sign in has no assignment that another name could take over.
        if (Object.hasOwn(users, was) && users[was]?.signIn !== false) {
            return [
                { path, message: `must not be the name of a user in users, got ${quote(was)}. Remove one of the two` },
            ];
        }
        const twin = former.slice(0, index).find((other) => other.was === was);
        return twin === undefined
            ? []
            : [
                  {
                      path,
                      message: `is the same as that of ${quote(twin.username)}, got ${quote(was)}. Only one user can have had that name`,
                  },
              ];
    });
}

function findRoleProblems({ existingInstanceId, existingRoleName, newRole }: ConnectSsoArgs): Problem[] {
    if (existingRoleName !== undefined && newRole === true) {
        return [
            {
                path: ["newRole"],
                message: "must not be true while existingRoleName names a role. Remove one of the two",
            },
        ];
    }
    return existingInstanceId === undefined || existingRoleName !== undefined || newRole === true
        ? []
        : [
              {
                  path: ["existingRoleName"],
                  message:
                      "must be set for an existing instance, got none: Connect binds every user to the first role they sign in with, and refuses " +
                      "them with another. Write the name of the role they sign in with today, or newRole: true if nobody has signed in yet",
              },
          ];
}

function findLookupProblems({ groups = {}, users, directoryLookup }: ConnectSsoArgs): Problem[] {
    if (directoryLookup !== false || !isPlainMap(groups) || !isPlainMap(users) || Object.keys(groups).length > 0) {
        return [];
    }
    const identified = Object.values(users).some((entry) => isPlainMap(entry) && entry.objectId !== undefined);
    return identified
        ? []
        : [
              {
                  path: ["groups"],
                  message:
                      "must name at least one group when directoryLookup is false, got none: without the look-up, users can be assigned only as " +
                      "members of a group, or by their objectId",
              },
          ];
}

function findAdministratorProblems({ instanceAlias, users }: ConnectSsoArgs): Problem[] {
    if (instanceAlias === undefined || !isPlainMap(users)) {
        return [];
    }
    const entries = Object.values(users).filter(isPlainMap) as unknown as ConnectSsoUserEntry[];
    const undecided = entries.some(
        ({ securityProfiles: names }) => !isPlain(names) || (Array.isArray(names) && !names.every(isPlain)),
    );
    const administrator = entries.some(
        ({ securityProfiles, signIn }) =>
            signIn !== false && Array.isArray(securityProfiles) && securityProfiles.includes("Admin"),
    );
    if (undecided || administrator) {
        return [];
    }
    const [someone = "admin@contoso.example"] = Object.keys(users);
    return [
        {
            path: ["users"],
            message:
                "must contain a user with the security profile Admin, got none: an instance created through the API has no administrator. " +
                `Write for example ${JSON.stringify(someone)}: { …, securityProfiles: ["Admin"] }`,
        },
    ];
}

/** The attribute that equals the Connect user names. */
export function attributeOf({ roleSessionNameAttribute }: ConnectSsoArgs): string {
    return roleSessionNameAttribute ?? roleSessionNameAttributes.userPrincipalName;
}
