/** What started the job, as GitHub wrote it into a file of the runner. Never from a variable that a branch name could fill. */
import { readFileSync } from "node:fs";
import { UsageError } from "../errors";
import { required } from "./github";

export interface PullRequestEvent {
    number: number;
    /** The commit that was looked at. */
    commit: string;
}

export function pullRequestOf(env: NodeJS.ProcessEnv = process.env): PullRequestEvent {
    const file = required(env, "GITHUB_EVENT_PATH", "GitHub Actions sets it");
    const event = JSON.parse(readFileSync(file, "utf8")) as {
        pull_request?: { number?: unknown; head?: { sha?: unknown } };
    };
    const { number, head } = event.pull_request ?? {};
    const commit = head?.sha;
    if (
        !Number.isSafeInteger(number) ||
        Number(number) < 1 ||
        typeof commit !== "string" ||
        !/^[0-9a-f]{40}$/.test(commit)
    ) {
        throw new UsageError(
            "GITHUB_EVENT_PATH: the event is not one of a pull request; run this in a workflow with `on: pull_request`",
        );
    }
    return { number: Number(number), commit };
}

/** Address of this run's page, or undefined outside of GitHub Actions. */
export function runUrl(env: NodeJS.ProcessEnv = process.env): string | undefined {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
    return server && repository && run && /^\d+$/.test(run) ? `${server}/${repository}/actions/runs/${run}` : undefined;
}
