/** What a rehearsal adds for a project that is not written for Node.js. */
import { dirname, join } from "node:path";
import type { Engine } from "./find";
import { clouds, engineHome, type Home, pluginWords, shellScript, writeScript } from "./home";
import { hasLanguage } from "./languages";
import { otherPrograms, runtimeVariable } from "./otherPrograms";

/**
 * A folder before all others on PATH. It has the emulated clouds for whatever version the program's SDKs ask for, and the language host
 * of this project where the engine brings none.
 */
export function otherLanguageEnvironment(
    engine: Engine,
    home: Home,
    runtime: string,
    env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
    if (otherPrograms[runtime] === undefined) {
        return {};
    }
    const folder = join(engineHome(home), "bin");
    for (const cloud of clouds) {
        writeScript(join(folder, `pulumi-resource-${cloud}`), shellScript(pluginWords(cloud)));
    }
    if (!hasLanguage(engine, runtime)) {
        const words = ["env", `${runtimeVariable}=${runtime}`, join(dirname(engine.command), "pulumi-language-nodejs")];
        writeScript(join(folder, `pulumi-language-${runtime}`), shellScript(words));
    }
    return { PATH: `${folder}:${env.PATH}` };
}
