/** What a role may do: inline policies and attached ones, from every kind of resource that adds one. */
import { readAccounts } from "./awsAccount";
import type { PermissionPolicy } from "./deployment";
import { ofType, type State } from "./exportedState";
import { type OwnPolicies, ownPolicies } from "./iamPolicyOwners";
import { listedArns, listedInlinePolicies, onlyListed } from "./iamReadBack";
import { jsonText, nounOf, text, unreadable } from "./properties";
import { withoutReadCopies } from "./readCopies";
import { readIntoStack } from "./readIntoStack";
import type { StateResource } from "./stateResource";
import { awsTypes } from "./types";
import { finishUpdate, isUnreadable, upThenExport } from "./unreadable";

/** Managed policies of the stack by ARN. */
export type ManagedPolicies = ReadonlyMap<string, StateResource>;

export function collectManagedPolicies(state: State): ManagedPolicies {
    return new Map(
        withoutReadCopies(ofType(state, awsTypes.policy), arnOf).map((policy) => [arnOf(policy) ?? "", policy]),
    );
}

/** The policies of each role, in the order of the roles. */
export function policiesOf(
    roles: readonly StateResource[],
    state: State,
    managed: ManagedPolicies,
): PermissionPolicy[][] {
    const { rolePolicy, rolePolicyAttachment, policyAttachment } = awsTypes;
    const leftBehind = new Set(state.leftBehind);
    const resources = [...state.resources, ...leftBehind];
    const all = ofType({ resources }, rolePolicy, rolePolicyAttachment, policyAttachment);
    return ownPolicies(roles, all, readAccounts(state)).map((own, index) =>
        policiesOfOne(roles[index] as StateResource, own, managed, leftBehind),
    );
}

/** A policy that is a resource of its own wins over the role's copy of it. */
function policiesOfOne(
    role: StateResource,
    own: OwnPolicies,
    managed: ManagedPolicies,
    leftBehind: ReadonlySet<StateResource>,
): PermissionPolicy[] {
    const resources = own.resources.filter((it) => !leftBehind.has(it));
    const inline = inlinePolicies(resources.filter(({ type }) => type === awsTypes.rolePolicy));
    const attached = resources
        .filter(({ type }) => type !== awsTypes.rolePolicy)
        .map((it) => ({ arn: text(it, "policyArn", { what: "the policy" }), name: it.name }));
    const listed = listedArns(role);
    const { sure, others } = isUnreadable(listed) ? { sure: [], others: [] } : listed;
    const arns = new Set([...attached.map(({ arn }) => arn).filter((arn) => typeof arn === "string"), ...sure]);
    const old = own.resources
        .filter((it) => leftBehind.has(it))
        .map((it) => replaced(it, managed))
        .filter(({ name }) => !arns.has(name) && inline.every((it) => it.name !== name));
    const isNew = (name: string) => [...inline, ...old].every((it) => it.name !== name);
    return [
        ...inline,
        ...listedInlinePolicies(role)
            .filter(({ name }) => isNew(name))
            .map(({ isSure, ...policy }) => (isSure ? policy : onlyListed(role, policy, "inline"))),
        ...[...arns].map((arn) => managedPolicy(arn, managed)),
        ...others
            .filter((arn) => !arns.has(arn) && isNew(arn))
            .map((arn) => onlyListed(role, managedPolicy(arn, managed), "attached")),
        ...attached.flatMap(({ arn, name }) => (isUnreadable(arn) ? [{ name, document: arn }] : [])),
        ...(isUnreadable(listed) ? [{ name: "managedPolicyArns", document: listed }] : []),
        ...old,
        ...own.doubts,
    ];
}

/** What a replacement left behind: with the successor's name or ARN it is the successor. */
function replaced(resource: StateResource, managed: ManagedPolicies): PermissionPolicy {
    const arn = text(resource, "policyArn", { what: "the policy" });
    const isInline = resource.type === awsTypes.rolePolicy || isUnreadable(arn);
    return {
        ...(isInline ? inlinePolicy(resource) : managedPolicy(arn, managed)),
        doubt: unreadable(nounOf(resource), {
            why: "it was replaced, and counts until it is deleted",
            supply: finishUpdate,
        }),
    };
}

/** A managed policy by its ARN, with its document where the stack holds it. */
export function managedPolicy(arn: string, managed: ManagedPolicies): PermissionPolicy {
    const policy = managed.get(arn);
    if (policy !== undefined) {
        return { name: arn, document: jsonText(policy, "policy", { what: "the document" }) };
    }
    const ofAws = /^arn:[^:]*:iam::aws:policy\//.test(arn);
    return {
        name: arn,
        document: unreadable(`the document of the managed policy ${arn}`, {
            why: ofAws ? "it is AWS's own, and the stack holds its ARN alone" : "the stack holds its ARN alone",
            supply: readIntoStack("aws.iam.Policy", arn),
        }),
    };
}

function arnOf(policy: StateResource): string | undefined {
    const arn = text(policy, "arn", { what: "the ARN", otherwise: policy.id });
    return isUnreadable(arn) ? policy.id : arn;
}

/** Two resources of one name make one policy, whose document is that of whichever wrote last. */
function inlinePolicies(resources: readonly StateResource[]): PermissionPolicy[] {
    const policies = new Map<string, PermissionPolicy>();
    for (const resource of withoutReadCopies(resources)) {
        const { name, document } = inlinePolicy(resource);
        const other = policies.get(name)?.document;
        const isOther = other !== undefined && !isUnreadable(other) && !isUnreadable(document) && other !== document;
        policies.set(name, {
            name,
            document: isOther
                ? unreadable(`the document of ${nounOf(resource)}`, {
                      why: "another resource writes another document under the same name, and the last one counts",
                      supply: `give one of the two another name, ${upThenExport}`,
                  })
                : isUnreadable(other)
                  ? other
                  : document,
        });
    }
    return [...policies.values()];
}

function inlinePolicy(policy: StateResource): PermissionPolicy {
    const name = text(policy, "name", { what: "the name" });
    const ofId = policy.id?.slice(policy.id.indexOf(":") + 1);
    return {
        name: isUnreadable(name) ? (ofId ?? policy.name) : name,
        document: jsonText(policy, "policy", { what: "the document" }),
    };
}
