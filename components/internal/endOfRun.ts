/** Ending a run with all that its components are refused for. */
import * as pulumi from "@pulumi/pulumi";
import { seeOtherErrors } from "../../rules/names";
import type { Problem } from "../../rules/problem";
import { ConnectEntraSsoError } from "../connectEntraSsoError";
import { currentRun, isMocked, runsHooks, withEnd } from "./sdk";

/** What one run knows of its end. */
class Ending {
    private readonly onTheirWay = new Set<Promise<unknown>>();
    private refused = new Map<string, Problem[]>();
    private failed = false;
    private end = deferred();
    /** Who expects a refusal, in place of the test runner. */
    readonly takers = new Set<(refusal: ConnectEntraSsoError) => void>();
    wasRefused = false;

    /** Waits with the end, if there will be one, until a look-up has its answer. */
    async await<T>(lookUp: Promise<T>): Promise<T> {
        this.onTheirWay.add(lookUp);
        try {
            return await lookUp;
        } finally {
            this.onTheirWay.delete(lookUp);
        }
    }

    refuse(headline: string, problems: readonly Problem[]): void {
        if (this.refused.size === 0) {
            void this.endSoon();
        }
        this.refused.set(headline, [...(this.refused.get(headline) ?? []), ...problems]);
    }

    /** The next end of this run: the message that it shows. Under mocks one run may have several, each in a test of its own. */
    get message(): Promise<string> {
        return this.end.promise;
    }

    /** Gives what a hook refuses to who takes it; comes to what is left for the hook to say. */
    async refuseAtHook(error: unknown): Promise<unknown> {
        if (this.takers.size === 0 || this.wasRefused || !(error instanceof ConnectEntraSsoError)) {
            return error;
        }
        this.wasRefused = true;
        for (const take of this.takers) {
            take(error);
        }
        // The report goes first: with the hook's answer the engine begins to end the run.
        await new Promise((resolve) => setImmediate(resolve));
        return new Error(seeOtherErrors);
    }

    private async endSoon(): Promise<void> {
        await this.lookUpsAnswered();
        const error = errorOf([...this.refused]);
        this.refused = new Map();
        this.wasRefused = true;
        const { resolve } = this.end;
        if (this.takers.size > 0) {
            this.end = deferred();
            resolve(error.message);
            for (const take of this.takers) {
                take(error);
            }
            return;
        }
        await pulumi.log.error(error.message);
        if (runsHooks()) {
            this.failRun();
            return;
        }
        this.end = deferred();
        // Not a rejection, which mocha drops. Only when the runner has it, the test goes on.
        setImmediate(() => {
            setImmediate(() => resolve(error.message));
            throw error;
        });
    }

    /** Resolves when no look-up is on its way, or when one seems to wait for what a refused component would have led to. */
    private async lookUpsAnswered(): Promise<void> {
        let timer: NodeJS.Timeout | undefined;
        const tooLate = new Promise<void>((resolve) => {
            timer = setTimeout(resolve, longestWaitMs);
        }).then(() => this.onTheirWay.clear());
        do {
            await Promise.race([Promise.allSettled(this.onTheirWay), tooLate]);
            // What follows from an answer may ask again.
            await new Promise((resolve) => setImmediate(resolve));
        } while (this.onTheirWay.size > 0);
        clearTimeout(timer);
    }

    /**
     * Fails the engine's run by a resource that can't be created. A rejected promise would do in a program that the CLI starts; but
     * what waits for the component would wait on, and an Automation API program does not end before that.
     */
    private failRun(): void {
        if (this.failed) {
            return;
        }
        this.failed = true;
        const refuse = () => {
            throw new Error(seeOtherErrors);
        };
        const hook = new pulumi.ResourceHook("connect-entra-sso checks", refuse, { onDryRun: true });
        const opts = { hooks: { beforeCreate: [hook] } };
        new pulumi.ComponentResource("connect-entra-sso:index:Refusal", "refused", {}, opts);
    }
}

const longestWaitMs = 5_000;

const endings = new WeakMap<object, Ending>();

function currentEnding(): Ending {
    const run = currentRun();
    const ending = endings.get(run) ?? new Ending();
    endings.set(run, ending);
    return ending;
}

/** Ends the run with these problems of a component, and with those of others whose look-ups are still on their way. */
export function refuse(headline: string, problems: readonly Problem[]): void {
    currentEnding().refuse(headline, problems);
}

/** Hands the next refusals of this run to `take` and not to the test runner, until the returned function is called. */
export function takeRefusals(take: (refusal: ConnectEntraSsoError) => void): () => void {
    const { takers } = currentEnding();
    takers.add(take);
    return () => takers.delete(take);
}

/** Whether components of this run were refused, so that not all of it will ever be registered. */
export function wasRefused(): boolean {
    return currentEnding().wasRefused;
}

/** How a hook of this run refuses: by throwing what its error comes to. */
export function hookRefusal(): (error: unknown) => Promise<unknown> {
    const ending = currentEnding();
    return (error) => ending.refuseAtHook(error);
}

/** Makes a refused run wait for a look-up, so that what it finds is reported as well. */
export function beforeEnd<T>(lookUp: Promise<T>): Promise<T> {
    return currentEnding().await(lookUp);
}

/**
 * Lets a unit test end whose component is refused. Jest and vitest see the error at once, but the test's end only after what it
 * waits for: an Output of the component, which gets the error's message then. (Other runners end the test with the error.)
 */
export function endOutputsWhenRefused(component: pulumi.ComponentResource): void {
    const { JEST_WORKER_ID, VITEST } = process.env;
    if (!isMocked() || (JEST_WORKER_ID ?? VITEST) === undefined) {
        return;
    }
    const { message } = currentEnding();
    for (const [name, value] of Object.entries(component)) {
        // Children wait for their parent's URN: they must not be made.
        if (name !== "urn" && pulumi.Output.isInstance(value)) {
            Object.assign(component, { [name]: withEnd(value, message) });
        }
    }
}

function errorOf([first, ...others]: readonly [
    headline: string,
    problems: readonly Problem[],
][]): ConnectEntraSsoError {
    const [headline, problems] = first ?? ["", []];
    return new ConnectEntraSsoError(
        headline,
        problems,
        others.map((it) => errorOf([it])),
    );
}

function deferred(): { promise: Promise<string>; resolve: (message: string) => void } {
    let resolve: (message: string) => void = () => {};
    const promise = new Promise<string>((resolved) => {
        resolve = resolved;
    });
    return { promise, resolve };
}
