/** The pipelines of this program, as the repository of a program that imports the components needs them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const providers = ["github", "gitlab", "azure"] as const;
export type Provider = (typeof providers)[number];

/** Where the commands come from: a repository with this program, at a commit. */
export interface Tools {
    repository: string;
    commit: string;
}

export interface Target extends Tools {
    /** The folder of Pulumi.yaml from the root of the repository, with `/`; `""` for the root, which GitLab and Azure DevOps need. */
    folder: string;
}

export interface WorkflowFile {
    /** From the root of the repository. */
    path: string;
    text: string;
}

const root = join(__dirname, "..", "..", "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Where a job finds the commands: a second checkout, since the package has none. */
const toolsFolder = ".connect-sso";

/** This program's own step, which finds the commands in its checkout. */
const ownCommand = "node tools/cli/pipeline.mjs";

/** Its policy pack, which lies beside it. */
const ownPack = "--policy-pack policy ";

/** Only this program can be rehearsed on emulated clouds, and only it has a suite to test. */
const ownJobs = ["rehearse"];

export function importersWorkflows(provider: Provider, target: Target): WorkflowFile[] {
    if (provider === "github") {
        return ["preview", "deploy", "drift", "users"].map((name) => ({
            path: `.github/workflows/connect-sso-${name}.yml`,
            text: forGithub(read(`.github/workflows/${name}.yml`), target),
        }));
    }
    const name = provider === "gitlab" ? ".gitlab-ci.yml" : "azure-pipelines.yml";
    const source = provider === "gitlab" ? "gitlab-ci.yml" : "azure-pipelines.yml";
    const files = [{ path: name, text: elsewhere(read(`examples/pipelines/${source}`), target) }];
    return provider === "gitlab"
        ? files
        : [...files, { path: "azure-step.sh", text: elsewhere(read("examples/pipelines/azure-step.sh"), target) }];
}

function forGithub(text: string, target: Target): string {
    const { repository, commit, folder } = target;
    const checkout = /^( *)- uses: (actions\/checkout@.*)\n(?:\1 .*\n)*/gm;
    const withTools = withoutJobs(text).replace(
        checkout,
        (step, indent: string, action: string) =>
            `${step}${[
                `${indent}- uses: ${action}`,
                `${indent}  with:`,
                `${indent}      persist-credentials: false`,
                `${indent}      repository: ${repository}`,
                `${indent}      ref: ${commit}`,
                `${indent}      path: ${toolsFolder}`,
            ].join("\n")}\n`,
    );
    const document = `https://github.com/${repository}/blob/${commit}/docs/pipelines.md`;
    const inFolder =
        folder === ""
            ? "permissions: {}\n"
            : `permissions: {}\n\ndefaults:\n    run:\n        working-directory: ${folder}\n`;
    return withTools
        .replaceAll(ownCommand, `node "$GITHUB_WORKSPACE/${toolsFolder}/tools/cli/pipeline.mjs"`)
        .replaceAll(ownPack, `--policy-pack "$GITHUB_WORKSPACE/${toolsFolder}/policy" `)
        .replaceAll("docs/pipelines.md", document)
        .replace("permissions: {}\n", inFolder);
}

/** Jobs begin at four blanks, and everything below a job is indented more. A job may be needed by another, as the last of its list. */
function withoutJobs(text: string): string {
    return ownJobs.reduce(
        (rest, job) =>
            rest
                .replace(new RegExp(`\\n {4}${job}:\\n(?:(?: {5,}.*)?\\n)*`, "g"), "\n")
                .replace(`, ${job}]`, "]")
                .replace(/\n+$/, "\n"),
        text,
    );
}

/** GitLab and Azure DevOps fetch the commands where they install the libraries. */
function elsewhere(text: string, { repository, commit }: Tools): string {
    const fetch = [
        `git init --quiet ${toolsFolder}`,
        `git -C ${toolsFolder} fetch --quiet --depth=1 https://github.com/${repository} ${commit}`,
        `git -C ${toolsFolder} checkout --quiet FETCH_HEAD`,
    ].join(" && ");
    return text
        .replaceAll("npm ci --ignore-scripts", `${fetch} && npm ci --ignore-scripts`)
        .replaceAll(ownCommand, `node ${toolsFolder}/tools/cli/pipeline.mjs`)
        .replaceAll(ownPack, `--policy-pack ${toolsFolder}/policy `)
        .replaceAll("examples/pipelines/azure-step.sh", "azure-step.sh")
        .replaceAll("docs/pipelines.md", `https://github.com/${repository}/blob/${commit}/docs/pipelines.md`);
}
