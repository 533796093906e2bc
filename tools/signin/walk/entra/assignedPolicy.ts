/** The claims mapping policy in force. */

import { connectSsoCommand } from "../../../../rules/commandLine";
import { quote } from "../../../../rules/text";
import type { EntraApplication, ServicePrincipal } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { awsAttributes } from "../../saml/names";
import type { Trail } from "../trail";
import { isQuotedText } from "./attributes";
import { type ClaimsPolicy, readClaimsPolicy } from "./claimsPolicy";

const about = "claimsPolicy";

/** The policy that is in force, or none; `null`, with a note, where it is not known. */
export function assignedPolicy(
    trail: Trail,
    { areClaimsManaged, unreadParts }: EntraApplication,
    { claimsMappingPolicies }: ServicePrincipal,
): ClaimsPolicy | null | undefined {
    if (claimsMappingPolicies.length === 0) {
        if (areClaimsManaged === true && unreadParts !== undefined) {
            trail.tryRead(about, unreadParts);
            return null;
        }
        if (areClaimsManaged === true) {
            trail.assumed(
                about,
                "the stack assigns none, and nothing else makes the application's claims",
                "no policy",
            );
        }
        return undefined;
    }
    const options = claimsMappingPolicies.map((value, index) => ({ value, words: `the policy number ${index + 1}` }));
    const one = trail.oneOf(about, options, {
        what: "which claims mapping policy is in force",
        why: `${options.length} are assigned, and Entra uses one`,
        supply: "assign one policy to the service principal",
    });
    const definition = trail.tryRead(about, one);
    if (definition === undefined) {
        return null;
    }
    try {
        const policy = readClaimsPolicy(definition);
        for (const element of policy.notModelled) {
            trail.unknown(about, {
                what: `what ${quote(element)} of the claims mapping policy does to the token`,
                why: "it is outside this model",
                supply: "if it is not needed, remove it from the policy's definition",
            });
        }
        trail.checked(about, `${policy.rules.length} claims`);
        return policy;
    } catch (error) {
        trail.unknown(about, {
            what: "the claims mapping policy",
            why: `its definition ${error instanceof Error ? error.message : String(error)}`,
            supply: "correct the definition",
        });
        return null;
    }
}

/**
 * Ends the walk where no policy is assigned: the claims are made where no stack shows them, or one lies unassigned in the stack,
 * without which AWS gets no role. A user pool takes what Entra sends to every application.
 */
export function refuseUnseenClaims(
    trail: Trail,
    { areClaimsManaged }: EntraApplication,
    { unassignedPolicies = [] }: ServicePrincipal,
    { policy, isForUserPool }: { policy: ClaimsPolicy | undefined; isForUserPool: boolean },
): void {
    const [unassigned] = unassignedPolicies;
    if (policy !== undefined) {
        return;
    }
    if (areClaimsManaged !== true) {
        const held =
            unassigned === undefined
                ? "the stack assigns no claims mapping policy"
                : `the stack holds the claims mapping policy ${quote(unassigned)} and does not assign it`;
        trail.cannotGoOn(about, {
            what: "the claims that Entra issues",
            why: `${held}, and claims set in the portal do not show in a stack`,
            supply:
                (unassigned === undefined
                    ? ""
                    : "assign it with `azuread.ServicePrincipalClaimsMappingPolicyAssignment`; or, if it is assigned elsewhere, ") +
                "read the policy and its assignment into the stack with `azuread.ClaimsMappingPolicy.get` and " +
                "`azuread.ServicePrincipalClaimsMappingPolicyAssignment.get`, run `pulumi up`, then export the stack again; " +
                `claims set in the portal can be seen in a response only, which \`${connectSsoCommand("explain")}\` reads`,
        });
    }
    if (unassigned !== undefined && !isForUserPool) {
        trail.enter("aws");
        trail.stop("invalidSamlResponse", "policyUnassigned", {
            about,
            seen: quote(unassigned),
            expected: "an assignment",
        });
    }
}

/**
 * The attribute that becomes RoleSessionName, in lower case; the user principal name where the policy has no such claim.
 * Undefined where it is unknown.
 */
export function sessionNameAttribute({ servicePrincipal }: EntraApplication): string | undefined {
    const [definition, ...more] = servicePrincipal?.claimsMappingPolicies ?? [];
    if (definition === undefined) {
        return "userprincipalname";
    }
    if (isUnreadable(definition) || more.length > 0) {
        return undefined;
    }
    try {
        const rules = readClaimsPolicy(definition).rules.filter(({ name }) => name === awsAttributes.roleSessionName);
        const [source = { kind: "user", id: "userprincipalname" } as const] = rules.map((rule) => rule.source);
        return source.kind === "user" && !isQuotedText(source.id) ? source.id : undefined;
    } catch {
        // Said when the policy is evaluated.
        return undefined;
    }
}
