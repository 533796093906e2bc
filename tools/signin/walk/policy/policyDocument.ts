/** A policy document, read strictly: whatever IAM's grammar does not have makes it invalid. */
import { quote } from "../../../../rules/text";
import { duplicateKey } from "./duplicateKey";

export interface Statement {
    /** `statement 2 ("DenyOld")`. */
    where: string;
    effect: "Allow" | "Deny";
    /** False under `2008-10-17`, the default: `${…}` then stands for itself. */
    variables: boolean;
    /** `"*"`, or values by type. */
    principal?: Principal;
    notPrincipal?: Principal;
    action?: string[];
    notAction?: string[];
    resource?: string[];
    notResource?: string[];
    conditions: Condition[];
}

export type Principal = "*" | { type: string; values: string[] }[];

/** One key under one operator. */
export interface Condition {
    operator: string;
    /** As written; "" where the operator has no key at all. */
    key: string;
    values: string[];
}

/** Thrown and caught inside the reader only. */
class InvalidPolicy extends Error {}

/** Which elements a kind of policy must have, and must not. */
const kinds = {
    trust: { needed: "Principal", refused: ["Resource", "NotResource"] },
    identity: { needed: "Resource", refused: ["Principal", "NotPrincipal"] },
};
export type PolicyKind = keyof typeof kinds;

const elements = ["Principal", "Action", "Resource"].flatMap((name) => [name, `Not${name}`]);
const principalTypes = ["AWS", "Federated", "Service", "CanonicalUser"];

/**
 * The statements of a document, or why IAM would not store it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicyDocument(document: string, kind: PolicyKind): Statement[] | { invalid: string } {
    try {
        return statementsOf(document, kind);
    } catch (error) {
        if (error instanceof InvalidPolicy) {
            return { invalid: error.message };
        }
        throw error;
    }
}

function statementsOf(document: string, kind: PolicyKind): Statement[] {
    const policy = mapOf(parse(document), "it");
    onlyHas(policy, ["Version", "Id", "Statement"], "it");
    const version = policy.Version ?? "2008-10-17";
    if (version !== "2008-10-17" && version !== "2012-10-17") {
        throw new InvalidPolicy(`its Version must be "2012-10-17" or "2008-10-17", got ${quote(version)}`);
    }
    if (policy.Id !== undefined && typeof policy.Id !== "string") {
        throw new InvalidPolicy(`its Id must be a text, got ${quote(policy.Id)}`);
    }
    const statements = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
    if (policy.Statement === undefined || statements.length === 0) {
        throw new InvalidPolicy("it has no Statement");
    }
    return statements.map((statement, index) => readStatement(statement, index + 1, version === "2012-10-17", kind));
}

function parse(document: string): unknown {
    let parsed: unknown;
    try {
        parsed = JSON.parse(document);
    } catch {
        throw new InvalidPolicy(`it is not JSON: ${quote(document)}`);
    }
    const twice = duplicateKey(document);
    if (twice !== undefined) {
        throw new InvalidPolicy(`an object in it holds the name ${quote(twice)} twice`);
    }
    return parsed;
}

function readStatement(value: unknown, number: number, variables: boolean, kind: PolicyKind): Statement {
    const statement = mapOf(value, `statement ${number}`);
    const sid = statement.Sid;
    if (sid !== undefined && typeof sid !== "string") {
        throw new InvalidPolicy(`the Sid of statement ${number} must be a text, got ${quote(sid)}`);
    }
    const where = sid === undefined || sid === "" ? `statement ${number}` : `statement ${number} (${quote(sid)})`;
    onlyHas(statement, ["Sid", "Effect", "Condition", ...elements], where);
    const { Effect: effect } = statement;
    if (effect !== "Allow" && effect !== "Deny") {
        throw new InvalidPolicy(`the Effect of ${where} must be "Allow" or "Deny", got ${quote(effect)}`);
    }
    const refused = kinds[kind].refused.find((name) => statement[name] !== undefined);
    if (refused !== undefined) {
        throw new InvalidPolicy(`${where} has the element ${refused}, which no ${kind} policy may have`);
    }
    for (const name of ["Action", kinds[kind].needed]) {
        if ((statement[name] === undefined) === (statement[`Not${name}`] === undefined)) {
            throw new InvalidPolicy(`${where} must have either ${name} or Not${name}`);
        }
    }
    const list = (name: string) => (statement[name] === undefined ? undefined : textsOf(statement[name], name, where));
    return {
        where,
        effect,
        variables,
        principal: principalOf(statement.Principal, where),
        notPrincipal: principalOf(statement.NotPrincipal, where),
        action: actionsOf(list("Action"), where),
        notAction: actionsOf(list("NotAction"), where),
        resource: list("Resource"),
        notResource: list("NotResource"),
        conditions: conditionsOf(statement.Condition, where),
    };
}

function principalOf(value: unknown, where: string): Principal | undefined {
    if (value === undefined || value === "*") {
        return value;
    }
    const principal = mapOf(value, `the Principal of ${where}`);
    onlyHas(principal, principalTypes, `the Principal of ${where}`);
    return Object.entries(principal).map(([type, values]) => ({ type, values: textsOf(values, type, where) }));
}

function actionsOf(actions: string[] | undefined, where: string): string[] | undefined {
    const wrong = actions?.find((action) => action !== "*" && !action.includes(":"));
    if (wrong !== undefined) {
        throw new InvalidPolicy(`an Action of ${where} must be "*" or begin with a service, got ${quote(wrong)}`);
    }
    return actions;
}

function conditionsOf(value: unknown, where: string): Condition[] {
    if (value === undefined) {
        return [];
    }
    return Object.entries(mapOf(value, `the Condition of ${where}`)).flatMap(([operator, block]) => {
        const entries = Object.entries(mapOf(block, `${quote(operator)} in the Condition of ${where}`));
        const conditions = entries.map(([key, values]) => ({
            operator,
            key,
            values: conditionValues(values, `${operator} ${key}`, where),
        }));
        return conditions.length > 0 ? conditions : [{ operator, key: "", values: [] }];
    });
}

/** Texts, numbers and truth values; an empty list is kept, for it is not known whether IAM refuses one. */
function conditionValues(value: unknown, name: string, where: string): string[] {
    return (Array.isArray(value) ? value : [value]).map((entry: unknown) => {
        if (typeof entry !== "string" && typeof entry !== "number" && typeof entry !== "boolean") {
            throw new InvalidPolicy(
                `${name} in the Condition of ${where} must be a text or texts, got ${quote(entry)}`,
            );
        }
        return String(entry);
    });
}

function textsOf(value: unknown, name: string, where: string): string[] {
    const texts: unknown[] = Array.isArray(value) ? value : [value];
    if (texts.length === 0 || !texts.every((text) => typeof text === "string")) {
        throw new InvalidPolicy(`${name} of ${where} must be a text or texts, got ${quote(value)}`);
    }
    return texts;
}

function mapOf(value: unknown, what: string): Record<string, unknown> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw new InvalidPolicy(`${what} must be an object, got ${quote(value)}`);
    }
    return Object.assign(Object.create(null), value);
}

function onlyHas(value: Record<string, unknown>, names: readonly string[], what: string): void {
    const other = Object.keys(value).find((name) => !names.includes(name));
    if (other !== undefined) {
        throw new InvalidPolicy(`${what} has ${quote(other)}, which the policy language does not know`);
    }
}
