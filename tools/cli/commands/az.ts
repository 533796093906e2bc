import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { patchServicePrincipal } from "../../rehearsal/clouds/azuread/graph";
import { cloudsFolder } from "../cloudStores";
import { UsageError } from "../errors";
import { printError } from "../output";
import type { Finish } from "../program";
import { home } from "../settings";

const understood =
    "the rehearsal understands one request of the Azure CLI, which the stack's outputs print:\n" +
    "  az rest --method PATCH --url https://graph.microsoft.com/v1.0/servicePrincipals/<object id> " +
    `--headers Content-Type=application/json --body '{"preferredTokenSigningKeyThumbprint":"<thumbprint>"}'`;

/** The hosts of Microsoft Graph in the global and the national clouds. */
const servicePrincipalUrl =
    /^https:\/\/(?:graph\.microsoft\.com|graph\.microsoft\.us|dod-graph\.microsoft\.us|microsoftgraph\.chinacloudapi\.cn)\/(?:v1\.0|beta)\/servicePrincipals\/([0-9a-f-]{36})$/i;

export function az(program: Command, finish: Finish): void {
    program
        .command("az")
        .description("runs a request of the Azure CLI against the emulated Entra, such as making a certificate sign")
        .argument("[azure cli arguments...]")
        .allowUnknownOption()
        .action(async (_args: string[], _options: unknown, command: Command) => {
            const { objectId, body } = readRequest(command.args);
            const store = join(cloudsFolder(home()), "azuread");
            if (!existsSync(store)) {
                throw new UsageError("there is no emulated Entra yet; `npm start` makes it");
            }
            try {
                await patchServicePrincipal(store, objectId, body);
                printError("The emulated Entra has taken the change.");
                finish(0);
            } catch (error) {
                printError(`ERROR: ${(error as Error).message}`);
                finish(1);
            }
        });
}

/** The request in what was typed after `az`, read as the Azure CLI reads it. */
function readRequest(words: string[]): { objectId: string; body: Record<string, unknown> } {
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
        .option("-b, --body <body>");
    try {
        rest.parse(args, { from: "user" });
    } catch (error) {
        throw new UsageError(`az rest: ${(error as Error).message.replace(/^error: /, "")}; ${understood}`);
    }
    const { method, uri = "", url = uri, body } = rest.opts<Record<string, string> & { method: string }>();
    const objectId = servicePrincipalUrl.exec(url)?.[1];
    if (method.toUpperCase() !== "PATCH" || objectId === undefined || body === undefined) {
        throw new UsageError(`az rest --method ${method} --url ${url}: ${understood}`);
    }
    return { objectId, body: readBody(body) };
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
