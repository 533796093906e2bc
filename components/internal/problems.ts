import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../rules/problem";
import { visibleLine } from "../../rules/text";
import { currentRun, runsHooks } from "./sdk";

/**
 * What this package refuses: invalid arguments, or facts of the clouds that speak against a deployment. Its message lists
 * every problem; `problems` has them one by one. A constructor throws it for what it can see at once; what a look-up or an
 * Output shows later fails the program with it.
 */
export class ConnectEntraSsoError extends pulumi.RunError {
    /** Each with the path of the argument, key by key, and what is wrong with it, never a secret value; none twice. */
    readonly problems: readonly Problem[];

    constructor(headline: string, problems: readonly Problem[]) {
        const report = problemReport(headline, problems);
        super(report);
        this.name = "ConnectEntraSsoError";
        this.problems = withoutRepetitions(problems);
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

/** The name of a field, in the notation of `pulumi config set --path`: `users["a@b.example"].firstName`. */
export function fieldName(path: readonly string[]): string {
    // A key of the configuration may have a namespace, as in aws:region. Digits are a key, too, such as a certificate's name:
    // no path has the index of a list.
    const [first = "", ...rest] = path;
    return rest.reduce(
        (whole, part) =>
            /^[A-Za-z_$][\w$]*$/.test(part) ? `${whole}.${part}` : `${whole}[${visibleLine(JSON.stringify(part))}]`,
        visibleLine(first),
    );
}

/** All problems under one headline, a line each; the form every refusal of this package has. */
export function problemReport(headline: string, problems: readonly Problem[]): string {
    const lines = problems.map(({ path, message }) =>
        path.length === 0 ? `  - ${message}` : `  - ${fieldName(path)} ${message}`,
    );
    return [headline, ...new Set(lines)].join("\n");
}

/** Throws one error that lists every problem; does nothing when there is none. */
export function rejectProblems(headline: string, problems: readonly Problem[]): void {
    if (problems.length > 0) {
        throw new ConnectEntraSsoError(headline, problems);
    }
}

/** Gathers what is found wrong at the same time, so that one error lists it all. One for each component. */
export class Refusals {
    private waiting: { problems: Problem[]; failed: Promise<never> } | undefined;

    constructor(private readonly headline: string) {}

    /** Fails with these problems and those that others add in the same moment; resolves when there is none. */
    async unlessNone(problems: readonly Problem[]): Promise<void> {
        if (problems.length === 0) {
            return;
        }
        if (this.waiting === undefined) {
            const gathered: Problem[] = [];
            this.waiting = { problems: gathered, failed: this.failSoon(gathered) };
        }
        this.waiting.problems.push(...problems);
        await this.waiting.failed;
    }

    private async failSoon(gathered: readonly Problem[]): Promise<never> {
        await new Promise((resolve) => setImmediate(resolve));
        const error = new ConnectEntraSsoError(this.headline, gathered);
        return runsHooks() ? endRun(error) : Promise.reject(error);
    }
}

const ended = new WeakSet<object>();

/**
 * Shows the error, and fails the engine's run by a resource that can't be created. A rejected promise would do in a program that
 * the CLI starts; but what waits for the component would wait on, and an Automation API program does not end before that.
 */
async function endRun(error: ConnectEntraSsoError): Promise<never> {
    await pulumi.log.error(error.message);
    const run = currentRun();
    if (!ended.has(run)) {
        ended.add(run);
        const refuse = () => {
            throw new Error("see the errors above");
        };
        const hook = new pulumi.ResourceHook("connect-entra-sso checks", refuse, { onDryRun: true });
        new pulumi.ComponentResource(
            "connect-entra-sso:index:Refusal",
            "refused",
            {},
            { hooks: { beforeCreate: [hook] } },
        );
    }
    return new Promise(() => {});
}

/** A rule's message without the value it was given and all that follows, which may repeat it. */
export function withoutValue({ path, message }: Problem): Problem {
    return { path, message: `${message.split(", got ")[0]} (the value is a secret and not shown)` };
}
