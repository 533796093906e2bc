/** What `connect-sso init` does once its options are read. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { listOf } from "../../../rules/text";
import { UsageError } from "../errors";
import { print } from "../output";
import { projectFolder } from "../settings";
import { importersWorkflows, type Provider, type Tools } from "./workflows";

export interface InitOptions {
    provider: Provider;
    project?: string;
    tools: Tools;
    force?: boolean;
}

/** Writes all files or none. Returns the exit code. */
export function runInit({ provider, project, tools, force }: InitOptions): number {
    const { root, folder } = findRepository(resolve(projectFolder(), project ?? "."));
    if (folder !== "" && provider !== "github") {
        throw new UsageError(
            `--provider ${provider}: Pulumi.yaml must be in the root of the repository, got ${folder}; move it, or change the written file yourself`,
        );
    }
    const files = importersWorkflows(provider, { ...tools, folder });
    const there = files.map(({ path }) => path).filter((path) => existsSync(join(root, path)));
    if (there.length > 0 && !force) {
        throw new UsageError(`${listOf(there)} exist in ${root}; nothing was written. To overwrite them add --force`);
    }
    for (const { path, text } of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
        print(`wrote ${path}`);
    }
    print("Next: make the identities and environments that docs/pipelines.md describes, then commit the files.");
    return 0;
}

function findRepository(project: string): { root: string; folder: string } {
    if (!existsSync(join(project, "Pulumi.yaml"))) {
        throw new UsageError(`--project ${project}: there is no Pulumi.yaml; give the folder of your Pulumi program`);
    }
    let root = project;
    while (!existsSync(join(root, ".git"))) {
        if (dirname(root) === root) {
            throw new UsageError(
                `--project ${project}: it is in no git repository; run \`git init\` in its root first`,
            );
        }
        root = dirname(root);
    }
    const folder = relative(root, project).split("\\").join("/");
    if (!/^(?:[\w.-]+(?:\/[\w.-]+)*)?$/.test(folder)) {
        throw new UsageError(
            `--project ${project}: the path within the repository may have letters, digits, hyphens, underscores and periods, got ${JSON.stringify(folder)}`,
        );
    }
    return { root, folder };
}
