/** Whether the role may enter the instance: `connect:GetFederationToken`, which the console calls at /connect/federate. */

import { isGuid, quote } from "../../../../rules/text";
import type { IamRole, PermissionPolicy } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import type { About } from "../../checks";
import { evaluatePolicies } from "../policy/evaluate";
import { federationTokenRequest } from "../policy/federationToken";
import type { PolicyAnswer, PolicyRequest } from "../policy/policy";
import type { Trail } from "../trail";
import { type Decided, decided } from "./policyDecision";

const action = "connect:GetFederationToken";
const allowed: About = "roleAllowsFederation";
const bounded: About = "boundaryAllowsFederation";

interface Entry {
    role: IamRole;
    /** Undefined: not known. */
    roleSessionName: string | undefined;
    instanceArn: string;
    instanceId: string;
}

export function checkPermission(trail: Trail, { role, roleSessionName, instanceArn, instanceId }: Entry): void {
    trail.know({ instanceArn, instanceId });
    const { policies, permissionsBoundary: boundary } = role;
    trail.notModelled("serviceControlPolicies", "a stack does not hold them");
    const roleUniqueId = trail.tryRead("roleUniqueId", role.uniqueId);
    if (roleUniqueId === undefined) {
        return;
    }
    const request = federationTokenRequest({ instanceArn, instanceId, roleUniqueId, roleSessionName });
    const answer = judge(trail, allowed, "the role's policies", policies, request);
    if (answer?.decision === "noAllow" && role.otherPolicies !== undefined) {
        trail.tryRead(allowed, role.otherPolicies);
        return;
    }
    if (answer?.decision === "noAllow") {
        const { nearMiss, why } = answer;
        const isInstance =
            nearMiss?.key?.toLowerCase() === "connect:instanceid" ||
            (nearMiss?.element === "Resource" && !nearMiss.expected.some((one) => one.startsWith(instanceArn)));
        const byUserName = policies.find(
            ({ document }) => !isUnreadable(document) && /\$\{aws:username\}/i.test(document),
        );
        if (byUserName !== undefined && !isInstance) {
            const policy = quote(byUserName.name);
            trail.stop("federationDenied", "usernameVariable", { about: allowed, seen: why }, { policy });
        }
        if (nearMiss === undefined || nearMiss.mustNot || !isInstance) {
            trail.stop("federationDenied", "noPermission", { about: allowed, seen: why });
        }
        const instances = (arns: string[], word: string) =>
            arns.map((arn) => arn.replace(/\/user\/.*$/s, "")).join(word);
        const values = { seen: instances(nearMiss.seen, ", "), expected: instances(nearMiss.expected, " or ") };
        const seen = nearMiss.seen.join(", ");
        trail.stop(
            "federationDenied",
            nearMiss.expected.every(namesNoId) ? "instanceWithoutId" : "wrongInstance",
            { about: allowed, seen, expected: nearMiss.expected.join(" or ") },
            values,
        );
    }
    if (boundary !== undefined) {
        const within = judge(trail, bounded, "the permissions boundary", [boundary], request);
        if (within?.decision === "noAllow") {
            const values = { boundary: boundary.name };
            trail.stop("federationDenied", "boundary", { about: bounded, seen: within.why }, values);
        }
    }
}

/** A resource, or a value of `connect:InstanceId`, with an alias, an ARN or an access URL where the id of the instance belongs. */
function namesNoId(text: string): boolean {
    const [, resource] = /^arn:[^/]*:instance\/(.*)$/s.exec(text) ?? [];
    const named = (resource ?? text).replace(/\/(?:user\/.*|\*)?$/s, "");
    return (
        named !== "" &&
        !/[*?$]/.test(named) &&
        !isGuid(named) &&
        (resource !== undefined || !text.startsWith("arn:aws:iam:"))
    );
}

/**
 * Stops at a Deny; a policy that can't be read may allow or deny, so that only a Deny that can be read is certain then. One
 * that may be gone leaves the answer open only where it would change it.
 */
function judge(
    trail: Trail,
    about: About,
    noun: string,
    policies: readonly PermissionPolicy[],
    request: PolicyRequest,
): Decided | undefined {
    const readable = policies.flatMap(({ name, document, doubt }) =>
        isUnreadable(document) ? [] : [{ name, document, doubt }],
    );
    const sure = readable.filter(({ doubt }) => doubt === undefined);
    const evaluated: PolicyAnswer = evaluatePolicies(sure, request);
    const withDoubts = sure.length === readable.length ? evaluated : evaluatePolicies(readable, request);
    const gaps = [
        ...policies.flatMap(({ document, doubt }) => (isUnreadable(document) ? [doubt ?? document] : [])),
        ...(withDoubts.decision === evaluated.decision ? [] : readable.flatMap(({ doubt }) => doubt ?? [])),
    ];
    if (gaps.length > 0 && evaluated.decision !== "deny") {
        for (const gap of gaps) {
            trail.tryRead(about, gap);
        }
        return undefined;
    }
    const answer = decided(trail, about, noun, action, evaluated, request.resource !== undefined);
    if (answer?.decision === "deny") {
        trail.stop("federationDenied", "explicitDeny", { about, seen: answer.why }, { statement: answer.by });
    }
    if (answer?.decision === "allow") {
        trail.checked(about, answer.by);
    }
    return answer;
}
