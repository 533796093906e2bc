/** Users in a YAML file, a stack file or another, changed as somebody would by hand: order, comments and everything else stay. */
import { quote } from "../../../rules/text";
import { type Entry, isSecret } from "../../userSync/fields";
import { UsageError } from "../errors";
import { isMapping, type Mapping, readYamlText } from "../yaml";
import { changeYaml } from "../yamlEdit";
import { edited, type UsersText } from "./edits";

/** Where the users are: the keys on the way to them. */
type Way = readonly string[];

export function openYamlUsers(text: string, file: string): UsersText {
    const content = mappingIn(readYamlText(file, text), file);
    const way = wayToUsers(content, file);
    const entries = entriesAt(content, way, file);
    return {
        entries,
        withEdits: (edits) => {
            if (edits.length === 0) {
                return text;
            }
            const wanted = edited(entries, edits);
            const changed = changeYaml(text, withUsers(content, way, inOrder(wanted, entries)));
            if (changed === undefined) {
                throw new UsageError(
                    `${file}: the users can't be changed in this file without changing other values; write each user in full, without ` +
                        "anchors (`&name`) that others use, or move them to a CSV file",
                );
            }
            return changed;
        },
    };
}

function mappingIn(content: unknown, file: string): Mapping {
    if (!isMapping(content)) {
        throw new UsageError(`${file}: must have users, got ${quote(content)}; write \`users: {}\``);
    }
    return content;
}

/** `config:` and the key of the users below it, or `users:` alone. */
function wayToUsers(content: Mapping, file: string): Way {
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

function entriesAt(content: Mapping, way: Way, file: string): Map<string, Entry> {
    const users = at(content, way) ?? {};
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

function withUsers(content: Mapping, [first = "", ...rest]: Way, users: unknown): Mapping {
    return { ...content, [first]: rest.length === 0 ? users : withUsers(content[first] as Mapping, rest, users) };
}

/** Names of security profiles have no order, so those that stay keep theirs, and with it their lines. */
function inOrder(wanted: ReadonlyMap<string, Entry>, before: ReadonlyMap<string, Entry>): Record<string, Entry> {
    const ordered = [...wanted].map(([name, entry]): [string, Entry] => {
        const [now, then] = [entry.securityProfiles, before.get(name)?.securityProfiles];
        if (!Array.isArray(now) || !Array.isArray(then)) {
            return [name, entry];
        }
        const [kept, added] = [then.filter((it) => now.includes(it)), now.filter((it) => !then.includes(it))];
        return [name, { ...entry, securityProfiles: [...kept, ...added] }];
    });
    return Object.fromEntries(ordered);
}
