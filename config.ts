// The stack's typed configuration: reads every key, gathers every problem, and returns the arguments of ConnectSso.
// Belongs here: how values are read, secrets. Not here: which keys there are (configKeys.ts), and rules about values, which
// ConnectSso applies wherever it is used.
import * as pulumi from "@pulumi/pulumi";
import { ConnectEntraSsoError, type ConnectSsoArgs, type Problem } from "./components/index";
import { findConnectSsoArgsProblems } from "./components/internal/check/connectSso";
import { withoutValue } from "./components/internal/problems";
import {
    findProviderConfigurationProblems,
    lookAtNamespaces,
    unknownConfigurationKeys,
} from "./components/internal/providerConfiguration";
import { isConfigSecret } from "./components/internal/sdk";
import { configKeys, type Kind } from "./configKeys";
import { plainValue } from "./configValues";
import { isRecord } from "./rules/record";
import { quote } from "./rules/text";
import { readUsersFile, type UsersFile } from "./usersFile";

const keysThatMayBeSecret = Object.keys(configKeys).filter((key) => configKeys[key]?.maybeSecret);

/**
 * The configuration of the current stack as arguments of ConnectSso.
 * @throws {ConnectEntraSsoError} that lists every problem, without the values of secrets
 */
export function readConfiguration(): ConnectSsoArgs {
    const stored = pulumi.runtime.allConfig();
    const project = pulumi.getProject();
    const { usersFile, ...values } = parseAll(stored, project);
    const file = typeof usersFile === "string" ? readUsersFile(usersFile) : undefined;
    const { args, problems: problemsOfFile } = withUsersOfFile(
        {
            users: {},
            ...values,
            // As the azuread provider reads it.
            environment: stored["azuread:environment"] ?? process.env.ARM_ENVIRONMENT,
        } as ConnectSsoArgs,
        file,
    );
    const secretKeys = Object.keys(configKeys).filter((key) => isConfigSecret(`${project}:${key}`));
    const namespaces = lookAtNamespaces(stored, project);
    for (const warning of namespaces.warnings) {
        void pulumi.log.warn(warning);
    }
    const problems = [
        ...namespaces.problems,
        ...unknownConfigurationKeys(stored, project, Object.keys(configKeys)),
        ...findProviderConfigurationProblems(stored),
        ...secretKeys.filter((key) => !keysThatMayBeSecret.includes(key)).map(mustNotBeSecret),
        // The provider's own key is reported above, under its own name.
        ...problemsOfFile,
        ...findConnectSsoArgsProblems({ ...args, environment: undefined })
            .map((problem) => (secretKeys.includes(problem.path[0] ?? "") ? withoutValue(problem) : problem))
            .map((problem) => file?.atLine(problem) ?? problem),
    ];
    if (problems.length > 0) {
        throw new ConnectEntraSsoError(`The configuration of stack "${pulumi.getStack()}" is invalid:`, problems);
    }
    return {
        ...args,
        ...(secretKeys.includes("users") ? { users: hideValues(args.users) } : {}),
        ...(secretKeys.includes("notificationEmailAddresses")
            ? { notificationEmailAddresses: pulumi.secret(args.notificationEmailAddresses ?? []) }
            : {}),
    };
}

function parseAll(stored: Readonly<Record<string, string>>, project: string): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const [key, { kind }] of Object.entries(configKeys)) {
        const text = stored[`${project}:${key}`];
        // Pulumi.yaml gives "" to keys that have no default: a key declared without one would be compulsory.
        if (text !== undefined && text !== "") {
            values[key] = parse(text, kind);
        }
    }
    return values;
}

function parse(text: string, kind: Kind): unknown {
    if (kind !== "list" && kind !== "map") {
        return plainValue(text, kind);
    }
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

/** The users of the stack file and those of `usersFile`; a user who is in both is a problem. */
function withUsersOfFile(
    args: ConnectSsoArgs,
    file: UsersFile | undefined,
): { args: ConnectSsoArgs; problems: Problem[] } {
    if (file === undefined) {
        return { args, problems: [] };
    }
    // Not a map: the rule for `users` says so.
    const inBoth = isRecord(args.users)
        ? Object.keys(args.users).filter((name) => Object.hasOwn(file.users, name))
        : [];
    return {
        args: isRecord(args.users)
            ? { ...args, users: { ...file.users, ...args.users } as ConnectSsoArgs["users"] }
            : args,
        problems: [
            ...file.problems,
            ...inBoth.map((name) =>
                file.atLine({
                    path: ["users", name],
                    message: `must not be in users too, got ${quote(name)}; remove one of the two`,
                }),
            ),
        ],
    };
}

function mustNotBeSecret(key: string): Problem {
    return {
        path: [key],
        message:
            "must not be a secret: it is visible in the state and in both clouds. " +
            `Set it with "pulumi config set --plaintext" (only ${keysThatMayBeSecret.join(" and ")} may be secrets)`,
    };
}

/** Users whose every value is a secret in the state; names of users and profiles identify resources and can't be. */
function hideValues(users: ConnectSsoArgs["users"]): ConnectSsoArgs["users"] {
    const plain = ["signIn", "signInEnded", "userId", "formerUsername", "securityProfiles", "routingProfile"];
    return Object.fromEntries(
        Object.entries(users).map(([username, entry]) => [
            username,
            Object.fromEntries(
                Object.entries(entry).map(([key, value]) => [key, plain.includes(key) ? value : pulumi.secret(value)]),
            ),
        ]),
    ) as ConnectSsoArgs["users"];
}
