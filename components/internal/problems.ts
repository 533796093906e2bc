/** Refusing what is wrong, at once or as soon as it is known. */
import type { Problem } from "../../rules/problem";
import { ConnectEntraSsoError } from "../connectEntraSsoError";
import { refuse } from "./endOfRun";

export { ConnectEntraSsoError } from "../connectEntraSsoError";
export { fieldName, problemReport } from "./problemReport";

/** Throws one error that lists every problem; does nothing when there is none. */
export function rejectProblems(headline: string, problems: readonly Problem[]): void {
    if (problems.length > 0) {
        throw new ConnectEntraSsoError(headline, problems);
    }
}

/** Where a component's look-ups and late checks put what they find wrong. One for each component. */
export class Refusals {
    private readonly untilChange: Problem[] = [];
    private readonly unanswered = new Set<string>();

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

    /** Takes a line for `notChecked` about a look-up that the mocks of a unit test do not answer. */
    noteUnanswered(line: string): void {
        this.unanswered.add(line);
    }

    /** All such lines, sorted: look-ups end in any order. */
    get unansweredLines(): string[] {
        return [...this.unanswered].sort();
    }

    /** What a hook on a creation or an update asks. */
    rejectAtChange(): void {
        rejectProblems(this.headline, this.untilChange);
    }

    /** Resolves when there is no problem. Otherwise the run ends with these, and what waits here waits on. */
    async unlessNone(problems: readonly Problem[]): Promise<void> {
        if (problems.length > 0) {
            refuse(this.headline, problems);
            await new Promise(() => {});
        }
    }
}

/** A rule's message without the value it was given and all that follows, which may repeat it. */
export function withoutValue({ path, message }: Problem): Problem {
    return { path, message: `${message.split(", got ")[0]} (the value is a secret and not shown)` };
}
