/** A change of files that a pull request proposes, as it goes from the job that reads to the job that may write. */
import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { isRecord } from "../../../rules/record";
import { code } from "../../review/markdown/escape";
import type { Plan, Reason } from "../../userSync/plan";
import type { Share } from "../../userSync/share";
import { sectionsOf, totalsOf } from "../../userSync/words";
import { UsageError } from "../errors";
import { projectFolder } from "../settings";
import { longestText } from "./ownText";

export interface Proposal {
    title: string;
    /** Markdown; its first line is the marker of the pull request. */
    body: string;
    /** Paths from the root of the repository, with the whole content in base64. None: nothing is to change. */
    files: { path: string; content: string }[];
}

const marker = "<!-- connect-sso users -->";

/** The path of a file from the root of the repository, where GitHub's API has it. */
export function repositoryPath(file: string, env: NodeJS.ProcessEnv = process.env): string {
    const root = env.GITHUB_WORKSPACE ?? process.cwd();
    const path = relative(root, resolve(projectFolder(), file)).split("\\").join("/");
    if (path === "" || path.startsWith("../") || path.startsWith("/")) {
        throw new UsageError(`${file}: it is not in the repository, which is in ${root}`);
    }
    return path;
}

export function proposalOf(plan: Plan, share: Share, files: Proposal["files"]): Proposal {
    return { title: titleOf(plan), body: bodyOf(plan, share), files };
}

const nouns: Record<Reason, [one: string, more: string]> = {
    joiner: ["joiner", "joiners"],
    back: ["back", "back"],
    rename: ["renamed", "renamed"],
    mover: ["mover", "movers"],
    leaver: ["leaver", "leavers"],
    disabled: ["disabled account", "disabled accounts"],
    removed: ["removed", "removed"],
};

function titleOf({ changes }: Plan): string {
    const counts = Object.entries(nouns).flatMap(([reason, [one, more]]) => {
        const count = changes.filter((change) => change.reason === reason).length;
        return count === 0 ? [] : [`${count} ${count === 1 ? one : more}`];
    });
    return `Users from groups: ${counts.length === 0 ? "object ids" : counts.join(", ")}`;
}

/** As many people of each kind as fit. What the directory holds is code: nothing in it is Markdown, a mention or a link. */
function bodyOf(plan: Plan, share: Share): string {
    const written = [200, 100, 50, 20, 5].map((most) =>
        [
            marker,
            "The directory proposes this, and a person merges it. After the merge, a deployment carries it out.",
            ...totalsOf(plan, share).map((line) => code(line, 1000)),
            ...sectionsOf(plan, most).map(
                ({ heading, lines }) => `### ${heading}\n\n${lines.map((line) => `- ${code(line, 500)}`).join("\n")}`,
            ),
            "GitHub starts the checks of this pull request once somebody with write access approves them at the end of this page.",
            "",
        ].join("\n\n"),
    );
    return written.find((text) => text.length < longestText) ?? (written.at(-1) ?? "").slice(0, longestText - 1);
}

/** What the job that reads left. Another file than those that are allowed is refused: nothing else may change here. */
export function readProposal(file: string, allowed: readonly string[]): Proposal {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (!isRecord(content) || typeof content.title !== "string" || typeof content.body !== "string") {
        throw new UsageError(`--proposal ${file}: it is not what \`pipeline users\` writes`);
    }
    const files = Array.isArray(content.files) ? (content.files as Proposal["files"]) : [];
    const wrong = files.find(({ path }) => !allowed.includes(path));
    if (wrong !== undefined) {
        throw new UsageError(
            `--proposal ${file}: it changes ${JSON.stringify(wrong.path)}, and may change ${allowed.join(", ")} only`,
        );
    }
    return { title: content.title, body: content.body, files };
}
