/** Reads the command line of `npm run test:faults`, plays the cases and writes down how each ends. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { chanceId, chances, playChance } from "./chance";
import { cases, faults, idOf, type Operation, operations, shortName, types, ways } from "./matrix";
import { type Outcome, play } from "./play";
import { addResult, readResults, resultsFile, tidyResults } from "./results";
import { type Beginning, beginningOf, configurations } from "./stages";
import { World } from "./world";

interface Options {
    types: string[];
    operations: string[];
    faults: string[];
    ways: string[];
    seed?: number;
    cases?: number;
    resume?: string;
    jobs: number;
    minutes?: number;
}

interface Job {
    id: string;
    operation: Operation;
    play(world: World): Promise<Outcome>;
}

export async function main(args: readonly string[]): Promise<number> {
    const names = types.map(shortName);
    const program = new Command("npm run test:faults --")
        .description("Plays what may go wrong on the real engine, and checks how it ends.")
        .option("--types <names>", `only these types, with commas between: ${names.join(", ")}`, listOf(names), names)
        .option("--operations <names>", `only ${operations.join(", ")}`, listOf(operations), [...operations])
        .option("--faults <names>", `only ${faults.join(", ")}`, listOf(faults), [...faults])
        .option("--ways <names>", `only ${ways.join(", ")}`, listOf(ways), [...ways])
        .option("--seed <number>", "instead: interruptions and two runs at once, as this seed decides", whole)
        .option("--cases <number>", "at most so many cases (with --seed: so many seeds; default: 10)", whole)
        .option("--resume <file>", "go on with these results: leave out the cases that it has, unless they failed")
        .option("--minutes <number>", "begin no case after so many minutes", whole)
        .option("--jobs <number>", "so many cases at a time", whole, 2)
        .parse([...args], { from: "user" });
    const options = program.opts<Options>();
    const file = options.resume === undefined ? resultsFile : resolve(options.resume);
    const known = options.resume === undefined ? new Map() : readResults(file);
    const jobs = jobsOf(options).filter(({ id }) => (known.get(id)?.end ?? "failed") === "failed");
    const failed = await playAll(jobs.slice(0, options.cases ?? jobs.length), options, file);
    tidyResults(file);
    console.log(`${failed.length} failed${failed.map((id) => `\n  ${id}`).join("")}`);
    return failed.length === 0 ? 0 : 1;
}

function jobsOf({ seed, cases: count = 10, ...chosen }: Options): Job[] {
    if (seed !== undefined) {
        return chances(seed, count).map((chance) => ({
            id: chanceId(chance),
            operation: chance.operation,
            play: (world) => playChance(chance, world),
        }));
    }
    return cases
        .filter(({ type, operation, fault, way }) =>
            [
                chosen.types.includes(type),
                chosen.operations.includes(operation),
                chosen.faults.includes(fault),
                chosen.ways.includes(way),
            ].every(Boolean),
        )
        .map((one) => ({ id: idOf(one), operation: one.operation, play: (world) => play(one, world) }));
}

/** Several at a time; returns the ids of those that failed. */
async function playAll(jobs: Job[], { jobs: many, minutes = Infinity }: Options, file: string): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-faults-"));
    const stages = new Map<Beginning, Promise<World>>();
    const stage = (beginning: Beginning): Promise<World> => {
        const made = stages.get(beginning) ?? makeStage(beginning, join(folder, beginning), stage);
        stages.set(beginning, made);
        return made;
    };
    const waiting = [...jobs];
    const failed: string[] = [];
    const until = Date.now() + minutes * 60_000;
    const work = async (place: string) => {
        for (let job = waiting.shift(); job !== undefined && Date.now() < until; job = waiting.shift()) {
            const started = Date.now();
            const world = (await stage(beginningOf[job.operation])).copyTo(place);
            world.configure(configurations[job.operation]);
            const outcome = await job.play(world).catch(failure);
            const seconds = Math.round((Date.now() - started) / 1000);
            addResult({ case: job.id, ...outcome, date: new Date().toISOString().slice(0, 10), seconds }, file);
            console.log(
                `${outcome.end.padEnd(12)} ${job.id} (${seconds} s)${outcome.note ? `\n    ${outcome.note}` : ""}`,
            );
            if (outcome.end === "failed") {
                failed.push(job.id);
            }
        }
    };
    await Promise.all(Array.from({ length: many }, (_, index) => work(join(folder, `job${index}`))));
    rmSync(folder, { recursive: true, force: true });
    return failed;
}

const failure = (error: unknown): Outcome => ({
    end: "failed",
    note: error instanceof Error ? error.message : String(error),
});

/** Every later stage is the one before, deployed with its configuration. */
async function makeStage(
    beginning: Beginning,
    folder: string,
    stage: (beginning: Beginning) => Promise<World>,
): Promise<World> {
    const config = configurations[beginning];
    if (beginning === "empty") {
        return World.make(folder, config);
    }
    const world = (await stage(beginning === "deployed" ? "empty" : "deployed")).copyTo(folder);
    world.configure(config);
    const { code, output } = await world.pulumi(["up", "--yes", "--skip-preview"]);
    if (code !== 0) {
        throw new Error(`the stage ${beginning} can't be made:\n${output}`);
    }
    return world;
}

function listOf(known: readonly string[]) {
    return (text: string): string[] => {
        const names = text.split(",").map((name) => name.trim());
        const wrong = names.filter((name) => !known.includes(name));
        if (wrong.length > 0) {
            throw new InvalidArgumentError(`There is no ${wrong.join(", ")}; there are ${known.join(", ")}.`);
        }
        return names;
    };
}

function whole(text: string): number {
    if (!/^\d+$/.test(text)) {
        throw new InvalidArgumentError("It must be a whole number.");
    }
    return Number(text);
}
