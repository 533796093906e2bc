/** What `connect-sso init` does once its options are read. */
import { existsSync, lstatSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { connectSsoCommand, rehearsalCommand } from "../../../rules/commandLine";
import { listOf } from "../../../rules/text";
import { UsageError } from "../errors";
import { print } from "../output";
import { projectFolder } from "../settings";
import { type NamesTyped, nameProject } from "./names";
import { mayExist, type Project, projectFiles } from "./project";
import { importersWorkflows, type Provider, type Tools, type WorkflowFile } from "./workflows";
import { writeAll } from "./write";

export interface InitOptions extends NamesTyped {
    workflow?: boolean;
    provider: Provider;
    project?: string;
    tools?: Tools;
    force?: boolean;
}

/** Writes all files or none. Returns the exit code. */
export function runInit(options: InitOptions): number {
    const typed = options.project ?? ".";
    const folder = resolve(projectFolder(), typed);
    if (existsSync(folder) && !lstatSync(folder).isDirectory()) {
        throw new UsageError(`--project ${typed}: it is a file; give a folder`);
    }
    const isProject = existsSync(join(folder, "Pulumi.yaml"));
    if (isProject && options.workflow !== true) {
        throw new UsageError(
            `--project ${typed}: there is a Pulumi.yaml already; nothing was written. Choose another folder, or add --workflow to write pipelines for this program`,
        );
    }
    const project = isProject ? undefined : nameProject(folder, options);
    const pipelines = options.workflow === true ? workflowsFor(folder, typed, options) : undefined;
    const inFolder = project === undefined ? [] : projectFiles(project);
    const kept = refuseOverwriting(folder, inFolder, pipelines, options.force === true);
    const written = inFolder.filter(({ path }) => !kept.includes(path));
    writeAll("/", [
        ...written.map(({ path, text }) => ({ path: join(folder, path), text })),
        ...(pipelines?.files ?? []).map(({ path, text }) => ({ path: join(pipelines?.root ?? "", path), text })),
    ]);
    for (const { path } of [...written, ...(pipelines?.files ?? [])]) {
        print(`wrote ${path}`);
    }
    if (project !== undefined) {
        explainNext(relative(projectFolder(), folder), project, kept);
    }
    if (pipelines !== undefined) {
        print("Next: make the identities and environments that docs/pipelines.md describes, then commit the files.");
    }
    return 0;
}

/** Refuses where a file would be lost; returns those of the project that stay as they are. */
function refuseOverwriting(
    folder: string,
    inFolder: readonly WorkflowFile[],
    pipelines: { root: string; files: readonly WorkflowFile[] } | undefined,
    force: boolean,
): string[] {
    const there = inFolder.map(({ path }) => path).filter((path) => existsSync(join(folder, path)));
    const lost = there.filter((path) => !Object.hasOwn(mayExist, path));
    if (lost.length > 0) {
        throw new UsageError(
            `${listOf(lost)} exist in ${folder}; nothing was written. Choose another folder: --project FOLDER`,
        );
    }
    const { root = "", files = [] } = pipelines ?? {};
    const overwritten = files.map(({ path }) => path).filter((path) => existsSync(join(root, path)));
    if (overwritten.length > 0 && !force) {
        throw new UsageError(
            `${listOf(overwritten)} exist in ${root}; nothing was written. To overwrite them add --force`,
        );
    }
    return there;
}

function explainNext(folder: string, project: Project, kept: readonly string[]): void {
    const commands = [
        ...(folder === "" ? [] : [`cd ${folder}`]),
        ...kept.flatMap((path) => mayExist[path]?.(project) ?? []),
        ...(kept.includes("package.json") ? [] : ["npm install"]),
        "npm test",
        rehearsalCommand("", true),
        connectSsoCommand("sign-in", true),
    ];
    if (kept.length > 0) {
        print(`kept ${kept.join(" and ")}, which the first commands complete`);
    }
    print(`Next:\n${commands.map((command) => `    ${command}`).join("\n")}`);
    if (project.source.startsWith("^")) {
        print(
            "No registry has connect-entra-sso yet: before the others, run `npm install FILE` with the file that `npm pack` wrote.",
        );
    }
    print(
        "The last two need no account. Before you deploy, write your own people and alias into Pulumi.dev.yaml: an alias is permanent.",
    );
}

function workflowsFor(
    project: string,
    typed: string,
    { provider, tools }: InitOptions,
): { root: string; files: WorkflowFile[] } {
    if (tools === undefined) {
        throw new UsageError(
            "--workflow needs --tools: a repository on GitHub and a whole commit, such as contoso/connect-entra-sso@ and 40 digits",
        );
    }
    const root = repositoryOf(project);
    if (root === undefined) {
        throw new UsageError(`--project ${typed}: it is in no git repository; run \`git init\` in its root first`);
    }
    const folder = relative(root, project).split("\\").join("/");
    if (!/^(?:[\w.-]+(?:\/[\w.-]+)*)?$/.test(folder)) {
        throw new UsageError(
            `--project ${typed}: the path within the repository may have letters, digits, hyphens, underscores and periods, got ${JSON.stringify(folder)}`,
        );
    }
    if (folder !== "" && provider !== "github") {
        throw new UsageError(
            `--provider ${provider}: Pulumi.yaml must be in the root of the repository, got ${folder}; move it, or change the written file yourself`,
        );
    }
    return { root, files: importersWorkflows(provider, { ...tools, folder }) };
}

function repositoryOf(project: string): string | undefined {
    for (let root = project; ; root = dirname(root)) {
        if (existsSync(join(root, ".git"))) {
            return root;
        }
        if (dirname(root) === root) {
            return undefined;
        }
    }
}
