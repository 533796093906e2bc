import { User } from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { phoneTypes } from "../../../rules/connect";
import { type UserCures, usersLeaving } from "../../../rules/lockouts";
import { awsTypes } from "../../../rules/resourceTypes";
import { quote } from "../../../rules/text";
import type { ConnectUserEntry } from "../../args/connectUsersArgs";
import { findUser } from "../adopt/aws";
import { checkTogether } from "../args";
import { findPhoneProblems } from "../check/connectUsers";
import { defaultRoutingProfile, type ProfileKind, profilePath } from "../check/profiles";
import type { Context } from "../context";
import { advice, type Guard, joined } from "../guards";
import { isPlain } from "../plain";
import { ConnectEntraSsoError } from "../problems";
import type { ProfileLookup } from "../profiles";
import { atCallersLine, outputOf } from "../sdk";
import { optionsForTags } from "../tags";

/** What users are built from. */
interface UsersPlan {
    /** Id of the instance, as an Output that is known once the instance was found usable. */
    instanceId: pulumi.Output<string>;
    /** The same where it is known while the program runs, for users who are taken over. */
    importInstanceId?: string;
    users: Readonly<Record<string, ConnectUserEntry>>;
    removedUsers?: readonly string[];
    cures: UserCures;
}

/** Creates or takes over one Connect user for each entry; returns their ids by user name. */
export const buildUsers = atCallersLine(function buildUsers(
    parent: pulumi.ComponentResource,
    { instanceId, importInstanceId, users, removedUsers = [], cures }: UsersPlan,
    profiles: ProfileLookup,
    context: Context,
): pulumi.Output<Record<string, string>> {
    const { name, guards, refusals, orphans, lookups } = context;
    const ids = {
        security: new Map<string, pulumi.Output<string>>(),
        routing: new Map<string, pulumi.Output<string>>(),
    };
    const hooks = joined(
        guards.on("users", ["beforeDelete"], deletionGuard(Object.keys(users), removedUsers, cures, context)),
        context.changeHooks,
        context.retryHooks,
        advice(context, "user advice", parent, (resourceName, error) =>
            error.includes("DuplicateResourceException")
                ? adviseToTakeOver(resourceName.slice(name.length + 1))
                : undefined,
        ),
    );
    const idOf = (kind: ProfileKind, profile: pulumi.Input<string>, username: string): pulumi.Output<string> => {
        const find = () =>
            pulumi.unsecret(
                pulumi.all([instanceId, profile]).apply(async ([instance, it]) => {
                    const found = await profiles.find(kind, instance, it, profilePath(kind, username));
                    await refusals.unlessNoneOrDestroying(found.problems);
                    return found.id ?? "";
                }),
            );
        if (typeof profile !== "string") {
            return find();
        }
        // One look-up, and one Output, however many users have it.
        const known = ids[kind].get(profile) ?? find();
        ids[kind].set(profile, known);
        return known;
    };
    const made = Object.entries(users).map(([username, entry]) => {
        const args = {
            ...userArgs(username, { ...entry, phoneType: checkedPhoneType(username, entry, context) }),
            instanceId,
            securityProfileIds: Array.isArray(entry.securityProfiles)
                ? pulumi.all(entry.securityProfiles.map((it) => idOf("security", it, username))).apply(sorted)
                : pulumi
                      .output(entry.securityProfiles)
                      .apply((names) => pulumi.all(names.map((it) => idOf("security", it, username))))
                      .apply(sorted),
            routingProfileId: idOf("routing", entry.routingProfile ?? defaultRoutingProfile, username),
        };
        const resourceName = `${name}-${username}`;
        const wanted = {
            what: `Connect user ${quote(username)}`,
            type: awsTypes.user,
            name: resourceName,
            parent,
        };
        const user = new User(resourceName, args, {
            parent,
            // A hierarchy group is given in Connect itself.
            ignoreChanges: [
                "hierarchyGroupId",
                ...(entry.userId !== undefined && entry.tags === undefined ? ["tags"] : []),
            ],
            // Two users can't have one name, and a refused deletion must come before anything is created.
            deleteBeforeReplace: true,
            hooks,
            ...optionsForTags(entry.tags),
            ...(entry.userId === undefined
                ? orphans.adopting(wanted, args, (it) => findUser(it, lookups.aws))
                : takenOver(importInstanceId, entry.userId)),
        });
        return [username, outputOf(user, user.userId)] as const;
    });
    return pulumi.all(Object.fromEntries(made));
});

function userArgs(username: string, entry: ConnectUserEntry) {
    return {
        // Without a name the provider would invent one, and nobody could sign in as this user.
        name: username,
        identityInfo: { firstName: entry.firstName, lastName: entry.lastName, secondaryEmail: entry.secondaryEmail },
        phoneConfig: {
            phoneType: entry.phoneType ?? phoneTypes.softPhone,
            deskPhoneNumber: entry.deskPhoneNumber,
            afterContactWorkTimeLimit: entry.afterContactWorkTimeLimitSeconds,
            autoAccept: entry.autoAccept ?? false,
        },
        tags: entry.tags,
    };
}

/** A type that is an Output is checked beside the number once it is known. */
function checkedPhoneType(
    username: string,
    { phoneType, deskPhoneNumber }: ConnectUserEntry,
    { refusals }: Context,
): pulumi.Input<string> | undefined {
    return isPlain(phoneType) || deskPhoneNumber !== undefined
        ? phoneType
        : checkTogether({ phoneType }, (known) => findPhoneProblems(username, known), refusals).apply(
              (known) => known.phoneType ?? phoneTypes.softPhone,
          );
}

function sorted(ids: readonly string[]): string[] {
    return [...ids].sort();
}

/** Options that import an existing user, who then outlives this stack. */
function takenOver(instanceId: string | undefined, userId: string): pulumi.CustomResourceOptions {
    return { import: userId.includes(":") ? userId : `${String(instanceId)}:${userId}`, retainOnDelete: true };
}

function adviseToTakeOver(username: string): string {
    return (
        `The instance has a user ${quote(username)} who is not in this stack. To manage that user, set users[${quote(username)}].userId to ` +
        '"<instance id>:<user id>" (aws connect list-users shows the user id).'
    );
}

function deletionGuard(
    configured: readonly string[],
    removed: readonly string[],
    cures: UserCures,
    { who }: Context,
): Guard {
    const known = new Set(configured);
    return ({ oldInputs = {} }) => {
        const username = String(oldInputs.name);
        if (removed.includes(username)) {
            return;
        }
        const problems = known.has(username)
            ? [
                  {
                      path: ["users", username],
                      message:
                          `would be deleted with their history, and ${quote(username)} created again in another instance or under another name. ` +
                          "Keep the instance and the name, or set protection to false to do it anyway",
                  },
              ]
            : usersLeaving({ before: [username], after: configured, removed, takenOver: "unknown", cures });
        throw new ConnectEntraSsoError(`${who} would delete a Connect user:`, problems);
    };
}
