/** Reads a plan file again whenever it has changed: a test changes it between two runs, or during one. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Cloud, CloudError, type Value } from "../resourceType";
import { planProblems } from "./check";
import type { FaultPlan } from "./format";

/** Set by `--plan`: the file, and the seed of its random faults where it has none. */
export const planVariable = "CONNECT_ENTRA_SSO_PLAN";
export const seedVariable = "CONNECT_ENTRA_SSO_PLAN_SEED";

/** A file that is not there is a plan without faults. */
function textOf(file: string): string {
    try {
        return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") {
            return "{}";
        }
        throw error;
    }
}

/** The plan of a text. All that is wrong with it is one error; a single cloud knows no other's types. */
export function parsePlan(file: string, text: string, clouds: readonly Cloud[]): FaultPlan {
    let content: Value;
    try {
        content = JSON.parse(text) as Value;
    } catch (error) {
        throw new CloudError(`${file} is not valid JSON: ${(error as Error).message}`);
    }
    const problems = planProblems(content, clouds);
    if (problems.length > 0) {
        throw new CloudError(
            `${file} is no plan of faults:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
        );
    }
    return content as FaultPlan;
}

export class PlanFile {
    private text: string | undefined;
    private plan: FaultPlan = {};

    constructor(
        private readonly cloud: Cloud,
        private readonly file: string | undefined,
        /** Called whenever there is another plan than before. */
        private readonly changed: () => void,
    ) {}

    read(): FaultPlan {
        if (this.file === undefined) {
            return this.plan;
        }
        const text = textOf(this.file);
        if (text !== this.text) {
            this.plan = parsePlan(this.file, text, [this.cloud]);
            this.text = text;
            this.changed();
        }
        return this.plan;
    }

    /** What tells this plan from any other. */
    get hash(): string {
        return createHash("sha256")
            .update(this.text ?? "")
            .digest("hex");
    }
}
