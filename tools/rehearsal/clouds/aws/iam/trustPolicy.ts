/** IAM's reading of a role's trust policy. */
import type { Call, Value, Values } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import { accountOf, configuredRegion, partitionOf } from "../account";
import {
    characterProblems,
    conditionProblems,
    isTexts,
    listOf,
    malformed,
    sidProblems,
    sizeOf,
    statementsOf,
    variableProblems,
} from "./policyDocument";

const maxSize = 2048;
const trustActions = new Set([
    "sts:assumerole",
    "sts:assumerolewithsaml",
    "sts:assumerolewithwebidentity",
    "sts:tagsession",
    "sts:setsourceidentity",
    "sts:setcontext",
]);
const fieldNames = ["Sid", "Effect", "Principal", "Action", "NotAction", "Condition"];
const domainPattern = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

interface TrustProblem {
    status: number;
    message: string;
}

/** The first thing IAM refuses in the document, or undefined. `standing` policies may trust what is gone. */
export function trustProblem(call: Call, text: string, { standing = false } = {}): TrustProblem | undefined {
    if (sizeOf(text) > maxSize) {
        return { status: 409, message: `LimitExceeded: Cannot exceed quota for ACLSizePerRole: ${maxSize}` };
    }
    for (const message of problems(call, text, standing)) {
        return { status: 400, message };
    }
    return undefined;
}

function* problems(call: Call, text: string, standing: boolean): Generator<string> {
    yield* characterProblems(text, "assumeRolePolicyDocument");
    const document = JSON.parse(text) as Values;
    const unknown = Object.keys(document).find((key) => !["Version", "Id", "Statement"].includes(key));
    if (unknown !== undefined) {
        yield malformed(`Unknown field ${unknown}`);
    }
    if (!["2012-10-17", "2008-10-17", undefined].includes(document.Version as string | undefined)) {
        yield malformed("The policy must contain a valid version string");
    }
    const statements = statementsOf(document);
    if (statements.length === 0 || statements.length !== listOf(document.Statement).length) {
        yield malformed("Syntax errors in policy.");
    }
    yield* sidProblems(statements, "The Statement Ids in the policy are not unique");
    for (const statement of statements) {
        yield* statementProblems(call, statement, standing);
    }
    yield* variableProblems(document);
}

function* statementProblems(call: Call, statement: Values, standing: boolean): Generator<string> {
    if (statement.Resource !== undefined) {
        yield malformed("Has prohibited field Resource");
    }
    if (statement.NotResource !== undefined) {
        yield malformed("AssumeRole policy must not contain resources.");
    }
    if (statement.NotPrincipal !== undefined) {
        yield malformed("AssumeRole policy must not contain NotPrincipal field.");
    }
    const unknown = Object.keys(statement).find((key) => !fieldNames.includes(key));
    if (unknown !== undefined) {
        yield malformed(`Unknown field ${unknown}`);
    }
    if (statement.Effect === undefined) {
        yield malformed("Missing required field Effect");
    }
    if (!["Allow", "Deny"].includes(String(statement.Effect))) {
        yield malformed(`Invalid effect: ${statement.Effect}`);
    }
    yield* principalProblems(call, statement.Principal, standing);
    const actions = listOf(statement.Action ?? statement.NotAction);
    if (actions.length === 0) {
        yield malformed("Missing required field Action");
    }
    if (!isTexts(actions)) {
        yield malformed("Syntax errors in policy.");
    }
    if (actions.some((action) => !trustActions.has(String(action).toLowerCase()))) {
        yield malformed("AssumeRole policy may only specify STS AssumeRole actions.");
    }
    yield* conditionProblems(statement.Condition, (operator) => `Invalid Condition type : ${operator}`);
}

function* principalProblems(call: Call, principal: Value | undefined, standing: boolean): Generator<string> {
    if (principal === undefined) {
        yield malformed("Missing required field Principal");
    }
    if (principal === "*") {
        return;
    }
    if (!isObject(principal)) {
        yield malformed("Principal must be a JSON object.");
        return;
    }
    if (Object.keys(principal).length === 0) {
        yield malformed("Missing required field Principal cannot be empty!");
    }
    for (const [kind, values] of Object.entries(principal)) {
        if (!["AWS", "Federated", "Service", "CanonicalUser"].includes(kind)) {
            yield malformed(`Invalid principal in policy: "${kind.toUpperCase()}":"${listOf(values).join()}"`);
        }
        if (listOf(values).length === 0) {
            yield malformed(`Invalid principal in policy: ""`);
        }
        for (const value of listOf(values)) {
            yield* valueProblems(call, kind, String(value), standing);
        }
    }
}

function* valueProblems(call: Call, kind: string, value: string, standing: boolean): Generator<string> {
    const invalid = malformed(`Invalid principal in policy: "${kind.toUpperCase()}":"${value}"`);
    const isSaml = /^arn:[\w-]+:iam::\d{12}:saml-provider\/[\w._-]+$/.test(value);
    const isOidc = /^arn:[\w-]+:iam::\d{12}:oidc-provider\/.+$/.test(value);
    if (kind === "Federated" && !isSaml && !isOidc && !domainPattern.test(value)) {
        yield malformed("Federated principals must be valid domain names or SAML metadata ARNs");
    }
    if (kind === "Service" && !/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(value)) {
        yield invalid;
    }
    const arn = /^arn:([\w-]+):iam::(\d{12}):(.+)$/.exec(value);
    if (kind === "AWS" && arn === null && value !== "*" && !/^\d{12}$/.test(value)) {
        yield invalid;
    }
    if (arn === null) {
        return;
    }
    if (arn[1] !== partitionOf(configuredRegion(call.config))) {
        yield invalid;
    }
    if (!standing && arn[2] === accountOf(call).accountId && !exists(call, value, arn[3] ?? "")) {
        yield invalid;
    }
}

/** Of the kinds of principal modelled here; other accounts can't be looked into. */
function exists(call: Call, arn: string, resource: string): boolean {
    if (resource.startsWith("saml-provider/")) {
        return call.find("aws:iam/samlProvider:SamlProvider", arn) !== undefined;
    }
    if (!resource.startsWith("role/")) {
        return resource === "root";
    }
    return call.find("aws:iam/role:Role", resource.split("/").pop() ?? "")?.arn === arn;
}
