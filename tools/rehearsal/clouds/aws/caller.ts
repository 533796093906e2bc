/** Who asks, and what IAM says of it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
import type { AskedOperation, Call, OwnRequest, Value, Values } from "../provider/resourceType";
import { CloudError } from "../provider/resourceType";
import { equal, isObject } from "../provider/values";
import { decision } from "../signIn/policy";
import { accountOf, configuredRegion, partitionOf } from "./account";
import { accountFile, readAccount } from "./accountFile";
import type { ApiCall, ApiCalls } from "./apiCalls";
import { cognitoCalls } from "./cognito/apiCalls";
import { connectCalls } from "./connect/apiCalls";
import { apiError } from "./errors";
import { iamCalls } from "./iam/apiCalls";
import { permissionProblem } from "./iam/permissionPolicy";

/** In the store: the caller's policy, if the account file has one. */
const [kind, id] = ["caller", "this"];

/** One session of a deployer's role, whatever it may do. */
export function callerArn(call: Call): string {
    const { accountId } = accountOf(call);
    return `arn:${partitionOf(configuredRegion(call.config))}:sts::${accountId}:assumed-role/deployer/rehearsal`;
}

/** What the account file says now, for the requests of this run. */
export function noteCaller(call: Call): void {
    const policy = readCaller(call, accountFile());
    const known = call.store.get(kind, id);
    if (policy === undefined && known !== undefined) {
        call.store.remove(kind, id);
    } else if (policy !== undefined && !equal(known, { policy })) {
        call.store.put(kind, id, { policy });
    }
}

/** The policy of `caller.allowed`, as text: a policy document, or a list of actions on everything. */
export function readCaller(call: Call, file: string): string | undefined {
    const { caller } = readAccount(file);
    if (caller === undefined) {
        return undefined;
    }
    const refuse = (rule: string, value: Value) =>
        new CloudError(`${file}: ${rule}, got ${JSON.stringify(value).slice(0, 200)}`);
    if (!isObject(caller) || Object.keys(caller).some((key) => key !== "allowed") || caller.allowed === undefined) {
        throw refuse("caller must be an object with the one key allowed", caller);
    }
    const { allowed } = caller;
    if (!Array.isArray(allowed) && !isObject(allowed)) {
        throw refuse("caller.allowed must be a list of actions or a policy document", allowed);
    }
    const text = JSON.stringify(Array.isArray(allowed) ? documentOf(allowed) : allowed);
    const problem = Array.isArray(allowed) && allowed.length === 0 ? undefined : permissionProblem(call, text);
    const notModelled = problem === undefined ? unknownFields(JSON.parse(text) as Values) : [];
    if (problem !== undefined || notModelled.length > 0) {
        const rule = problem ?? `the rehearsal does not model ${notModelled.join(", ")} in the caller's policy`;
        throw refuse(`caller.allowed: ${rule}`, allowed);
    }
    return text;
}

const documentOf = (actions: Value[]): Values => ({
    Version: "2012-10-17",
    Statement: actions.length === 0 ? [] : [{ Effect: "Allow", Action: actions, Resource: "*" }],
});

function unknownFields({ Statement = [] }: Values): string[] {
    const fields = ["NotAction", "NotResource", "Condition"];
    const statements = [Statement].flat() as Values[];
    return fields.filter((field) => statements.some((statement) => statement[field] !== undefined));
}

const operations: Record<string, ApiCalls> = { ...iamCalls, ...connectCalls, ...cognitoCalls };

/** The provider's calls within an operation, each refused if the caller's policy does not allow it. */
export function requests(call: Call, asked: AskedOperation): OwnRequest[] {
    const policy = call.store.get(kind, id)?.policy;
    if (policy === undefined) {
        return [];
    }
    const made = operations[asked.token]?.[asked.operation]?.({ ...asked, call }) ?? [];
    return made.map((one) => ({
        changes: !/^(Describe|Get|List)/.test(one.operation),
        refuse: () => refuse(call, String(policy), one),
    }));
}

/** How a service is called in the names of its actions. */
const prefixes: Record<ApiCall["service"], string> = {
    IAM: "iam",
    Connect: "connect",
    "Cognito Identity Provider": "cognito-idp",
};

function refuse(call: Call, policy: string, { service, operation, resource, doing, ...rest }: ApiCall): void {
    const action = rest.action ?? `${prefixes[service]}:${operation}`;
    const decided = decision([policy], { action, resource, keys: {} });
    if (decided === "allowed") {
        return;
    }
    const denied = decided === "denied";
    const what = `User: ${callerArn(call)} is not authorized to perform: ${action} on resource: ${resource}`;
    // Cognito's refusal has a code that its API model lacks, too. Connect's API model has an error of this name, IAM's has none: the provider words the two differently.
    const message =
        service === "Connect"
            ? `AccessDeniedException: ${what}${denied ? " with an explicit deny" : ""}`
            : `api error ${service === "IAM" ? "AccessDenied" : "AccessDeniedException"}: ${what} ${
                  denied
                      ? "with an explicit deny in an identity-based policy"
                      : `because no identity-based policy allows the ${action} action`
              }`;
    throw apiError(doing, { service, operation }, 403, message);
}
