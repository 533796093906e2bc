import { samlProviderArnProblem } from "../../rules/claims";
import { maxSessionDurationProblem, roleNameProblem, samlProviderNameProblem } from "../../rules/iam";
import { changedForEver, providersLeaving } from "../../rules/lockouts";
import type { Problem } from "../../rules/problem";
import { metadataDocumentProblem } from "../../rules/saml";
import { quote } from "../../rules/text";
import type { AwsSamlFederationArgs } from "../awsSamlFederation";
import { check, isPlain } from "./problems";

const bound = "Connect binds every user to the first role they came with";

/** Every problem with the plain values among the arguments of an AwsSamlFederation. */
export function findAwsSamlFederationProblems(args: AwsSamlFederationArgs): Problem[] {
    const { roleName, existingRoleName } = args;
    const clash =
        roleName !== undefined && existingRoleName !== undefined && isPlain(roleName) && roleName !== existingRoleName;
    return [
        ...check(["samlMetadataDocument"], args.samlMetadataDocument, metadataDocumentProblem, "required"),
        ...check(["samlProviderName"], args.samlProviderName, samlProviderNameProblem),
        ...check(["roleName"], roleName, roleNameProblem),
        ...check(["existingRoleName"], existingRoleName, roleNameProblem),
        ...(clash
            ? [
                  {
                      path: ["roleName"],
                      message: `must be left out where existingRoleName names the role, got ${quote(roleName)} beside ${quote(existingRoleName)}`,
                  },
              ]
            : []),
        ...check(["maxSessionDurationSeconds"], args.maxSessionDurationSeconds, maxSessionDurationProblem),
        ...findSamlProviderListProblems("alsoTrustedSamlProviders", args.alsoTrustedSamlProviders),
        ...findSamlProviderListProblems("retiredSamlProviders", args.retiredSamlProviders),
    ];
}

/** What a change of the arguments would take from people. */
export function findAwsSamlFederationLockouts(
    before: Partial<AwsSamlFederationArgs>,
    after: Partial<AwsSamlFederationArgs>,
): Problem[] {
    return [
        ...changedForEver(["roleName"], before.roleName, after.roleName, bound),
        ...changedForEver(
            ["samlProviderName"],
            before.samlProviderName,
            after.samlProviderName,
            "the claims of everybody who signs in carry its ARN",
        ),
        ...changedForEver(["instanceArn"], before.instanceArn, after.instanceArn, "people sign in to that instance"),
        ...providersLeaving(
            before.alsoTrustedSamlProviders ?? [],
            after.alsoTrustedSamlProviders ?? [],
            after.retiredSamlProviders ?? [],
            ["alsoTrustedSamlProviders"],
        ),
    ];
}

function findSamlProviderListProblems(field: string, list: unknown): Problem[] {
    if (list === undefined) {
        return [];
    }
    if (!Array.isArray(list)) {
        return [{ path: [field], message: `must be a list of SAML provider ARNs, got ${quote(list)}` }];
    }
    return list.flatMap((arn, index) => check([field, String(index)], arn, samlProviderArnProblem, "required"));
}
