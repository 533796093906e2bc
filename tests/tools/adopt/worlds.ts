/** Two worlds that people made by hand, as files, and changes of them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type FileName, fileNames } from "../../../tools/adopt/files";
import { readJsonStream } from "../../../tools/adopt/jsonStream";
import type { MadeByHand } from "../../../tools/adopt/made";
import { type Plan, planAdoption } from "../../../tools/adopt/plan";
import type { Printed } from "../../../tools/adopt/reading";
import { readMade } from "../../../tools/adopt/readMade";

/** `made2020`: as the procedure of 2020 leaves it. `madeByScript`: newer, with a claims mapping policy. */
export type WorldName = "made2020" | "madeByScript";

export const worldFolder = (world: WorldName) => join(__dirname, "fixtures", world);

export const nowMs = Date.parse("2026-11-29T12:00:00Z");

export function printedIn(world: WorldName): Record<string, unknown[]> {
    return Object.fromEntries(
        fileNames.flatMap((name) => {
            const file = join(worldFolder(world), name);
            return existsSync(file) ? [[name, readJsonStream(readFileSync(file, "utf8")) ?? []]] : [];
        }),
    );
}

/** A world with one file changed, `undefined` for one that is not there. */
// biome-ignore lint/suspicious/noExplicitAny: what az and aws printed has no types.
export function changed(world: WorldName, changes: Partial<Record<FileName, (documents: any[]) => unknown>>): Printed {
    const printed = printedIn(world);
    for (const [name, change] of Object.entries(changes)) {
        const documents = structuredClone(printed[name] ?? []);
        const result = change(documents);
        printed[name] = Array.isArray(result) ? result : documents;
    }
    return printed;
}

export function madeOf(printed: Printed): MadeByHand {
    const read = readMade(printed);
    if ("problems" in read) {
        throw new Error(read.problems.map(({ file, message }) => `${file} ${message}`).join("\n"));
    }
    return read.made;
}

export function planOf(printed: Printed, stack = "prod"): Plan {
    return planAdoption(madeOf(printed), { project: "connect-entra-sso", stack, component: "sso", nowMs });
}

export function problemsOf(printed: Printed): string[] {
    const read = readMade(printed);
    return "problems" in read ? read.problems.map(({ file, message }) => `${file} ${message}`) : [];
}
