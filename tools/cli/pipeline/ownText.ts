/** What a pipeline wrote itself and keeps up to date: one comment of a pull request, one issue of a stack. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Github, type GithubOptions, OutcomeUnknown } from "./github";

interface Written {
    id: number;
    number: number;
    title?: string;
    body?: string | null;
    user: { login: string; type: string } | null;
    /** Only of a pull request among the issues. */
    pull_request?: object;
}

/** What happened, for the log. */
export type Outcome = "posted" | "updated" | "unchanged" | "closed" | "nothing";

/** GitHub refuses a longer text. It counts characters, as JavaScript does not for what is outside the BMP: this is on the safe side. */
export const longestText = 65_536;

/** The account of a job's own token. A text of anybody else is never touched, whatever marker it has. */
export const ownLogin = "github-actions[bot]";

const attempts = 4;

/** Posts the comment, or changes it where it is posted already. Its first line is the marker by which it is found. */
export function keepComment(
    github: Github,
    pullRequest: number,
    body: string,
    options?: GithubOptions,
): Promise<Outcome> {
    return untilKnown(options, async () => {
        const thread = `${github.repository}/issues/${pullRequest}/comments`;
        const own = ownIn(await github.list<Written>(thread), markerOf(body));
        if (own === undefined) {
            await github.change("POST", thread, { body });
            return "posted";
        }
        if (sameText(own.body, body)) {
            return "unchanged";
        }
        await github.change("PATCH", `${github.repository}/issues/comments/${own.id}`, { body });
        return "updated";
    });
}

/** Opens the issue or brings it up to date; `isClean` closes it, and opens none. */
export function keepIssue(github: Github, issue: Issue, options?: GithubOptions): Promise<Outcome> {
    const { title, body, isClean } = issue;
    return untilKnown(options, async () => {
        const issues = `${github.repository}/issues`;
        const open = await github.list<Written>(`${issues}?state=open`);
        const own = ownIn(
            open.filter(({ pull_request }) => pull_request === undefined),
            markerOf(body),
        );
        if (own === undefined) {
            if (isClean) {
                return "nothing";
            }
            await github.change("POST", issues, { title, body });
            return "posted";
        }
        if (isClean) {
            await github.change("PATCH", `${issues}/${own.number}`, {
                body,
                state: "closed",
                state_reason: "completed",
            });
            return "closed";
        }
        if (sameText(own.body, body) && own.title === title) {
            return "unchanged";
        }
        await github.change("PATCH", `${issues}/${own.number}`, { title, body });
        return "updated";
    });
}

export interface Issue {
    title: string;
    /** Its first line is the marker by which it is found. */
    body: string;
    /** Nothing is wrong any more. */
    isClean: boolean;
}

/** A post of which nobody knows whether it arrived is looked for before it is sent again, so that there never are two. */
export async function untilKnown<Result>(
    options: GithubOptions | undefined,
    attempt: () => Promise<Result>,
): Promise<Result> {
    const wait = options?.wait ?? sleep;
    for (let count = 1; ; count++) {
        try {
            return await attempt();
        } catch (error) {
            if (!(error instanceof OutcomeUnknown) || count === attempts) {
                throw error;
            }
            await wait(1000 * 2 ** count);
        }
    }
}

const markerForm = /^<!-- connect-sso [\w.: -]+ -->$/;

export function markerOf(body: string): string {
    const [first = ""] = body.split("\n");
    if (!markerForm.test(first)) {
        throw new Error(
            `the first line must be a marker such as <!-- connect-sso review -->, got ${JSON.stringify(first.slice(0, 80))}`,
        );
    }
    return first;
}

/** The marker must be the first line: one that somebody's words quote, or smuggle in, is further down. */
function ownIn(texts: readonly Written[], marker: string): Written | undefined {
    return texts.find(({ user, body }) => {
        const [first = ""] = (body ?? "").split(/\r?\n/);
        return user?.login === ownLogin && user.type === "Bot" && first === marker;
    });
}

/** GitHub may return the line ends that its editor makes. */
export function sameText(stored: string | null | undefined, text: string): boolean {
    return (stored ?? "").replaceAll("\r\n", "\n").trim() === text.trim();
}
