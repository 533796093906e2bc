/** What a caller does to a stack's resources in the emulated clouds, purpose by purpose: without the engine, request by request. */
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cloud } from "../../../tools/rehearsal/clouds/provider/resourceType";
import { CloudClient, refusal } from "../../tools/rehearsal/clouds/provider/client";

/** Hundreds of stores are written, each change flushed to the disk: where there is one of memory, that takes no time. */
const memory = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** Does everything of a purpose, and rejects with the first refusal. */
export type Life = (cloud: CloudClient, file: string) => Promise<void>;

export interface World {
    cloud: Cloud;
    /** How the cloud's file is named in the environment, and what it says of a caller with these permissions. */
    variable: string;
    fileOf(permissions: readonly string[] | undefined): unknown;
    config: Record<string, string>;
}

/** The store that a caller who may do everything leaves behind; for `remove` when the tests are over. */
export async function storeAfter(world: World, life: Life): Promise<string> {
    const folder = mkdtempSync(join(memory, "permissions-"));
    await run(world, folder, undefined, life);
    return folder;
}

/** How the life of a caller with these permissions ends, from a copy of that store: with a refusal, or with "accepted". */
export async function endOf(
    world: World,
    store: string | undefined,
    permissions: readonly string[],
    life: Life,
): Promise<string> {
    const folder = mkdtempSync(join(memory, "permissions-"));
    if (store !== undefined) {
        cpSync(store, folder, { recursive: true });
    }
    try {
        return await refusal(run(world, folder, permissions, life));
    } finally {
        rmSync(folder, { recursive: true });
    }
}

async function run(world: World, folder: string, permissions: readonly string[] | undefined, life: Life) {
    const file = `${folder}.json`;
    writeFileSync(file, JSON.stringify(world.fileOf(permissions)));
    const client = await alone(async () => {
        process.env[world.variable] = file;
        return CloudClient.start(world.cloud, world.config, { storeFolder: folder }).finally(() => {
            delete process.env[world.variable];
        });
    });
    try {
        await life(client, file);
    } finally {
        client.stop({ keepStore: true });
        rmSync(file);
    }
}

/** Those without which the life ends with a refusal that names them, and the words of any other end. */
export async function neededOf(
    world: World,
    store: string | undefined,
    permissions: readonly string[],
    life: Life,
    isNamed: (refusal: string, permission: string) => boolean,
): Promise<string[]> {
    const ends = await Promise.all(
        permissions.map(async (permission) => {
            const rest = permissions.filter((other) => other !== permission);
            const end = await endOf(world, store, rest, life);
            return end === "accepted" ? [] : [isNamed(end, permission) ? permission : end];
        }),
    );
    return ends.flat().sort();
}

let turn: Promise<unknown> = Promise.resolve();

/** One after another: a cloud reads the name of its file from the environment when it starts. */
function alone<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
}
