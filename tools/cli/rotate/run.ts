/** What `connect-sso rotate` does once its options are read. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { connectSsoCommand, rehearsalCommand } from "../../../rules/commandLine";
import { certificateNameProblem } from "../../../rules/entraCertificates";
import { shellWord } from "../../../rules/shell";
import { listOf, quote } from "../../../rules/text";
import { DeploymentUnreadable, type ExportOfStack } from "../../deployment/exportedState";
import { encodeAs } from "../decode";
import { UsageError } from "../errors";
import { notRehearsed } from "../notRehearsed";
import { print } from "../output";
import { usersPulumi } from "../recover/usersPulumi";
import { openStack } from "../rehearsal";
import { existingFile, home } from "../settings";
import { readJsonInput } from "../signIn/jsonInput";
import { findStackFile, listStacks } from "../stackFile";
import { readCheckpoint } from "../stateFile";
import { writeWhole } from "../writeWhole";
import { type Deployed, readDeployed } from "./deployed";
import { type Configured, type Plan, planRotation } from "./plan";
import { projectName, readStackConfiguration, takesCertificates } from "./stackConfiguration";
import { renderRotation } from "./words";

export interface RotateOptions {
    /** Name of the certificate that is to sign in the end. */
    to: string;
    stack?: string;
    values?: string;
    /** A file with a stack export, `-` for standard input. */
    deployment?: string;
    /** The stack of the rehearsal counts. */
    rehearsed?: boolean;
    component?: string;
    retire?: string[];
    now?: number;
}

/** Returns the exit code: 0 done, 1 something is to be run or written. `project`: the folder of the Pulumi project. */
export async function runRotate(options: RotateOptions, project = home().project): Promise<number> {
    const problem = certificateNameProblem(options.to);
    if (problem !== undefined) {
        throw new UsageError(`--to ${options.to}: the name of a certificate ${problem}`);
    }
    if (options.deployment !== undefined && options.rehearsed === true) {
        throw new UsageError("give --deployment (an export) or --rehearsed (a stack of the rehearsal), not both");
    }
    const stack = options.stack ?? onlyStack(project);
    const deployed = await deployedIn(stack, options);
    const refuseOtherStack = () => refuseOther(deployed, fileName(stack), projectName(project));
    const plan = (configured: Configured) =>
        planRotation({
            ...{ to: options.to, retire: options.retire ?? [], deployed, configured },
            nowMs: options.now ?? Date.now(),
        });
    const place = { stack, to: options.to, commands: commandsFor(stack, options) };
    if (!deployed.isConnectSso || !takesCertificates(project)) {
        refuseOtherStack();
        const next = plan(configuredIn(deployed));
        print(renderRotation(next, { ...place, file: undefined, changes: [] }));
        return codeOf(next);
    }
    const configuration = readStackConfiguration(project, findStackFile(project, fileName(stack)));
    refuseOtherStack();
    refuseElsewhere(configuration, deployed, options.to);
    const next = plan(configuration);
    const changed = next.phase === "done" || next.phase === "wait" ? undefined : configuration.changedTo(next.wanted);
    if (changed !== undefined) {
        writeWhole(configuration.file, encodeAs(readFileSync(configuration.file), changed.text));
    }
    print(renderRotation(next, { ...place, file: basename(configuration.file), changes: changed?.changes ?? [] }));
    return codeOf(next);
}

const codeOf = ({ phase }: Plan) => (phase === "done" ? 0 : 1);

/** `prod` of `contoso/sso/prod`. */
const fileName = (stack: string) => stack.slice(stack.lastIndexOf("/") + 1);

function onlyStack(project: string): string {
    const stacks = listStacks(project);
    const [only] = stacks;
    if (only === undefined || stacks.length > 1) {
        const known = stacks.length === 0 ? "the folder has none" : `the folder has ${listOf(stacks)}`;
        throw new UsageError(`add --stack NAME; ${known}`);
    }
    return only;
}

async function deployedIn(stack: string, options: RotateOptions): Promise<Deployed> {
    const exported = await exportOf(stack, options);
    try {
        return readDeployed(exported, options.component);
    } catch (error) {
        throw error instanceof DeploymentUnreadable ? new UsageError(`--deployment ${error.message}`) : error;
    }
}

async function exportOf(stack: string, { deployment, rehearsed, values }: RotateOptions): Promise<ExportOfStack> {
    if (deployment !== undefined) {
        const source = deployment === "-" ? "the export on standard input" : deployment;
        return { exported: readJsonInput("--deployment", deployment), source };
    }
    if (rehearsed === true) {
        const rehearsal = await openStack({ stack, values: existingFile("--values", values) });
        if (readCheckpoint(rehearsal.home, rehearsal.stack.project, stack) === undefined) {
            throw notRehearsed(stack);
        }
        const run = await rehearsal.stackCommand(["export"], { capture: true });
        return { exported: readExport(run, stack), source: `the rehearsed stack ${stack}` };
    }
    const pulumi = usersPulumi(
        stack,
        "this command runs `pulumi stack export`, and there is no `pulumi` on the PATH: install it, or give --deployment FILE with its " +
            "output, or --rehearsed for the stack of the rehearsal",
    );
    return { exported: readExport(await pulumi.stack(["export"]), stack), source: `the stack ${stack}` };
}

function readExport({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }, stack: string) {
    if (code !== 0) {
        throw new UsageError(`\`pulumi stack export --stack ${shellWord(stack)}\` failed: ${stderr.trim()}`);
    }
    return JSON.parse(stdout) as unknown;
}

/** A program of one's own has its arguments where it wants; the last deployment says what they are. */
function configuredIn({ certificates, stated }: Deployed): Configured {
    return { certificates, ...(stated === undefined ? {} : { signing: stated }), retired: [] };
}

/** What another stack has deployed says nothing of this one, whose file would be a phase ahead. */
function refuseOther(deployed: Deployed, stack: string, project: string | undefined): void {
    const isOther = deployed.stack !== stack || (project !== undefined && deployed.project !== project);
    if (isOther) {
        throw new UsageError(
            `--deployment is an export of the stack ${quote(deployed.stack)} of the project ${quote(deployed.project)}, and the file to edit is ` +
                `that of the stack ${quote(stack)}${project === undefined ? "" : ` of the project ${quote(project)}`}; ` +
                `give the output of \`pulumi stack export --stack ${shellWord(stack)}\`, or another --stack`,
        );
    }
}

/** A deployment with other certificates than the file has, beside those of this rotation, has them from elsewhere. */
function refuseElsewhere(
    { certificates, retired, file }: Configured & { file: string },
    deployed: Deployed,
    to: string,
): void {
    const unknown = deployed.certificates.filter((name) => ![...certificates, ...retired, to].includes(name));
    if (unknown.length > 0) {
        throw new UsageError(
            `${basename(file)} does not have ${listOf(unknown)} under certificates, and the last deployment has. If they stand elsewhere ` +
                "(environment:, another file), write certificates, signingCertificate and retiredCertificates into this file; if they were " +
                "removed by mistake, put them back",
        );
    }
}

function commandsFor(stack: string, { to, stack: typed, rehearsed, deployment, component, retire }: RotateOptions) {
    const up =
        rehearsed === true
            ? rehearsalCommand(`up --stack ${shellWord(stack)}`)
            : `pulumi up --stack ${shellWord(stack)}`;
    const again = [
        `rotate --to ${shellWord(to)}`,
        ...(typed === undefined ? [] : [`--stack ${shellWord(stack)}`]),
        ...(rehearsed === true ? ["--rehearsed"] : []),
        ...(deployment === undefined ? [] : ["--deployment", "FILE"]),
        ...(component === undefined ? [] : [`--component ${shellWord(component)}`]),
        ...(retire ?? []).map((name) => `--retire ${shellWord(name)}`),
    ];
    const rerun = connectSsoCommand(again.join(" "));
    return { up, again: deployment === undefined ? rerun : `${rerun} (with a new export)` };
}
