/** What a seed decides: the moment of a Ctrl-C, two runs at once, a disk that gets full, and several faults of the clouds. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { idsIn } from "./judge";
import type { Operation, Way } from "./matrix";
import { again, finish, type Outcome } from "./play";
import type { World } from "./world";

export const chanceKinds = {
    interrupt: "Ctrl-C",
    twoRuns: "two runs at once",
    fullDisk: "full disk",
    severalFaults: "several faults of the clouds",
} as const;
type Kind = keyof typeof chanceKinds;

/** Among what a seed chooses. */
export interface Choice {
    ways: readonly Way[];
    operations: readonly Operation[];
    kinds: readonly Kind[];
}

export interface Chance {
    kind: Kind;
    way: Way;
    operation: Operation;
    seed: number;
}

export const chanceId = ({ kind, way, operation, seed }: Chance): string => [way, operation, kind, seed].join("/");

/** As many as are wanted, from this seed on: each seed is one case. */
export function chances(seed: number, count: number, { ways, operations, kinds }: Choice): Chance[] {
    return Array.from({ length: count }, (_, index) => {
        const dice = diceOf(`${seed + index}`);
        const pick = <T>(from: readonly T[]) => from[Math.floor(dice() * from.length)] as T;
        const way = pick(ways);
        const operation = pick(operations);
        const kind = pick(kinds);
        // Only a command can be given a disk of its own.
        return { way: kind === "fullDisk" ? "start" : way, operation, kind, seed: seed + index };
    });
}

export async function playChance({ kind, way, operation, seed }: Chance, world: World): Promise<Outcome> {
    const before = idsIn(world);
    const words = operation === "destroy" ? "destroy" : "up";
    // Slow enough for a moment to be in the middle of something.
    world.plan({ latencyMs: { "*": 150 } });
    if (kind === "twoRuns") {
        const runs = await Promise.all([world.run(way, words), sleep(300).then(() => world.run(way, words))]);
        world.plan();
        return finish(world, { way, operation, before, succeeded: runs.some(({ code }) => code === 0) });
    }
    if (kind === "severalFaults") {
        return playSeveral({ way, operation, before, seed }, world);
    }
    const dice = diceOf(`moment ${seed}`);
    if (kind === "fullDisk") {
        const { code } = await world.runOnSmallDisk(words, Math.floor(dice() * mostSpareKilobytes));
        world.plan();
        return finish(world, { way, operation, before, succeeded: code === 0 });
    }
    const change = world.changes() + Math.floor(dice() * mostChanges[operation]);
    const watch = setInterval(() => {
        if (world.changes() > change) {
            clearInterval(watch);
            setTimeout(() => world.interrupt(), dice() * 300);
        }
    }, 30);
    const { code } = await world.run(way, words);
    clearInterval(watch);
    world.plan();
    return finish(world, { way, operation, before, succeeded: code === 0 });
}

/** Runs again as long as further faults happen, each of which happens once. */
async function playSeveral(
    { way, operation, before, seed }: Omit<Chance, "kind"> & { before: readonly string[] },
    world: World,
): Promise<Outcome> {
    world.plan({ random: { seed, chance: 0.2 } });
    let met = world.faultsMet();
    let { code } = await world.run(way, operation === "destroy" ? "destroy" : "up");
    const succeeded = code === 0;
    while (code !== 0 && world.faultsMet() > met) {
        met = world.faultsMet();
        ({ code } = await again(world, way, operation));
    }
    world.plan();
    return finish(world, { way, operation, before, succeeded });
}

/** About how many changes of the clouds an operation makes. */
const mostChanges: Record<Operation, number> = { create: 14, update: 8, delete: 2, destroy: 12 };

/** The state of an operation grows by about as much. */
const mostSpareKilobytes = 300;

/** Numbers from 0 to 1, the same ones for the same text. */
function diceOf(text: string): () => number {
    const digest = createHash("sha256").update(text).digest();
    let at = 0;
    return () => {
        at = (at + 4) % digest.length;
        return digest.readUInt32BE(at) / 2 ** 32;
    };
}
