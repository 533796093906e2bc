/** What the role's trust policy allows today and will not allow any more: it is replaced as a whole. */
import { otherPrincipals } from "../../rules/federationPolicies";
import { samlStatements } from "../../rules/iam";
import { readStatements } from "../../rules/policyStatements";
import type { Planned } from "./planned";

export type Loss =
    /** A service or an account that may use the role today. */
    | { id: "principal"; principal: string }
    /** A sign-in endpoint that people of other SAML providers may use. */
    | { id: "endpoint"; endpoint: string };

export function findLosses({ made, endpoints }: Planned): Loss[] {
    const { trustPolicy } = made.role;
    const accepted = samlStatements(trustPolicy).flatMap(({ conditions }) =>
        conditions.filter(({ key }) => key.toLowerCase() === "saml:aud").flatMap(({ values }) => values),
    );
    const kept = [endpoints.global, endpoints.regional];
    return [
        ...otherPrincipals(readStatements(trustPolicy) ?? []).map(
            (principal) => ({ id: "principal", principal }) as const,
        ),
        ...[...new Set(accepted)]
            .filter((endpoint) => !kept.includes(endpoint))
            .map((endpoint) => ({ id: "endpoint", endpoint }) as const),
    ];
}

/** Conditions that the new trust policy does not have, so that it accepts more. */
export function droppedConditions({ made }: Planned): string[] {
    const keys = samlStatements(made.role.trustPolicy).flatMap(({ conditions }) => conditions.map(({ key }) => key));
    return [...new Set(keys)].filter((key) => key.toLowerCase() !== "saml:aud");
}

/** How many statements of the trust policy deny something, all of which the new one does not have. */
export const droppedDenials = ({ made }: Planned): number =>
    (readStatements(made.role.trustPolicy) ?? []).filter(({ isAllow }) => !isAllow).length;
