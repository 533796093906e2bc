/** docs/benchmarks.md: the last results that `npm run bench -- <name> --write` kept in results.json. */
import { type Result, rows } from "./measurement";

export interface Kept extends Result {
    /** Day of the run. */
    date: string;
    /** What it ran on, in words. */
    machine: string;
}

const introduction = `# Benchmarks

Compare ratios, not seconds: both figures of a row were measured in the same run, on the machine that the table names.
\`npm run bench -- <name>\` measures on yours, and with \`--write\` it replaces the table here.
`;

export function benchmarksDocument(results: Readonly<Record<string, Kept>>): string {
    const chapters = Object.entries(results).map(([name, kept]) => {
        const [head = [], ...body] = rows(kept);
        const table = [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
        return `## ${name}\n\nCompared with ${kept.comparedWith}. ${kept.date}, ${kept.machine}.\n\n${table}\n`;
    });
    return [introduction, ...chapters, "<!-- Written by `npm run bench -- <name> --write`. -->\n"].join("\n");
}
