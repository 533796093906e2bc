/**
 * A role's own list of its policies. Where the program does not write it, the provider does, at every refresh, and it outlives
 * a policy that is deleted afterwards.
 */
import { quote } from "../../rules/text";
import type { PermissionPolicy } from "./deployment";
import { elements, jsonTextOf, nounOf, oddValue, textsIn, unreadable } from "./properties";
import { follow, valueAt } from "./pulumiValue";
import { readIntoStack } from "./readIntoStack";
import type { StateResource } from "./stateResource";
import { exportAgain, type Gap, isGap, isUnreadable, type Unreadable } from "./unreadable";

/** An inline policy of the list. */
interface Listed extends PermissionPolicy {
    /** Whether it is known to be there: the program wrote it into the role, or reads a role that others own. */
    isSure: boolean;
}

/** Inline policies as the role lists them. */
export function listedInlinePolicies(role: StateResource): Listed[] {
    const list = elements(role, "inlinePolicies", "the inline policies");
    if (isUnreadable(list)) {
        return [{ name: "inlinePolicies", document: list, isSure: true }];
    }
    const written = writtenIn(role, "inlinePolicies", (element) => follow(element, ["name"]));
    return list.flatMap((element, index) => {
        const found = valueAt([element], "name");
        const name = typeof found === "string" ? found : undefined;
        const policy = follow(element, ["policy"]);
        const listed = {
            name: name ?? `inlinePolicies[${index}]`,
            isSure: role.external || written === undefined || written.has(name),
        };
        if (isGap(policy)) {
            return [{ ...listed, document: unreadable(`the inline policies of ${nounOf(role)}`, policy) }];
        }
        // The provider writes one empty element for a role without inline policies.
        if (policy.value === undefined || policy.value === null || policy.value === "") {
            return [];
        }
        const json = jsonTextOf(policy.value);
        return [
            {
                ...listed,
                document:
                    typeof json === "string"
                        ? json
                        : oddValue(`an inline policy of ${nounOf(role)}`, policy.value, "a JSON document"),
            },
        ];
    });
}

/** ARNs of attached policies as the role lists them, those that are sure apart. */
export function listedArns(role: StateResource): Unreadable | { sure: string[]; others: string[] } {
    const list = elements(role, "managedPolicyArns", "the attached policies");
    const arns = isUnreadable(list) ? list : textsIn(list);
    if (!Array.isArray(arns)) {
        return isUnreadable(arns) ? arns : oddList(role, arns);
    }
    const written = writtenIn(role, "managedPolicyArns", (element) => follow(element, []));
    const isSure = (arn: string) => role.external || written === undefined || written.has(arn);
    return { sure: arns.filter(isSure), others: arns.filter((arn) => !isSure(arn)) };
}

/** A policy that nothing but the list has. */
export function onlyListed(
    role: StateResource,
    { name, document }: PermissionPolicy,
    kind: "inline" | "attached",
): PermissionPolicy {
    if (isUnreadable(document)) {
        return { name, document };
    }
    const [what, type, separator] =
        kind === "inline"
            ? [`the inline policy ${quote(name)} of ${nounOf(role)}`, "aws.iam.RolePolicy", ":"]
            : [`whether ${name} is attached to ${nounOf(role)}`, "aws.iam.RolePolicyAttachment", "/"];
    const get = readIntoStack(type, `${role.id ?? "<role>"}${separator}${name}`);
    const doubt = unreadable(what, {
        why: "the role alone lists it, as Pulumi last saw it, and no resource of the stack makes it: it may be gone since",
        supply: `${exportAgain}; if it is listed still, ${get}`,
    });
    return { name, document, doubt };
}

/** What the program itself writes into a list of the role; undefined where it writes one that can't be read. */
function writtenIn(
    role: StateResource,
    property: string,
    read: (element: unknown) => ReturnType<typeof follow>,
): Set<unknown> | undefined {
    const list = follow(role.inputs, [property]);
    if (isGap(list)) {
        return undefined;
    }
    const values = Array.isArray(list.value) ? list.value.map(read) : [];
    return values.some(isGap) ? undefined : new Set(values.map((it) => (isGap(it) ? undefined : it.value)));
}

function oddList(role: StateResource, gap: Gap | undefined): Unreadable {
    const why = "the export holds something else there than a list of ARNs";
    return unreadable(`the attached policies of ${nounOf(role)}`, gap ?? { why, supply: exportAgain });
}
