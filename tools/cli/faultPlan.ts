import { randomInt } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { awsCloud } from "../rehearsal/clouds/aws";
import { azureadCloud } from "../rehearsal/clouds/azuread";
import type { FaultPlan } from "../rehearsal/clouds/provider/plan/format";
import { parsePlan, planVariable, seedVariable } from "../rehearsal/clouds/provider/plan/read";
import type { Home } from "../rehearsal/engine";
import { UsageError } from "./errors";
import type { Settings } from "./settings";

/** The plan of faults that a run is under. */
interface ChosenPlan {
    /** What tells the provider plugins. */
    env: NodeJS.ProcessEnv;
    /** What to say of it before the run. */
    notes: string[];
}

const mostSeeds = 1_000_000;

/** The file of `--plan`, else `plan.json` in the rehearsal's folder, checked whole; neither is a run without faults. */
export function choosePlan(home: Home, settings: Pick<Settings, "plan">): ChosenPlan {
    const file = settings.plan ?? join(home.rehearsal, "plan.json");
    if (!existsSync(file)) {
        return { env: {}, notes: [] };
    }
    const plan = checkedPlan(file);
    const env = { [planVariable]: file };
    const notes = [`the emulated clouds have the faults of ${file}`];
    if (plan.random === undefined || plan.random.seed !== undefined) {
        return { env, notes };
    }
    const seed = randomInt(mostSeeds);
    notes.push(
        `the faults are those of seed ${seed}; to repeat them write "random": { "seed": ${seed}, … } in that file`,
    );
    return { env: { ...env, [seedVariable]: String(seed) }, notes };
}

function checkedPlan(file: string): FaultPlan {
    try {
        return parsePlan(file, readFileSync(file, "utf8"), [awsCloud, azureadCloud]);
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}
