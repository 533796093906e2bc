import { getUser } from "@pulumi/aws/connect";
import { getRole } from "@pulumi/aws/iam/getRole";
import type { Problem } from "../../rules/problem";
import { findRoleTakeOverDropped, type RegisteredFederation } from "./check/awsSamlFederation";
import { findTakeOversDropped, type RegisteredUsers } from "./check/connectUsers";
import type { Context } from "./context";
import { type Answer, ask, isNotFound } from "./lookups";
import { plainText } from "./plain";

type Registered = RegisteredUsers & RegisteredFederation & { existingInstanceId?: unknown; instanceId?: unknown };

/**
 * Users and roles that were taken over, and no longer are by the line that keeps them from being deleted.
 * @param whole whether the last deployment came to its end; if it did not, a wrong id may never have been taken over, and only
 * who exists in AWS is kept
 */
export async function findTakeOversLost(
    { lookups }: Context,
    before: Registered,
    after: Registered,
    whole: boolean,
): Promise<Problem[]> {
    const users = findTakeOversDropped(before, after);
    const roles = findRoleTakeOverDropped(before, after);
    if (whole) {
        return [...users, ...roles];
    }
    const kept: Problem[] = [];
    for (const problem of users) {
        const [, username = ""] = problem.path;
        if (await userMayExist(username, before, lookups.aws)) {
            kept.push(problem);
        }
    }
    const name = plainText(before.existingRoleName);
    if (roles.length > 0 && name !== undefined && mayExist(await ask(() => getRole({ name }, lookups.aws)))) {
        kept.push(...roles);
    }
    return kept;
}

/** A look-up that failed for another reason than that there is no such thing says nothing. */
function mayExist(found: Answer<unknown>): boolean {
    return "answer" in found || !isNotFound(found.failure);
}

async function userMayExist(username: string, before: Registered, lookup: Context["lookups"]["aws"]): Promise<boolean> {
    const ids = (before.takenOverUsers ?? {}) as Record<string, string>;
    const [first = "", second] = (Object.hasOwn(ids, username) ? String(ids[username]) : "").split(":");
    const instanceId = second === undefined ? plainText(before.existingInstanceId ?? before.instanceId) : first;
    if (instanceId === undefined) {
        return true;
    }
    const found = await ask(() => getUser({ instanceId, name: username }, lookup));
    return "answer" in found ? found.answer.userId === (second ?? first) : mayExist(found);
}
