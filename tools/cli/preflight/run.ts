/** What `connect-sso preflight` does once its options are read. */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { regionProblem } from "../../../rules/awsSignIn";
import { shellWord } from "../../../rules/shell";
import { readUsersFile } from "../../../usersFile";
import { stepsByHand } from "../../preflight/byHand";
import { type Look, looksFor } from "../../preflight/commands";
import { plannedInConfiguration } from "../../preflight/fromConfiguration";
import { plannedInResources } from "../../preflight/fromResources";
import { judge } from "../../preflight/judge";
import type { Place } from "../../preflight/otherPlace";
import type { Account, Planned, Preflight } from "../../preflight/preflight";
import { readAccount } from "../../preflight/readAccount";
import { resiliencyOf } from "../../preflight/resiliency";
import { exitCodeOf, preflightInWords } from "../../preflight/words";
import { UsageError } from "../errors";
import { print, printError } from "../output";
import { call } from "../pipeline/calls";
import { existingFile } from "../settings";
import { readJsonInput } from "../signIn/jsonInput";
import { isMapping, readYaml } from "../yaml";

export interface PreflightOptions {
    stackFile?: string;
    preview?: string;
    deployment?: string;
    cloud?: string[];
    live?: boolean;
    listCommands?: boolean;
    region?: string;
    replicaRegion?: string;
    json?: boolean;
    now?: number;
}

/** Returns the exit code. */
export async function runPreflight(options: PreflightOptions): Promise<number> {
    const { planned, stack } = plannedBy(options);
    const region = options.region ?? planned.region;
    if (region === undefined || regionProblem(region) !== undefined) {
        const problem =
            region === undefined ? "must be given: the input does not say the Region" : regionProblem(region);
        throw new UsageError(`--region ${problem}`);
    }
    const looks = looksFor(planned, region);
    if (options.listCommands) {
        print(looks.map(lineOf).join("\n"));
        return 0;
    }
    const id = planned.instance.id;
    const account = readAnswers(options.live ? await askLive(looks) : filesIn(options.cloud ?? []), {
        region,
        ...(id === undefined ? {} : { instanceId: id }),
    });
    const resiliency = resiliencyOf(planned, account, region, options.replicaRegion);
    const preflight: Preflight = {
        checks: judge(planned, account, region, options.now ?? Date.now()),
        byHand: stepsByHand(planned, account, region, stack),
        ...(resiliency === undefined ? {} : { globalResiliency: resiliency }),
    };
    print(options.json ? JSON.stringify({ version: 1, ...preflight }, null, 2) : preflightInWords(preflight));
    return exitCodeOf(preflight);
}

const lineOf = ({ command, args }: Look) =>
    [command, ...args.map((arg) => (/^--[a-z-]+$/.test(arg) ? arg : shellWord(arg)))].join(" ");

function plannedBy({ stackFile, preview, deployment }: PreflightOptions): { planned: Planned; stack: string } {
    const given = [stackFile, preview, deployment].filter((it) => it !== undefined);
    if (given.length !== 1) {
        throw new UsageError(
            "give one of --stack-file FILE (Pulumi.<stack>.yaml), --preview FILE (`pulumi preview --json`) or --deployment FILE (`pulumi stack export`)",
        );
    }
    if (stackFile !== undefined) {
        return plannedInStackFile(stackFile);
    }
    const [option, path] = preview === undefined ? ["--deployment", String(deployment)] : ["--preview", preview];
    const planned = plannedInResources(readJsonInput(option, path));
    if (planned === undefined) {
        throw new UsageError(
            `${option} ${path}: must be what ${preview === undefined ? "`pulumi stack export`" : "`pulumi preview --json`"} prints`,
        );
    }
    return { planned, stack: "NAME" };
}

function plannedInStackFile(path: string): { planned: Planned; stack: string } {
    const file = existingFile("--stack-file", path);
    const content = readYaml(file);
    if (!isMapping(content) || !isMapping(content.config)) {
        throw new UsageError(`--stack-file ${path}: must be a stack file with \`config:\``);
    }
    const { config } = content;
    const stack = /^Pulumi\.(.+)\.ya?ml$/.exec(basename(file))?.[1] ?? "NAME";
    const projectFile = join(dirname(file), "Pulumi.yaml");
    const project = existsSync(projectFile) ? readYaml(projectFile) : undefined;
    const name = isMapping(project) ? String(project.name) : "connect-entra-sso";
    const [, usersFile] = Object.entries(config).find(([key]) => key.endsWith(":usersFile")) ?? [];
    const users = typeof usersFile === "string" && usersFile !== "" ? usersIn(join(dirname(file), usersFile)) : {};
    return { planned: plannedInConfiguration(config, users, `${name}-${stack}`), stack };
}

function usersIn(file: string): Record<string, unknown> {
    const { users, problems } = readUsersFile(file);
    if (problems.length > 0) {
        throw new UsageError(problems.map(({ path, message }) => `${path.join(".")} ${message}`).join("\n       "));
    }
    return users;
}

interface Answer {
    path: string;
    content: unknown;
    /** Why the file can't be read. */
    problem?: string;
}

function filesIn(paths: readonly string[]): Answer[] {
    return paths.map((path) => {
        try {
            return { path, content: readJsonInput("--cloud", path) };
        } catch (error) {
            if (error instanceof UsageError) {
                return { path, content: undefined, problem: error.message };
            }
            throw error;
        }
    });
}

/** Throws a UsageError with what is wrong with each of them. */
function readAnswers(answers: readonly Answer[], place: Place): Account {
    const account = readAccount(
        answers.map(({ content }) => content),
        place,
    );
    if (!Array.isArray(account)) {
        return account;
    }
    const wrong = answers.flatMap(({ path, content, problem }) => {
        const one = readAccount([content], place);
        return problem ?? (Array.isArray(one) ? one.map((it) => `--cloud ${path} ${it.problem}`) : []);
    });
    throw new UsageError(wrong.join("\n       "));
}

/** What can't be asked stays unknown. */
async function askLive(looks: readonly Look[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const look of looks) {
        const { code, stdout, stderr } = await call(look.command, look.args);
        if (code === 0) {
            answers.push({ path: lineOf(look), content: JSON.parse(stdout) });
        } else {
            printError(`unknown: \`${lineOf(look)}\` ended with ${code}: ${stderr.trim().slice(0, 500)}`);
        }
    }
    return answers;
}
