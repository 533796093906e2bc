/** GitHub's REST API, as far as a pipeline writes there: its own comments, issues, branch and pull request. */
import { setTimeout as sleep } from "node:timers/promises";
import { UsageError } from "../errors";

export interface Github {
    /** Path of the repository in the API, such as `/repos/contoso/sso`. */
    repository: string;
    /** Every item of a list, page by page. */
    list<Item>(path: string): Promise<Item[]>;
    /** Undefined for what is not there. */
    find<Item>(path: string): Promise<Item | undefined>;
    change(method: "PATCH" | "POST", path: string, body: object): Promise<void>;
    /** The same, with what GitHub made of it. */
    make<Item>(path: string, body: object): Promise<Item>;
}

/** GitHub may have done it or not: ask what is there before it is tried again. */
export class OutcomeUnknown extends Error {
    override readonly name = "OutcomeUnknown";
}

export interface GithubOptions {
    env?: NodeJS.ProcessEnv;
    wait?: (ms: number) => Promise<unknown>;
}

interface Answer {
    status: number;
    headers: Headers;
    text: string;
}

const perPage = 100;
/** More comments than any pull request has that somebody reads. */
const mostPages = 100;
const attempts = 5;
const requestMs = 30_000;
/** GitHub asks for a minute after a secondary limit that names no time. */
const secondaryLimitMs = 60_000;
const longestWaitMs = 5 * 60_000;

/** The API with the token of the job's environment. Throws a UsageError that names a variable that is missing. */
export function openGithub({ env = process.env, wait = sleep }: GithubOptions = {}): Github {
    const token = required(env, "GITHUB_TOKEN", "give the step the job's token (`github.token`) under that name");
    const repository = required(env, "GITHUB_REPOSITORY", "GitHub Actions sets it");
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
        throw new UsageError(`GITHUB_REPOSITORY: must be OWNER/NAME, got ${JSON.stringify(repository)}`);
    }
    const api = (env.GITHUB_API_URL ?? "https://api.github.com").replace(/\/$/, "");

    /** Waits and tries again where GitHub asks for it; after a failure of the server only where a repetition does no harm. */
    async function request(method: string, path: string, body?: object): Promise<Answer> {
        for (let attempt = 1; ; attempt++) {
            const answer = await send(method, path, body);
            const pause = pauseAfter(answer, attempt);
            if (pause === undefined) {
                return answer;
            }
            const isUnsure = answer.status === 0 || answer.status >= 500;
            if (method === "POST" && isUnsure) {
                throw new OutcomeUnknown(explain(method, path, answer));
            }
            if (attempt === attempts || pause > longestWaitMs) {
                throw new Error(explain(method, path, answer));
            }
            await wait(pause);
        }
    }

    async function send(method: string, path: string, body?: object): Promise<Answer> {
        try {
            const response = await fetch(`${api}${path}`, {
                method,
                headers: {
                    accept: "application/vnd.github+json",
                    authorization: `Bearer ${token}`,
                    "user-agent": "connect-entra-sso",
                    "x-github-api-version": "2022-11-28",
                    ...(body === undefined ? {} : { "content-type": "application/json" }),
                },
                ...(body === undefined ? {} : { body: JSON.stringify(body) }),
                redirect: "error",
                signal: AbortSignal.timeout(requestMs),
            });
            return { status: response.status, headers: response.headers, text: await response.text() };
        } catch (error) {
            const { message, cause } = error as Error;
            return { status: 0, headers: new Headers(), text: cause instanceof Error ? cause.message : message };
        }
    }

    async function must(method: string, path: string, body?: object): Promise<Answer> {
        const answer = await request(method, path, body);
        if (answer.status < 200 || answer.status > 299) {
            throw new Error(explain(method, path, answer));
        }
        return answer;
    }

    return {
        repository: `/repos/${repository}`,
        list: async <Item>(path: string) => {
            const items: Item[] = [];
            for (let page = 1; page <= mostPages; page++) {
                const query = `${path.includes("?") ? "&" : "?"}per_page=${perPage}&page=${page}`;
                const { text } = await must("GET", `${path}${query}`);
                const found = JSON.parse(text) as Item[];
                items.push(...found);
                if (found.length < perPage) {
                    return items;
                }
            }
            throw new Error(`GET ${path}: more than ${mostPages * perPage} items; the pipeline does not look further`);
        },
        find: async <Item>(path: string) => {
            const answer = await request("GET", path);
            if (answer.status === 404) {
                return undefined;
            }
            if (answer.status !== 200) {
                throw new Error(explain("GET", path, answer));
            }
            return JSON.parse(answer.text) as Item;
        },
        change: async (method, path, body) => {
            await must(method, path, body);
        },
        make: async <Item>(path: string, body: object) => JSON.parse((await must("POST", path, body)).text) as Item,
    };
}

/** How long to wait before the next attempt; undefined where the answer is one. */
function pauseAfter({ status, headers, text }: Answer, attempt: number): number | undefined {
    if (status === 0 || status >= 500) {
        return 1000 * 2 ** (attempt - 1);
    }
    if (status !== 429 && status !== 403) {
        return undefined;
    }
    const after = Number(headers.get("retry-after") ?? Number.NaN);
    if (Number.isFinite(after)) {
        return after * 1000;
    }
    if (headers.get("x-ratelimit-remaining") === "0") {
        return Math.max(1000, Number(headers.get("x-ratelimit-reset")) * 1000 - Date.now());
    }
    return status === 429 || /rate limit/i.test(text) ? secondaryLimitMs : undefined;
}

const permissions =
    "the job needs `permissions:` with `pull-requests: write` for a comment, `issues: write` for an issue";
const proposing =
    "the job needs `permissions:` with `contents: write` and `pull-requests: write`, and the settings of the repository (Actions, General) " +
    "must allow GitHub Actions to create pull requests";

function explain(method: string, path: string, { status, text }: Answer): string {
    const said = status === 0 ? `no answer (${text})` : `${status} ${messageIn(text)}`;
    const hint =
        status === 403 || status === 404 ? `; ${/\/(?:git|pulls)\b/.test(path) ? proposing : permissions}` : "";
    return `${method} ${path}: ${said.trim()}${hint}`;
}

function messageIn(text: string): string {
    try {
        return String((JSON.parse(text) as { message?: unknown }).message ?? "");
    } catch {
        return "";
    }
}

export function required(env: NodeJS.ProcessEnv, name: string, hint: string): string {
    const value = env[name];
    if (value === undefined || value === "") {
        throw new UsageError(`${name}: must be set in the environment; ${hint}`);
    }
    return value;
}
