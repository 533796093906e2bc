/** What a role may do: inline policies and attached ones, from every kind of resource that adds one. */
import type { PermissionPolicy } from "./deployment";
import type { State, StateResource } from "./exportedState";
import { append, elements, jsonText, jsonTextOf, nounOf, text, textsIn, unreadable } from "./properties";
import { follow, kindOf } from "./pulumiValue";
import { awsTypes } from "./types";
import { exportAgain, isGap, isUnreadable } from "./unreadable";

export interface IamPolicies {
    /** `RolePolicy`, `RolePolicyAttachment` and `PolicyAttachment`, by the names of the roles they are for. */
    ofRole: Map<string, StateResource[]>;
    /** Managed policies of the stack by ARN. */
    documents: Map<string, StateResource>;
}

export function collectPolicies(state: State): IamPolicies {
    const ofRole = new Map<string, StateResource[]>();
    const documents = new Map<string, StateResource>();
    for (const resource of state.resources) {
        if (resource.type === awsTypes.policy) {
            const arn = text(resource, "arn", { what: "the ARN", otherwise: resource.id });
            documents.set(isUnreadable(arn) ? (resource.id ?? "") : arn, resource);
        }
        for (const role of rolesOf(resource)) {
            append(ofRole, role, resource);
        }
    }
    return { ofRole, documents };
}

/** The policies of a role. An inline policy that is a resource of its own wins over the role's copy of it. */
export function policiesOf(role: StateResource, { ofRole, documents }: IamPolicies): PermissionPolicy[] {
    const name = text(role, "name", { what: "the name", otherwise: role.id });
    const named = isUnreadable(name) ? role.id : name;
    const all = named === undefined ? [] : (ofRole.get(roleName(named)) ?? []);
    // The same role name may stand in several accounts, each with a provider of its own.
    const same = all.filter(({ provider }) => provider === role.provider);
    const resources = same.length > 0 ? same : all;
    const inline = resources.filter(({ type }) => type === awsTypes.rolePolicy).map(inlinePolicy);
    const copies = ownInlinePolicies(role).filter((copy) => inline.every((it) => it.name !== copy.name));
    const attached = resources
        .filter(({ type }) => type !== awsTypes.rolePolicy)
        .map((it) => ({ arn: text(it, "policyArn", { what: "the policy" }), name: it.name }));
    const own = elements(role, "managedPolicyArns", "the attached policies");
    const listed = isUnreadable(own) ? own : textsIn(own);
    const arns = new Set([
        ...attached.map(({ arn }) => arn).filter((arn) => typeof arn === "string"),
        ...(Array.isArray(listed) ? listed : []),
    ]);
    return [
        ...inline,
        ...copies,
        ...[...arns].map((arn) => managedPolicy(arn, documents)),
        ...attached.flatMap(({ arn, name: of }) => (isUnreadable(arn) ? [{ name: of, document: arn }] : [])),
        ...(Array.isArray(listed)
            ? []
            : [{ name: "managedPolicyArns", document: isUnreadable(listed) ? listed : oddList(role, listed) }]),
    ];
}

/** A managed policy by its ARN, with its document where the stack holds it. */
export function managedPolicy(arn: string, documents: ReadonlyMap<string, StateResource>): PermissionPolicy {
    const policy = documents.get(arn);
    if (policy !== undefined) {
        return { name: arn, document: jsonText(policy, "policy", { what: "the document" }) };
    }
    const ofAws = /^arn:[^:]*:iam::aws:policy\//.test(arn);
    return {
        name: arn,
        document: unreadable(`the document of the managed policy ${arn}`, {
            why: ofAws ? "it is AWS's own, and the stack holds its ARN alone" : "the stack holds its ARN alone",
            supply: ofAws
                ? "attach what the role needs of it as an inline policy (`aws.iam.RolePolicy`), run `pulumi up`, then export the stack again"
                : `read it into the stack with \`aws.iam.Policy.get("<a name>", "${arn}")\`, run \`pulumi up\`, then export the stack again`,
        }),
    };
}

/** Names of the roles that a resource gives a policy to. */
function rolesOf(resource: StateResource): string[] {
    if (resource.type === awsTypes.rolePolicy || resource.type === awsTypes.rolePolicyAttachment) {
        const role = text(resource, "role", { what: "the role" });
        // The id is `<role>:<policy>` of an inline policy, `<role>/<ARN>` or `<role>-<time>` of an attachment.
        const ofId = /^[\w+=,.@-]+(?=[:/])/.exec(resource.id ?? "")?.[0];
        const found = isUnreadable(role) ? ofId : role;
        return found === undefined ? [] : [roleName(found)];
    }
    if (resource.type === awsTypes.policyAttachment) {
        const roles = elements(resource, "roles", "the roles");
        const names = isUnreadable(roles) ? [] : textsIn(roles);
        return Array.isArray(names) ? names.map(roleName) : [];
    }
    return [];
}

/** Role names are unique whatever their case. */
function roleName(nameOrArn: string): string {
    return nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1).toLowerCase();
}

function inlinePolicy(policy: StateResource): PermissionPolicy {
    const name = text(policy, "name", { what: "the name" });
    const ofId = policy.id?.slice(policy.id.indexOf(":") + 1);
    return {
        name: isUnreadable(name) ? (ofId ?? policy.name) : name,
        document: jsonText(policy, "policy", { what: "the document" }),
    };
}

/** Inline policies as the role itself lists them, after a refresh or where the program wrote them there. */
function ownInlinePolicies(role: StateResource): PermissionPolicy[] {
    const what = "the inline policies";
    const list = elements(role, "inlinePolicies", what);
    if (isUnreadable(list)) {
        return [{ name: "inlinePolicies", document: list }];
    }
    return list.flatMap((element, index) => {
        const name = follow(element, ["name"]);
        const policy = follow(element, ["policy"]);
        const called = !isGap(name) && typeof name.value === "string" ? name.value : `inlinePolicies[${index}]`;
        if (isGap(policy)) {
            return [{ name: called, document: unreadable(`${what} of ${nounOf(role)}`, policy) }];
        }
        // The provider writes one empty element for a role without inline policies.
        if (policy.value === undefined || policy.value === null || policy.value === "") {
            return [];
        }
        const json = jsonTextOf(policy.value);
        return [{ name: called, document: typeof json === "string" ? json : oddDocument(role, policy.value) }];
    });
}

function oddDocument(role: StateResource, value: unknown) {
    const why = `the export holds ${kindOf(value)} there, where a JSON document belongs`;
    return unreadable(`an inline policy of ${nounOf(role)}`, { why, supply: exportAgain });
}

function oddList(role: StateResource, gap: ReturnType<typeof textsIn>) {
    const why = "the export holds something else there than a list of ARNs";
    const found = gap !== undefined && "why" in gap ? gap : { why, supply: exportAgain };
    return unreadable(`the attached policies of ${nounOf(role)}`, found);
}
