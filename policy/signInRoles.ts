/** Roles that people assume by SAML, and what lets them into Connect. */
import { namesFederationToken } from "../rules/federationPolicies";
import { getFederationToken, samlStatements } from "../rules/iam";
import { allows, readStatements, type Statement } from "../rules/policyStatements";
import { isRecord } from "../rules/record";
import { isOurs, propertyOf, type Resource, textOf } from "./resource";
import type { Stack } from "./stack";
import { types } from "./types";
import { textsOf, unknown } from "./values";

/** Something that gives a role permissions. */
export interface Grant {
    /** The resource that somebody edits to change it. */
    resource: Resource;
    /** Of that resource. */
    property: string;
    /** Undefined where it is not known yet. */
    statements?: readonly Statement[];
    /** A managed policy that the stack does not hold. */
    arn?: string;
}

export interface SignInRole {
    role: Resource;
    /** All of its trust policy; undefined where it is not known yet. */
    trust?: readonly Statement[];
    grants: readonly Grant[];
}

/** Every role that a SAML provider may give to people. */
export function samlRoles(stack: Stack): SignInRole[] {
    return stack.ofType(types.role).flatMap((role) => {
        const policy = propertyOf(role, "assumeRolePolicy");
        const isSaml =
            policy === unknown
                ? isOurs(role) || stack.madeFrom(role, "assumeRolePolicy", types.samlProvider).length > 0
                : samlStatements(policy).length > 0;
        const trust = policy === unknown ? {} : { trust: readStatements(policy) ?? [] };
        return isSaml ? [{ role, ...trust, grants: grantsOf(role, stack) }] : [];
    });
}

/**
 * Those of them that serve the sign-in to Connect: by a permission for Connect, or, where no role has one, the only one of a stack with a
 * Connect instance whose people sign in by SAML, or with users of one elsewhere. Others (administrators of the account, another service) are none of this pack's business.
 */
export function signInRoles(stack: Stack): SignInRole[] {
    const all = samlRoles(stack);
    const sure = all.filter(({ role, grants }) => isOurs(role) || grants.some((grant) => isForConnect(grant, stack)));
    const instances = stack.ofType(types.instance);
    const kinds = instances.map((instance) => propertyOf(instance, "identityManagementType"));
    const hasConnect =
        kinds.some((kind) => kind === "SAML" || kind === unknown) ||
        (instances.length === 0 && stack.ofType(types.connectUser).length > 0);
    return sure.length === 0 && hasConnect && all.length === 1 ? all : sure;
}

function isForConnect({ resource, property, statements, arn }: Grant, stack: Stack): boolean {
    if (arn !== undefined) {
        return /:policy\/(?:.*\/)?AmazonConnect_?FullAccess$/.test(arn);
    }
    if (statements === undefined) {
        return stack.madeFrom(resource, property, types.instance).length > 0;
    }
    return statements.some(
        (one) =>
            namesFederationToken(one) ||
            (allows(one, getFederationToken) && one.actions.some((action) => /^connect:/i.test(action))),
    );
}

function grantsOf(role: Resource, stack: Stack): Grant[] {
    const belongs = (one: Resource, property: string) =>
        stack.named(one, property, types.role, ["name"]).includes(role);
    const inline = stack
        .ofType(types.rolePolicy)
        .filter((one) => belongs(one, "role"))
        .map((resource) => document(resource, "policy"));
    const attached = stack
        .ofType(types.rolePolicyAttachment, types.policyAttachment)
        .filter((one) => belongs(one, one.type === types.policyAttachment ? "roles" : "role"))
        .map((one) => managed(one, stack));
    const listed = propertyOf(role, "inlinePolicies");
    const own = (Array.isArray(listed) ? listed : [])
        .filter(isRecord)
        .map(({ policy }): Grant => ({ resource: role, property: "inlinePolicies", ...statementsOf(policy) }));
    const arns = textsOf(propertyOf(role, "managedPolicyArns")).map(
        (arn): Grant => ({ resource: role, property: "managedPolicyArns", arn }),
    );
    return [...inline, ...attached, ...own, ...arns];
}

function managed(attachment: Resource, stack: Stack): Grant {
    const [policy] = stack.named(attachment, "policyArn", types.policy, ["arn"]);
    if (policy !== undefined) {
        return document(policy, "policy");
    }
    const arn = textOf(attachment, "policyArn");
    return { resource: attachment, property: "policyArn", ...(arn === undefined ? {} : { arn }) };
}

const document = (resource: Resource, property: string): Grant => ({
    resource,
    property,
    ...statementsOf(propertyOf(resource, property)),
});

const statementsOf = (policy: unknown) => (policy === unknown ? {} : { statements: readStatements(policy) ?? [] });
