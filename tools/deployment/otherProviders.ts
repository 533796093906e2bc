/** Parts of a federation in resources of other providers (`aws-native`, bridged ones, CloudFormation), which are not read. */
import { lineOf, type State } from "./exportedState";
import { valueAt } from "./pulumiValue";
import { readIntoStack } from "./readIntoStack";
import type { StateResource } from "./stateResource";
import { modelledTypes } from "./types";
import type { Unreadable } from "./unreadable";

/** As types and templates name them (`aws-native:iam:Role`, `aws:index/iamRole:IamRole`, `AWS::IAM::Role`), and how they are read. */
const parts = {
    samlProvider: {
        form: /\biam\W{0,2}samlprovider\b/i,
        what: "SAML provider",
        type: "aws.iam.SamlProvider",
        id: "<its ARN>",
    },
    role: { form: /\biam\W{0,2}role\b/i, what: "role", type: "aws.iam.Role", id: "<its name>" },
    rolePolicy: {
        form: /\biam\W{0,2}(?:role|managed)?policy(?:attachment)?\b/i,
        what: "policy of the role",
        type: "aws.iam.RolePolicy",
        id: "<role>:<policy>",
    },
    instance: { form: /\bconnect\W{0,2}instance\b/i, what: "instance", type: "aws.connect.Instance", id: "<its id>" },
    user: { form: /\bconnect\W{0,2}user\b/i, what: "user", type: "aws.connect.User", id: "<instance>:<user id>" },
} as const;

export type PartKind = keyof typeof parts;
/** Of a policy: the roles to which it is attached, as far as that is known, and what it is called. */
export type UnreadPart = Unreadable & { roles?: unknown[]; names: unknown[] };

const stacks = /\bcloudformation\W{1,2}stack(?:set)?\b/i;

/** A template that is elsewhere, or a secret, may have each of them. */
function kindsOf({ type, inputs }: Pick<StateResource, "type" | "inputs">): PartKind[] {
    const kinds = Object.keys(parts) as PartKind[];
    const said = ["type", "typeName", "templateBody"]
        .map((name) => valueAt([inputs], name))
        .filter((it) => typeof it === "string");
    if (modelledTypes.has(type)) {
        return [];
    }
    if (stacks.test(type) && said.length === 0) {
        return kinds;
    }
    const text = [type, ...said].join(" ");
    return kinds.filter((kind) => parts[kind].form.test(text));
}

export const isPart = (resource: { type: string; inputs?: unknown }): boolean =>
    kindsOf({ inputs: undefined, ...resource }).length > 0;

export function readOtherProviders({ resources }: State): Partial<Record<PartKind, UnreadPart[]>> {
    const found: Partial<Record<PartKind, UnreadPart[]>> = {};
    for (const resource of resources) {
        for (const kind of kindsOf(resource)) {
            found[kind] = [...(found[kind] ?? []), unreadPart(resource, kind)];
        }
    }
    return found;
}

function unreadPart(resource: StateResource, kind: PartKind): UnreadPart {
    const { what, type, id } = parts[kind];
    const inputs = (...names: string[]) => names.flatMap((name) => valueAt([resource.inputs], name) ?? []);
    return {
        unreadable: `the ${what} that ${lineOf(resource)} makes`,
        why: "of AWS only the resources of Pulumi's provider aws are read",
        supply: readIntoStack(type, id),
        ...(parts[kind].form.test(resource.type) ? { roles: inputs("roleName", "role", "roles") } : {}),
        names: [...inputs("policyName", "name", "policyArn"), resource.id],
    };
}
