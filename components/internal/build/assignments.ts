import { AppRoleAssignment } from "@pulumi/azuread/appRoleAssignment";
import * as pulumi from "@pulumi/pulumi";
import { sameGuid } from "../../../rules/guid";
import { assignmentLeaving } from "../../../rules/lockouts";
import { quote } from "../../../rules/text";
import type { Context } from "../context";
import { advice, type Guard, joined } from "../guards";
import { plainText } from "../plain";
import { ConnectEntraSsoError } from "../problems";
import { settle } from "../sdk";

/** The role of every application that declares none. */
const defaultAppRoleId = "00000000-0000-0000-0000-000000000000";

/** Stands for somebody who is not in the directory, where a hook refuses their assignment or the stack is being destroyed. */
export const nobody = "00000000-0000-0000-0000-000000000000";

/** What assignments are built from. */
export interface AssignmentsPlan {
    servicePrincipalObjectId: pulumi.Input<string>;
    appRoleId?: pulumi.Input<string>;
    /** Object ids of users and groups, by the name they are configured under. */
    principals: Readonly<Record<string, pulumi.Input<string>>>;
    /** Former names of users, whose assignments are kept under the new name. */
    formerNames?: Readonly<Record<string, string>>;
    /** Names of the groups among them. */
    groups: readonly string[];
    /** Names that are configured to sign in, also where no assignment of theirs is built. */
    configured: readonly string[];
    /** Names that may go even if nobody else is assigned after that. */
    removed: readonly string[];
}

/** Assigns users and groups to an application. */
export function buildAssignments(parent: pulumi.ComponentResource, plan: AssignmentsPlan, context: Context): void {
    const { name, guards } = context;
    const made = new Map<string, AppRoleAssignment>();
    const hooks = joined(
        guards.on("assignments", ["beforeDelete"], assignmentGuard(plan, made, context)),
        context.changeHooks,
        advice(context, "assignment advice", parent, (resourceName, error) =>
            adviseAboutAssignment(resourceName.slice(name.length + 1), plan, error),
        ),
    );
    for (const [key, principal] of Object.entries(plan.principals)) {
        const principalObjectId =
            typeof principal === "string"
                ? principal.toLowerCase()
                : pulumi.output(principal).apply((id) => id?.toLowerCase());
        // Before groups had names, their assignments were named by their ids.
        const formerKey = plan.groups.includes(key) ? plainText(principal) : plan.formerNames?.[key];
        made.set(
            key,
            new AppRoleAssignment(
                `${name}-${key}`,
                {
                    appRoleId: plan.appRoleId ?? defaultAppRoleId,
                    principalObjectId,
                    resourceObjectId: plan.servicePrincipalObjectId,
                },
                { parent, hooks, ...(formerKey === undefined ? {} : { aliases: [{ name: `${name}-${formerKey}` }] }) },
            ),
        );
    }
}

/** Entra takes one assignment of a person, and the old one goes only after the new one was made. */
function adviseAboutAssignment(key: string, { groups }: AssignmentsPlan, error: string): string | undefined {
    if (!error.includes("Permission being assigned already exists")) {
        return undefined;
    }
    const quoted = quote(key);
    return groups.includes(key)
        ? `The group ${quoted} is assigned already, under another name or by hand. Write the name it had, or remove its assignment first.`
        : `${quoted} is assigned already, under another user name or by hand. If ${quoted} is the new name of a user of this stack, ` +
              `set formerUsername in the entry. If somebody assigned them in Entra, remove that assignment there.`;
}

function assignmentGuard(
    { principals, configured, removed }: AssignmentsPlan,
    made: ReadonlyMap<string, AppRoleAssignment>,
    { who, name }: Context,
): Guard {
    return async ({ name: resourceName, oldInputs = {} }) => {
        const key = resourceName.slice(name.length + 1);
        const successor = Object.hasOwn(principals, key) ? (await settle(principals[key])).value : undefined;
        // Another object id under the same name: their own assignment stands by now.
        const isReplaced = typeof successor === "string" && !sameGuid(successor, oldInputs.principalObjectId);
        const problems = isReplaced
            ? []
            : assignmentLeaving(key, { wanted: configured, standing: await standingBeside(key, made), removed });
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
