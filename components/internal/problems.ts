import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../rules/problem";

/** How a message names a field: as the argument a programmer wrote, or as the key of a stack's configuration. */
export const fieldStyles = { args: "args", configuration: "configuration" } as const;

/** One of {@link fieldStyles}. */
export type FieldStyle = (typeof fieldStyles)[keyof typeof fieldStyles];

/** The name of a field as the reader typed it: `args.users["a@b.example"].firstName` or `users.a@b.example.firstName`. */
export function fieldName(path: readonly string[], style: FieldStyle): string {
    if (style === fieldStyles.configuration) {
        return path.join(".");
    }
    return path.reduce(
        (name, part) => (/^[A-Za-z_$][\w$]*$/.test(part) ? `${name}.${part}` : `${name}[${JSON.stringify(part)}]`),
        "args",
    );
}

/** All problems under one headline, a line each; the form every refusal of this package has. */
export function problemReport(
    headline: string,
    problems: readonly Problem[],
    style: FieldStyle = fieldStyles.args,
): string {
    const lines = problems.map(({ path, message }) =>
        path.length === 0 ? `  - ${message}` : `  - ${fieldName(path, style)} ${message}`,
    );
    return [headline, ...new Set(lines)].join("\n");
}

/** Throws one error that lists every problem and prints no stack trace; does nothing when there is none. */
export function rejectProblems(headline: string, problems: readonly Problem[], style?: FieldStyle): void {
    if (problems.length > 0) {
        throw refusal(problemReport(headline, problems, style));
    }
}

/**
 * The same for what is found out later: holds if there is no problem; otherwise the program fails with the report, and the
 * promise stays open. It must not reject: a rejection that runs through the many Outputs that hang on a look-up keeps V8 busy
 * for minutes, since it follows every path through them while the SDK's inspector session is open.
 */
export function holdUnless(headline: string, problems: readonly Problem[], style?: FieldStyle): Promise<void> {
    return problems.length === 0 ? Promise.resolve() : stopWith(problemReport(headline, problems, style));
}

/** Fails the program with this message, and stays open like {@link holdUnless}. */
export function stopWith(message: string): Promise<never> {
    setImmediate(() => {
        throw refusal(message);
    });
    return new Promise(() => {});
}

/**
 * An error whose message reaches the user as it is. It names no resource: the one it stands for is not registered, and the
 * SDK would wait for it.
 */
function refusal(message: string): pulumi.RunError {
    const error = new pulumi.RunError(message);
    // The SDK renders the stack of every error, shown or not, through all source maps.
    error.stack = "";
    return error;
}

/** A value that is known while the program runs: neither an Output nor a promise. */
export function isPlain(value: unknown): boolean {
    return !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}

/** Plain, and so is all that a list or map holds; the arguments that rules read are one level deep. */
function isPlainThroughout(value: unknown): boolean {
    return isPlain(value) && (typeof value !== "object" || value === null || Object.values(value).every(isPlain));
}

/** The problem a rule finds with a field, as a list; values that are not plain yet are looked at again once they are known. */
export function check(
    path: readonly string[],
    value: unknown,
    rule: (value: unknown) => string | undefined,
    presence: "required" | "optional" = "optional",
): Problem[] {
    if (!isPlainThroughout(value) || (presence === "optional" && value === undefined)) {
        return [];
    }
    const message = rule(value);
    return message === undefined ? [] : [{ path: [...path], message }];
}

/**
 * An Output that holds once every Output among the arguments is known and breaks no rule; otherwise the program fails with the
 * same report as that of {@link rejectProblems}. A component registers with it, so that none of its children is made before.
 */
export function whenKnown<Args extends object>(
    headline: string,
    args: Args,
    findProblems: (args: Args) => Problem[],
): pulumi.Output<string> {
    return pulumi.unsecret(pulumi.output(args)).apply(async (known) => {
        const problems = findProblems(known as Args).map((problem) => withoutSecret(problem, args));
        await holdUnless(headline, await Promise.all(problems));
        return "passed";
    });
}

/** A problem without the value it is about, where that is a secret among the arguments. */
async function withoutSecret(problem: Problem, args: object): Promise<Problem> {
    let value: unknown = args;
    for (const key of problem.path) {
        if (typeof value === "object" && value !== null && isPlain(value)) {
            value = (value as Record<string, unknown>)[key];
        }
    }
    return (await pulumi.isSecret(pulumi.output(value))) ? withoutValue(problem) : problem;
}

/** A rule's message without the value it was given and all that follows, which may repeat it. */
export function withoutValue({ path, message }: Problem): Problem {
    return { path, message: `${message.split(", got ")[0]} (the value is a secret and not shown)` };
}
