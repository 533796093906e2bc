/** What no plan of faults can say: Ctrl-C at a moment that a seed decides, two runs at once, a disk that gets full. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { idsIn } from "./judge";
import { type Operation, operations, type Way } from "./matrix";
import { finish, type Outcome } from "./play";
import type { World } from "./world";

export const chanceKinds = { interrupt: "Ctrl-C", twoRuns: "two runs at once", fullDisk: "full disk" } as const;

export interface Chance {
    kind: keyof typeof chanceKinds;
    way: Way;
    operation: Operation;
    seed: number;
}

export const chanceId = ({ kind, way, operation, seed }: Chance): string => [way, operation, kind, seed].join("/");

/** As many as are wanted, from this seed on: each seed is one case. */
export function chances(seed: number, count: number): Chance[] {
    return Array.from({ length: count }, (_, index) => {
        const dice = diceOf(`${seed + index}`);
        const pick = <T>(from: readonly T[]) => from[Math.floor(dice() * from.length)] as T;
        const way = pick(["cli", "start"] as const);
        const operation = pick(operations);
        const kind = pick(["interrupt", "interrupt", "interrupt", "twoRuns", "fullDisk"] as const);
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
