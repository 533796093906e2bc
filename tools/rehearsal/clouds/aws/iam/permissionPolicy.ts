/** IAM's reading of a policy that permits: an inline policy of a role. */
import type { Call, Values } from "../../provider/resourceType";
import { configuredRegion, partitionOf } from "../account";
import { because } from "../errors";
import {
    characterProblems,
    conditionProblems,
    isTexts,
    listOf,
    malformed,
    sidProblems,
    statementsOf,
    variableProblems,
} from "./policyDocument";

const fieldNames = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/** Service prefixes that this emulation knows; the first dozen of AWS's hundreds, and all that contact centres meet. */
const servicePrefixes = new Set(
    (
        "account acm apigateway app-integrations appintegrations athena backup bedrock cases chime cloudformation " +
        "cloudfront cloudtrail cloudwatch codebuild cognito-identity cognito-idp comprehend config connect " +
        "connect-campaigns ds dynamodb ec2 ecr ecs eks elasticloadbalancing es events execute-api firehose geo glue " +
        "iam identitystore kinesis kinesisvideo kms lambda lex logs mobiletargeting organizations polly profile ram " +
        "rds route53 s3 sagemaker secretsmanager servicequotas ses sns sqs ssm sso states sts support tag transcribe " +
        "translate voiceid wisdom xray"
    )
        .split(" ")
        .map((service) => service.toLowerCase()),
);

/** The first thing IAM refuses in the document, or undefined. */
export function permissionProblem(call: Call, text: string): string | undefined {
    for (const problem of problems(call, text)) {
        return problem;
    }
    return undefined;
}

function* problems(call: Call, text: string): Generator<string> {
    yield* characterProblems(text, "policyDocument");
    const document = JSON.parse(text) as Values;
    const statements = statementsOf(document);
    const isKnown = Object.keys(document).every((key) => ["Version", "Id", "Statement"].includes(key));
    const isVersion = ["2012-10-17", "2008-10-17", undefined].includes(document.Version as string | undefined);
    const isWhole = statements.length > 0 && statements.length === listOf(document.Statement).length;
    if (!isKnown || !isVersion || !isWhole) {
        yield malformed("Syntax errors in policy.");
    }
    for (const statement of statements) {
        yield* syntaxProblems(statement);
    }
    if (document.Version !== "2012-10-17") {
        yield malformed("Policy document must be version 2012-10-17 or greater.");
    }
    yield* sidProblems(statements, "Statement IDs (SID) in a single policy must be unique.");
    for (const statement of statements) {
        yield* contentProblems(call, statement);
    }
    yield* variableProblems(document);
}

function* syntaxProblems(statement: Values): Generator<string> {
    if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
        yield malformed("Policy document should not specify a principal.");
    }
    const isKnown = Object.keys(statement).every((key) => fieldNames.includes(key));
    const isSingle =
        !(statement.Action !== undefined && statement.NotAction !== undefined) &&
        !(statement.Resource !== undefined && statement.NotResource !== undefined);
    const isText = fieldNames.slice(2, 6).every((key) => isTexts(statement[key]));
    const isEffect = /^(allow|deny)$/i.test(String(statement.Effect));
    if (!isKnown || !isSingle || !isText || !isEffect) {
        yield malformed("Syntax errors in policy.");
    }
    yield* conditionProblems(statement.Condition, () => "Syntax errors in policy.");
    if (!["Allow", "Deny"].includes(String(statement.Effect))) {
        yield malformed("The policy failed legacy parsing");
    }
}

function* contentProblems(call: Call, statement: Values): Generator<string> {
    const actions = listOf(statement.Action ?? statement.NotAction).map(String);
    if (actions.length === 0) {
        yield malformed("Policy statement must contain actions.");
    }
    const resources = listOf(statement.Resource ?? statement.NotResource).map(String);
    if (resources.length === 0) {
        yield malformed("Policy statement must contain resources.");
    }
    for (const resource of resources) {
        yield* resourceProblems(call, resource);
    }
    for (const action of actions) {
        yield* actionProblems(action);
    }
}

function* actionProblems(action: string): Generator<string> {
    if (action === "*") {
        return;
    }
    const [service, name, more] = action.split(":");
    if (name === undefined) {
        yield malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
    if (more !== undefined) {
        yield malformed("Actions/Condition can contain only one colon.");
    }
    if (/[^a-zA-Z0-9\-.]/.test(service ?? "")) {
        yield malformed(`Vendor ${service} is not valid`);
    }
    if (!servicePrefixes.has((service ?? "").toLowerCase())) {
        yield malformed(because(`Vendor ${service} is not valid`, "no service of that prefix is known here"));
    }
    if (!/^[\w*?]+$/.test(name ?? "")) {
        yield malformed("The policy failed legacy parsing");
    }
}

function* resourceProblems(call: Call, resource: string): Generator<string> {
    if (resource === "*") {
        return;
    }
    const [arn, partition, service, , , ...rest] = resource.split(":");
    if (arn !== "arn" || partition === undefined) {
        yield malformed(`Resource ${resource} must be in ARN format or "*".`);
        return;
    }
    if (partition !== "*" && partition !== partitionOf(configuredRegion(call.config))) {
        yield malformed(`Partition "${partition}" is not valid for resource "${resource}".`);
    }
    if (service === undefined || /[*?]/.test(service)) {
        yield malformed("Resource vendor must be fully qualified and cannot contain regexes.");
    }
    if (rest.length === 0) {
        yield malformed("The policy failed legacy parsing");
    }
}
