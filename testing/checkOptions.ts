/** Refusing options that the mocks would misunderstand, all at once. */

import { isPlainMap, unknownKeys } from "../components/internal/maps";
import { fieldName, rejectProblems } from "../components/internal/problems";
import { regionProblem } from "../rules/awsSignIn";
import type { Problem } from "../rules/problem";
import { booleanProblem, guidProblem, listProblem, nonEmptyTextProblem, quote } from "../rules/text";

type Rule = (value: unknown) => string | undefined;
type Rules = Readonly<Record<string, Rule>>;

const functionProblem: Rule = (value) =>
    typeof value === "function" ? undefined : `must be a function, got ${quote(value)}`;

const userRules: Rules = {
    userPrincipalName: nonEmptyTextProblem,
    mail: textProblem,
    employeeId: textProblem,
    objectId: guidProblem,
    accountEnabled: booleanProblem,
};
const groupRules: Rules = { displayName: nonEmptyTextProblem, objectId: guidProblem };
const instanceRules: Rules = {
    instanceId: guidProblem,
    instanceAlias: nonEmptyTextProblem,
    identityManagementType: identityManagementTypeProblem,
};
const optionRules: Rules = {
    region: regionProblem,
    accountId: accountIdProblem,
    tenantId: guidProblem,
    directory: () => undefined,
    instances: listOfMaps,
    securityProfiles: (value) => listProblem(value, "names"),
    routingProfiles: (value) => listProblem(value, "names"),
    newResource: functionProblem,
    call: functionProblem,
};
const directoryRules: Rules = { users: list, groups: list };

/** Throws a ConnectEntraSsoError that lists what is wrong with the options of `ssoMocks`. */
export function checkOptions(options: unknown): void {
    const problems = problemsOf([], options, optionRules);
    if (isPlainMap(options)) {
        const { directory, instances } = options;
        problems.push(
            ...(directory === undefined ? [] : problemsOf(["directory"], directory, directoryRules)),
            ...itemProblems(["instances"], instances, instanceRules, "instanceId", false),
        );
        if (isPlainMap(directory)) {
            problems.push(
                ...itemProblems(["directory", "users"], directory.users, userRules, "userPrincipalName", true),
                ...itemProblems(["directory", "groups"], directory.groups, groupRules, "displayName", true),
            );
        }
    }
    rejectProblems("ssoMocks has invalid options:", problems);
}

function problemsOf(path: string[], value: unknown, rules: Rules, required?: string): Problem[] {
    if (!isPlainMap(value)) {
        return [{ path, message: `must be an object with ${Object.keys(rules).join(", ")}, got ${quote(value)}` }];
    }
    const wrong = Object.entries(rules).flatMap(([name, rule]) => {
        const message = value[name] === undefined && name !== required ? undefined : rule(value[name]);
        return message === undefined ? [] : [{ path: [...path, name], message }];
    });
    return [...unknownKeys(path, value, Object.keys(rules)), ...wrong];
}

/** Problems with the items of a list. A text may stand for an item that has only its `key`; no two have the same. */
function itemProblems(path: string[], value: unknown, rules: Rules, key: string, mayBeText: boolean): Problem[] {
    const seen = new Set<string>();
    return (Array.isArray(value) ? value : []).flatMap((item: unknown, index) => {
        const problems = problemsOf([], mayBeText && typeof item === "string" ? { [key]: item } : item, rules, key);
        const name = String(isPlainMap(item) ? item[key] : item).toLowerCase();
        const again = seen.has(name) ? [`must be listed once, got ${quote(name)} again`] : [];
        seen.add(name);
        const sentences = problems.map(({ path: field, message }) => [fieldName(field), message].join(" ").trim());
        const messages = sentences.length > 0 ? sentences : again;
        return messages.map((message) => ({ path, message: `has an invalid item ${index + 1}: ${message}` }));
    });
}

function list(value: unknown): string | undefined {
    return Array.isArray(value) ? undefined : `must be a list of names or objects, got ${quote(value)}`;
}

function listOfMaps(value: unknown): string | undefined {
    return Array.isArray(value) ? undefined : `must be a list of objects, got ${quote(value)}`;
}

function textProblem(value: unknown): string | undefined {
    return typeof value === "string" ? undefined : `must be a text, got ${quote(value)}`;
}

function accountIdProblem(value: unknown): string | undefined {
    return typeof value === "string" && /^\d{12}$/.test(value)
        ? undefined
        : `must be the 12 digits of an AWS account as a text, got ${quote(value)}`;
}

function identityManagementTypeProblem(value: unknown): string | undefined {
    const types = ["SAML", "CONNECT_MANAGED", "EXISTING_DIRECTORY"];
    return types.includes(value as string)
        ? undefined
        : `must be one of ${types.map(quote).join(", ")}, got ${quote(value)}`;
}
