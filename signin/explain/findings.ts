/** Refusals, gathered instead of ending the way at the first. */
import { CannotGoOn, Stopped, type Trail } from "../walk/trail";
import { type Finding, findingOfStop } from "./explanation";

export class Findings {
    readonly list: Finding[] = [];

    constructor(private readonly trail: Trail) {}

    /** The check's answer; undefined where it refuses or can't tell. */
    async of<T>(check: () => T | Promise<T>): Promise<T | undefined> {
        try {
            return await check();
        } catch (error) {
            if (error instanceof Stopped) {
                const { about, seen, expected } = this.trail.lastFailed() ?? { about: error.stop.cause };
                this.add(findingOfStop(error.stop, "recomputed", `checked: ${about}`, { seen, expected }));
                return undefined;
            }
            if (error instanceof CannotGoOn) {
                return undefined;
            }
            throw error;
        }
    }

    /** The same refusal counts once, whatever it was met with. */
    private add(finding: Finding): void {
        const same = ({ error, causeId, seen }: Finding) =>
            error === finding.error && causeId === finding.causeId && seen === finding.seen;
        if (!this.list.some(same)) {
            this.list.push(finding);
        }
    }
}
