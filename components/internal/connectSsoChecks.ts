import { roleSessionNameAttributeProblem } from "../../rules/claims";
import { defaultRoutingProfileNames } from "../../rules/connect";
import { sessionDurationProblem } from "../../rules/iam";
import { changedForEver, lookupTurnedOff } from "../../rules/lockouts";
import type { Problem } from "../../rules/problem";
import { landingPageProblem } from "../../rules/relayState";
import { guidProblem, quote } from "../../rules/text";
import { findConnectInstanceLockouts, findConnectInstanceProblems } from "../connectInstance";
import type { ConnectSsoArgs, ConnectSsoUserEntry } from "../connectSsoArgs";
import { findAwsSamlFederationLockouts, findAwsSamlFederationProblems } from "./awsSamlFederationChecks";
import { usersWhoMaySignIn } from "./connectSsoArgs";
import {
    booleanProblem,
    connectUserKeys,
    findConnectUsersLockouts,
    findConnectUsersProblems,
} from "./connectUsersChecks";
import { findEntraSamlAppLockouts, findEntraSamlAppProblems } from "./entraSamlAppChecks";
import { isRecord } from "./maps";
import { check, isPlain } from "./problems";
import { newInstanceProfileProblems, type ProfileNames } from "./profiles";

/** Every problem with the plain values among the arguments of a ConnectSso: its own rules and those of the five it wires. */
export function findConnectSsoProblems(args: ConnectSsoArgs): Problem[] {
    // Flows in from the other components.
    const later = Promise.resolve("");
    const problems = [
        ...findConnectInstanceProblems({
            instanceAlias: args.instanceAlias,
            existingInstanceId: args.existingInstanceId,
        }),
        ...findEntraSamlAppProblems({
            displayName: args.displayName ?? later,
            identifier: args.identifier ?? later,
            replyUrl: later,
            certificates: args.certificates,
            retiredCertificates: args.retiredCertificates,
            owners: args.owners,
            notificationEmailAddresses: args.notificationEmailAddresses,
            tenantId: args.tenantId,
            environment: args.environment,
        }),
        ...findAwsSamlFederationProblems({
            samlMetadataDocument: later,
            instanceArn: later,
            samlProviderName: args.samlProviderName,
            roleName: args.roleName,
            existingRoleName: args.existingRoleName,
            alsoTrustedSamlProviders: args.alsoTrustedSamlProviders,
            retiredSamlProviders: args.retiredSamlProviders,
        }),
        ...findConnectUsersProblems(
            { instanceId: args.existingInstanceId ?? later, users: args.users, removedUsers: args.removedUsers },
            [...connectUserKeys, "signIn"],
        ).filter(({ path }) => path[0] !== "instanceId"),
        ...check(["landingPage"], args.landingPage, landingPageProblem),
        ...check(["sessionDurationSeconds"], args.sessionDurationSeconds, sessionDurationProblem),
        ...check(["roleSessionNameAttribute"], args.roleSessionNameAttribute, roleSessionNameAttributeProblem),
        ...findFlagProblems(args),
        ...findRoleProblems(args),
        ...findAssignmentProblems(args),
        ...findAdministratorProblems(args),
    ];
    // Whether the instance is there already is looked up later; beside other problems this may as well be said now.
    return problems.length > 0 && args.instanceAlias !== undefined
        ? [...problems, ...newInstanceProfileProblems(profileNames(args.users))]
        : problems;
}

/** What a ConnectSso is registered with: its arguments, and what it came to where nothing was asked for. */
export type Registered = Partial<ConnectSsoArgs> & { region?: string };

/** What a change of the arguments would take from people: what each of the five says, and what only the whole can tell. */
export function findConnectSsoLockouts(before: Registered, after: Registered): Problem[] {
    return [
        ...findConnectInstanceLockouts(before, after),
        ...findEntraSamlAppLockouts(before, after),
        ...findAwsSamlFederationLockouts(before, after),
        ...findConnectUsersLockouts({ users: before.users }, { users: after.users, removedUsers: after.removedUsers }),
        ...lookupTurnedOff(before.directoryLookup, after.directoryLookup, usersWhoMaySignIn(before.users ?? {})),
        ...findAttributeLockouts(before, after),
        ...changedForEver(
            ["region"],
            before.region,
            after.region,
            "the instance is in that Region of the aws provider",
        ),
    ];
}

/** The profile names of all users whose names are plain. */
export function profileNames(users: unknown): ProfileNames[] {
    if (!isRecord(users)) {
        return [];
    }
    return Object.entries(users).flatMap(([username, entry]) => {
        if (!isRecord(entry) || !Array.isArray(entry.securityProfiles)) {
            return [];
        }
        const routingProfile = entry.routingProfile ?? defaultRoutingProfileNames[0];
        return [
            {
                username,
                securityProfiles: entry.securityProfiles.filter((it): it is string => typeof it === "string"),
                routingProfile: typeof routingProfile === "string" ? routingProfile : "",
            },
        ];
    });
}

function findFlagProblems(args: ConnectSsoArgs): Problem[] {
    const flags = [
        "inboundCallsEnabled",
        "outboundCallsEnabled",
        "contactFlowLogsEnabled",
        "contactLensEnabled",
        "directoryLookup",
        "newRole",
        "protection",
    ] as const;
    const entries = isRecord(args.users) ? Object.entries(args.users) : [];
    return [
        ...flags.flatMap((flag) => check([flag], args[flag], booleanProblem)),
        ...entries.flatMap(([username, entry]) =>
            isRecord(entry) ? check(["users", username, "signIn"], entry.signIn, booleanProblem) : [],
        ),
    ];
}

function findRoleProblems({ existingInstanceId, existingRoleName, newRole }: ConnectSsoArgs): Problem[] {
    if (existingRoleName !== undefined && newRole === true) {
        return [
            {
                path: ["newRole"],
                message: "must not be true while existingRoleName names a role; remove one of the two",
            },
        ];
    }
    if (existingInstanceId === undefined || existingRoleName !== undefined || newRole === true) {
        return [];
    }
    return [
        {
            path: ["existingRoleName"],
            message:
                "must be given for an existing instance, got none: Connect binds every user to the first role they came with, and refuses " +
                "them with another. Write the name of the role they sign in with today, or newRole: true if nobody has signed in yet",
        },
    ];
}

function findAssignmentProblems({ groups, directoryLookup }: ConnectSsoArgs): Problem[] {
    if (groups !== undefined && !Array.isArray(groups)) {
        return [{ path: ["groups"], message: `must be a list of group object ids, got ${quote(groups)}` }];
    }
    const problems = (groups ?? []).flatMap((group, index) =>
        check(["groups", String(index)], group, guidProblem, "required"),
    );
    const twice = (groups ?? []).filter((group, index) => (groups ?? []).indexOf(group) !== index);
    for (const group of new Set(twice)) {
        problems.push({ path: ["groups"], message: `must list each group once, got ${quote(group)} more than once` });
    }
    if (directoryLookup === false && (groups ?? []).length === 0) {
        problems.push({
            path: ["groups"],
            message:
                "must list at least one group while directoryLookup is false, got none: without looking users up only groups can be let in",
        });
    }
    return problems;
}

function findAdministratorProblems({ instanceAlias, users }: ConnectSsoArgs): Problem[] {
    if (instanceAlias === undefined || !isRecord(users)) {
        return [];
    }
    const entries = Object.values(users).filter(isRecord) as unknown as ConnectSsoUserEntry[];
    const undecided = entries.some(({ securityProfiles }) => !isPlain(securityProfiles));
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
                "must hold somebody with the security profile Admin, got nobody: an instance made through the API has no administrator " +
                `of its own. Write for example ${JSON.stringify(someone)}: { …, securityProfiles: ["Admin"] }`,
        },
    ];
}

/** Names that equal the old attribute need not equal the new one; only the directory look-up can tell. */
function findAttributeLockouts(before: Partial<ConnectSsoArgs>, after: Partial<ConnectSsoArgs>): Problem[] {
    const changed =
        before.roleSessionNameAttribute !== undefined &&
        before.roleSessionNameAttribute !== after.roleSessionNameAttribute;
    return changed && after.directoryLookup === false
        ? [
              {
                  path: ["roleSessionNameAttribute"],
                  message:
                      `must stay ${quote(before.roleSessionNameAttribute)} while directoryLookup is false, got ` +
                      `${quote(after.roleSessionNameAttribute)}: whether everybody's ${String(after.roleSessionNameAttribute)} equals their ` +
                      "Connect user name can't be told without looking them up; set directoryLookup to true for this change",
              },
          ]
        : [];
}
