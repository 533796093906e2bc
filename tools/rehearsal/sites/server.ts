/** All websites at one port of the loopback interface, told apart by the host that a browser asks for. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Addresses, type SiteName } from "./addresses";
import { console as awsConsole, awsSignIn } from "./aws";
import { company } from "./company";
import { connect } from "./connect";
import { entra, myApps } from "./entra";
import { Sessions } from "./sessions";
import type { CompanyPage, Rehearsal, Reply, Request, Site } from "./site";
import { start } from "./start";

export interface SitesOptions extends Pick<Rehearsal, "federation" | "explain" | "situation"> {
    company: CompanyPage;
    /** 0 is any free one. */
    port: number;
    clock?: () => number;
    /** Gets a line about what went wrong here, and is no refusal of a cloud. */
    log: (line: string) => void;
}

export interface Sites {
    addresses: Addresses;
    sessions: Sessions;
    port: number;
    close(): Promise<void>;
}

const loopback = "127.0.0.1";
/** A response for somebody in many groups is tens of kilobytes. */
const largestForm = 1_000_000;
const sites: Readonly<Record<SiteName, Site>> = {
    ...{ myApps, entra, awsSignIn, console: awsConsole, connect, company, start },
};

export async function startSites({ company: page, port, clock, log, ...options }: SitesOptions): Promise<Sites> {
    const server = createServer();
    const bound = await listen(server, port);
    const addresses = new Addresses(bound, page.origin);
    const sessions = new Sessions(clock);
    const rehearsal: Rehearsal = { ...options, addresses, sessions, company: page };
    await knowHosts(rehearsal);
    server.on("request", (request, response) => {
        answer(request, rehearsal)
            .catch((error: unknown) => {
                log(error instanceof Error ? error.message : String(error));
                return plain(500, "The rehearsal can't answer; the terminal says why.");
            })
            .then((reply) => send(response, reply));
    });
    return { addresses, sessions, port: bound, close: () => close(server) };
}

/** A bookmark of a former run leads to a host that no page has named yet. */
async function knowHosts({ addresses, federation }: Rehearsal): Promise<void> {
    const { signInUrl, ccpUrl, consoleUrl } = await federation();
    for (const address of [signInUrl, ccpUrl, consoleUrl, consoleUrl.replace("console.", "signin.")]) {
        addresses.local(address);
    }
}

async function answer(message: IncomingMessage, rehearsal: Rehearsal): Promise<Reply> {
    const { addresses } = rehearsal;
    const host = addresses.real(message.headers.host ?? "");
    const site = host === undefined ? undefined : addresses.siteOf(host);
    if (host === undefined || !URL.canParse(message.url ?? "", `https://${host}`)) {
        return plain(421, "The rehearsal has no website of this name. Begin at the address that the terminal shows.");
    }
    if (site === undefined) {
        return plain(502, `${host} is no host of Entra, AWS or Connect: in reality, nobody answers there.`);
    }
    const method = message.method ?? "GET";
    if (!["GET", "HEAD", "POST"].includes(method)) {
        return plain(405, "Not allowed.");
    }
    const form = method === "POST" ? await readForm(message) : "";
    if (form === undefined) {
        return plain(413, "The form is too large.");
    }
    const request: Request = {
        method,
        url: new URL(message.url ?? "/", `https://${host}`),
        cookies: cookiesIn(message.headers.cookie ?? ""),
        form: new URLSearchParams(form),
    };
    return sites[site](request, rehearsal);
}

async function readForm(message: IncomingMessage): Promise<string | undefined> {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of message as AsyncIterable<Buffer>) {
        size += part.length;
        if (size > largestForm) {
            return undefined;
        }
        parts.push(part);
    }
    return Buffer.concat(parts).toString("utf8");
}

function cookiesIn(header: string): Record<string, string> {
    const pairs = header.split(";").map((one) => one.trim().split("="));
    return Object.fromEntries(pairs.map(([name = "", ...value]) => [name, value.join("=")]));
}

const plain = (status: number, text: string): Reply => ({
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
    body: `${text}\n`,
});

function send(response: ServerResponse, { status, headers, body }: Reply): void {
    response.writeHead(status, {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        ...headers,
    });
    response.end(body);
}

function listen(server: Server, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, loopback, () => {
            server.off("error", reject);
            resolve((server.address() as AddressInfo).port);
        });
    });
}

function close(server: Server): Promise<void> {
    return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });
}
