/** From what was typed to a deployment, its application and the people of its directory. */

import type { Deployment, EntraApplication } from "../../deployment/deployment";
import type { Directory } from "../../deployment/directory";
import { DeploymentUnreadable, type ExportOfStack, readDeployments } from "../../deployment/readDeployment";
import { DirectoryUnreadable, readDirectory } from "../../deployment/readDirectory";
import type { Stores } from "../../rehearsal/clouds/readBack";
import { readClouds, storesIn } from "../cloudStores";
import { UsageError } from "../errors";
import { notRehearsed } from "../notRehearsed";
import { openStack, type Rehearsal } from "../rehearsal";
import { existingFile, home } from "../settings";
import { readCheckpoint } from "../stateFile";
import { chooseApplication, chooseSigningCertificate, readServicePrincipal, withKeys } from "./choices";
import { readJsonInput } from "./jsonInput";
import { noRehearsalFacts, type RehearsalFacts, readRehearsalFacts } from "./rehearsalFacts";
import { asInClouds } from "./rehearsedState";
import { readSecurityProfiles } from "./securityProfiles";

export interface SourceOptions {
    /** A stack of the rehearsal. */
    stack?: string;
    /** Values that its stack file takes from elsewhere. */
    values?: string;
    /** Files with a stack export each, `-` for standard input. */
    deployment?: string[];
    directory?: string;
    application?: string;
    /** Where people sign in to. @default `connect` */
    to?: "connect" | "cognito";
    signingCertificate?: string;
    /** A file with what Entra says of the application's certificates. */
    servicePrincipal?: string;
    securityProfiles?: string;
}

export interface Sources {
    deployment: Deployment;
    application: EntraApplication;
    directory?: Directory;
    /** What the emulated clouds hold, for a stack of the rehearsal with the rehearsal's own people. */
    stores?: Stores;
    /** What was taken for what, so that nobody is misled. */
    notes: string[];
}

/** Reads everything; throws a UsageError where something can't be used. */
export async function readSources(options: SourceOptions): Promise<Sources> {
    const { stack, values, deployment } = options;
    if (stack !== undefined && deployment !== undefined) {
        throw new UsageError("give --stack (a stack of the rehearsal) or --deployment (an export), not both");
    }
    if (deployment === undefined) {
        const settings = { stack: stack ?? "dev", values: existingFile("--values", values) };
        const read = await readRehearsedStack(await openStack(settings), options);
        const chosen = chooseApplication(read.deployment, options.application, options.to);
        return rehearsedSources(read, chosen, options);
    }
    const { facts, notes } = factsBeside();
    const exports = deployment.map((path) => ({
        exported: readJsonInput("--deployment", path),
        source: path === "-" ? "the export on standard input" : path,
    }));
    const read = deploymentOf(exports, options, facts);
    const sources = sourcesAt(chooseApplication(read, options.application, options.to), read, options, facts);
    return { ...sources, notes: [...notes, ...sources.notes] };
}

/** What a rehearsal on this machine knows may help with an export; that it can't be read must not hinder. */
function factsBeside(): { facts: RehearsalFacts; notes: string[] } {
    try {
        return { facts: readRehearsalFacts(home()), notes: [] };
    } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return {
            facts: noRehearsalFacts,
            notes: [`the rehearsal in this folder can't be read, so nothing of it is used: ${why}`],
        };
    }
}

/** A stack of the rehearsal as the emulated clouds hold it now, and what they know beside it. */
export interface RehearsedStack {
    deployment: Deployment;
    stores: Stores;
    facts: RehearsalFacts;
}

export async function readRehearsedStack(rehearsal: Rehearsal, options: SourceOptions = {}): Promise<RehearsedStack> {
    const stores = storesIn(readClouds(rehearsal.home));
    const exported = await asInClouds(await exportStack(rehearsal), stores);
    const facts = readRehearsalFacts(rehearsal.home);
    const exports = [{ exported, source: `the rehearsed stack ${rehearsal.stack.name}` }];
    return { deployment: deploymentOf(exports, options, facts), stores, facts };
}

/** What a sign-in at one application of such a stack needs. */
export function rehearsedSources(
    { deployment, stores, facts }: RehearsedStack,
    application: EntraApplication,
    options: SourceOptions = {},
): Sources {
    const sources = sourcesAt(application, deployment, options, facts);
    const isWhatIf =
        options.directory !== undefined ||
        options.signingCertificate !== undefined ||
        options.servicePrincipal !== undefined;
    return isWhatIf ? sources : { ...sources, stores };
}

function deploymentOf(
    exports: ExportOfStack[],
    { securityProfiles }: SourceOptions,
    facts: RehearsalFacts,
): Deployment {
    const asked = securityProfiles === undefined ? [] : readSecurityProfiles(securityProfiles);
    return usable("--deployment", () =>
        readDeployments(exports, {
            boundRoleArns: facts.boundRoleArns,
            securityProfiles: [...asked, ...facts.securityProfiles],
        }),
    );
}

function sourcesAt(
    chosen: EntraApplication,
    deployment: Deployment,
    options: SourceOptions,
    facts: RehearsalFacts,
): Sources {
    const inEntra =
        options.servicePrincipal === undefined
            ? withKeys(chosen, facts.keysInEntra[String(chosen.servicePrincipal?.objectId)])
            : readServicePrincipal(chosen, options.servicePrincipal);
    const application = chooseSigningCertificate(inEntra, options.signingCertificate);
    const { directory, notes } = directoryFor(application, options, facts);
    return { deployment, application, directory, notes };
}

/** The state of a stack of the rehearsal, as `pulumi stack export --show-secrets` prints it. */
async function exportStack({ home: where, stack, stackCommand }: Rehearsal): Promise<unknown> {
    const { name, project } = stack;
    const { resources = [] } = readCheckpoint(where, project, name) ?? {};
    if (resources.length === 0) {
        throw notRehearsed(name);
    }
    const { code, stdout, stderr } = await stackCommand(["export", "--show-secrets"], { capture: true });
    if (code !== 0) {
        throw new Error(`the engine can't export the stack ${name}: ${stderr.trim()}`);
    }
    return JSON.parse(stdout);
}

/** The file that was given, else the rehearsal's directory where it is the application's tenant. */
function directoryFor(
    { tenantId, tenantMayBeVendors }: EntraApplication,
    { directory: path, deployment: file }: SourceOptions,
    { directory: rehearsed }: RehearsalFacts,
): { directory?: Directory; notes: string[] } {
    if (path !== undefined) {
        const directory = readDirectoryInput(path);
        const isSure = typeof tenantId === "string" && tenantMayBeVendors !== true;
        if (directory.tenantId !== undefined && isSure && !isSame(directory.tenantId, tenantId)) {
            throw new UsageError(
                `--directory ${path}: it is of the tenant ${directory.tenantId}, and the application is in ${tenantId}`,
            );
        }
        return { directory, notes: [] };
    }
    if (rehearsed?.tenantId === undefined || typeof tenantId !== "string" || !isSame(rehearsed.tenantId, tenantId)) {
        return { notes: [] };
    }
    const note =
        "the people are those of the rehearsal, because the deployment is of its tenant; give others with --directory";
    return { directory: rehearsed, notes: file === undefined ? [] : [note] };
}

export function readDirectoryInput(path: string): Directory {
    const content = readJsonInput("--directory", path);
    const directory = usable("--directory", () => readDirectory(content, path));
    if (directory.people.length === 0) {
        throw new UsageError(
            `--directory ${path} holds nobody, so that nobody would seem to have an account; give a file with the people who ` +
                "sign in, such as the output of `az ad user list`",
        );
    }
    return directory;
}

/** GUIDs have no upper case of their own. */
const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Says which option is meant where what it names can't be used. */
export function usable<T>(option: string, read: () => T): T {
    try {
        return read();
    } catch (error) {
        if (error instanceof DeploymentUnreadable || error instanceof DirectoryUnreadable) {
            throw new UsageError(`${option} ${error.message}`);
        }
        throw error;
    }
}
