/** Refusing what is wrong, at once or as soon as it is known. */
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../rules/problem";
import { ConnectEntraSsoError } from "../connectEntraSsoError";
import { currentRun, isMocked, runsHooks } from "./sdk";

export { ConnectEntraSsoError } from "../connectEntraSsoError";
export { fieldName, problemReport } from "./problemReport";

/** Throws one error that lists every problem; does nothing when there is none. */
export function rejectProblems(headline: string, problems: readonly Problem[]): void {
    if (problems.length > 0) {
        throw new ConnectEntraSsoError(headline, problems);
    }
}

/** Gathers what is found wrong at the same time, so that one error lists it all. One for each component. */
export class Refusals {
    private waiting: { problems: Problem[]; failed: Promise<never> } | undefined;
    private readonly untilChange: Problem[] = [];

    /** @param maySpareDestroy whether hooks will ask `rejectAtChange` */
    constructor(
        private readonly headline: string,
        private readonly maySpareDestroy = false,
    ) {}

    /**
     * The same for what the clouds lack today. `pulumi destroy` needs none of it, but runs the same program and never says so; only
     * hooks on creations and updates tell the two apart. So without protection, as before a destroy, those refuse.
     */
    async unlessNoneOrDestroying(problems: readonly Problem[]): Promise<void> {
        if (this.maySpareDestroy) {
            this.untilChange.push(...problems);
        } else {
            await this.unlessNone(problems);
        }
    }

    /** What a hook on a creation or an update asks. */
    rejectAtChange(): void {
        rejectProblems(this.headline, this.untilChange);
    }

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
        if (isMocked()) {
            // mocha drops a rejection that nobody waits for, and with it the reason why a test's Outputs never come.
            console.error(error.message);
        }
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
