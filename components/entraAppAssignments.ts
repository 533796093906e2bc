import * as pulumi from "@pulumi/pulumi";
import { roleSessionNameAttributes } from "../rules/claims";
import { entraEnvironments } from "../rules/entra";
import type { EntraAppAssignmentsArgs } from "./args/entraAppAssignmentsArgs";
import { checkArgs, notChecked } from "./internal/args";
import { buildAssignments, nobody } from "./internal/build/assignments";
import {
    entraAppAssignmentsFields,
    findAssignmentLockouts,
    findAssignmentProblems,
    type RegisteredAssignments,
} from "./internal/check/entraAppAssignments";
import { contextOf } from "./internal/context";
import { entraAppAssignmentsCures } from "./internal/cures";
import { checkDirectory } from "./internal/directory";
import { endOutputsWhenRefused } from "./internal/endOfRun";
import { FormerNames } from "./internal/formerNames";
import { joined } from "./internal/guards";
import { lockoutGuard } from "./internal/lockoutGuard";

/** Who may use an enterprise application of Microsoft Entra ID: users, each looked up in the directory, and groups. */
export class EntraAppAssignments extends pulumi.ComponentResource {
    /** Object ids of the users, by the name they are listed under. */
    readonly userObjectIds: pulumi.Output<Record<string, string>>;
    /** What could not be checked before deployment, in words. */
    readonly notChecked: pulumi.Output<string[]>;

    /** @throws {ConnectEntraSsoError} that lists all invalid arguments */
    constructor(name: string, args: EntraAppAssignmentsArgs, opts?: pulumi.ComponentResourceOptions) {
        const context = contextOf("EntraAppAssignments", name, args, opts);
        const { refusals, lookups } = context;
        const checked = checkArgs<EntraAppAssignmentsArgs>(args, entraAppAssignmentsFields, refusals);
        context.rejectInvalid([...checked.problems, ...findAssignmentProblems(checked.args)]);
        const { users = [], groups = {}, removedGroups = [], userAttribute, protection = true } = checked.args;
        const attribute = userAttribute ?? roleSessionNameAttributes.userPrincipalName;
        const found = pulumi.output(
            checkDirectory(users, attribute, lookups.azuread, entraAppAssignmentsCures, refusals).then(
                async ({ principalIds, problems }) => {
                    await refusals.unlessNoneOrDestroying(problems);
                    return principalIds;
                },
            ),
        );
        const names = [...users, ...Object.keys(groups)];
        const formerNames = new FormerNames(names, names);
        const lockouts = lockoutGuard<RegisteredAssignments>(
            context,
            findAssignmentLockouts,
            ({ groups: before }, _, __, { userObjectIds }) => {
                formerNames.remember(userObjectIds, before);
                return [];
            },
        );
        super(
            context.type,
            name,
            {
                ...checked.args,
                // Users who can't sign in are refused before the first child.
                users: found.apply(() => users),
                userAttribute: attribute,
                protection,
            },
            { ...opts, hooks: joined(opts?.hooks, lockouts) },
        );
        const people = users.map(
            (user) =>
                [user, found.apply((ids) => (Object.hasOwn(ids, user) ? (ids[user] ?? nobody) : nobody))] as const,
        );
        const assigned = buildAssignments(
            this,
            {
                servicePrincipalObjectId: checked.args.servicePrincipalObjectId,
                appRoleId: checked.args.appRoleId,
                principals: Object.fromEntries([...people, ...Object.entries(groups)]),
                formerNames,
                groups: Object.keys(groups),
                configured: names,
                removed: removedGroups,
                environment: entraEnvironments.global,
                cures: entraAppAssignmentsCures,
            },
            context,
        );
        this.userObjectIds = found;
        this.notChecked = notChecked(checked, this, refusals);
        endOutputsWhenRefused(this);
        // Without outputs until everybody is assigned, so that the next run looks for what this one left.
        const whole = assigned.then(() => true);
        this.registerOutputs({ userObjectIds: this.userObjectIds, notChecked: this.notChecked, whole });
    }
}
