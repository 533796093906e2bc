/** The preview of a new stack with two people, beside a program with the options of Pulumi's template. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bounded, makeStack } from "../tests/helpers/engine";
import { type Measurement, median, type Result, seconds } from "./measurement";
import { peopleOf, succeeded } from "./people";

const programs = { ours: join(__dirname, ".."), other: join(__dirname, "templateProgram") };
const steps = { "first preview, with empty caches": "cold", "later preview": "warm" } as const;
type Figures = Record<(typeof steps)[keyof typeof steps], number>;

export async function measure(_: readonly number[], repeats: number): Promise<Result> {
    const pairs: Record<keyof typeof programs, Figures>[] = [];
    for (let run = 0; run < repeats; run++) {
        pairs.push({ other: await measureOne("other"), ours: await measureOne("ours") });
    }
    const middle = (of: keyof typeof programs, step: keyof Figures) => median(pairs.map((pair) => pair[of][step]));
    const measurements = Object.entries(steps).map(
        ([what, step]): Measurement => ({
            ...{ what, size: "2 people", unit: "s" },
            ...{ ours: middle("ours", step), other: middle("other", step) },
        }),
    );
    return { comparedWith: "the bare program with the options of Pulumi's template, which checks types", measurements };
}

async function measureOne(which: keyof typeof programs): Promise<Figures> {
    // What loaders keep of a program that they have compiled is in the folder for temporary files.
    const caches = mkdtempSync(join(tmpdir(), "bench-caches-"));
    const { config, directory } = peopleOf(2, which === "ours");
    const stack = await makeStack({ config, directory, program: programs[which], env: { ...bounded, TMPDIR: caches } });
    try {
        const preview = () => seconds(() => succeeded(stack.preview()));
        return { cold: await preview(), warm: await preview() };
    } finally {
        stack.remove();
        rmSync(caches, { recursive: true, force: true });
    }
}
