/** The stack program beside a bare program of the same resources. */
import { join } from "node:path";
import { bounded, type EngineStack, makeStack, type Run } from "../tests/helpers/engine";
import { type Measurement, median, type Result, seconds } from "./measurement";
import { peakMegabytes } from "./memory";
import { peopleOf, succeeded } from "./people";

/** From the sources, as a deployer runs it; the engine's tests run a bundle. */
const stackProgram = join(__dirname, "..");
const bareProgram = join(__dirname, "bareProgram");
const units = {
    preview: "s",
    up: "s",
    "preview without changes": "s",
    "preview of one change": "s",
    "memory of up": "MB",
    state: "kB",
} as const;
const steps = Object.keys(units) as (keyof typeof units)[];
type Figures = Record<keyof typeof units, number>;

/** From so many people on, the whole state is not written after each step: with a state in a file that takes hours. */
const withoutCheckpoints = 1000;

export async function measure(sizes: readonly number[], repeats: number): Promise<Result> {
    const measurements: Measurement[] = [];
    for (const people of sizes) {
        const pairs: Record<"ours" | "other", Figures>[] = [];
        for (let run = 0; run < repeats; run++) {
            pairs.push({ other: await measureOne(people, bareProgram), ours: await measureOne(people, stackProgram) });
        }
        for (const what of steps) {
            const [ours, other] = (["ours", "other"] as const).map((of) => median(pairs.map((pair) => pair[of][what])));
            measurements.push({
                what,
                size: `${people} people`,
                unit: units[what],
                ours: ours ?? 0,
                other: other ?? 0,
            });
        }
    }
    return { comparedWith: "a program of the same resources without components, checks and guards", measurements };
}

async function measureOne(people: number, program: string): Promise<Figures> {
    const { config, directory } = peopleOf(people, program === stackProgram);
    const stack = await makeStack({
        config,
        account: { quotas: { usersPerInstance: Math.max(500, people) } },
        directory,
        program,
        ...(people < withoutCheckpoints ? { env: bounded } : { env: large, limitMs: 7_200_000 }),
    });
    const timed = (operation: () => Promise<Run>) => seconds(() => succeeded(operation()));
    try {
        const preview = await timed(() => stack.preview());
        let up = 0;
        const memory = await peakMegabytes(async () => {
            up = await timed(() => stack.up());
        });
        const withoutChanges = await timed(() => stack.preview("--expect-no-changes"));
        const state = await stateKilobytes(stack);
        const [[name, user] = []] = Object.entries(config.users);
        stack.configure({ ...config, users: { ...config.users, [String(name)]: { ...user, lastName: "Changed" } } });
        const ofOneChange = await timed(() => stack.preview());
        return {
            ...{ preview, up, "preview without changes": withoutChanges, "preview of one change": ofOneChange },
            ...{ "memory of up": memory, state },
        };
    } finally {
        stack.remove();
    }
}

const large = {
    PULUMI_EXPERIMENTAL: "true",
    PULUMI_SKIP_CHECKPOINTS: "true",
    NODE_OPTIONS: "--max-old-space-size=8000",
};

async function stateKilobytes(stack: EngineStack): Promise<number> {
    const deployment = await stack.export();
    return Buffer.byteLength(JSON.stringify(deployment, undefined, 4)) / 1000;
}
