/** Users in a YAML file, a stack file or another, changed line by line: order, comments and everything else stay. */
import * as yaml from "js-yaml";
import { quote } from "../../../rules/text";
import { type Entry, isSecret } from "../../userSync/fields";
import type { Edit } from "../../userSync/plan";
import { UsageError } from "../errors";
import { isMapping, readYamlText } from "../yaml";
import { type Entry as LineEntry, type Place, placesIn } from "../yamlLines";
import { edited, sameUsers, type UsersText } from "./edits";
import { contentEnd, dedentEnd, indentOf, keyLine, listLines, splitLines, valueText, withoutComment } from "./yamlEdit";

/** Where the users are: the keys on the way to them. */
type Way = readonly string[];

export function openYamlUsers(text: string, file: string): UsersText {
    const way = wayToUsers(readYamlText(file, text), file);
    const entries = entriesAt(text, way, file);
    return {
        entries,
        withEdits: (edits) => {
            if (edits.length === 0) {
                return text;
            }
            const wanted = edited(entries, edits);
            try {
                const changed = changeLines(text, edits, way, wanted);
                const others = (it: string) => JSON.stringify(withoutUsers(readYamlText(file, it), way));
                if (sameUsers(entriesAt(changed, way, file), wanted) && others(changed) === others(text)) {
                    return changed;
                }
            } catch (error) {
                if (!(error instanceof UsageError) && !(error instanceof yaml.YAMLException)) {
                    throw error;
                }
            }
            throw new UsageError(
                `${file}: the users can't be changed line by line; write each user on lines of their own, without anchors ` +
                    "(`&name`) that others use, or move them to a CSV file",
            );
        },
    };
}

/** `config:` and the key of the users below it, or `users:` alone. */
function wayToUsers(content: unknown, file: string): Way {
    if (!isMapping(content)) {
        throw new UsageError(`${file}: must have users, got ${quote(content)}; write \`users: {}\``);
    }
    if (!isMapping(content.config)) {
        if (Object.hasOwn(content, "users")) {
            return ["users"];
        }
        throw new UsageError(
            `${file}: must have \`users\`, or \`config\` with the users of a stack, got ${quote(Object.keys(content))}`,
        );
    }
    const keys = Object.keys(content.config);
    const own = keys.filter((key) => key === "users" || key.endsWith(":users"));
    const [key, second] = own;
    if (key === undefined) {
        const named = keys.find((it) => it.endsWith(":usersFile"));
        throw new UsageError(
            named === undefined
                ? `${file}: config has no users; add the line \`<project>:users: {}\` below \`config:\``
                : `${file}: its users are in ${quote(content.config[named])}; give that file as --users, and this one as --stack-file`,
        );
    }
    if (second !== undefined) {
        throw new UsageError(`${file}: config has users twice (${own.join(", ")}); remove one of the two`);
    }
    return ["config", key];
}

function at(content: unknown, way: Way): unknown {
    return way.reduce<unknown>((value, key) => (isMapping(value) ? value[key] : undefined), content);
}

function entriesAt(text: string, way: Way, file: string): Map<string, Entry> {
    const users = at(readYamlText(file, text), way) ?? {};
    if (!isMapping(users)) {
        throw new UsageError(`${file}: ${way.at(-1)} must be a mapping of users, got ${quote(users)}`);
    }
    if (isSecret(users)) {
        throw new UsageError(
            `${file}: ${way.at(-1)} is a secret, which can't be read here; move the users to a CSV file (usersFile)`,
        );
    }
    const secret = Object.keys(users).find((name) => isSecret(users[name]));
    if (secret !== undefined) {
        throw new UsageError(
            `${file}: the user ${quote(secret)} is a secret, which can't be read here; encrypt single keys of the entry instead`,
        );
    }
    const wrong = Object.entries(users).find(([, entry]) => !isMapping(entry));
    if (wrong !== undefined) {
        throw new UsageError(`${file}: the user ${quote(wrong[0])} must be a mapping, got ${quote(wrong[1])}`);
    }
    return new Map(Object.entries(users) as [string, Entry][]);
}

function withoutUsers(content: unknown, [first = "", ...rest]: Way): unknown {
    return isMapping(content)
        ? { ...content, [first]: rest.length === 0 ? null : withoutUsers(content[first], rest) }
        : content;
}

function changeLines(text: string, edits: readonly Edit[], way: Way, wanted: ReadonlyMap<string, Entry>): string {
    const { lines, lineEnd } = splitLines(text);
    const root = placesIn(text);
    const users = way.reduce<LineEntry | undefined>(
        (entry, key) => (entry === undefined ? root : entry.place)?.entries.get(key),
        undefined,
    );
    if (users === undefined) {
        return text;
    }
    const usersIndent = indentOf(lines[users.line - 1] ?? "");
    const end = dedentEnd(lines, users.line, usersIndent.length);
    const starts = [...users.place.entries];
    const [firstUser] = starts;
    const indent = firstUser === undefined ? `${usersIndent}    ` : indentOf(lines[firstUser[1].line - 1] ?? "");
    const [field] = starts.flatMap(([, { line, place }]) => (isBlock(place, line) ? [...place.entries.values()] : []));
    const fieldIndent = field === undefined ? `${indent}    ` : indentOf(lines[field.line - 1] ?? "");
    const byName = new Map(edits.map((edit) => [edit.name, edit]));
    const result = [...lines];
    // From the last to the first, so that the numbers of the lines before stay right.
    const joiners = edits.flatMap((edit) =>
        edit.kind === "add" ? renderUser(edit.name, edit.entry, indent, fieldIndent) : [],
    );
    const usersEnd = starts.length === 0 ? users.line : contentEnd(lines, users.line, end, indent.length);
    result.splice(usersEnd, 0, ...joiners);
    for (const [index, [name, entry]] of [...starts.entries()].reverse()) {
        const edit = byName.get(name);
        const next = starts[index + 1]?.[1].line;
        const last = contentEnd(lines, entry.line, next === undefined ? end : next - 1, indent.length);
        if (edit?.kind === "delete") {
            result.splice(entry.line - 1, last - entry.line + 1);
        } else if (edit?.kind === "change") {
            const own = lines.slice(entry.line - 1, last);
            result.splice(
                entry.line - 1,
                own.length,
                ...(isBlock(entry.place, entry.line)
                    ? changeUser(own, entry, edit)
                    : renderUser(name, wanted.get(name) ?? {}, indent, fieldIndent, own[0])),
            );
        }
    }
    if (starts.length === 0 || wanted.size === 0) {
        result[users.line - 1] = keyLine(result[users.line - 1] ?? "", wanted.size === 0 ? "{}" : "");
    }
    return result.join(lineEnd);
}

/** Each field on a line below the name. */
const isBlock = ({ entries }: Place, line: number) =>
    entries.size > 0 && [...entries.values()].every((field) => field.line > line);

/** `before`: the line that was there, whose comment stays. */
function renderUser(name: string, entry: Entry, indent: string, fieldIndent: string, before?: string): string[] {
    const comment = before === undefined ? "" : withoutComment(before).comment;
    return [
        `${indent}${valueText(name)}:${comment}`,
        ...Object.entries(entry).map(([key, value]) => `${fieldIndent}${key}: ${valueText(value)}`),
    ];
}

function changeUser(
    own: readonly string[],
    { line: start, place }: LineEntry,
    { set, unset }: Extract<Edit, { kind: "change" }>,
): string[] {
    const fields = [...place.entries];
    const result = [...own];
    const fieldIndent = indentOf(own[(fields[0]?.[1].line ?? start) - start] ?? "");
    const added = Object.entries(set).filter(([key]) => !place.entries.has(key));
    result.push(...added.map(([key, value]) => `${fieldIndent}${key}: ${valueText(value)}`));
    for (const [index, [key, field]] of [...fields.entries()].reverse()) {
        const from = field.line - start;
        const next = fields[index + 1]?.[1].line;
        const to = contentEnd(own, from + 1, next === undefined ? own.length : next - start, fieldIndent.length);
        const [first = "", ...others] = own.slice(from, to);
        const { comment } = others.length === 0 ? withoutComment(first) : { comment: "" };
        if (unset.includes(key)) {
            result.splice(from, to - from, ...(comment === "" ? [] : [`${fieldIndent}${comment.trim()}`]));
        } else if (Object.hasOwn(set, key)) {
            const value = set[key];
            result.splice(
                from,
                to - from,
                ...(Array.isArray(value) && others.some((it) => /^\s*-\s/.test(it))
                    ? [first, ...listLines(others, value.map(String), fieldIndent)]
                    : [keyLine(first, valueText(value))]),
            );
        }
    }
    return result;
}
