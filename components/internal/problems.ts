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
export function rejectProblems(
    headline: string,
    problems: readonly Problem[],
    opts: pulumi.ComponentResourceOptions | undefined,
    style?: FieldStyle,
): void {
    if (problems.length > 0) {
        throw refusal(problemReport(headline, problems, style), opts);
    }
}

/** An error whose message reaches the user as it is. */
function refusal(message: string, opts: pulumi.ComponentResourceOptions | undefined): pulumi.ResourceError {
    const error = new pulumi.ResourceError(message, opts?.parent, true);
    // The SDK renders the stack of every error, shown or not, through all source maps: half a minute for a rejected input.
    error.stack = "";
    // It also writes `error serializing property "checks": ` in front of the message when a component's input rejects.
    Object.defineProperty(error, "message", { get: () => message, set: () => {} });
    return error;
}

/** A value that is known while the program runs: neither an Output nor a promise. */
export function isPlain(value: unknown): boolean {
    return !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}

/** The problem a rule finds with a field, as a list; values that are not plain yet are looked at again once they are known. */
export function check(
    path: readonly string[],
    value: unknown,
    rule: (value: unknown) => string | undefined,
    presence: "required" | "optional" = "optional",
): Problem[] {
    if (!isPlain(value) || (presence === "optional" && value === undefined)) {
        return [];
    }
    const message = rule(value);
    return message === undefined ? [] : [{ path: [...path], message }];
}

/**
 * An Output that holds once every Output among the arguments is known and breaks no rule; otherwise it fails with the same
 * report as {@link rejectProblems}. A component registers with it, so that none of its children is made before.
 */
export function whenKnown<Args extends object>(
    headline: string,
    args: Args,
    findProblems: (args: Args) => Problem[],
    opts: pulumi.ComponentResourceOptions | undefined,
    style?: FieldStyle,
): pulumi.Output<string> {
    return pulumi.unsecret(pulumi.output(args)).apply((known) => {
        rejectProblems(headline, findProblems(known as Args), opts, style);
        return "passed";
    });
}
