/** Lines that a runner takes for commands. Text of others in them is escaped, so that it can't begin a command of its own. */
import { visible } from "../../../rules/text";
import type { Annotation } from "./refusals";

export const formats = ["github", "azure", "text"] as const;
export type Format = (typeof formats)[number];

/** Runners show ten of a step; the last of these says how many more there are. */
const most = 10;
const longest = 2000;

export function annotationLines(annotations: readonly Annotation[], format: Format): string[] {
    const rest = annotations.length - most;
    const shown = rest <= 0 ? annotations : annotations.slice(0, most - 1);
    const lines = shown.map((annotation) => lineOf(annotation, format));
    const [first] = annotations;
    return rest <= 0 || first === undefined
        ? lines
        : [...lines, lineOf({ file: first.file, line: 1, message: `${rest + 1} more problems: see the log` }, format)];
}

function lineOf({ file, line, message }: Annotation, format: Format): string {
    const text = visible(message).slice(0, longest);
    switch (format) {
        case "github":
            return `::error file=${githubValue(file)},line=${line}::${githubText(text)}`;
        case "azure":
            return `##vso[task.logissue type=error;sourcepath=${azureValue(file)};linenumber=${line}]${azureText(text)}`;
        default:
            return `${file}:${line}: ${text.replaceAll("\n", " ")}`;
    }
}

/** What somebody else wrote, for the log: no line of it is a command. Runners look for `::` at the beginning, for `##` anywhere. */
export function harmless(text: string): string {
    return text.replace(/^(\s*):(?=:)/gm, "$1: ").replace(/##(?=\w*\[)/g, "# #");
}

const githubText = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const githubValue = (text: string) => githubText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
const azureText = (text: string) => text.replaceAll("%", "%AZP25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const azureValue = (text: string) => azureText(text).replaceAll(";", "%3B").replaceAll("]", "%5D");
