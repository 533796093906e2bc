/** The one pull request that a pipeline keeps: a branch of one commit, brought up to date in place. */
import { UsageError } from "../errors";
import type { Github, GithubOptions } from "./github";
import { markerOf, type Outcome, ownLogin, sameText, untilKnown } from "./ownText";
import type { Proposal } from "./proposal";

export interface Target {
    /** The branch into which it would be merged. */
    base: string;
    /** The commit from which the files were read. */
    commit: string;
    branch: string;
}

interface Commit {
    sha: string;
    commit: { tree: { sha: string } };
    author: { login: string } | null;
    parents: unknown[];
}

interface PullRequest {
    number: number;
    title: string;
    body: string | null;
    user: { login: string } | null;
}

/** Opens the pull request or brings it up to date; a proposal without files closes it, and opens none. */
export function keepPullRequest(
    github: Github,
    proposal: Proposal,
    target: Target,
    options?: GithubOptions,
): Promise<Outcome> {
    return untilKnown(options, async () => {
        const pulls = `${github.repository}/pulls`;
        const { branch, base } = target;
        const [, owner = ""] = /^\/repos\/([^/]+)\//.exec(github.repository) ?? [];
        const query = new URLSearchParams({ state: "open", head: `${owner}:${branch}`, base });
        const [open] = await github.list<PullRequest>(`${pulls}?${query}`);
        const own = open?.user?.login === ownLogin ? open : undefined;
        if (proposal.files.length === 0) {
            if (own === undefined) {
                return "nothing";
            }
            await github.change("PATCH", `${pulls}/${own.number}`, { state: "closed" });
            return "closed";
        }
        const isNew = await keepBranch(github, proposal, target);
        const { title, body } = proposal;
        markerOf(body);
        if (open === undefined) {
            await github.change("POST", pulls, { title, head: branch, base, body });
            return "posted";
        }
        if (own !== undefined && (own.title !== title || !sameText(own.body, body))) {
            await github.change("PATCH", `${pulls}/${own.number}`, { title, body });
            return "updated";
        }
        return isNew ? "updated" : "unchanged";
    });
}

/** Whether the branch has another commit now. A commit of somebody else is never overwritten. */
async function keepBranch(github: Github, { title, files }: Proposal, { branch, commit }: Target): Promise<boolean> {
    const { repository } = github;
    const ref = await github.find<{ object: { sha: string } }>(`${repository}/git/ref/heads/${branch}`);
    const head = ref && (await github.find<Commit>(`${repository}/commits/${ref.object.sha}`));
    if (head !== undefined && (head.author?.login !== ownLogin || head.parents.length !== 1)) {
        throw new UsageError(
            `the branch ${branch} has a commit of somebody else, which is left alone; merge or close its pull request, and delete the branch`,
        );
    }
    const base = await github.find<Commit>(`${repository}/commits/${commit}`);
    if (base === undefined) {
        throw new UsageError(`the commit ${commit}, from which the files were read, is not in the repository`);
    }
    const tree: object[] = [];
    for (const { path, content } of files) {
        const blob = await github.make<{ sha: string }>(`${repository}/git/blobs`, { content, encoding: "base64" });
        tree.push({ path, mode: "100644", type: "blob", sha: blob.sha });
    }
    const base_tree = base.commit.tree.sha;
    const { sha } = await github.make<{ sha: string }>(`${repository}/git/trees`, { base_tree, tree });
    if (head?.commit.tree.sha === sha) {
        return false;
    }
    const message = `${title}\n\nWritten by connect-sso users sync.`;
    const made = await github.make<{ sha: string }>(`${repository}/git/commits`, {
        message,
        tree: sha,
        parents: [commit],
    });
    if (ref === undefined) {
        await github.change("POST", `${repository}/git/refs`, { ref: `refs/heads/${branch}`, sha: made.sha });
    } else {
        await github.change("PATCH", `${repository}/git/refs/heads/${branch}`, { sha: made.sha, force: true });
    }
    return true;
}
