/** Keys that YAML takes for something else than a text: the engine would make `2026-01-01` an instant and `~` `<nil>`. */
import { listOf } from "../../rules/text";
import type { WrongKey } from "./yamlGraph";

/** Begins a key that was a date: no YAML file can hold this character. */
export const misreadKey = "\0";

/** `null` or `~` before a colon, without quotation marks. */
const nullKey = /(?:^|[{,?])\s*(?:null|Null|NULL|~)\s*:(?:\s|$)/m;

/** A plain word before a colon. */
const plainKeys = /(?:^|[{,?])[ \t]*([-+.\w]{1,100})[ \t]*:(?=\s|$)/gm;

/** Why a key can't be used; undefined for a good one. `read`: what YAML makes of a word. */
export function keyProblems(text: string, read: (word: string) => unknown): (key: string) => WrongKey | undefined {
    const numbers = numbersIn(text, read);
    return (key) => {
        if (key.startsWith(misreadKey)) {
            const date = key.slice(key.indexOf(":") + 1);
            return {
                written: date,
                message: `the key ${date} is read as a date; write it in quotation marks: "${date}"`,
            };
        }
        if (key === "null" && nullKey.test(text)) {
            const written = nullKey.exec(text)?.[0].replace(/[\s{,?:]/g, "") ?? key;
            return {
                written,
                message: `the key ${written} is read as null; write it in quotation marks: "${written}"`,
            };
        }
        const written = numbers.get(key);
        if (written !== undefined) {
            return { written, message: numbersProblem(numbers) };
        }
        return key === "[object Object]"
            ? { written: "{", message: "a key is a mapping itself; write a text" }
            : undefined;
    };
}

/** By what YAML makes of it: `421` for `00421`, `1000` for `1e3`, `true` for `True`. */
function numbersIn(text: string, read: (word: string) => unknown): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const [, written = ""] of text.matchAll(plainKeys)) {
        const value = /^[-+.\d]|^(?:true|false)$/i.test(written) ? read(written) : written;
        if ((typeof value === "number" || typeof value === "boolean") && String(value) !== written) {
            found.set(String(value), written);
        }
    }
    return found;
}

/** All of them at once. */
function numbersProblem(numbers: ReadonlyMap<string, string>): string {
    const [written, read] = [[...numbers.values()], [...numbers.keys()]];
    const plain = (list: string[]) => listOf(list).replaceAll('"', "");
    return written.length === 1
        ? `the key ${written[0]} is read as ${read[0]}; write it in quotation marks: "${written[0]}"`
        : `the keys ${plain(written)} are read as ${plain(read)}; write them in quotation marks: ${listOf(written)}`;
}
