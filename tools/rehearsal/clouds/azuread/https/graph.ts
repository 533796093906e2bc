/**
 * Microsoft Graph of the emulated Entra: what it answers, however it is asked. It works on the store of the provider plugin, which
 * sees a change at its next request.
 */
import { join } from "node:path";
import { Store } from "../../provider/store";
import { noteCaller } from "../caller";
import { allAppRoles, refuseWithoutAppRole } from "../entra/appRoles";
import { Directory } from "../entra/directory";
import { resourceNotFound } from "../entra/errors";
import { seedDirectory } from "../index";
import { errorAnswer, malformed, notServed } from "./errors";
import { type FaultSettings, GraphFaults } from "./faults";
import { isJsonObject } from "./properties";
import { readQuery } from "./query";
import {
    type Answer,
    type Asked,
    type GraphRequest,
    type Ids,
    type Json,
    type JsonObject,
    type Route,
    versions,
} from "./route";
import { findRoute } from "./routes";

export interface GraphSettings extends FaultSettings {
    /** What a directory that was never used begins with (../../../directory.json). */
    directoryFile?: string;
    /** `azuread:tenantId` of the configuration: the tenant's id in every answer. */
    tenantId?: string;
}

/** Whose requests these are. */
export interface Caller {
    tenantId: string;
    clientId: string;
    objectId: string;
    appRoles: readonly string[];
}

export class Graph {
    private constructor(
        private readonly store: Store,
        private readonly faults: GraphFaults,
        private readonly config: { tenantId?: string },
    ) {}

    static async open(settings: GraphSettings): Promise<Graph> {
        const { storeFolder, directoryFile = defaultDirectoryFile, tenantId } = settings;
        const store = await Store.open(storeFolder, (transaction) =>
            seedDirectory({ store: transaction, find: transaction.get.bind(transaction), config: {} }, directoryFile),
        );
        if (settings.directoryFile !== undefined) {
            await store.transaction((transaction) => noteCaller({ store: transaction }, directoryFile));
        }
        const faults = new GraphFaults(settings);
        faults.meetNewcomers(store);
        return new Graph(store, faults, tenantId === undefined ? {} : { tenantId });
    }

    get caller(): Caller {
        const { appRoles = allAppRoles, tenant } = this.directory;
        const { id, callerClientId, callerObjectId } = tenant;
        return { tenantId: id, clientId: callerClientId, objectId: callerObjectId, appRoles };
    }

    /** A refusal is an answer, too. Fails with `LostAnswer` where a plan of faults says that none arrives. */
    async answer(request: GraphRequest): Promise<Answer> {
        try {
            return await this.serve(request);
        } catch (error) {
            return errorAnswer(error);
        }
    }

    close(): void {
        this.store.close();
    }

    private get directory(): Directory {
        const store = { ...unwritable, get: this.store.get.bind(this.store), list: this.store.list.bind(this.store) };
        return new Directory({ store, find: store.get, config: this.config });
    }

    private async serve({ method, url, contentType, body }: GraphRequest): Promise<Answer> {
        const [, first = "", ...rest] = url.pathname.replace(/\/$/, "").split("/");
        const version = versions.find((each) => each === first.toLowerCase());
        const path = rest.map(decoded).join("/");
        if (version === undefined) {
            throw malformed(`Invalid version: ${first}`);
        }
        const found = findRoute(method, version, this.withId(path));
        if (found === undefined) {
            throw notServed(`${method} /${version}/${path}`);
        }
        const { route, ids } = found;
        const asked = {
            version,
            root: `${url.origin}/${first}`,
            path,
            query: readQuery(url.searchParams, route.options),
            body: readBody(method, contentType, body),
        };
        return this.faults.around(route, (missed) => this.transact(route, asked, ids, missed));
    }

    /** `servicePrincipals(appId='…')` names what `servicePrincipals/{id}` does. */
    private withId(path: string): string {
        const [, collection = "", appId = "", rest = ""] = /^(\w+)\(appId='([^']*)'\)(.*)$/i.exec(path) ?? [];
        const { directory } = this;
        const finders: Record<string, () => { id: string } | undefined> = {
            applications: () => directory.applicationOf(appId),
            serviceprincipals: () => directory.servicePrincipalOf(appId),
        };
        const finder = finders[collection.toLowerCase()];
        if (finder === undefined) {
            return path;
        }
        const found = finder();
        if (found === undefined) {
            throw resourceNotFound(appId);
        }
        return `${collection}/${found.id}${rest}`;
    }

    private async transact(route: Route, asked: Omit<Asked, "directory">, ids: Ids, missed: number): Promise<Answer> {
        return this.store.transaction((transaction) => {
            const call = this.faults.call(transaction, route, missed);
            const directory = new Directory({ ...call, config: this.config });
            refuseWithoutAppRole(directory, `${route.method} ${route.path}`, ids);
            return route.answer({ ...asked, directory }, ids);
        });
    }
}

const defaultDirectoryFile = join(__dirname, "..", "..", "..", "directory.json");

const refuseWriting = () => {
    throw new Error("only a transaction writes");
};
const unwritable = { put: refuseWriting, remove: refuseWriting };

function decoded(segment: string): string {
    try {
        return decodeURIComponent(segment);
    } catch {
        throw malformed(`Resource not found for the segment '${segment}'.`);
    }
}

function readBody(method: string, contentType: string | undefined, text = ""): JsonObject {
    if (method === "GET" || method === "DELETE") {
        return {};
    }
    if (!/^application\/json\b/i.test(contentType ?? "")) {
        throw malformed("Write requests (excluding DELETE) must contain the Content-Type header declaration.");
    }
    let body: unknown;
    try {
        body = JSON.parse(text);
    } catch {
        body = undefined;
    }
    if (!isJsonObject(body as Json)) {
        throw malformed(
            "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
        );
    }
    if (Object.keys(body as JsonObject).length === 0) {
        throw malformed("Empty Payload. JSON content expected.");
    }
    return body as JsonObject;
}
