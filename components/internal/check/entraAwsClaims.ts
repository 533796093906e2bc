import { roleArnProblem, roleSessionNameAttributeProblem, samlProviderArnProblem } from "../../../rules/claims";
import { displayNameProblem, servicePrincipalIdProblem } from "../../../rules/entra";
import { longestSessionSeconds, maxSessionDurationProblem, sessionDurationProblem } from "../../../rules/iam";
import { attributeUnchecked, fixedValueChanged } from "../../../rules/lockouts";
import type { Problem } from "../../../rules/problem";
import { quote } from "../../../rules/text";
import type { EntraAwsClaimsArgs } from "../../args/entraAwsClaimsArgs";
import type { Fields } from "../args";
import { flag } from "./flag";

/** Fields of an `EntraAwsClaims`. */
export const entraAwsClaimsFields = {
    servicePrincipalId: { rule: servicePrincipalIdProblem, required: true },
    roleArn: { rule: roleArnProblem, required: true },
    samlProviderArn: { rule: samlProviderArnProblem, required: true },
    roleSessionNameAttribute: { rule: roleSessionNameAttributeProblem },
    sessionDurationSeconds: { rule: sessionDurationProblem },
    maxSessionDurationSeconds: { rule: maxSessionDurationProblem },
    displayName: { rule: displayNameProblem },
    protection: flag,
} satisfies Fields;

/** What is wrong with the two durations taken together. */
export function findDurationProblems({
    sessionDurationSeconds: session = longestSessionSeconds,
    maxSessionDurationSeconds: longest,
}: Pick<EntraAwsClaimsArgs, "sessionDurationSeconds" | "maxSessionDurationSeconds">): Problem[] {
    return typeof session === "number" && typeof longest === "number" && session > longest
        ? [
              {
                  path: ["sessionDurationSeconds"],
                  message: `must be no more than the role's longest session, got ${quote(session)}. Write ${quote(longest)} or less`,
              },
          ]
        : [];
}

/** What claims say of everybody who signs in. */
export interface RegisteredClaims {
    roleArn?: unknown;
    samlProviderArn?: unknown;
    /** The pair of both, as the policy has it. */
    role?: unknown;
    roleSessionNameAttribute?: unknown;
}

/** What a change of the claims would take from people. */
export function findClaimsLockouts(
    before: RegisteredClaims,
    after: RegisteredClaims,
    usersNotLookedUp: number,
): Problem[] {
    const bound =
        "Connect binds every user to the first role they sign in with, and AWS trusts only the role's own provider";
    return [
        ...fixedValueChanged(["roleArn"], before.roleArn, after.roleArn, bound),
        ...fixedValueChanged(["samlProviderArn"], before.samlProviderArn, after.samlProviderArn, bound),
        ...fixedValueChanged(["roleArn"], before.role, after.role, bound),
        ...(after.roleSessionNameAttribute === undefined
            ? []
            : attributeUnchecked(before.roleSessionNameAttribute, after.roleSessionNameAttribute, usersNotLookedUp)),
    ];
}
