/** Asking Microsoft Graph. */
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

/** One for each component: it signs in at the first question, and asks nothing twice. */
export class GraphReader {
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
        this.session ??= this.signIn();
        const { credential, graphUrl } = await this.session;
        const url = new URL(path, `${graphUrl}/v1.0/`);
        if (url.origin !== new URL(graphUrl).origin) {
            throw new Error(`Microsoft Graph named a page elsewhere: ${url.origin}`);
        }
        const access = await credential.getToken(`${graphUrl}/.default`);
        const response = await fetch(url, {
            headers: { authorization: `Bearer ${access?.token}` },
            signal: AbortSignal.timeout(longestRequestMs),
        });
        const body = (await response.json()) as Page;
        if (!response.ok) {
            const { code = "", message = "" } = body.error ?? {};
            throw new Error(`Microsoft Graph answered ${response.status} ${code}: ${message}`);
        }
        return body;
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

/** A text within a filter. */
export function quoted(text: string): string {
    return encodeURIComponent(`'${text.replaceAll("'", "''")}'`);
}
