import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../rules/problem";
import { problemReport } from "./internal/problemReport";

/**
 * What this package refuses: invalid arguments, or a state of the clouds that prevents the deployment. Its message lists
 * every problem; `problems` has them one by one. A constructor throws it for what it can check immediately. Problems
 * that a look-up or an Output shows later fail the program with it.
 */
export class ConnectEntraSsoError extends pulumi.RunError {
    /** Each with the path of the argument, key by key, and what is wrong with it, never a secret value; none twice. */
    readonly problems: readonly Problem[];

    /** @param others what is refused in the same run */
    constructor(headline: string, problems: readonly Problem[], others: readonly ConnectEntraSsoError[] = []) {
        const report = [problemReport(headline, problems), ...others.map(({ message }) => message)].join("\n");
        super(report);
        this.name = "ConnectEntraSsoError";
        this.problems = withoutRepetitions([problems, ...others.map((it) => it.problems)].flat());
        keepMessage(this, report);
        // No frames: the SDK would render them through all source maps, and they show nobody where an argument is wrong.
        this.stack = `${this.name}: ${this.message}`;
    }
}

/** The SDK puts "error serializing property …" before an error's message, once for each input that the error goes through. */
function keepMessage(error: Error, message: string): void {
    Object.defineProperty(error, "message", { get: () => message, set: () => {}, configurable: true });
}

function withoutRepetitions(problems: readonly Problem[]): Problem[] {
    const byText = new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.message]), problem]));
    return [...byText.values()];
}
