import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { search } from "jmespath";
import { listAppRoleAssignments, patchServicePrincipal } from "../../rehearsal/clouds/azuread/graph";
import { cloudsFolder } from "../cloudStores";
import { UsageError } from "../errors";
import { print, printError } from "../output";
import type { Finish } from "../program";
import { home } from "../settings";

const understood =
    "the rehearsal understands the requests of the Azure CLI that this package prints:\n" +
    "  az rest --method PATCH --url https://graph.microsoft.com/v1.0/servicePrincipals/<object id> " +
    `--headers Content-Type=application/json --body '{"preferredTokenSigningKeyThumbprint":"<thumbprint>"}'\n` +
    "  az rest --url 'https://graph.microsoft.com/v1.0/users/<object id>/appRoleAssignments?$filter=resourceId eq <object id>' " +
    "(or groups), with --query and --output json or tsv";

/** The hosts of Microsoft Graph in the global and the national clouds, and what follows them. */
const graphUrl =
    /^https:\/\/(?:graph\.microsoft\.com|graph\.microsoft\.us|dod-graph\.microsoft\.us|microsoftgraph\.chinacloudapi\.cn)\/(?:v1\.0|beta)\/(.+)$/i;
const servicePrincipalPath = /^servicePrincipals\/([0-9a-f-]{36})$/i;
const assignmentsPath =
    /^(users|groups)\/([0-9a-f-]{36})\/appRoleAssignments(?:\?\$filter=resourceId eq ([0-9a-f-]{36}))?$/i;

/** Does what was asked in the folder of the emulated Entra; resolves to what Graph answers, if it is anything. */
type Request = (store: string) => Promise<unknown>;

export function az(program: Command, finish: Finish): void {
    program
        .command("az")
        .description("run a request of the Azure CLI against the emulated Entra, as outputs and messages print it")
        .argument("[azure cli arguments...]")
        .allowUnknownOption()
        .action(async (_args: string[], _options: unknown, command: Command) => {
            const { request, query, output } = readRequest(command.args);
            const store = join(cloudsFolder(home()), "azuread");
            if (!existsSync(store)) {
                throw new UsageError("there is no emulated Entra yet; `npm start` creates it");
            }
            try {
                const answer = await request(store);
                if (answer === undefined) {
                    printError("Change applied to the emulated Entra.");
                } else {
                    print(shown(query === undefined ? answer : search(answer, query), output));
                }
                finish(0);
            } catch (error) {
                printError(`ERROR: ${(error as Error).message}`);
                finish(1);
            }
        });
}

/** The request in what was typed after `az`, read as the Azure CLI reads it. */
function readRequest(words: string[]): { request: Request; query?: string; output: string } {
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
    const request = requestOf(method.toUpperCase(), graphUrl.exec(url)?.[1] ?? "", body);
    if (request === undefined) {
        throw new UsageError(`az rest --method ${method} --url ${url}: ${understood}`);
    }
    if (!["json", "tsv"].includes(output)) {
        throw new UsageError(`az rest --output ${output}: ${understood}`);
    }
    return { request, output, ...(query === undefined ? {} : { query }) };
}

function requestOf(method: string, path: string, body: string | undefined): Request | undefined {
    const servicePrincipal = servicePrincipalPath.exec(path)?.[1];
    if (method === "PATCH" && servicePrincipal !== undefined && body !== undefined) {
        const change = readBody(body);
        return (store) => patchServicePrincipal(store, servicePrincipal, change);
    }
    const [, principal, objectId, resourceId] = assignmentsPath.exec(path.replaceAll("%20", " ")) ?? [];
    if (method === "GET" && objectId !== undefined && body === undefined) {
        const kind = principal?.toLowerCase() === "users" ? "users" : "groups";
        return async (store) => ({ value: await listAppRoleAssignments(store, kind, objectId, resourceId) });
    }
    return undefined;
}

/** As the Azure CLI prints an answer; in `tsv` texts only, one a line. */
function shown(answer: unknown, output: string): string {
    return output === "tsv" ? [answer].flat().map(String).join("\n") : JSON.stringify(answer, null, 2);
}

function readBody(text: string): Record<string, unknown> {
    try {
        const body: unknown = JSON.parse(text);
        if (typeof body === "object" && body !== null && !Array.isArray(body)) {
            return body as Record<string, unknown>;
        }
    } catch {
        // Not JSON: said below.
    }
    throw new UsageError(`az rest --body ${text}: the body must be a JSON object; ${understood}`);
}
