/** Reads the command line of `npm run test:faults`, plays the cases and writes down how each ends. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { builtOnce } from "../helpers/builtOnce";
import { type Choice, chanceId, chanceKinds, chances, playChance } from "./chance";
import {
    cases,
    faults,
    idOf,
    operations,
    ownCognitoTypes,
    type Part,
    parts,
    planOf,
    shortName,
    types,
    ways,
} from "./matrix";
import { type Outcome, play } from "./play";
import { playRotation } from "./playRotation";
import { planOfRead, readCases, readId } from "./reads";
import { addResult, readResults, resultsFile, tidyResults } from "./results";
import { phases, rotationCases, rotationId } from "./rotation";
import { beginningOf, configurations, rotationBeginningOf, rotationOf, type Stage } from "./stages";
import { World } from "./world";

interface Options {
    types: string[];
    operations: string[];
    faults: string[];
    ways: string[];
    rotation?: string[];
    reads?: boolean;
    kinds: string[];
    seed?: number;
    cases?: number;
    resume?: string;
    jobs: number;
    minutes?: number;
}

interface Job {
    id: string;
    beginning: Stage;
    config: Record<string, unknown>;
    play(world: World): Promise<Outcome>;
}

export async function main(args: readonly string[]): Promise<number> {
    const kinds = Object.keys(chanceKinds);
    const names = [...types, ...ownCognitoTypes].map(shortName);
    const program = new Command("npm run test:faults --")
        .description("Plays what may go wrong on the real engine, and checks how it ends.")
        .option("--types <names>", `only these types, with commas between: ${names.join(", ")}`, listOf(names), names)
        .option("--operations <names>", `only ${parts.join(", ")}`, listOf(parts), [...parts])
        .option("--faults <names>", `only ${faults.join(", ")}`, listOf(faults), [...faults])
        .option("--ways <names>", `only ${ways.join(", ")}`, listOf(ways), [...ways])
        .option("--rotation <phases>", `instead: a rotation of certificates: ${phases.join(", ")}`, listOf(phases))
        .option("--reads", "instead: each further read of Entra that may come too early")
        .option("--seed <number>", "instead: what this seed decides, one case for each number from it on", whole)
        .option("--kinds <names>", `with --seed: only ${kinds.join(", ")}`, listOf(kinds), kinds)
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

function jobsOf({ seed, cases: count = 10, rotation, reads, ...chosen }: Options): Job[] {
    if (rotation !== undefined) {
        return rotationCases
            .filter(({ phase, fault }) => rotation.includes(phase) && chosen.faults.includes(fault))
            .map((one) => ({
                id: rotationId(one),
                beginning: rotationBeginningOf(one.phase, one.keyOrder),
                config: rotationOf[one.phase],
                play: (world) => playRotation(one, world),
            }));
    }
    if (reads) {
        return readCases
            .filter(({ way, operation, token }) =>
                [
                    chosen.ways.includes(way),
                    chosen.operations.includes(operation),
                    chosen.types.includes(shortName(token)),
                ].every(Boolean),
            )
            .map((one) => ({
                id: readId(one),
                ...placeOf(one.operation),
                play: (world) => play(one, planOfRead(one), world),
            }));
    }
    if (seed !== undefined) {
        const choice = {
            kinds: chosen.kinds,
            ways: ways.filter((way) => way !== "bare" && chosen.ways.includes(way)),
            operations: operations.filter((operation) => chosen.operations.includes(operation)),
        } as Choice;
        return chances(seed, count, choice).map((chance) => ({
            id: chanceId(chance),
            ...placeOf(chance.operation),
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
        .map((one) => ({ id: idOf(one), ...placeOf(one.operation), play: (world) => play(one, planOf(one), world) }));
}

const placeOf = (operation: Part) => ({
    beginning: beginningOf[operation],
    config: configurations[operation],
});

/** Several at a time; returns the ids of those that failed. */
async function playAll(jobs: Job[], { jobs: many, minutes = Infinity }: Options, file: string): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-faults-"));
    const stages = new Map<string, Promise<World>>();
    const stage = (beginning: Stage): Promise<World> => {
        const made = stages.get(beginning.name) ?? makeStage(beginning);
        stages.set(beginning.name, made);
        return made;
    };
    const waiting = [...jobs];
    const failed: string[] = [];
    const until = Date.now() + minutes * 60_000;
    const work = async (place: string) => {
        for (let job = waiting.shift(); job !== undefined && Date.now() < until; job = waiting.shift()) {
            const started = Date.now();
            const world = (await stage(job.beginning)).copyTo(place);
            world.configure(job.config);
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

const sources = ["index.ts", "config.ts", "configKeys.ts", "configValues.ts", "usersFile.ts", "Pulumi.yaml"];

/** Kept for later runs of the player, as long as nothing changes that it is made from. */
export async function makeStage(beginning: Stage): Promise<World> {
    const { name, config, after, ...kind } = beginning;
    const id = createHash("sha256").update(JSON.stringify(beginning)).digest("hex").slice(0, 8);
    const make = async (folder: string): Promise<void> => {
        if (after === undefined) {
            await World.make(folder, config, kind);
            return;
        }
        const world = (await makeStage(after)).copyTo(folder);
        world.configure(config);
        const { code, output } = await world.pulumi(["up", "--yes", "--skip-preview"]);
        if (code !== 0) {
            throw new Error(`the stage ${name} can't be made:\n${output}`);
        }
    };
    const made = await builtOnce(`stage-${id}`, [...sources, "components", "rules", "tools"], make);
    return new World(made);
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
