/**
 * The HTTPS face of the emulated Entra, for what speaks Microsoft Graph: the real azuread provider, a program's own client, `fetch`.
 * It shares the store of the emulated provider.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { loopback, serverCertificate, writePrivate } from "./certificate";
import { Graph, type GraphSettings } from "./graph";
import { requestListener } from "./server";

export interface GraphServerSettings extends GraphSettings {
    /** Where the server keeps its certificate, its key and its last port: readable by its owner alone. */
    folder: string;
    /** Gets a line about each request that is not served; by default standard error does. */
    log?: (line: string) => void;
    /** The caller's own variables: certificates that it trusts, and what it reaches without a proxy, stay so. */
    env?: NodeJS.ProcessEnv;
}

export interface GraphServer {
    /** `https://127.0.0.1:<port>` */
    url: string;
    /** The same without `https://`. */
    host: string;
    /** PEM: what a client must trust. */
    certificateFile: string;
    /** Leads a client to this server, with credentials for it. */
    environment: Record<string, string>;
    close(): Promise<void>;
}

export async function startGraph(settings: GraphServerSettings): Promise<GraphServer> {
    const { folder, env = process.env } = settings;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const [graph, certificate] = await Promise.all([Graph.open(settings), serverCertificate(folder)]);
    const clientSecret = randomBytes(24).toString("base64url");
    const log = settings.log ?? ((line) => process.stderr.write(`emulated Entra: ${line}\n`));
    const server = createServer(
        { key: certificate.key, cert: certificate.certificate, minVersion: "TLSv1.2" },
        requestListener({ graph, certificate, clientSecret, log }),
    );
    const port = await listen(server, join(folder, "port"));
    // Whatever has started it ends when its own work is done.
    server.unref();
    const host = `${loopback}:${port}`;
    const certificateFile = join(folder, "trusted.pem");
    const trusted = [env.NODE_EXTRA_CA_CERTS, env.SSL_CERT_FILE].flatMap((file) =>
        file && existsSync(file) ? readFileSync(file, "utf8") : [],
    );
    writePrivate(certificateFile, [certificate.certificate, ...new Set(trusted)].join("\n"));
    const withoutProxy = [env.NO_PROXY ?? env.no_proxy, loopback].filter(Boolean).join(",");
    const { tenantId, clientId } = graph.caller;
    return {
        url: `https://${host}`,
        host,
        certificateFile,
        environment: {
            ARM_METADATA_HOSTNAME: host,
            ARM_TENANT_ID: tenantId,
            ARM_CLIENT_ID: clientId,
            ARM_CLIENT_SECRET: clientSecret,
            SSL_CERT_FILE: certificateFile,
            NODE_EXTRA_CA_CERTS: certificateFile,
            NO_PROXY: withoutProxy,
            no_proxy: withoutProxy,
        },
        close: () => close(server, graph),
    };
}

/** On the port of the last time, if it is free: what a state remembers of it stays true. */
async function listen(server: Server, portFile: string): Promise<number> {
    const last = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : 0;
    const port = await bind(server, last).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EADDRINUSE" && error.code !== "EACCES") {
            throw error;
        }
        return bind(server, 0);
    });
    writePrivate(portFile, String(port));
    return port;
}

function bind(server: Server, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, loopback, () => {
            server.off("error", reject);
            resolve((server.address() as AddressInfo).port);
        });
    });
}

function close(server: Server, graph: Graph): Promise<void> {
    return new Promise((resolve) => {
        server.close(() => {
            graph.close();
            resolve();
        });
        server.closeAllConnections();
    });
}
