/** What `connect-sso adopt` does once its options are read. */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { regionProblem } from "../../../rules/awsSignIn";
import { environmentProblem } from "../../../rules/entraClouds";
import { roleNameProblem } from "../../../rules/iam";
import { guidProblem, listOf, visibleLine } from "../../../rules/text";
import { asJson } from "../../adopt/asJson";
import { commandFor, type FileName, type Named, scriptFor } from "../../adopt/files";
import { importLines } from "../../adopt/imports";
import { type Plan, planAdoption } from "../../adopt/plan";
import type { FileProblem } from "../../adopt/reading";
import { namedIn, placeholders, readMade } from "../../adopt/readMade";
import { accountFile, directoryFile } from "../../adopt/rehearsalFiles";
import { append } from "../../deployment/properties";
import { UsageError } from "../errors";
import { writeAll } from "../init/write";
import { print } from "../output";
import { projectFolder } from "../settings";
import { isMapping, readYaml } from "../yaml";
import { runCommands } from "./live";
import { folderNamed, readFolder } from "./readFolder";
import { renderPlan, whole } from "./render";
import { stackFileText } from "./stackFileText";
import { usersCsv } from "./usersCsv";

export interface AdoptOptions {
    stack: string;
    component: string;
    from: string;
    listCommands?: boolean;
    live?: boolean;
    instanceId?: string;
    role?: string;
    clientId?: string;
    region?: string;
    environment?: string;
    reportOnly?: boolean;
    force?: boolean;
    json?: boolean;
}

/** Returns the exit code. */
export function runAdopt(options: AdoptOptions): number {
    refuseStackName(options.stack);
    const folder = folderNamed(options.from);
    const names = namesTyped(options);
    const before = readFolder(folder);
    if (options.listCommands === true || options.live === true) {
        const named = allNames({ ...namedIn(before.printed), ...names });
        if (options.listCommands === true) {
            print(scriptFor(options.from, named));
            return 0;
        }
        runCommands(folder, named);
    } else if (Object.keys(names).length > 0) {
        throw new UsageError(
            "--instance-id, --role, --client-id, --region and --environment belong to --list-commands or --live: without these the files say which world it is",
        );
    }
    const { printed, problems } = options.live === true ? readFolder(folder) : before;
    const read = readMade(printed);
    if (problems.length > 0 || "problems" in read) {
        // A file that is no JSON is not missing, too.
        const others =
            "problems" in read ? read.problems.filter(({ file }) => !problems.some((it) => it.file === file)) : [];
        throw new UsageError(inWords(options.from, [...problems, ...others], { ...placeholders, ...namedIn(printed) }));
    }
    const project = projectFolder();
    const plan = planAdoption(read.made, {
        project: projectNameIn(project),
        stack: options.stack,
        component: options.component,
        nowMs: Date.now(),
    });
    const files = plan.obstacles.length > 0 || options.reportOnly === true ? [] : filesOf(plan);
    refuseOverwriting(project, files, options.force === true);
    writeAll(project, files);
    if (options.json === true) {
        const written = files.map(({ path }) => path);
        print(JSON.stringify(asJson(plan, folderOf(plan.stack), written), undefined, 2));
        return exitCode(plan);
    }
    const rest = files.length === 0 ? "--json has all" : `${folderOf(plan.stack)}/report.txt has all`;
    print(renderPlan(plan, folderOf(plan.stack), { names: 5, sentences: 3, lines: 25, rest }));
    if (files.length > 0) {
        print(`\n${files.map(({ path }) => `wrote ${path}`).join("\n")}`);
        print(
            `Both folders have names of people: keep ${relative(project, folder) || "."} and ${folderOf(plan.stack)} out of git.`,
        );
    }
    return exitCode(plan);
}

function exitCode({ obstacles, losses, access, people, retired, alsoTrusted, provider }: Plan): number {
    if (obstacles.length > 0) {
        return 1;
    }
    const taken = new Set(people.taken.map(({ user }) => user.username));
    const isOpen = access.some(({ username, second, after }) => taken.has(username) && (second ?? after) === "unknown");
    // All that the role trusts is gone: or the list is of another account.
    const isTrustGone = retired.length > 0 && alsoTrusted.length === 0 && provider === undefined;
    const isNobodyToday = access.every(({ before }) => before === "no");
    return losses.length > 0 || isTrustGone || isOpen || isNobodyToday || people.isAttributeInferred ? 3 : 0;
}

const folderOf = (stack: string) => `adopt-${stack}`;

function filesOf(plan: Plan): { path: string; text: string }[] {
    const folder = folderOf(plan.stack);
    const lines = importLines(plan);
    const json = (value: unknown) => `${JSON.stringify(value, undefined, 4)}\n`;
    const { inStackFile, inUsersFile } = plan.places;
    const users = inUsersFile.length === 0 ? undefined : usersCsv(inUsersFile, plan.stack);
    return [
        { path: `Pulumi.${plan.stack}.yaml`, text: stackFileText(plan, inStackFile, users?.path) },
        ...(users === undefined ? [] : [users]),
        { path: `${folder}/report.txt`, text: `${renderPlan(plan, folder, whole)}\n` },
        ...(lines.length === 0 ? [] : [{ path: `${folder}/imports.json`, text: json({ resources: lines }) }]),
        { path: `${folder}/account.json`, text: json(accountFile(plan)) },
        { path: `${folder}/directory.json`, text: json(directoryFile(plan)) },
    ];
}

function refuseOverwriting(project: string, files: readonly { path: string }[], force: boolean): void {
    const there = files.map(({ path }) => path).filter((path) => existsSync(join(project, path)));
    if (there.length > 0 && !force) {
        throw new UsageError(
            `${listOf(there)} exist in ${project}; nothing was written. Choose another --stack, see the report alone with --report-only, or overwrite them with --force`,
        );
    }
}

/** The engine's own rule for names, as far as a file can have them. */
function refuseStackName(stack: string): void {
    if (!/^[A-Za-z0-9_.-]{1,100}$/.test(stack)) {
        throw new UsageError(
            `--stack ${JSON.stringify(stack)}: a stack name has 1 to 100 letters, digits, hyphens, underscores and periods`,
        );
    }
}

function namesTyped({ instanceId, role, clientId, region, environment }: AdoptOptions): Partial<Named> {
    const problems = [
        ["--instance-id", instanceId === undefined ? undefined : guidProblem(instanceId)],
        ["--role", role === undefined ? undefined : roleNameProblem(role)],
        ["--client-id", clientId === undefined ? undefined : guidProblem(clientId)],
        ["--region", region === undefined ? undefined : regionProblem(region)],
        ["--environment", environment === undefined ? undefined : environmentProblem(environment)],
    ].flatMap(([option, problem]) => (problem === undefined ? [] : [`${option} ${problem}`]));
    if (problems.length > 0) {
        throw new UsageError(problems.join("\n"));
    }
    return {
        ...(instanceId === undefined ? {} : { instanceId }),
        ...(role === undefined ? {} : { roleName: role }),
        ...(clientId === undefined ? {} : { clientId }),
        ...(region === undefined ? {} : { region }),
        ...(environment === undefined ? {} : { environment }),
    };
}

/** What names a world, and what shows it. */
const shownBy: readonly [keyof Named, string][] = [
    ["instanceId", "--instance-id: `aws connect list-instances` shows it"],
    ["roleName", "--role: the claim Role of the application names it, and so does `aws iam list-roles`"],
    ["clientId", "--client-id: `az ad app list --display-name NAME` shows it as appId"],
];

function allNames(names: Partial<Named>): Named {
    const missing = shownBy.filter(([name]) => names[name] === undefined).map(([, words]) => words);
    if (missing.length > 0) {
        throw new UsageError(`--list-commands and --live need to know which world it is. Add:\n${missing.join("\n")}`);
    }
    return names as Named;
}

/** All at once: each file with what is wrong in it, and the command that prints it again. */
function inWords(from: string, problems: readonly FileProblem[], named: Named): string {
    const byFile = new Map<FileName, string[]>();
    for (const { file, message } of problems) {
        append(byFile, file, message);
    }
    const lines = [...byFile].flatMap(([file, messages]) => [
        ...[...new Set(messages)].map((message) => `  - ${visibleLine(`${file} ${message}`)}`),
        `        ${commandFor(file, named)} > ${file}`,
    ]);
    return `--from ${from}: these files can't be used yet. Print them again in that folder; --list-commands prints all commands as a script.\n${lines.join("\n")}`;
}

/** The namespace of the stack's own keys. */
function projectNameIn(folder: string): string {
    const file = join(folder, "Pulumi.yaml");
    const content = existsSync(file) ? readYaml(file) : undefined;
    return isMapping(content) && typeof content.name === "string" ? content.name : "connect-entra-sso";
}
