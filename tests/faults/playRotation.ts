/** Plays a case of a rotation, and asks the emulated clouds all the time whether somebody is locked out. */
import { setTimeout as sleep } from "node:timers/promises";
import { busyEngines } from "../../tools/cli/locks";
import { readCheckpoint } from "../../tools/cli/stateFile";
import { entraTypes } from "../../tools/deployment/types";
import { kill, type Victim } from "../../tools/rehearsal/clouds/provider/kill";
import { idsIn, lastLines, problemsOf, refusedBy } from "./judge";
import { finish, type Outcome } from "./play";
import { phases, planOfRotation, type RotationCase } from "./rotation";
import { lockedOut } from "./signIns";
import { expected, rotationOf } from "./stages";
import { project, stack, type World } from "./world";

/** The phase with its fault, then the phases after it without one. */
export async function playRotation(one: RotationCase, world: World): Promise<Outcome> {
    const everybody = watchEverybody(world, expected[one.phase].people);
    const outcome = await playPhases(one, world).finally(everybody.stop);
    const locked = everybody.seen();
    return locked.length === 0 ? outcome : { end: "failed", note: `locked out: ${locked.join("; ")}` };
}

async function playPhases(one: RotationCase, world: World): Promise<Outcome> {
    const { phase } = one;
    const before = idsIn(world);
    const plan = planOfRotation(one);
    const met = world.faultsMet();
    world.plan(plan);
    const watch = plan === undefined ? killAtForgetting(world, one.fault as Victim) : undefined;
    const first = await world.run("cli", "up");
    watch?.stop();
    world.plan();
    if (!(watch?.isMet() ?? world.faultsMet() > met)) {
        return { end: "failed", note: `the fault did not happen: ${lastLines(first.output)}` };
    }
    const walk = await refusedBy(world);
    if (walk.length > 0) {
        return { end: "failed", note: `after the fault: ${walk.join("; ")}` };
    }
    const outcome = await finish(world, { way: "cli", operation: phase, before, succeeded: first.code === 0 });
    const later = outcome.end === "failed" ? [] : phases.slice(phases.indexOf(phase) + 1);
    for (const next of later) {
        world.configure(rotationOf[next]);
        const { code, output } = await world.run("cli", "up", "--skip-preview");
        if (code !== 0) {
            return { end: "failed", note: `the phase ${next} fails afterwards: ${lastLines(output)}` };
        }
    }
    const problems = later.length === 0 ? [] : await problemsOf(world, "retire", before);
    return problems.length === 0 ? outcome : { end: "failed", note: `in the end: ${problems.join("; ")}` };
}

/** Who can't sign in at any moment from now on, by the clouds themselves. */
function watchEverybody(world: World, people: number) {
    const seen = new Set<string>();
    const look = () => {
        for (const problem of lockedOut(world, people)) {
            seen.add(problem);
        }
    };
    look();
    const watch = setInterval(look, 250);
    return {
        seen: () => [...seen],
        stop: () => {
            clearInterval(watch);
            look();
        },
    };
}

/** Kills the engine or its program in the moment in which the state loses a certificate: no cloud is asked about that. */
function killAtForgetting(world: World, victim: Victim) {
    const held = () =>
        (readCheckpoint(world.home, project, stack)?.resources ?? []).filter(
            ({ type }) => type === entraTypes.signingCertificate,
        ).length;
    const before = held();
    let [isOver, isMet] = [false, false];
    const watch = async () => {
        while (!isOver && !isMet) {
            const [engine] = held() < before ? busyEngines(world.home) : [];
            if (engine !== undefined) {
                kill(victim, engine);
                isMet = true;
            }
            await sleep(5);
        }
    };
    void watch();
    return {
        isMet: () => isMet,
        stop: () => {
            isOver = true;
        },
    };
}
