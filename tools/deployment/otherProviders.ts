/** Parts of a federation in resources of other providers (`aws-native`, bridged ones, CloudFormation), which are not read. */
import { lineOf, type State } from "./exportedState";
import { mayChangeEntra } from "./otherEntraParts";
import { valueAt } from "./pulumiValue";
import { readIntoStack } from "./readIntoStack";
import type { StateResource } from "./stateResource";
import { modelledTypes } from "./types";
import type { Unreadable } from "./unreadable";

/**
 * As types and templates name them (`aws-native:iam:Role`, `aws:index/iamRole:IamRole`, `AWS::IAM::Role`), and how they are read.
 * `names`: inputs that have what such a resource is called; `hasId`: its id is that, or ends so.
 */
const parts = {
    samlProvider: {
        form: /\biam\W{0,2}samlprovider\b/i,
        what: "SAML provider",
        type: "aws.iam.SamlProvider",
        id: "<its ARN>",
        names: ["name"],
        hasId: true,
    },
    role: {
        form: /\biam\W{0,2}role\b/i,
        what: "role",
        type: "aws.iam.Role",
        id: "<its name>",
        names: ["roleName", "name"],
        hasId: true,
    },
    rolePolicy: {
        form: /\biam\W{0,2}(?:role|managed)?policy(?:attachment)?\b/i,
        what: "policy of the role",
        type: "aws.iam.RolePolicy",
        id: "<role>:<policy>",
        names: ["policyName", "name", "policyArn"],
        hasId: true,
    },
    instance: {
        form: /\bconnect\W{0,2}instance\b/i,
        what: "instance",
        type: "aws.connect.Instance",
        id: "<its id>",
        names: [],
        hasId: true,
    },
    user: {
        form: /\bconnect\W{0,2}user\b/i,
        what: "user",
        type: "aws.connect.User",
        id: "<instance>:<user id>",
        names: ["username", "name"],
        hasId: false,
    },
} as const;

type AwsKind = keyof typeof parts;
export type PartKind = AwsKind | "entra";
/** With what it is called, as far as that is known. Of a policy: the roles to which it is attached. */
export type UnreadPart = Unreadable & { roles?: unknown[]; names: unknown[] };

/** The first that may be the wanted one, which is given by its name or its ARN. */
export function partCalled(unread: readonly UnreadPart[] = [], wanted: string): UnreadPart | undefined {
    const end = `/${wanted.slice(wanted.lastIndexOf("/") + 1)}`;
    return unread.find(
        ({ names }) => names.length === 0 || names.some((name) => typeof name === "string" && `/${name}`.endsWith(end)),
    );
}

const stacks = /\bcloudformation\W{1,2}stack(?:set)?\b/i;

/** A template that is elsewhere, or a secret, may have each of them. */
function kindsOf({ type, inputs }: Pick<StateResource, "type" | "inputs">): AwsKind[] {
    const kinds = Object.keys(parts) as AwsKind[];
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

export const isPart = (resource: { type: string; inputs?: unknown }): boolean => {
    const known = { inputs: undefined, ...resource };
    return kindsOf(known).length > 0 || mayChangeEntra(known);
};

export function readOtherProviders({ resources }: State): Partial<Record<PartKind, UnreadPart[]>> {
    const found: Partial<Record<PartKind, UnreadPart[]>> = {};
    for (const resource of resources) {
        for (const kind of kindsOf(resource)) {
            found[kind] = [...(found[kind] ?? []), unreadPart(resource, kind)];
        }
        if (mayChangeEntra(resource)) {
            found.entra = [...(found.entra ?? []), unreadEntra(resource)];
        }
    }
    return found;
}

function unreadPart(resource: StateResource, kind: AwsKind): UnreadPart {
    const { what, type, id, form, names, hasId } = parts[kind];
    const inputs = (...keys: string[]) => keys.flatMap((name) => valueAt([resource.inputs], name) ?? []);
    // The names of a stack with a template are not those of what is in it.
    const isIt = form.test(resource.type);
    return {
        unreadable: `the ${what} that ${lineOf(resource)} makes`,
        why: "of AWS only the resources of Pulumi's provider aws are read",
        supply: readIntoStack(type, id),
        ...(isIt ? { roles: inputs("roleName", "role", "roles") } : {}),
        names: isIt ? [...inputs(...names), ...(hasId && resource.id !== undefined ? [resource.id] : [])] : [],
    };
}

const unreadEntra = (resource: StateResource): UnreadPart => ({
    unreadable: `what ${lineOf(resource)} changes in Entra`,
    why: "of Entra only the resources of Pulumi's provider azuread are read",
    supply: readIntoStack("azuread.<its type>", "<its id>", "what it makes"),
    names: [],
});
