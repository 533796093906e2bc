/** The emulated Entra over HTTPS on this machine alone: sign-in endpoints, and Microsoft Graph for who has a token of them. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ServerCertificate } from "./certificate";
import { errorAnswer, HttpRefusal, malformed, notServed } from "./errors";
import { LostAnswer } from "./faults";
import type { Graph } from "./graph";
import { cloudMetadata, openIdConfiguration } from "./metadata";
import { type Answer, versions } from "./route";
import { tokenAnswer } from "./tokenEndpoint";
import { TokenSigner } from "./tokens";

const mostBytes = 1_000_000;
const metadataVersion = "2022-09-01";

export interface ServerOptions {
    graph: Graph;
    certificate: ServerCertificate;
    clientSecret: string;
    /** Gets a line about each request that is not served. */
    log(line: string): void;
}

export function requestListener({ graph, certificate, clientSecret, log }: ServerOptions): RequestListener {
    const signer = new TokenSigner(certificate.key);
    const answerTo = async (request: IncomingMessage): Promise<Answer> => {
        const origin = `https://${request.headers.host}`;
        const url = new URL(request.url ?? "/", origin);
        const method = request.method ?? "GET";
        if (versions.some((version) => url.pathname.toLowerCase().startsWith(`/${version}/`))) {
            refuseStranger(signer, request.headers.authorization);
            const body = await textOf(request);
            const contentType = request.headers["content-type"];
            return graph.answer({ method, url, body, ...(contentType === undefined ? {} : { contentType }) });
        }
        const { caller } = graph;
        const [tenant = "", ...place] = url.pathname.slice(1).split("/");
        switch (`${method} ${place.join("/")}`) {
            case "POST oauth2/v2.0/token":
                return tokenAnswer(
                    { caller, clientSecret, signer, origin },
                    tenant,
                    new URLSearchParams(await textOf(request)),
                );
            case "GET v2.0/.well-known/openid-configuration":
                return openIdConfiguration(origin, tenant);
            case "GET endpoints":
                if (tenant === "metadata") {
                    return metadataAnswer(url, origin, caller.tenantId);
                }
        }
        throw notServed(`${method} ${url.pathname}`);
    };
    return (request, response) => {
        answerTo(request)
            .catch(errorAnswer)
            .then((answer) => {
                if (answer.status === 501) {
                    log(messageOf(answer));
                }
                send(response, answer);
            })
            .catch((error) => {
                if (!(error instanceof LostAnswer)) {
                    log(`${request.method} ${request.url?.split("?")[0]}: ${(error as Error).message}`);
                }
                request.socket.destroy();
            });
    };
}

const messageOf = ({ body }: Answer): string => (body as { error: { message: string } }).error.message;

function metadataAnswer(url: URL, origin: string, tenantId: string): Answer {
    const version = url.searchParams.get("api-version");
    if (version !== metadataVersion) {
        throw malformed(`The api-version '${version}' is invalid. The supported version is '${metadataVersion}'.`);
    }
    return cloudMetadata(origin, tenantId);
}

function refuseStranger(signer: TokenSigner, authorization: string | undefined): void {
    const [, token] = /^Bearer (.+)$/i.exec(authorization ?? "") ?? [];
    const refuse = (message: string) => new HttpRefusal(401, "InvalidAuthenticationToken", message);
    if (token === undefined) {
        throw refuse("Access token is empty.");
    }
    const claims = signer.verified(token);
    if (claims === undefined) {
        throw refuse("Access token validation failure. Invalid signature.");
    }
    if (typeof claims.exp !== "number" || claims.exp * 1000 <= Date.now()) {
        throw refuse("Lifetime validation failed, the token is expired.");
    }
}

async function textOf(request: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of request) {
        length += (part as Buffer).length;
        if (length > mostBytes) {
            throw new HttpRefusal(413, "RequestEntityTooLarge", `A request may have ${mostBytes} bytes.`);
        }
        parts.push(part as Buffer);
    }
    return Buffer.concat(parts).toString();
}

const graphJson = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

function send(response: ServerResponse, { status, headers, body }: Answer): void {
    const common = {
        "cache-control": "no-cache",
        "request-id": randomBytes(16).toString("hex"),
        "odata-version": "4.0",
    };
    response.writeHead(status, { ...common, ...headers, ...(body === undefined ? {} : { "content-type": graphJson }) });
    response.end(body === undefined ? undefined : JSON.stringify(body));
}
