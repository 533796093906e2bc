/** The list `removedUsers` of a stack file: names added and taken off, everything else kept. */
import { quote } from "../../../rules/text";
import { UsageError } from "../errors";
import { isMapping, readYamlText } from "../yaml";
import { placesIn } from "../yamlLines";
import { contentEnd, dedentEnd, indentOf, keyLine, listLines, splitLines, valueText } from "./yamlEdit";

/** The names that the list has, and the text with it changed. */
export function changeRemovedUsers(
    text: string,
    file: string,
    add: readonly string[],
    drop: readonly string[],
): string {
    const content = readYamlText(file, text);
    const config = isMapping(content) && isMapping(content.config) ? content.config : undefined;
    const holder = config ?? content;
    if (!isMapping(holder)) {
        throw new UsageError(`${file}: must be a stack file with \`config:\`, got ${quote(content)}`);
    }
    const sibling = Object.keys(holder).find((key) => /(?:^|:)users(?:File)?$/.test(key));
    if (sibling === undefined) {
        throw new UsageError(
            `${file}: has neither users nor usersFile, beside which removedUsers could stand; give the stack file`,
        );
    }
    const key = sibling.replace(/users(?:File)?$/, "removedUsers");
    const now = holder[key] ?? [];
    if (!Array.isArray(now)) {
        throw new UsageError(`${file}: ${key} must be a list of user names, got ${quote(now)}`);
    }
    const names = [
        ...now.map(String).filter((name) => !drop.includes(name)),
        ...add.filter((name) => !now.includes(name)),
    ];
    if (JSON.stringify(names) === JSON.stringify(now.map(String))) {
        return text;
    }
    const changed = write(text, config === undefined ? [key] : ["config", key], sibling, names);
    const after = readYamlText(file, changed);
    const afterHolder = isMapping(after) && config !== undefined ? after.config : after;
    const expected = { ...holder, [key]: names };
    if (!isMapping(afterHolder) || sorted(afterHolder) !== sorted(expected)) {
        throw new UsageError(
            `${file}: ${key} can't be changed line by line; write it as a list with a line for each name`,
        );
    }
    return changed;
}

const sorted = (holder: Record<string, unknown>) =>
    JSON.stringify(Object.entries(holder).sort(([one], [other]) => (one < other ? -1 : 1)));

function write(text: string, way: readonly string[], sibling: string, names: readonly string[]): string {
    const { lines, lineEnd } = splitLines(text);
    const root = placesIn(text);
    const holder = way.length === 1 ? root : root?.entries.get(way[0] ?? "")?.place;
    const own = holder?.entries.get(way.at(-1) ?? "");
    const beside = holder?.entries.get(sibling);
    const line = own?.line ?? beside?.line ?? 1;
    const indent = indentOf(lines[line - 1] ?? "");
    const end = contentEnd(lines, line, dedentEnd(lines, line, indent.length), indent.length);
    const items = (there: readonly string[]) => listLines(there, names, indent);
    if (own === undefined) {
        lines.splice(end, 0, `${indent}${valueText(way.at(-1))}:`, ...items([]));
    } else {
        const [first = "", ...others] = lines.slice(line - 1, end);
        const isBlock = others.some((it) => /^\s*-\s/.test(it));
        lines.splice(
            line - 1,
            end - line + 1,
            ...(names.length === 0
                ? [keyLine(first, "[]")]
                : [isBlock ? first : keyLine(first, ""), ...items(isBlock ? others : [])]),
        );
    }
    return lines.join(lineEnd);
}
