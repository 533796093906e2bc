/** `aws.iam.Role` */
import { randomBytes } from "node:crypto";
import { all, between, lengthBetween, matches } from "../../provider/formats";
import type { Call, ResourceType, Values } from "../../provider/resourceType";
import { iamArn, now } from "../account";
import { apiError, outsideModel } from "../errors";
import { allTags, plannedTags, tagProblem, tagProperties } from "../tags";
import { jsonFormat, normalized, samePolicy } from "./policyDocument";
import { policiesOf, removePolicies } from "./rolePolicies";
import { trustProblem } from "./trustPolicy";

export const roleToken = "aws:iam/role:Role";
const create = { service: "IAM", operation: "CreateRole" } as const;
const nameFormat = matches(/^[\w+=,.@-]*$/, "must match [\\w+=,.@-]");

const base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const uniqueId = (): string => `AROA${[...randomBytes(17)].map((byte) => base32Letters[byte % 32]).join("")}`;

/** IAM's checks that creation and update share. */
function refuse(call: Call, inputs: Values, doing: string, operation: string, standing = false): void {
    const at = { service: "IAM", operation } as const;
    const trust = trustProblem(call, String(inputs.assumeRolePolicy), { standing });
    if (trust) {
        throw apiError(doing, { ...at, operation }, trust.status, trust.message);
    }
    const description = String(inputs.description ?? "");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: IAM's own pattern
    if (!/^[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*$/.test(description)) {
        const pattern = "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*";
        const constraint = `Member must satisfy regular expression pattern: ${pattern}`;
        throw apiError(doing, at, 400, `ValidationError: ${outsideModel("description", constraint)}`);
    }
    const tags = tagProblem(allTags(inputs, call.config), "IAM");
    if (tags !== undefined) {
        throw apiError(doing, at, 400, `ValidationError: ${outsideModel("tags", tags)}`);
    }
    const managed = [...((inputs.managedPolicyArns as string[]) ?? []), inputs.permissionsBoundary].find(Boolean);
    if (managed) {
        const message = `NoSuchEntity: Policy ${managed} does not exist or is not attachable.`;
        throw apiError(doing, at, 404, message);
    }
}

function put(call: Call, name: string, inputs: Values, fixed: Values): void {
    const { description, maxSessionDuration, path, tags } = inputs;
    call.store.put(roleToken, name, {
        name,
        assumeRolePolicy: normalized(String(inputs.assumeRolePolicy)),
        ...(description ? { description } : {}),
        maxSessionDuration: maxSessionDuration ?? 3600,
        path: path ?? "/",
        ...(tags ? { tags } : {}),
        tagsAll: allTags(inputs, call.config),
        ...fixed,
    });
}

/** Creates a role; `standing`: one that stood in the account before the first run. */
export function createRole(call: Call, inputs: Values, standing = false): string {
    const prefix = inputs.namePrefix === undefined ? undefined : String(inputs.namePrefix);
    const name = prefix === undefined ? String(inputs.name) : `${prefix}${Date.now()}`;
    const doing = `creating IAM Role (${name})`;
    refuse(call, inputs, doing, create.operation, standing);
    const path = String(inputs.path ?? "/");
    if (!/^(\/|\/[\u0021-\u007E]+\/)$/.test(path)) {
        const constraint =
            "Member must satisfy regular expression pattern: (\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)";
        throw apiError(doing, create, 400, `ValidationError: ${outsideModel("path", constraint)}`);
    }
    const taken = call.store.list(roleToken).some(({ id }) => id.toLowerCase() === name.toLowerCase());
    if (taken) {
        throw apiError(doing, create, 409, `EntityAlreadyExists: Role with name ${name} already exists.`);
    }
    const arn = iamArn(call, `role${path}${name}`);
    put(call, name, inputs, { arn, uniqueId: uniqueId(), createDate: now(), namePrefix: prefix ?? "" });
    return name;
}

export const role: ResourceType = {
    token: roleToken,
    autoName: { property: "name", prefixProperty: "namePrefix", maxLength: 64 },
    properties: {
        name: {
            kind: "string",
            computed: true,
            replace: true,
            conflictsWith: ["namePrefix"],
            format: all(lengthBetween(1, 64), nameFormat),
        },
        namePrefix: {
            kind: "string",
            computed: true,
            replace: true,
            conflictsWith: ["name"],
            format: all(lengthBetween(1, 38), nameFormat),
        },
        assumeRolePolicy: { kind: "json", required: true, format: jsonFormat, same: samePolicy },
        description: {
            kind: "string",
            format: all(
                lengthBetween(0, 1000),
                matches(/^[^“‘]*$/, "cannot contain specially formatted single or double quotes: [“‘]"),
            ),
        },
        forceDetachPolicies: { kind: "boolean", default: false, writeOnly: true },
        inlinePolicies: {
            kind: "set",
            computed: true,
            items: { kind: "object", properties: { name: { kind: "string" }, policy: { kind: "json" } } },
            format: () => "the rehearsal does not model inlinePolicies of a role: use aws.iam.RolePolicy",
        },
        managedPolicyArns: { kind: "set", computed: true, items: { kind: "string" } },
        maxSessionDuration: { kind: "integer", default: 3600, format: between(3600, 43200) },
        path: { kind: "string", default: "/", replace: true, format: lengthBetween(0, 512) },
        permissionsBoundary: { kind: "string" },
        ...tagProperties,
        arn: { kind: "string", readOnly: true },
        createDate: { kind: "string", readOnly: true },
        uniqueId: { kind: "string", readOnly: true },
    },
    plan: plannedTags,
    create: (call, inputs) => createRole(call, inputs),
    read: (call, id) => {
        const found = call.store.get(roleToken, id);
        const inlinePolicies = policiesOf(call, id).map(({ name, policy }) => ({ name, policy }));
        return found && { ...found, inlinePolicies, managedPolicyArns: [] };
    },
    update: (call, id, inputs) => {
        const before = call.store.get(roleToken, id) as Values;
        const changesTrust = !samePolicy(before.assumeRolePolicy ?? "", inputs.assumeRolePolicy ?? "");
        const doing = changesTrust ? `updating IAM Role (${id}) assume role policy` : `updating IAM Role (${id})`;
        const operation = changesTrust ? "UpdateAssumeRolePolicy" : "UpdateRole";
        refuse(call, inputs, doing, operation, !changesTrust);
        const { arn, uniqueId: unique, createDate, namePrefix } = before;
        put(call, id, inputs, {
            arn: arn ?? "",
            uniqueId: unique ?? "",
            createDate: createDate ?? "",
            namePrefix: namePrefix ?? "",
        });
    },
    delete: (call, id, before) => {
        if (before.forceDetachPolicies === true) {
            removePolicies(call, id);
        }
        if (policiesOf(call, id).length > 0) {
            const message = "DeleteConflict: Cannot delete entity, must delete policies first.";
            throw apiError(`deleting IAM Role (${id})`, { service: "IAM", operation: "DeleteRole" }, 409, message);
        }
        call.store.remove(roleToken, id);
    },
    retries: /Invalid principal in policy/,
    notFound: (id) =>
        apiError(
            `updating IAM Role (${id})`,
            { service: "IAM", operation: "UpdateRole" },
            404,
            `NoSuchEntity: The role with name ${id} cannot be found.`,
        ).message,
};
