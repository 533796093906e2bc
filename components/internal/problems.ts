/** Refusing what is wrong, at once or as soon as it is known. */
import type { Problem } from "../../rules/problem";
import { ConnectEntraSsoError } from "../connectEntraSsoError";
import { isMocked, releaseDebugger } from "./sdk";

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
        if (!isMocked()) {
            await releaseDebugger();
        }
        throw new ConnectEntraSsoError(this.headline, gathered);
    }
}

/** A rule's message without the value it was given and all that follows, which may repeat it. */
export function withoutValue({ path, message }: Problem): Problem {
    return { path, message: `${message.split(", got ")[0]} (the value is a secret and not shown)` };
}
