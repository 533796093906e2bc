/** Whether the role may enter the instance: `connect:GetFederationToken`, which the console calls at /connect/federate. */
import type { IamRole, PermissionPolicy } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { evaluatePolicies } from "../policy/evaluate";
import { federationTokenRequest } from "../policy/federationToken";
import type { PolicyAnswer, PolicyRequest } from "../policy/policy";
import type { Trail } from "../trail";
import { decided } from "./decided";

const allowed = "the role's policies allow connect:GetFederationToken";

export interface Entry {
    role: IamRole;
    roleSessionName: string;
    instanceArn: string;
    instanceId: string;
}

export function checkPermission(trail: Trail, { role, roleSessionName, instanceArn, instanceId }: Entry): void {
    trail.know({ instanceArn, instanceId });
    const roleUniqueId = trail.read("the role's unique id is known", role.uniqueId);
    const request = federationTokenRequest({ instanceArn, instanceId, roleUniqueId, roleSessionName });
    judge(trail, allowed, answerOf(trail, role.policies, request));
    if (role.permissionsBoundary !== undefined) {
        judge(trail, "the role's permissions boundary allows it", answerOf(trail, [role.permissionsBoundary], request));
    }
    trail.notModelled("service control policies of the organisation allow it", "a stack does not hold them");
}

/** A policy that can't be read may allow or deny: then only a Deny that can be read is certain. */
function answerOf(trail: Trail, policies: readonly PermissionPolicy[], request: PolicyRequest): PolicyAnswer {
    const readable = policies.flatMap(({ name, document }) => (isUnreadable(document) ? [] : [{ name, document }]));
    const unreadable = policies.map(({ document }) => document).find(isUnreadable);
    const answer = evaluatePolicies(readable, request);
    if (unreadable === undefined || answer.decision === "deny") {
        return answer;
    }
    return trail.cannotGoOn(allowed, {
        what: unreadable.unreadable,
        why: unreadable.why,
        supply: unreadable.supply,
    });
}

function judge(trail: Trail, about: string, evaluated: PolicyAnswer): void {
    const answer = decided(trail, about, "the role's policies", "connect:GetFederationToken", evaluated);
    if (answer.decision === "deny") {
        const { by, why } = answer;
        trail.stop("federationDenied", "explicitDeny", { about, seen: why }, { statement: by });
    }
    if (answer.decision === "noAllow") {
        const miss = answer.nearMiss;
        const isInstance = miss?.element === "Resource" || miss?.key?.toLowerCase() === "connect:instanceid";
        const seen = miss?.seen.join(", ") || answer.why;
        const expected = miss?.expected.join(" or ");
        trail.stop("federationDenied", isInstance ? "wrongInstance" : "noPermission", { about, seen, expected });
    }
    trail.checked(about, answer.by);
}
