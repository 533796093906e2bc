/** Asks the emulated Entra over HTTPS, as any client does that trusts its certificate and has its credentials. */
import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { Agent, request } from "node:https";
import { join } from "node:path";
import { type GraphServer, startGraph } from "../../../../../../tools/rehearsal/clouds/azuread/https";
import type { CloudClient } from "../../provider/client";

export interface Reply {
    status: number;
    headers: IncomingHttpHeaders;
    // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever the server has sent.
    body: any;
}

export class GraphClient {
    private constructor(
        readonly server: GraphServer,
        /** What the server has said of requests that it does not serve. */
        readonly lines: string[],
        private readonly token: string,
    ) {}

    /** On the store of an emulated provider. */
    static async start(entra: CloudClient, options: { tenantId?: string } = {}): Promise<GraphClient> {
        const lines: string[] = [];
        const server = await startGraph({
            folder: join(entra.folder, "graph"),
            storeFolder: entra.folder,
            planFile: join(entra.folder, "plan.json"),
            log: (line) => lines.push(line),
            ...options,
        });
        const { body } = await askForToken(server);
        return new GraphClient(server, lines, body.access_token);
    }

    get = (path: string) => this.ask("GET", path);
    post = (path: string, body: unknown) => this.ask("POST", path, body);
    patch = (path: string, body: unknown) => this.ask("PATCH", path, body);
    delete = (path: string) => this.ask("DELETE", path);

    /** `path` begins with the version; or a whole address. */
    ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
        const url = path.startsWith("https:") ? path : `${this.server.url}/${path}`;
        const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
        const all = { authorization: `Bearer ${this.token}`, ...json, ...headers };
        return send(this.server, method, url, all, typeof body === "string" ? body : JSON.stringify(body));
    }

    /** All the pages of a list. */
    async list(path: string): Promise<Record<string, unknown>[]> {
        const { status, body } = await this.get(path);
        if (status !== 200) {
            throw new Error(JSON.stringify(body));
        }
        const next = body["@odata.nextLink"];
        return [...body.value, ...(next === undefined ? [] : await this.list(next))];
    }

    stop(): Promise<void> {
        return this.server.close();
    }
}

/** A token request with the server's credentials, changed as a test wants; `undefined` leaves a field out. */
export function askForToken(
    server: GraphServer,
    change: Record<string, string | undefined> = {},
    tenant = server.environment.ARM_TENANT_ID,
): Promise<Reply> {
    const fields = {
        client_id: server.environment.ARM_CLIENT_ID,
        client_secret: server.environment.ARM_CLIENT_SECRET,
        grant_type: "client_credentials",
        scope: `${server.url}/.default`,
        ...change,
    };
    const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const form = new URLSearchParams(given).toString();
    return send(server, "POST", `${server.url}/${tenant}/oauth2/v2.0/token`, headers, form);
}

const agents = new WeakMap<GraphServer, Agent>();

function agentOf(server: GraphServer): Agent {
    const agent = agents.get(server) ?? new Agent({ keepAlive: true, ca: readFileSync(server.certificateFile) });
    agents.set(server, agent);
    return agent;
}

export function send(
    server: GraphServer,
    method: string,
    url: string,
    headers: Record<string, string> = {},
    body?: string,
): Promise<Reply> {
    const agent = agentOf(server);
    return new Promise((resolve, reject) => {
        const sent = request(url.replaceAll(" ", "%20"), { method, headers, agent }, (response) => {
            const parts: Buffer[] = [];
            response.on("data", (part: Buffer) => parts.push(part));
            response.on("end", () => {
                const text = Buffer.concat(parts).toString();
                const { statusCode: status = 0, headers } = response;
                resolve({ status, headers, body: text === "" ? undefined : JSON.parse(text) });
            });
        });
        sent.on("error", reject);
        sent.end(body);
    });
}
