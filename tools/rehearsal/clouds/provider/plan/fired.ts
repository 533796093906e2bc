/** Which faults of a plan have happened, beside the cloud's store: one that happens once is over for all later runs, too. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export class Fired {
    private readonly file: string;

    constructor(private readonly storeFolder: string) {
        this.file = join(storeFolder, "faults.txt");
    }

    has(fault: string): boolean {
        return existsSync(this.file) && readFileSync(this.file, "utf8").split("\n").includes(fault);
    }

    /** Written before the fault happens: it may end this process. */
    note(fault: string): void {
        mkdirSync(this.storeFolder, { recursive: true, mode: 0o700 });
        appendFileSync(this.file, `${fault}\n`, { mode: 0o600 });
    }
}
