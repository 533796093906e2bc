import { AppRoleAssignment } from "@pulumi/azuread/appRoleAssignment";
import * as pulumi from "@pulumi/pulumi";
import { sameGuid } from "../../../rules/guid";
import { type AssignmentCures, assignmentLeaving, assignmentStillNeeded } from "../../../rules/lockouts";
import type { Problem } from "../../../rules/problem";
import { entraTypes } from "../../../rules/resourceTypes";
import { quote } from "../../../rules/text";
import { findAssignments } from "../adopt/entra";
import type { Context } from "../context";
import type { FormerNames } from "../formerNames";
import { advice, type Guard, joined } from "../guards";
import { plainText } from "../plain";
import { ConnectEntraSsoError } from "../problems";
import { atCallersLine, settle } from "../sdk";
import { adviseAboutAssignment } from "./assignmentAdvice";

/** The role of every application that declares none. */
const defaultAppRoleId = "00000000-0000-0000-0000-000000000000";

/** Stands for somebody who is not in the directory, where a hook refuses their assignment or the stack is being destroyed. */
export const nobody = "00000000-0000-0000-0000-000000000000";

/** What assignments are built from. */
interface AssignmentsPlan {
    servicePrincipalObjectId: pulumi.Input<string>;
    appRoleId?: pulumi.Input<string>;
    /** Object ids of users and groups, by the name they are configured under. */
    principals: Readonly<Record<string, pulumi.Input<string>>>;
    /** Names that principals had in the last deployment. */
    formerNames: FormerNames;
    /** Former names of users as their entries say, whose assignments are kept under the new name. */
    formerUsernames?: Readonly<Record<string, string>>;
    /** Names of the groups among them. */
    groups: readonly string[];
    /** Names that are configured to sign in, also where no assignment of theirs is built. */
    configured: readonly string[];
    /** Names that may go even if nobody else is assigned after that. */
    removed: readonly string[];
    /** Cloud of the tenant. */
    environment: string;
    cures: AssignmentCures;
}

/** Assigns users and groups to an application. The promise comes to its end once all are. */
export const buildAssignments = atCallersLine(function buildAssignments(
    parent: pulumi.ComponentResource,
    plan: AssignmentsPlan,
    context: Context,
): Promise<unknown> {
    const { name, guards, refusals, orphans, graph } = context;
    const made = new Map<string, AppRoleAssignment>();
    const names = new Map<string, string>();
    const hooks = joined(
        guards.on("assignments", ["beforeDelete"], assignmentGuard(plan, made, names, context)),
        context.changeHooks,
        context.retryHooks,
        advice(context, "assignment advice", parent, (resourceName, error, inputs) =>
            adviseAboutAssignment(
                parent,
                { resourceName, key: resourceName.slice(name.length + 1) },
                plan,
                error,
                inputs,
            ),
        ),
    );
    for (const [key, principal] of Object.entries(plan.principals)) {
        const take = async (objectId: string | undefined): Promise<string> => {
            const id = objectId?.toLowerCase();
            await refusals.unlessNone(id === undefined ? [] : takeName(names, key, id, plan));
            return id as string;
        };
        const aliases = aliasesOf(parent, key, plan).map(async (former) => ({ name: `${name}-${await former}` }));
        const args = {
            appRoleId: plan.appRoleId ?? defaultAppRoleId,
            // An id that two have is refused before the second one is assigned: Entra takes one assignment of each.
            principalObjectId: pulumi.output(principal).apply((id) => take(id)),
            resourceObjectId: plan.servicePrincipalObjectId,
        };
        const wanted = {
            what: `assignment of ${quote(key)}`,
            type: entraTypes.roleAssignment,
            name: `${name}-${key}`,
            parent,
        };
        made.set(
            key,
            new AppRoleAssignment(wanted.name, args, {
                parent,
                hooks,
                ...(aliases.length === 0 ? {} : { aliases }),
                ...orphans.adopting(wanted, args, (it) => findAssignments(it, graph)),
            }),
        );
    }
    return Promise.all([...made.values()].map(({ id }) => settle(id)));
});

/** Notes under which name an object id is assigned; says so when it is under another one already. */
function takeName(names: Map<string, string>, key: string, id: string, { groups }: AssignmentsPlan): Problem[] {
    const other = names.get(id) ?? key;
    if (id !== nobody) {
        names.set(id, other);
    }
    return other === key
        ? []
        : [
              {
                  path: groups.includes(key) ? ["groups", key] : ["users", key],
                  message: `has the same object id as ${quote(other)}. Entra assigns each user and group once: remove one of the two`,
              },
          ];
}

/** Names that the assignment of a user or a group may have in the state. */
function aliasesOf(
    parent: pulumi.ComponentResource,
    key: string,
    { principals, formerUsernames = {}, formerNames, groups }: AssignmentsPlan,
): (string | Promise<string>)[] {
    const principal = principals[key];
    const plain = plainText(principal);
    const declared = Object.hasOwn(formerUsernames, key) ? formerUsernames[key] : undefined;
    const formerName = async () => {
        // Not before the hook on the component's registration has shown what was registered last.
        const [{ value }] = await Promise.all([settle(principal), settle(parent.urn)]);
        return (typeof value === "string" ? formerNames.of(value) : undefined) ?? key;
    };
    return [
        ...(declared === undefined ? [] : [declared]),
        // Before groups had names, their assignments were named by their ids.
        ...(groups.includes(key) && plain !== undefined ? [plain] : []),
        ...(formerNames.tracks(key) ? [formerName().catch(() => key)] : []),
    ];
}

function assignmentGuard(
    { principals, configured, removed, cures }: AssignmentsPlan,
    made: ReadonlyMap<string, AppRoleAssignment>,
    names: ReadonlyMap<string, string>,
    { who, name }: Context,
): Guard {
    return async ({ urn, name: resourceName, oldInputs = {} }) => {
        const key = resourceName.slice(name.length + 1);
        const successor = Object.hasOwn(principals, key) ? (await settle(principals[key])).value : undefined;
        // Another object id under the same name: their own assignment stands by now.
        const isReplaced = typeof successor === "string" && !sameGuid(successor, oldInputs.principalObjectId);
        const other = names.get(String(oldInputs.principalObjectId).toLowerCase());
        const problems = [
            ...(other === undefined || other === key ? [] : assignmentStillNeeded(key, other, urn)),
            ...(isReplaced
                ? []
                : assignmentLeaving(key, {
                      wanted: configured,
                      standing: await standingBeside(key, made),
                      removed,
                      cures,
                  })),
        ];
        if (problems.length > 0) {
            throw new ConnectEntraSsoError(`${who} would end people's sign-in:`, problems);
        }
    };
}

/**
 * The first other assignment that stands, or in a preview will: not one whose creation failed or was left out by --target. One is
 * enough, and with hundreds of users each deletion would else wait for all of them.
 */
async function standingBeside(name: string, made: ReadonlyMap<string, AppRoleAssignment>): Promise<string[]> {
    for (const [key, { id }] of made) {
        const stands =
            pulumi.runtime.isDryRun() ||
            (await settle(id).then(
                ({ known, value }) => known && value !== "",
                () => false,
            ));
        if (key !== name && stands) {
            return [key];
        }
    }
    return [];
}
