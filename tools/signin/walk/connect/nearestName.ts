import { nearest } from "../../../../rules/text";

/**
 * The name that was probably meant. Where the word has an @, what stands before it is compared: that carol and bob are in one
 * domain is no likeness.
 */
export function nearestName(word: string, names: readonly string[]): string | undefined {
    const at = word.lastIndexOf("@");
    if (at < 0) {
        return nearest(word, names);
    }
    const mailboxes = names.map((name) => name.slice(0, name.includes("@") ? name.lastIndexOf("@") : undefined));
    const found = nearest(word.slice(0, at), mailboxes);
    return found === undefined ? undefined : names[mailboxes.indexOf(found)];
}
