/** The inline policies of a role, which IAM keeps inside the role. */
import type { Call, Values } from "../../provider/resourceType";

export const rolePolicyToken = "aws:iam/rolePolicy:RolePolicy";

export const policiesOf = ({ store }: Call, role: string): { name: string; policy: string }[] =>
    store
        .list(rolePolicyToken)
        .filter(({ value }) => value.role === role)
        .map(({ value }: { value: Values }) => ({ name: String(value.name), policy: String(value.policy) }));

export function removePolicies(call: Call, role: string): void {
    for (const { name } of policiesOf(call, role)) {
        call.store.remove(rolePolicyToken, `${role}:${name}`);
    }
}
