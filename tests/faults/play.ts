/** Plays a case to its end, as somebody would who follows the documents. */

import type { FaultPlan } from "../../tools/rehearsal/clouds/provider/plan/format";
import { idsIn, lastLines, problemsOf } from "./judge";
import type { Way } from "./matrix";
import type { Aim } from "./stages";
import type { World } from "./world";

/**
 * How a case ends well: in the run itself; with a second run; with `connect-sso recover` and a run, where a second run alone fails
 * (`recover`) or leaves something twice, orphaned, missing or unknown (`recoverFirst`).
 */
export const ends = ["sameRun", "secondRun", "recover", "recoverFirst", "failed"] as const;
export type End = (typeof ends)[number];

export interface Outcome {
    end: End;
    /** What was wrong where `end` is not the best. */
    note?: string;
}

const locked = /currently locked by|\[409\]/;

export async function play(
    { way, operation }: { way: Way; operation: Aim },
    plan: FaultPlan,
    world: World,
): Promise<Outcome> {
    const before = idsIn(world);
    const met = world.faultsMet();
    world.plan(plan);
    // A preview meets no fault and changes nothing, so this run does without: it is as long again.
    const first = await world.run(way, operation === "destroy" ? "destroy" : "up", "--skip-preview");
    world.plan();
    if (world.faultsMet() === met) {
        return { end: "failed", note: `the fault did not happen: ${lastLines(first.output)}` };
    }
    return finish(world, { way, operation, before, succeeded: first.code === 0 });
}

interface Interrupted {
    way: Way;
    operation: Aim;
    before: readonly string[];
    /** Whether the run with the fault said that it had succeeded. */
    succeeded: boolean;
}

/** What somebody does after a run with a fault, until all is as it should be. */
export async function finish(world: World, { way, operation, before, succeeded }: Interrupted): Promise<Outcome> {
    if (succeeded && (await problemsOf(world, operation, before)).length === 0) {
        return { end: "sameRun" };
    }
    world.keep();
    const second = await again(world, way, operation);
    const problems = second.code === 0 ? await problemsOf(world, operation, before) : [lastLines(second.output)];
    if (problems.length === 0) {
        return { end: "secondRun" };
    }
    world.comeBack();
    const recovered = await world.recover(way);
    const last = await again(world, way, operation);
    const left = last.code === 0 ? await problemsOf(world, operation, before) : [lastLines(last.output)];
    if (left.length === 0) {
        return { end: second.code === 0 ? "recoverFirst" : "recover", note: problems.join("; ") };
    }
    return {
        end: "failed",
        note: `second run: ${problems.join("; ")}; recover: ${lastLines(recovered.output)}; then: ${left.join("; ")}`,
    };
}

/** Takes the lock away first where the engine says to. */
export async function again(world: World, way: Way, operation: Aim) {
    const words = operation === "destroy" ? "destroy" : "up";
    const run = await world.run(way, words);
    if (!locked.test(run.output)) {
        return run;
    }
    await world.cancel();
    return world.run(way, words);
}
