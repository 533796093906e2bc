/** The list `removedUsers` of a stack file: names added and taken off, everything else kept. */
import { quote } from "../../../rules/text";
import { UsageError } from "../errors";
import { isMapping, type Mapping, readYamlText } from "../yaml";
import { changeYaml } from "../yamlEdit";

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
    const wanted = { ...holder, [key]: names };
    const changed = changeYaml(text, config === undefined ? wanted : { ...(content as Mapping), config: wanted }, {
        after: { [key]: sibling },
        inLines: [key],
    });
    if (changed === undefined) {
        throw new UsageError(
            `${file}: ${key} can't be changed without changing other values; write it as a list with a line for each name`,
        );
    }
    return changed;
}
