import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { findGoProblem, type GoProgram, goBuild } from "./goBuild";
import { tellOf } from "./progress";

/** Whether the modules are there: they would be a tenth of what the package may weigh. */
export function canBuild(program: GoProgram | undefined): program is GoProgram {
    return program !== undefined && existsSync(join(program.modules, "go.mod"));
}

/** Builds a program, in `place`, which calls back with the file to write; returns in one line why that is not possible. */
export async function buildProgram(
    program: GoProgram | undefined,
    env: NodeJS.ProcessEnv,
    place: (build: (file: string) => Promise<void>) => Promise<unknown>,
): Promise<string | undefined> {
    if (!canBuild(program)) {
        return "build: the installed package has no Go modules to build it from";
    }
    const unsuitable = await findGoProblem(program, env);
    if (unsuitable !== undefined) {
        return `build: ${unsuitable}`;
    }
    return tellOf("build", `Building ${program.what} with Go, once, in ${program.lasts}`, (step) =>
        place((file) => goBuild(program, file, env, step)),
    );
}

/** A place for a program: the file appears in one rename, so if it is there it is whole. */
export function inOneRename(file: string): (build: (draft: string) => Promise<void>) => Promise<void> {
    return async (build) => {
        const draft = `${file}.${process.pid}`;
        await build(draft);
        renameSync(draft, file);
    };
}
