/** Commits, branches and pull requests of the stand-in for GitHub. */
import { createHash } from "node:crypto";

interface Commit {
    sha: string;
    message: string;
    /** Content by path. */
    files: Record<string, string>;
    parents: string[];
    author: string;
}

export interface Pull {
    number: number;
    state: string;
    title: string;
    body: string;
    head: string;
    base: string;
    user: { login: string };
}

type Answer = { status: number; body: object };

const found = (body: object, status = 200): Answer => ({ status, body });
const shaOf = (value: unknown) => createHash("sha1").update(JSON.stringify(value)).digest("hex");

export class GithubRepository {
    readonly commits = new Map<string, Commit>();
    readonly branches = new Map<string, string>();
    readonly pulls: Pull[] = [];
    private readonly blobs = new Map<string, string>();
    private readonly trees = new Map<string, Record<string, string>>();

    constructor(private readonly bot: string) {}

    commit(files: Record<string, string>, message: string, parents: string[], author: string): string {
        const sha = shaOf([files, message, parents, author]);
        this.trees.set(shaOf(files), files);
        this.commits.set(sha, { sha, message, files, parents, author });
        return sha;
    }

    /** The files of a branch. */
    filesOf(branch: string): Record<string, string> | undefined {
        return this.commits.get(this.branches.get(branch) ?? "")?.files;
    }

    /** Undefined for an address that is not of these. */
    perform(method: string, path: string, query: URLSearchParams, sent: Record<string, unknown>): Answer | undefined {
        const [, kind = "", rest = ""] =
            /^\/repos\/contoso\/sso\/(pulls|commits|git\/\w+)(?:\/(.*))?$/.exec(path) ?? [];
        const missing = found({ message: "Not Found" }, 404);
        switch (`${method} ${kind}`) {
            case "GET git/ref": {
                const sha = this.branches.get(rest.replace("heads/", ""));
                return sha === undefined ? missing : found({ object: { sha } });
            }
            case "GET commits": {
                const one = this.commits.get(rest);
                return one === undefined
                    ? missing
                    : found({
                          sha: one.sha,
                          commit: { tree: { sha: shaOf(one.files) } },
                          author: { login: one.author },
                          parents: one.parents.map((sha) => ({ sha })),
                      });
            }
            case "POST git/blobs": {
                const sha = shaOf(sent);
                this.blobs.set(sha, Buffer.from(String(sent.content), sent.encoding as "base64").toString());
                return found({ sha }, 201);
            }
            case "POST git/trees": {
                const changed = (sent.tree as { path: string; sha: string }[]).map(({ path: at, sha }) => [
                    at,
                    this.blobs.get(sha),
                ]);
                const files = { ...this.trees.get(String(sent.base_tree)), ...Object.fromEntries(changed) };
                this.trees.set(shaOf(files), files);
                return found({ sha: shaOf(files) }, 201);
            }
            case "POST git/commits": {
                const files = this.trees.get(String(sent.tree)) ?? {};
                return found(
                    { sha: this.commit(files, String(sent.message), sent.parents as string[], this.bot) },
                    201,
                );
            }
            case "POST git/refs":
                this.branches.set(String(sent.ref).replace("refs/heads/", ""), String(sent.sha));
                return found({}, 201);
            case "PATCH git/refs":
                this.branches.set(rest.replace("heads/", ""), String(sent.sha));
                return sent.force === true ? found({}) : found({ message: "Update is not a fast forward" }, 422);
            case "GET pulls": {
                const [, head = ""] = (query.get("head") ?? "").split(":");
                const wanted = { state: query.get("state"), head, base: query.get("base") };
                return found(
                    this.pulls.filter(
                        (one) => one.state === wanted.state && one.head === wanted.head && one.base === wanted.base,
                    ),
                );
            }
            case "POST pulls": {
                const twin = this.pulls.some((one) => one.state === "open" && one.head === sent.head);
                const number = this.pulls.length + 1;
                if (!twin) {
                    this.pulls.push({ ...(sent as unknown as Pull), number, state: "open", user: { login: this.bot } });
                }
                return twin ? found({ message: "A pull request already exists" }, 422) : found({ number }, 201);
            }
            case "PATCH pulls": {
                const one = this.pulls.find(({ number }) => String(number) === rest);
                return one === undefined ? missing : found(Object.assign(one, sent));
            }
            default:
                return undefined;
        }
    }
}
