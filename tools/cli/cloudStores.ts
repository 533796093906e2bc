import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Values } from "../rehearsal/clouds/provider/resourceType";
import type { Stores } from "../rehearsal/clouds/readBack";
import type { Home } from "../rehearsal/engine";

/** Objects of an emulated cloud, by kind and id. */
export type CloudObjects = Record<string, Record<string, unknown>>;

type Change = [kind: string, id: string, value: unknown];

export const cloudsFolder = (home: Home) => join(home.rehearsal, "clouds");

/** What stands in each emulated cloud now, read from the journals without opening them for writing. */
export function readClouds(home: Home): Record<string, CloudObjects> {
    const folder = cloudsFolder(home);
    if (!existsSync(folder)) {
        return {};
    }
    return Object.fromEntries(
        readdirSync(folder)
            .sort()
            .map((cloud) => [cloud, replay(join(folder, cloud, "journal.jsonl"))]),
    );
}

/** The same for the emulated clouds' own readers. */
export function storesIn({ azuread = {}, aws = {} }: Record<string, CloudObjects>): Stores {
    const store = (objects: CloudObjects) => ({
        get: (kind: string, id: string) => objects[kind]?.[id] as Values | undefined,
        list: (kind: string) =>
            Object.entries(objects[kind] ?? {}).map(([id, value]) => ({ id, value: value as Values })),
    });
    return { azuread: store(azuread), aws: store(aws) };
}

/** Each line is one change of several objects; a last line without its end was torn by a kill and never happened. */
function replay(journal: string): CloudObjects {
    const objects: CloudObjects = {};
    const lines = existsSync(journal) ? readFileSync(journal, "utf8").split("\n").slice(0, -1) : [];
    for (const [kind, id, value] of lines.flatMap((line) => JSON.parse(line) as Change[])) {
        // Without what every object has: a role may be called __proto__.
        objects[kind] ??= Object.create(null) as CloudObjects[string];
        const ofKind = objects[kind];
        if (value === null) {
            delete ofKind[id];
        } else {
            ofKind[id] = value;
        }
    }
    return objects;
}
