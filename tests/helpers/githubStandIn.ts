/** A stand-in for GitHub's REST API, strict about what it is sent: anything else than comments and issues fails the test. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { GithubRepository } from "./githubRepository";

export interface Text {
    id: number;
    number: number;
    title?: string;
    body: string;
    user: { login: string; type: string } | null;
    state?: "open" | "closed";
    state_reason?: string;
    pull_request?: object;
}

/** What it answers instead, once each, in turn; `afterwards`: it does what it was asked, and then fails all the same. */
export interface Fault {
    on: "GET" | "POST" | "PATCH";
    status: number;
    headers?: Record<string, string>;
    body?: object;
    afterwards?: boolean;
}

export const bot = { login: "github-actions[bot]", type: "Bot" };
export const token = "ghs_standIn";
const limit = 65_536;

export class GithubStandIn {
    readonly comments: Text[] = [];
    readonly issues: Text[] = [];
    readonly repository = new GithubRepository(bot.login);
    readonly faults: Fault[] = [];
    /** Method and path of every request. */
    readonly asked: string[] = [];
    /** Requests that GitHub would refuse, in words. */
    readonly complaints: string[] = [];
    private server: Server | undefined;
    private last = 1000;

    /** The environment of a job on pull request 7 of contoso/sso. */
    async start(): Promise<NodeJS.ProcessEnv> {
        const server = createServer((request, response) => void this.answer(request, response));
        this.server = server;
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const { port } = server.address() as AddressInfo;
        return {
            GITHUB_API_URL: `http://127.0.0.1:${port}`,
            GITHUB_REPOSITORY: "contoso/sso",
            GITHUB_TOKEN: token,
        };
    }

    async stop(): Promise<void> {
        this.server?.closeAllConnections();
        await new Promise((resolve) => this.server?.close(resolve));
    }

    private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const { method = "", url = "" } = request;
        this.asked.push(`${method} ${url}`);
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
            chunks.push(chunk as Buffer);
        }
        const text = Buffer.concat(chunks).toString("utf8");
        this.checkHeaders(request, text);
        const at = this.faults.findIndex(({ on }) => on === method);
        const [fault] = at < 0 ? [] : this.faults.splice(at, 1);
        const answer = fault === undefined || fault.afterwards ? this.perform(method, url, text) : undefined;
        const { status, body } =
            fault === undefined && answer !== undefined
                ? answer
                : { status: fault?.status ?? 500, body: fault?.body ?? {} };
        response.writeHead(status, { "content-type": "application/json", ...fault?.headers });
        response.end(JSON.stringify(body));
    }

    private checkHeaders({ method, url, headers }: IncomingMessage, text: string): void {
        const wanted = {
            accept: "application/vnd.github+json",
            authorization: `Bearer ${token}`,
            "x-github-api-version": "2022-11-28",
        };
        for (const [name, value] of Object.entries(wanted)) {
            if (headers[name] !== value) {
                this.complaints.push(`${method} ${url}: ${name}: ${headers[name]}`);
            }
        }
        if (headers["user-agent"] === undefined || (text !== "" && headers["content-type"] !== "application/json")) {
            this.complaints.push(`${method} ${url}: user-agent or content-type`);
        }
    }

    private perform(method: string, url: string, text: string): { status: number; body: object } {
        const { pathname, searchParams } = new URL(url, "http://localhost");
        const sent = text === "" ? {} : (JSON.parse(text) as Partial<Text>);
        if (sent.body !== undefined && sent.body.length > limit) {
            return { status: 422, body: { message: `body is too long (maximum is ${limit} characters)` } };
        }
        switch (`${method} ${pathname.replace(/\/\d+$/, "/N")}`) {
            case "GET /repos/contoso/sso/issues/7/comments":
                return { status: 200, body: page(this.comments, searchParams) };
            case "GET /repos/contoso/sso/issues":
                return {
                    status: 200,
                    body: page(
                        this.issues.filter(({ state }) => state === searchParams.get("state")),
                        searchParams,
                    ),
                };
            case "POST /repos/contoso/sso/issues/7/comments":
                return this.add(this.comments, sent, ["body"]);
            case "POST /repos/contoso/sso/issues":
                return this.add(this.issues, sent, ["body", "title"]);
            case "PATCH /repos/contoso/sso/issues/comments/N":
                return this.patch(this.comments, (one) => pathname.endsWith(`/${one.id}`), sent);
            case "PATCH /repos/contoso/sso/issues/N":
                return this.patch(this.issues, (one) => pathname.endsWith(`/${one.number}`), sent);
            default:
                return this.performGit(method, url, sent);
        }
    }

    private performGit(method: string, url: string, sent: object): { status: number; body: object } {
        const { pathname, searchParams } = new URL(url, "http://localhost");
        const answer = this.repository.perform(method, pathname, searchParams, sent as Record<string, unknown>);
        if (answer === undefined) {
            this.complaints.push(`${method} ${url}: no such address`);
        }
        return answer ?? { status: 404, body: { message: "Not Found" } };
    }

    private add(list: Text[], sent: Partial<Text>, keys: (keyof Text)[]): { status: number; body: object } {
        if (Object.keys(sent).sort().join() !== keys.join()) {
            this.complaints.push(`sent ${Object.keys(sent).join()} instead of ${keys.join()}`);
        }
        this.last += 1;
        const made: Text = { id: this.last, number: this.last, body: "", user: bot, state: "open", ...sent };
        list.push(made);
        return { status: 201, body: made };
    }

    private patch(
        list: Text[],
        isMeant: (one: Text) => boolean,
        sent: Partial<Text>,
    ): { status: number; body: object } {
        const found = list.find(isMeant);
        if (found === undefined || found.user?.login !== bot.login) {
            this.complaints.push("changed what is somebody else's, or nothing");
            return { status: 403, body: { message: "Resource not accessible by integration" } };
        }
        return { status: 200, body: Object.assign(found, sent) };
    }
}

/** As GitHub cuts lists: 30 a page unless told, at most 100. */
function page(items: Text[], query: URLSearchParams): Text[] {
    const size = Math.min(100, Number(query.get("per_page") ?? 30));
    const from = (Number(query.get("page") ?? 1) - 1) * size;
    return items.slice(from, from + size);
}
