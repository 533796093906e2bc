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

export function table(head: string[], rows: string[][]): string {
    const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
