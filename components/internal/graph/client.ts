/** Asking Microsoft Graph, and making the one change that the azuread provider has no property for. */
import type { Answer } from "../lookups";
import { findCloud, longestRequestMs } from "./cloud";
import { type Credential, findCredential } from "./credential";
import { azureadSettings, type Setting } from "./settings";

/** An object as Graph shows it. */
export type Entity = Readonly<Record<string, unknown>>;

interface Page {
    value?: Entity[];
    "@odata.nextLink"?: string;
    error?: { code?: string; message?: string };
}

/** What Microsoft Graph refused, or that it could not be reached. */
export class GraphError extends Error {
    override readonly name = "GraphError";
    /** `status`: of the answer; undefined where there was none. */
    constructor(
        message: string,
        readonly status: number | undefined,
    ) {
        super(message);
    }
}

/** One for each component: it signs in at the first question, and lists nothing twice. */
export class GraphClient {
    private session: Promise<{ credential: Credential; graphUrl: string }> | undefined;
    private readonly lists = new Map<string, Promise<Answer<Entity[]>>>();

    /** `hasOwnProvider`: the caller passed a provider of their own, whose credentials nobody but that provider knows. */
    constructor(
        private readonly hasOwnProvider: boolean,
        private readonly settings: () => Setting = azureadSettings,
        private readonly credentialOf: typeof findCredential = findCredential,
    ) {}

    /** All objects of a collection, page by page: `applications?$filter=…`. */
    list(path: string): Promise<Answer<Entity[]>> {
        return this.once(path, async () => {
            const found: Entity[] = [];
            for (let next: string | undefined = path; next !== undefined; ) {
                const page: Page = await this.get(next);
                found.push(...(page.value ?? []));
                next = page["@odata.nextLink"];
            }
            return found;
        });
    }

    /** One object. */
    one(path: string): Promise<Answer<Entity[]>> {
        return this.once(path, async () => [(await this.get(path)) as Entity]);
    }

    /**
     * One object as it is now.
     * @throws {GraphError} and errors of the sign-in
     */
    async fresh(path: string): Promise<Entity> {
        return (await this.get(path)) as Entity;
    }

    /**
     * Changes properties of an object.
     * @throws {GraphError} and errors of the sign-in
     */
    async change(path: string, properties: Entity): Promise<void> {
        await this.request("PATCH", path, properties);
    }

    private once(path: string, ask: () => Promise<Entity[]>): Promise<Answer<Entity[]>> {
        const answer =
            this.lists.get(path) ??
            ask().then(
                (entities) => ({ answer: entities }),
                (error) => ({ failure: error instanceof Error ? error.message : String(error) }),
            );
        this.lists.set(path, answer);
        return answer;
    }

    private async get(path: string): Promise<Page> {
        return ((await this.request("GET", path)) ?? {}) as Page;
    }

    private async request(method: string, path: string, properties?: Entity): Promise<unknown> {
        this.session ??= this.signIn();
        const { credential, graphUrl } = await this.session;
        const url = new URL(path, `${graphUrl}/v1.0/`);
        if (url.origin !== new URL(graphUrl).origin) {
            throw new Error(`Microsoft Graph named a page elsewhere: ${url.origin}`);
        }
        const access = await credential.getToken(`${graphUrl}/.default`);
        const authorization = `Bearer ${access?.token}`;
        const sent: RequestInit =
            properties === undefined
                ? { headers: { authorization } }
                : {
                      headers: { authorization, "content-type": "application/json" },
                      body: JSON.stringify(properties),
                  };
        const signal = AbortSignal.timeout(longestRequestMs);
        const response = await fetch(url, { method, signal, ...sent }).catch((error: Error) => {
            throw new GraphError(`Microsoft Graph did not answer: ${causeOf(error)}`, undefined);
        });
        const text = await response.text();
        if (!response.ok) {
            const { code = "", message = "" } = bodyOf(text).error ?? {};
            const { status } = response;
            throw new GraphError(`Microsoft Graph answered ${status} ${code}: ${message}`, status);
        }
        return text === "" ? undefined : JSON.parse(text);
    }

    private async signIn(): Promise<{ credential: Credential; graphUrl: string }> {
        if (this.hasOwnProvider) {
            throw new Error(
                "The component has an azuread provider of its own, whose credentials only that provider knows.",
            );
        }
        const setting = this.settings();
        const cloud = await findCloud(setting);
        return { credential: this.credentialOf(setting, cloud), graphUrl: cloud.graphUrl };
    }
}

/** Of a proxy between here and Graph, the body is no JSON. */
function bodyOf(text: string): Page {
    try {
        return JSON.parse(text) as Page;
    } catch {
        return {};
    }
}

/** `fetch` says no more than that it failed; why is its cause. */
function causeOf(error: Error): string {
    return error.cause instanceof Error ? error.cause.message : error.message;
}

/** A text within a filter. */
export function quoted(text: string): string {
    return encodeURIComponent(`'${text.replaceAll("'", "''")}'`);
}
