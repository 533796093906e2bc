import { User } from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { defaultRoutingProfileNames } from "../rules/connect";
import { usersLeaving } from "../rules/lockouts";
import { quote } from "../rules/text";
import { findConnectUsersLockouts, findConnectUsersProblems } from "./internal/connectUsersChecks";
import { guardHooks, withLockoutGuard } from "./internal/hooks";
import { lookupOptions } from "./internal/lookups";
import { holdUnless, problemReport, rejectProblems, whenKnown } from "./internal/problems";
import { type ProfileIds, ProfileLookup } from "./internal/profiles";

/** How a Connect user takes calls. */
export const phoneTypes = { softPhone: "SOFT_PHONE", deskPhone: "DESK_PHONE" } as const;

/** One Connect user; the key they are listed under is their user name, exactly as the RoleSessionName will be. */
export interface ConnectUserEntry {
    /** First name, 1 to 100 characters. */
    firstName: pulumi.Input<string>;
    /** Last name, 1 to 100 characters. */
    lastName: pulumi.Input<string>;
    /** Names of 1 to 10 security profiles of the instance. */
    securityProfiles: pulumi.Input<pulumi.Input<string>[]>;
    /** Name of a routing profile of the instance. @default `Basic Routing Profile` */
    routingProfile?: pulumi.Input<string>;
    /** `SOFT_PHONE` or `DESK_PHONE`, one of {@link phoneTypes}. @default `SOFT_PHONE` */
    phoneType?: pulumi.Input<string>;
    /** Number of the desk phone in E.164 form, `+4930123456`. @default - none; a desk phone needs one */
    deskPhoneNumber?: pulumi.Input<string>;
    /** How long after-contact work may last, 0 (no limit) to 2,000,000 s. @default - Connect's own */
    afterContactWorkTimeLimitSeconds?: pulumi.Input<number>;
    /** Whether calls are taken without a click. @default false */
    autoAccept?: pulumi.Input<boolean>;
    /** Address that notifications go to; SAML instances accept no primary one. @default - none */
    secondaryEmail?: pulumi.Input<string>;
    /** Tags, 1 to 50. @default - none */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /**
     * Id of a Connect user of this name who exists already: they are taken over, and never deleted. Needs an `instanceId` that
     * is a plain string, since an import is decided while the program runs. @default - a user is created
     */
    userId?: string;
}

/** Arguments of {@link ConnectUsers}. */
export interface ConnectUsersArgs {
    /** Id of the instance, a GUID. */
    instanceId: pulumi.Input<string>;
    /** Users by user name. */
    users: Readonly<Record<string, ConnectUserEntry>>;
    /** User names that were in `users` and whose Connect users, history included, are to be deleted. @default - none */
    removedUsers?: readonly string[];
    /** Whether a user who leaves `users` without being in `removedUsers` is refused. @default true */
    protection?: boolean;
    /** @internal Set when the caller has looked profiles up already. */
    profiles?: ProfileLookup;
    /** @internal What must hold before anything is looked up. */
    ready?: pulumi.Input<unknown>;
}

/** The users of an Amazon Connect instance whose people sign in by SAML. */
export class ConnectUsers extends pulumi.ComponentResource {
    /** Connect's user ids by user name. */
    readonly userIds: pulumi.Output<Record<string, string>>;

    constructor(name: string, args: ConnectUsersArgs, opts?: pulumi.ComponentResourceOptions) {
        const who = `ConnectUsers "${name}"`;
        const headline = `${who} has invalid args:`;
        rejectProblems(headline, findConnectUsersProblems(args));
        const { profiles = new ProfileLookup(lookupOptions(opts).aws), ready, ...inputs } = args;
        const checks = whenKnown(headline, inputs, findConnectUsersProblems);
        // Looked up only once everything is known to be well-formed, so that one mistake is reported once.
        const profileIds = findProfiles(headline, { ...args, ready: pulumi.all([checks, ready]) }, profiles);
        super(
            "connect-entra-sso:index:ConnectUsers",
            name,
            { ...inputs, checks: pulumi.all([checks, profileIds]).apply(([it]) => it) },
            withLockoutGuard(
                who,
                args.protection,
                ready === undefined ? findConnectUsersLockouts : findLeavingUsers,
                opts,
            ),
        );
        const hooks = args.protection === false ? undefined : deletionGuard(who, args);
        const users = Object.entries(args.users).map(([username, entry]) => {
            const user = new User(`${name}-${username}`, userArgs(username, entry, args.instanceId, profileIds), {
                parent: this,
                // A hierarchy group is given in Connect itself.
                ignoreChanges: [
                    "hierarchyGroupId",
                    ...(entry.userId !== undefined && entry.tags === undefined ? ["tags"] : []),
                ],
                // Names can't be held twice, and a refused deletion must come before anything is made.
                deleteBeforeReplace: true,
                hooks,
                ...(entry.userId === undefined
                    ? {}
                    : { import: `${args.instanceId}:${entry.userId}`, retainOnDelete: true }),
            });
            return [username, user.userId] as const;
        });
        this.userIds = pulumi.all(Object.fromEntries(users));
        this.registerOutputs({ userIds: this.userIds });
    }
}

function findProfiles(headline: string, args: ConnectUsersArgs, profiles: ProfileLookup): pulumi.Output<ProfileIds> {
    const wanted = Object.entries(args.users).map(([username, { securityProfiles, routingProfile }]) => ({
        username,
        securityProfiles,
        routingProfile: routingProfile ?? defaultRoutingProfileNames[0],
    }));
    return pulumi.unsecret(
        pulumi.output({ instanceId: args.instanceId, wanted, ready: args.ready }).apply(async (known) => {
            const { ids, problems } = await profiles.find(
                known.instanceId,
                known.wanted.map((it) => ({ ...it, routingProfile: it.routingProfile ?? "" })),
            );
            await holdUnless(headline, problems);
            return ids;
        }),
    );
}

function userArgs(
    username: string,
    entry: ConnectUserEntry,
    instanceId: pulumi.Input<string>,
    profileIds: pulumi.Output<ProfileIds>,
) {
    return {
        instanceId,
        // Without a name the provider would invent one, and nobody could sign in as this user.
        name: username,
        identityInfo: { firstName: entry.firstName, lastName: entry.lastName, secondaryEmail: entry.secondaryEmail },
        phoneConfig: {
            phoneType: entry.phoneType ?? phoneTypes.softPhone,
            deskPhoneNumber: entry.deskPhoneNumber,
            afterContactWorkTimeLimit: entry.afterContactWorkTimeLimitSeconds,
            autoAccept: entry.autoAccept ?? false,
        },
        securityProfileIds: pulumi
            .all([pulumi.output(entry.securityProfiles), profileIds])
            .apply(([names, ids]) => names.map((it) => ids.security[it] ?? "").sort()),
        routingProfileId: pulumi
            .all([entry.routingProfile ?? defaultRoutingProfileNames[0], profileIds])
            .apply(([it, ids]) => ids.routing[it ?? ""] ?? ""),
        tags: entry.tags,
    };
}

/** Within a ConnectSso, which watches over the instance itself and may have made a lost one anew. */
function findLeavingUsers(before: Partial<ConnectUsersArgs>, after: Partial<ConnectUsersArgs>) {
    return findConnectUsersLockouts({ users: before.users }, after);
}

function deletionGuard(component: string, args: ConnectUsersArgs): pulumi.ResourceHookBinding | undefined {
    const usernames = Object.keys(args.users);
    return guardHooks(`${component} keeps users and their history`, {
        beforeDelete: ({ oldInputs }) => {
            const username = String(oldInputs.name);
            if ((args.removedUsers ?? []).includes(username)) {
                return;
            }
            throw new Error(
                usernames.includes(username)
                    ? `The Connect user ${quote(username)} would be deleted and their history lost for ever, to be made anew in another ` +
                          "instance or under another name. Keep instance and name, or set protection to false to do it all the same."
                    : problemReport("A Connect user would be lost:", usersLeaving([username], usernames, [])),
            );
        },
    });
}
