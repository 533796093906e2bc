/** What is asked of IAM's policies, and what they answer. */

/** One request, as IAM sees it when it evaluates policies. */
export interface PolicyRequest {
    /** `sts:AssumeRoleWithSAML`, `connect:GetFederationToken`. */
    action: string;
    /** For identity policies: the ARN. */
    resource?: string;
    /**
     * For identity policies: the resource that AWS lists for the action where `resource` is a part of it. A statement that
     * names this one and not the part is neither a clear match nor a clear miss.
     */
    enclosingResource?: EnclosingResource;
    /** For trust policies: the SAML provider's ARN. */
    federatedPrincipal?: string;
    /** Condition keys in lower case with their values; a key that is modelled and absent from the request is not in the map. */
    context: Readonly<Record<string, readonly string[]>>;
    /**
     * Keys that are known, present or not, in lower case; a condition on any other key is not modelled. One that ends in
     * `/` stands for all keys that begin so: `aws:requesttag/`.
     */
    modelledKeys: ReadonlySet<string>;
}

interface EnclosingResource {
    arn: string;
    /** What to write instead of its ARN. */
    writeInstead: string;
}

/** The element by which the closest statement misses, with the values to put side by side. */
export interface NearMiss {
    /** `statement 1 ("AllowSaml") of the trust policy`. */
    where: string;
    /** `Action` and `Resource` also for `NotAction` and `NotResource`. */
    element: "Principal" | "Action" | "Resource" | "Condition";
    /** For `Condition`: the operator and the key as the policy writes them. */
    operator?: string;
    key?: string;
    /** The policy's values, its variables replaced where they have one value. */
    expected: string[];
    /** The request's values; none for a condition key that is absent. */
    seen: string[];
    /** The values are those which the request must not have: `NotAction`, `NotResource`, `StringNotEquals`. */
    mustNot?: true;
}

/** IAM's answer, or why it cannot be told. */
export type PolicyAnswer =
    /** `by`, here and below: `statement 1 ("Sid") of policy "connect"`. */
    | { decision: "allow"; by: string }
    /** A statement with the effect Deny matches. */
    | { decision: "deny"; by: string; why: string }
    /** No statement allows it, whatever is not modelled. */
    | { decision: "noAllow"; why: string; nearMiss?: NearMiss }
    /** It depends on these: `Condition StringEquals aws:SourceIp in statement 2 of the trust policy`. */
    | { decision: "notModelled"; elements: string[] }
    /** IAM would never have stored the document. */
    | { decision: "invalid"; why: string };

/** Whether the request's context is known for a key, given in lower case. */
export function isModelled(request: PolicyRequest, key: string): boolean {
    const slash = key.indexOf("/");
    return request.modelledKeys.has(key) || (slash >= 0 && request.modelledKeys.has(key.slice(0, slash + 1)));
}

/** The request's values of a key, given in lower case; none when it is absent. */
export function valuesOf(request: PolicyRequest, key: string): readonly string[] {
    return Object.hasOwn(request.context, key) ? (request.context[key] ?? []) : [];
}
