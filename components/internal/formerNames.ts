import { sameGuid } from "../../rules/guid";
import { isPlainMap } from "./maps";

/**
 * Under which names principals were assigned in the last deployment. The hook on the component's own registration, which comes
 * before any child's, is shown what was registered then, and hands it on; so a principal under another name keeps its assignment.
 */
export class FormerNames {
    private before: Readonly<Record<string, unknown>> = {};

    /**
     * @param names under which principals are assigned now
     * @param tracked those of them whose object ids the component registers
     */
    constructor(
        private readonly names: readonly string[],
        private readonly tracked: readonly string[],
    ) {}

    /** Whether `of` can know another name of this one. */
    tracks(name: string): boolean {
        return this.tracked.includes(name);
    }

    /** Takes object ids by name, as the last deployment registered them. (A state from before groups had names has a list.) */
    remember(...before: readonly unknown[]): void {
        this.before = Object.assign({}, ...before.filter(isPlainMap));
    }

    /** The name that a principal had and that nobody has any more. */
    of(objectId: string): string | undefined {
        return Object.keys(this.before).find(
            (name) => !this.names.includes(name) && sameGuid(this.before[name], objectId),
        );
    }
}
