/** What the statements of an IAM policy say, whoever wrote them: lists or single values, any case of names. */
import { isRecord } from "./record";

/** A statement, with every element as a list. */
export interface Statement {
    isAllow: boolean;
    /** Patterns of actions; of `NotAction`, all but these. */
    actions: readonly string[];
    isAllActionsBut: boolean;
    /** Patterns of resources; of `NotResource`, all but these. Empty in a trust policy. */
    resources: readonly string[];
    isAllResourcesBut: boolean;
    /** Of a trust policy: `{ kind: "Federated", value: "arn:…" }`; `*` alone has the kind `*`. */
    principals: readonly { kind: string; value: string }[];
    isAllPrincipalsBut: boolean;
    conditions: readonly Condition[];
}

/** One line of a statement's Condition. */
export interface Condition {
    /** As it stands there: `StringEquals`. */
    operator: string;
    /** As it stands there: `SAML:aud`. IAM compares it without case. */
    key: string;
    values: readonly string[];
}

/** The statements of a policy, from its JSON or already parsed; undefined for what is no policy. */
export function readStatements(policy: unknown): Statement[] | undefined {
    const document = typeof policy === "string" ? parsed(policy) : policy;
    if (!isRecord(document) || document.Statement === undefined) {
        return undefined;
    }
    const { Statement: statements } = document;
    return (Array.isArray(statements) ? statements : [statements]).filter(isRecord).map(readStatement);
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function readStatement(statement: Record<string, unknown>): Statement {
    const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
    return {
        isAllow: Effect === "Allow",
        actions: texts(Action ?? NotAction),
        isAllActionsBut: Action === undefined && NotAction !== undefined,
        resources: texts(Resource ?? NotResource),
        isAllResourcesBut: Resource === undefined && NotResource !== undefined,
        principals: principalsOf(Principal ?? NotPrincipal),
        isAllPrincipalsBut: Principal === undefined && NotPrincipal !== undefined,
        conditions: conditionsOf(statement.Condition),
    };
}

function principalsOf(principal: unknown): { kind: string; value: string }[] {
    if (!isRecord(principal)) {
        return texts(principal).map((value) => ({ kind: "*", value }));
    }
    return Object.entries(principal).flatMap(([kind, values]) => texts(values).map((value) => ({ kind, value })));
}

function conditionsOf(condition: unknown): Condition[] {
    return Object.entries(isRecord(condition) ? condition : {}).flatMap(([operator, keys]) =>
        Object.entries(isRecord(keys) ? keys : {}).map(([key, values]) => ({ operator, key, values: texts(values) })),
    );
}

/** Whether the statement allows an action, conditions aside. */
export function allows({ isAllow, actions, isAllActionsBut }: Statement, action: string): boolean {
    return isAllow && actions.some((one) => covers(one, action)) !== isAllActionsBut;
}

/** Whether a pattern of actions (`connect:Get*`) covers an action. IAM compares without case. */
export function covers(pattern: string, action: string): boolean {
    return matches(pattern.toLowerCase(), action.toLowerCase());
}

/** Whether a pattern with `*` and `?` matches whatever another one does: the other is read as a plain text. */
export function matches(pattern: string, text: string): boolean {
    let [at, from, star, mark] = [0, 0, -1, 0];
    while (from < text.length) {
        if (pattern[at] === "*") {
            [star, mark] = [at, from];
            at++;
        } else if (pattern[at] === text[from] || (pattern[at] === "?" && text[from] !== "*")) {
            at++;
            from++;
        } else if (star >= 0) {
            mark++;
            [at, from] = [star + 1, mark];
        } else {
            return false;
        }
    }
    return [...pattern.slice(at)].every((it) => it === "*");
}

function texts(value: unknown): string[] {
    return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
}
