/** Which role a policy of a stack is for. A resource names the role alone; the same name may stand in several accounts. */
import { type AccountOf, isSameAccount } from "./awsAccount";
import type { PermissionPolicy } from "./deployment";
import { append, asWritten, elements, nounOf, oddValue, text, unreadable } from "./properties";
import { unwrap } from "./pulumiValue";
import type { StateResource } from "./stateResource";
import { awsTypes } from "./types";
import { isGap, isUnreadable, type Unreadable, upThenExport } from "./unreadable";

export interface OwnPolicies {
    /** `RolePolicy`, `RolePolicyAttachment` and `PolicyAttachment` of the role. */
    resources: StateResource[];
    /** Those that may be the role's, each as what can't be read. */
    doubts: PermissionPolicy[];
}

/** For each of the roles, in their order. IAM is global in an account: which provider made a policy there is the same. */
export function ownPolicies(
    roles: readonly StateResource[],
    resources: readonly StateResource[],
    accountOf: AccountOf,
): OwnPolicies[] {
    const own = new Map<StateResource, OwnPolicies>(roles.map((role) => [role, { resources: [], doubts: [] }]));
    const byName = new Map<string, StateResource[]>();
    for (const role of roles) {
        const name = text(role, "name", { what: "the name", otherwise: role.id });
        append(byName, nameIn(isUnreadable(name) ? (role.id ?? "") : name), role);
    }
    for (const resource of resources) {
        const { names, unread } = rolesOf(resource);
        for (const name of names) {
            const possible = (byName.get(name) ?? [])
                .map((role) => ({ role, isSame: isSameAccount(resource, role, accountOf) }))
                .filter(({ isSame }) => isSame !== false);
            const sure = possible.filter(({ isSame }) => isSame);
            const found = sure.length > 0 ? sure : possible;
            for (const { role, isSame } of found) {
                if (isSame || found.length === 1) {
                    own.get(role)?.resources.push(resource);
                } else {
                    own.get(role)?.doubts.push({ name: resource.name, document: whoseRole(resource, role) });
                }
            }
        }
        if (unread !== undefined) {
            for (const role of roles.filter((it) => isSameAccount(resource, it, accountOf) !== false)) {
                own.get(role)?.doubts.push({ name: resource.name, document: unread });
            }
        }
    }
    return [...own.values()];
}

function whoseRole(resource: StateResource, role: StateResource): Unreadable {
    const provider = resource.provider?.split("::").at(-1) ?? "aws";
    return unreadable(`whether ${nounOf(resource)} is for ${nounOf(role)}`, {
        why: "several accounts have a role of this name, and nothing says in which of them the policy is",
        supply: `set \`allowedAccountIds\` of the aws provider ${provider} to its account, ${upThenExport}`,
    });
}

/** Names of the roles that a resource gives a policy to, as far as they can be read. */
function rolesOf(resource: StateResource): { names: string[]; unread?: Unreadable } {
    if (resource.type === awsTypes.rolePolicy || resource.type === awsTypes.rolePolicyAttachment) {
        const what = { what: "the role" };
        const role = text(resource, "role", what);
        const written = text(asWritten(resource), "role", what);
        const found = [role, written, nameInId(resource.id ?? "")].find((it) => it !== undefined && !isUnreadable(it));
        return typeof found === "string" ? { names: [nameIn(found)] } : { names: [], unread: role as Unreadable };
    }
    if (resource.type !== awsTypes.policyAttachment) {
        return { names: [] };
    }
    const roles = elements(resource, "roles", "the roles");
    if (isUnreadable(roles)) {
        return { names: [], unread: roles };
    }
    const names: string[] = [];
    let unread: Unreadable | undefined;
    for (const element of roles) {
        const one = unwrap(element);
        if (!isGap(one) && typeof one.value === "string") {
            names.push(nameIn(one.value));
        } else {
            const of = `the roles of ${nounOf(resource)}`;
            unread ??= isGap(one) ? unreadable(of, one) : oddValue(of, element, "a text");
        }
    }
    return { names, ...(unread === undefined ? {} : { unread }) };
}

/** `<role>:<policy>` of an inline policy; `<role>/<ARN>`, or `<role>-` and 26 digits of time and counter, of an attachment. */
function nameInId(id: string): string | undefined {
    return /^[\w+=,.@-]+(?=[:/])/.exec(id)?.[0] ?? /^([\w+=,.@-]+)-\d{18}[0-9a-f]{8}$/.exec(id)?.[1];
}

/** The name in a name or an ARN, lower case: role names are unique whatever their case. */
function nameIn(nameOrArn: string): string {
    return nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1).toLowerCase();
}
