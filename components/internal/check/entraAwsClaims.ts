import { roleArnProblem, roleSessionNameAttributeProblem, samlProviderArnProblem } from "../../../rules/claims";
import { displayNameProblem, servicePrincipalIdProblem } from "../../../rules/entra";
import { longestSessionSeconds, maxSessionDurationProblem, sessionDurationProblem } from "../../../rules/iam";
import { type AttributeCures, attributeUnchecked, fixedIdChanged, fixedValueChanged } from "../../../rules/lockouts";
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
    servicePrincipalId?: unknown;
    sessionDurationSeconds?: unknown;
    maxSessionDurationSeconds?: unknown;
}

/** What a change of the claims would take from people. */
export function findClaimsLockouts(
    before: RegisteredClaims,
    after: RegisteredClaims,
    usersNotLookedUp: number,
    cures: AttributeCures,
): Problem[] {
    const bound =
        "Connect binds every user to the first role they sign in with, and AWS trusts only the role's own provider";
    return [
        ...fixedValueChanged(["roleArn"], before.roleArn, after.roleArn, bound),
        ...fixedValueChanged(["samlProviderArn"], before.samlProviderArn, after.samlProviderArn, bound),
        ...fixedValueChanged([], before.role, after.role, bound, "The claim Role"),
        ...fixedIdChanged(
            ["servicePrincipalId"],
            before.servicePrincipalId,
            after.servicePrincipalId,
            "the people of that application sign in with these claims",
        ),
        ...findDurationRaised(before, after),
        ...(after.roleSessionNameAttribute === undefined
            ? []
            : attributeUnchecked(
                  before.roleSessionNameAttribute,
                  after.roleSessionNameAttribute,
                  usersNotLookedUp,
                  cures,
              )),
    ];
}

/** A longer session, while nobody says how long the role allows it to be. */
function findDurationRaised(before: RegisteredClaims, after: RegisteredClaims): Problem[] {
    return after.maxSessionDurationSeconds === undefined &&
        Number(after.sessionDurationSeconds) > Number(before.sessionDurationSeconds)
        ? [
              {
                  path: ["sessionDurationSeconds"],
                  message:
                      `can't change from ${quote(before.sessionDurationSeconds)} to ${quote(after.sessionDurationSeconds)} while ` +
                      "maxSessionDurationSeconds is not set: AWS refuses a session that is longer than the role allows. Set " +
                      "maxSessionDurationSeconds to the longest session of the role",
              },
          ]
        : [];
}
