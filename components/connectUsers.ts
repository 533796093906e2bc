import * as pulumi from "@pulumi/pulumi";
import { fixedValueChanged } from "../rules/lockouts";
import type { ConnectUsersArgs } from "./args/connectUsersArgs";
import { checkArgs, notChecked } from "./internal/args";
import { buildUsers } from "./internal/build/connectUsers";
import {
    connectUsersFields,
    findUsersLeaving,
    findUsersProblems,
    type RegisteredUsers,
    registeredUsers,
} from "./internal/check/connectUsers";
import { profileUses } from "./internal/check/profiles";
import { contextOf } from "./internal/context";
import { connectUsersCures } from "./internal/cures";
import { endOutputsWhenRefused } from "./internal/endOfRun";
import { joined } from "./internal/guards";
import { lockoutGuard } from "./internal/lockoutGuard";
import { plainText } from "./internal/plain";
import { ProfileLookup } from "./internal/profiles";
import { findTakeOversLost } from "./internal/takeOvers";

/** The users of an Amazon Connect instance whose people sign in by SAML. */
export class ConnectUsers extends pulumi.ComponentResource {
    /** Connect's user ids by user name. */
    readonly userIds: pulumi.Output<Record<string, string>>;
    /** What could not be checked before deployment, in words. */
    readonly notChecked: pulumi.Output<string[]>;

    /** @throws {ConnectEntraSsoError} that lists all invalid arguments */
    constructor(name: string, args: ConnectUsersArgs, opts?: pulumi.ComponentResourceOptions) {
        const context = contextOf("ConnectUsers", name, args, opts);
        const { refusals, lookups } = context;
        const checked = checkArgs<ConnectUsersArgs>(args, connectUsersFields, refusals);
        context.rejectInvalid([...checked.problems, ...findUsersProblems(checked.args)]);
        const { instanceId, users, removedUsers, protection = true } = checked.args;
        const profiles = new ProfileLookup(lookups.aws, refusals);
        const lockouts = lockoutGuard<RegisteredUsers & { instanceId?: unknown }>(
            context,
            (before, after) => [
                ...fixedValueChanged(
                    ["instanceId"],
                    before.instanceId,
                    after.instanceId,
                    "the users and all history are in that instance",
                ),
                ...findUsersLeaving(before, after, connectUsersCures),
            ],
            (before, after, whole) => findTakeOversLost(context, before, after, whole),
        );
        // Profile names that the instance does not have are refused before the first child.
        const usable = pulumi.output(instanceId).apply(async (id) => {
            await refusals.unlessNoneOrDestroying(await profiles.problems(id, profileUses(users)));
            return id;
        });
        super(
            context.type,
            name,
            {
                instanceId: usable,
                ...profiles.idsOf(usable, users),
                ...registeredUsers(users),
                removedUsers,
                protection,
            },
            { ...opts, hooks: joined(opts?.hooks, lockouts) },
        );
        this.userIds = buildUsers(
            this,
            {
                instanceId: usable,
                importInstanceId: plainText(instanceId),
                users,
                removedUsers,
                cures: connectUsersCures,
            },
            profiles,
            context,
        );
        this.notChecked = notChecked(checked, this, refusals, (unknown) =>
            unknown.includes("instanceId")
                ? ["Whether the instance has the users' profiles: its id is not known before deployment."]
                : [],
        );
        endOutputsWhenRefused(this);
        this.registerOutputs({ userIds: this.userIds, notChecked: this.notChecked });
    }
}
