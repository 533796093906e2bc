import { existsSync } from "node:fs";
import { STATUS_CODES } from "node:http";
import { join } from "node:path";
import { Command } from "commander";
import { search } from "jmespath";
import { rehearsalCommand } from "../../../rules/commandLine";
import type { GraphRequest } from "../../rehearsal/clouds/azuread/https/route";
import { cloudsFolder } from "../cloudStores";
import { UsageError } from "../errors";
import { print, printError } from "../output";
import type { Finish } from "../program";
import { home } from "../settings";

const understood =
    "the rehearsal understands `az rest` with an address of Microsoft Graph and --method, --url or --uri, --headers, --body, --query, " +
    "and --output json or tsv";

/** The hosts of Microsoft Graph in the global and the national clouds. */
const graphUrl =
    /^https:\/\/(?:graph\.microsoft\.com|graph\.microsoft\.us|dod-graph\.microsoft\.us|microsoftgraph\.chinacloudapi\.cn)\//i;

export function az(program: Command, finish: Finish): void {
    program
        .command("az")
        .description("run an `az` command from an output or a message against the emulated Entra")
        .argument("[azure cli arguments...]")
        .allowUnknownOption()
        .action(async (_args: string[], _options: unknown, command: Command) => {
            const { request, query, output } = readRequest(command.args);
            const storeFolder = join(cloudsFolder(home()), "azuread");
            if (!existsSync(storeFolder)) {
                throw new UsageError(`there is no emulated Entra yet; \`${rehearsalCommand()}\` creates it`);
            }
            // Loaded here and not at the top: no other command needs it. Here `import()` would not find TypeScript.
            const { Graph } =
                require("../../rehearsal/clouds/azuread/https/graph") as typeof import("../../rehearsal/clouds/azuread/https/graph");
            const graph = await Graph.open({ storeFolder });
            const { status, body } = await graph.answer(request);
            graph.close();
            if (status >= 400) {
                printError(`ERROR: ${STATUS_CODES[status]}(${JSON.stringify(body)})`);
                finish(1);
                return;
            }
            if (body === undefined) {
                printError("Change applied to the emulated Entra.");
            } else {
                print(shown(query === undefined ? body : search(body, query), output));
            }
            finish(0);
        });
}

/** The request in what was typed after `az`, read as the Azure CLI reads it. */
function readRequest(words: string[]): { request: GraphRequest; query?: string; output: string } {
    const [group, ...args] = words;
    if (group !== "rest") {
        throw new UsageError(`az ${group ?? ""}: ${understood}`);
    }
    const rest = new Command()
        .exitOverride()
        .configureOutput({ writeErr: () => undefined })
        .option("-m, --method <method>", "", "GET")
        .option("-u, --url <url>")
        .option("--uri <url>")
        .option("--headers <headers...>")
        .option("-b, --body <body>")
        .option("--query <query>")
        .option("-o, --output <format>", "", "json");
    try {
        rest.parse(args, { from: "user" });
    } catch (error) {
        throw new UsageError(`az rest: ${(error as Error).message.replace(/^error: /, "")}; ${understood}`);
    }
    const options = rest.opts<Record<string, string> & { method: string; output: string }>();
    const { method, uri = "", url = uri, body, query, output } = options;
    if (!graphUrl.test(url)) {
        throw new UsageError(`az rest --url ${url}: ${understood}`);
    }
    if (!["json", "tsv"].includes(output)) {
        throw new UsageError(`az rest --output ${output}: ${understood}`);
    }
    // The Azure CLI itself says that a body is JSON.
    const sent = body === undefined ? {} : { body, contentType: "application/json" };
    const request = { method: method.toUpperCase(), url: new URL(url), ...sent };
    return { request, output, ...(query === undefined ? {} : { query }) };
}

/** As the Azure CLI prints an answer; in `tsv` texts only, one a line. */
function shown(answer: unknown, output: string): string {
    return output === "tsv" ? [answer].flat().map(String).join("\n") : JSON.stringify(answer, null, 2);
}
