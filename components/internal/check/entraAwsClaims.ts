import { roleArnProblem, roleSessionNameAttributeProblem, samlProviderArnProblem } from "../../../rules/claims";
import { displayNameProblem, servicePrincipalIdProblem } from "../../../rules/entra";
import { maxSessionDurationProblem, sessionDurationProblem } from "../../../rules/iam";
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
    sessionDurationSeconds: session = 43_200,
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
