/** How the document of the faults puts things. */
import type { Fault } from "./matrix";
import type { End } from "./play";

export const endsInWords: Record<End, string> = {
    sameRun: "same run",
    secondRun: "second run",
    recover: "recover",
    recoverFirst: "**recover first**",
    failed: "**failed**",
};

export const faultTitles: Record<Fault, string> = {
    before: "error before the work",
    lost: "answer lost",
    engine: "engine killed",
    plugin: "plugin killed",
    program: "program killed",
    stale: "early read",
};

/** One answer where all end alike, else each with what it is the answer of. Of what was not played it says nothing. */
export function cell(results: readonly { by: string; end: End | undefined }[]): string {
    const ends = [...new Set(results.flatMap(({ end }) => end ?? []))];
    if (results.length === 0) {
        return "–";
    }
    if (ends.length <= 1 && results.every(({ end }) => end === ends[0])) {
        return ends[0] === undefined ? "not run" : endsInWords[ends[0]];
    }
    const byOf = (end: End) => results.filter((one) => one.end === end).map(({ by }) => by);
    return ends.map((end) => `${endsInWords[end]} (${byOf(end).join(", ")})`).join("; ");
}

export function table(head: string[], rows: string[][]): string {
    const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
