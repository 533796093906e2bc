/** What `npm start -- browse` does once its options are read. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { approvedOriginProblem } from "../../../rules/embedding";
import { listOf } from "../../../rules/text";
import { startSites } from "../../rehearsal/sites/server";
import { readClouds, storesIn } from "../cloudStores";
import { UsageError } from "../errors";
import { print, printError } from "../output";
import { openRehearsal, openStack, type Rehearsal } from "../rehearsal";
import { home, projectFolder, type Settings } from "../settings";
import { chooseApplication } from "../signIn/choices";
import { configuredUsers } from "../signIn/configuredUsers";
import { readRehearsedStack, rehearsedSources, type Sources } from "../signIn/sources";
import { readCheckpoint } from "../stateFile";
import { addressesOf, approvedOriginsIn } from "./federation";
import { findStreams } from "./streams";
import { explainRefusal, explainSituation } from "./words";

export interface BrowseOptions {
    port: number;
    /** The folder of the page that embeds the panel. */
    page?: string;
    /** Its origin. @default the first approved one */
    origin?: string;
    application?: string;
}

const invented = "https://desk.contoso.example";
const mostNamed = 8;

/** Serves until `stop` is called or the process is told to end; returns the exit code. */
export async function runBrowse(settings: Settings, options: BrowseOptions): Promise<number> {
    const folder = pageFolder(options.page);
    const problem = options.origin === undefined ? undefined : approvedOriginProblem(options.origin);
    if (problem !== undefined) {
        throw new UsageError(`--origin: ${problem}`);
    }
    const rehearsal = await rehearsed(settings);
    const read = async () => {
        const whole = await readRehearsedStack(rehearsal);
        return rehearsedSources(whole, chooseApplication(whole.deployment, options.application));
    };
    const sources = await read();
    const addresses = addressesOf(sources);
    const approved = () =>
        approvedOriginsIn(readCheckpoint(rehearsal.home, rehearsal.stack.project, rehearsal.stack.name) ?? {});
    const origin = options.origin ?? approved()[0] ?? invented;
    const sites = await startSites({
        port: options.port,
        company: { origin, folder, streams: findStreams(folder, printError) },
        federation: async () => ({
            ...addresses,
            stores: storesIn(readClouds(rehearsal.home)),
            approvedOrigins: approved(),
        }),
        explain: async (refusal) => explainRefusal(await read(), refusal),
        situation: explainSituation,
        log: (line) => printError(`error: ${line}`),
    }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "EADDRINUSE" || error.code === "EACCES") {
            throw new UsageError(
                `--port ${options.port}: another program has it; give another port, or 0 for any free one`,
            );
        }
        throw error;
    });
    print(introduction(sources, sites.addresses.start, origin, approved()));
    await told();
    await sites.close();
    return 0;
}

/** The stack as it is; one that was never brought up is brought up first. */
async function rehearsed(settings: Settings): Promise<Rehearsal> {
    const stack = await openStack(settings);
    const { resources = [] } = readCheckpoint(stack.home, stack.stack.project, stack.stack.name) ?? {};
    if (resources.length > 0) {
        return stack;
    }
    printError(`The stack ${stack.stack.name} has not been rehearsed yet. Bringing it up first …`);
    const rehearsal = await openRehearsal(settings);
    const { code, stdout, stderr } = await rehearsal.run(["up", "--yes", "--skip-preview"], { capture: true });
    if (code !== 0) {
        throw new Error(`the stack ${stack.stack.name} can't be brought up:\n${stdout}${stderr}`);
    }
    return rehearsal;
}

function pageFolder(path: string | undefined): string {
    const folder =
        path === undefined ? join(home().project, "examples", "embeddedPanel", "page") : resolve(projectFolder(), path);
    if (!existsSync(join(folder, "index.html"))) {
        throw new UsageError(`--page ${path ?? folder}: there is no index.html in ${folder}`);
    }
    return folder;
}

function introduction(sources: Sources, start: string, origin: string, approved: readonly string[]): string {
    const { users } = configuredUsers(sources);
    const more = users.length > mostNamed ? ` and ${users.length - mostNamed} more` : "";
    return [
        `Browse at ${start}`,
        "",
        `  Connect users to pick:  ${listOf(users.slice(0, mostNamed))}${more}`,
        "  Others to pick:         everybody in the directory; the clouds refuse them as they really would",
        `  The embedding page:     ${origin}${approved.includes(origin) ? "" : ", which is not an approved origin: the browser will not show the panel there"}`,
        "",
        "Chrome, Edge and Firefox resolve *.localhost by themselves. Nothing leaves this machine. Ctrl-C ends it.",
    ].join("\n");
}

/** Until somebody presses Ctrl-C, or the process is told to end. */
function told(): Promise<void> {
    return new Promise((end) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) {
            process.once(signal, () => end());
        }
    });
}
