/** What an engine that was built here lacks for languages other than JavaScript; the official Pulumi CLI brings it. */
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Engine, findOnPath } from "./find";
import { buildProgram, inOneRename } from "./goProgram";
import { sdkGenerator, yamlHost } from "./goPrograms";
import { otherPrograms } from "./otherPrograms";

/** The number changes with the source, so that no older one is taken. */
export const generatorFile = "pulumi-sdk-generator-1";

const hostFile = (runtime: string) => `pulumi-language-${runtime}`;

/** Whether the engine can run projects in this language now: `nodejs`, `yaml`, `python`, … */
export function hasLanguage(engine: Pick<Engine, "command">, runtime: string, env = process.env): boolean {
    const file = hostFile(runtime);
    const folder = dirname(realpathSync(engine.command));
    return existsSync(join(folder, file)) || findOnPath(file, env) !== undefined;
}

/** Gets what the engine lacks for projects in this language; throws if that is not possible. */
export async function requireLanguage(engine: Engine, runtime: string, env = process.env): Promise<void> {
    if (hasLanguage(engine, runtime, env) || otherPrograms[runtime] !== undefined) {
        return;
    }
    const file = join(dirname(realpathSync(engine.command)), hostFile(runtime));
    const failure =
        runtime === "yaml"
            ? await buildProgram(yamlHost, env, inOneRename(file))
            : "build: nothing here builds that language host";
    if (failure !== undefined) {
        throw new Error(
            `The project's runtime is ${JSON.stringify(runtime)}, and the Pulumi engine ${engine.command} has no ${hostFile(runtime)} ` +
                `beside it (${failure}). Install the Pulumi CLI (https://www.pulumi.com/docs/install/), which has it.`,
        );
    }
}

/** The generator beside an engine that was built here, built when it is needed first. */
export async function requireGenerator(folder: string, env = process.env): Promise<string> {
    const file = join(folder, generatorFile);
    const failure = existsSync(file) ? undefined : await buildProgram(sdkGenerator, env, inOneRename(file));
    if (failure !== undefined) {
        throw new Error(`SDKs can't be generated (${failure}). Install the Pulumi CLI, which generates them.`);
    }
    return file;
}
