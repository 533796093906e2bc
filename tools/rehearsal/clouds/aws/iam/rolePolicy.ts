/** `aws.iam.RolePolicy`: an inline policy of a role */
import { all, lengthBetween, matches } from "../../provider/formats";
import type { Call, ResourceType, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { apiError } from "../errors";
import { permissionProblem } from "./permissionPolicy";
import { jsonFormat, normalized, samePolicy, sizeOf } from "./policyDocument";
import { policiesOf, rolePolicyToken } from "./rolePolicies";

const maxSize = 10_240;
const put = { service: "IAM", operation: "PutRolePolicy" } as const;
const nameFormat = matches(/^[\w+=,.@-]+$/, "must match [\\w+=,.@-]");

function putPolicy(call: Call, roleName: string, name: string, inputs: Values): string {
    const doing = `putting IAM Role (${roleName}) Policy (${name})`;
    if (call.find("aws:iam/role:Role", roleName) === undefined) {
        throw apiError(doing, put, 404, `NoSuchEntity: The role with name ${roleName} cannot be found.`);
    }
    const policy = normalized(String(inputs.policy));
    const problem = permissionProblem(call, policy);
    if (problem !== undefined) {
        throw apiError(doing, put, 400, problem);
    }
    const others = policiesOf(call, roleName).filter((other) => other.name !== name);
    const size = [policy, ...others.map((other) => other.policy)].reduce((sum, text) => sum + sizeOf(text), 0);
    if (size > maxSize) {
        const message = `LimitExceeded: Maximum policy size of ${maxSize} bytes exceeded for role ${roleName}`;
        throw apiError(doing, put, 409, message);
    }
    call.store.put(rolePolicyToken, `${roleName}:${name}`, {
        name,
        namePrefix: inputs.namePrefix ?? "",
        policy,
        role: roleName,
    });
    return `${roleName}:${name}`;
}

function partsOf(id: string): [role: string, name: string] {
    const at = id.indexOf(":");
    if (at < 0) {
        throw new CloudError("role_policy id must be of the form <role name>:<policy name>");
    }
    return [id.slice(0, at), id.slice(at + 1)];
}

export const rolePolicy: ResourceType = {
    token: rolePolicyToken,
    autoName: { property: "name", prefixProperty: "namePrefix", maxLength: 128 },
    properties: {
        name: {
            kind: "string",
            computed: true,
            replace: true,
            conflictsWith: ["namePrefix"],
            format: all(lengthBetween(1, 128), nameFormat),
        },
        namePrefix: {
            kind: "string",
            computed: true,
            replace: true,
            conflictsWith: ["name"],
            format: all(lengthBetween(1, 102), nameFormat),
        },
        policy: {
            kind: "json",
            required: true,
            same: samePolicy,
            format: (text: string, path) =>
                jsonFormat(text, path) ??
                (sizeOf(text) > maxSize
                    ? `expected length of ${path} to be at most ${maxSize} characters, excluding whitespace`
                    : undefined),
        },
        role: {
            kind: "string",
            required: true,
            replace: true,
            format: matches(/^[^:/]+$/, "must be the name of a role, not its ARN or path"),
        },
    },
    create: (call, inputs) => {
        const name = inputs.namePrefix === undefined ? String(inputs.name) : `${inputs.namePrefix}${Date.now()}`;
        return putPolicy(call, String(inputs.role), name, inputs);
    },
    read: ({ store }, id) => {
        partsOf(id);
        return store.get(rolePolicyToken, id);
    },
    update: (call, id, inputs) => {
        const [roleName, name] = partsOf(id);
        putPolicy(call, roleName, name, inputs);
    },
    delete: ({ store }, id) => store.remove(rolePolicyToken, id),
    notFound: (id) => {
        const [roleName, name] = partsOf(id);
        const message = `NoSuchEntity: The role policy with name ${name} cannot be found.`;
        return apiError(`putting IAM Role (${roleName}) Policy (${name})`, put, 404, message).message;
    },
};
