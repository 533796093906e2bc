import { readFileSync } from "node:fs";
import * as yaml from "js-yaml";
import { decode } from "./decode";
import { UsageError } from "./errors";
import { findGraphProblem, type Lines } from "./yamlGraph";
import { keyProblems, misreadKey } from "./yamlKeys";

export type Mapping = Record<string, unknown>;

/** A date without quotes. The engine reads it otherwise than one in quotes, so a copy must keep it as it was. */
class UnquotedDate {
    /** Keeps js-yaml from making "[object Object]" of a date that is a key. */
    readonly [Symbol.toStringTag] = "Date";

    constructor(readonly text: string) {}

    /** As a key of a mapping, where it has lost its quotes for good. */
    toString(): string {
        return `${misreadKey}date:${this.text}`;
    }
}

const unquotedDate = new yaml.Type("tag:yaml.org,2002:timestamp", {
    kind: "scalar",
    resolve: (text: string | null) => text !== null && /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/.test(text),
    construct: (text: string) => new UnquotedDate(text),
    instanceOf: UnquotedDate,
    represent: (date: object) => (date as UnquotedDate).text,
});

/** As the engine reads stack files. */
export const schema = yaml.CORE_SCHEMA.extend({ implicit: [unquotedDate, yaml.types.merge] });

/** What the YAML reader means, and what to do: its own words are a programmer's. */
const problems: [reason: RegExp, words: string][] = [
    [/tab characters/, "a tab is in the indentation; indent with spaces"],
    [/duplicated mapping key/, "a key is there twice; remove or rename one of the two"],
    [/single document/, "the file has more than one document (`---`); keep only one"],
    [/exceeded maxDepth/, "lists and mappings are nested more than 100 levels deep; use fewer levels"],
    [
        /unidentified alias "(.*)"/,
        "the alias `*$1` is defined nowhere; define it with `&` before the value, above the alias",
    ],
    [
        /indentation|flow collection|block (?:mapping|sequence)|missed comma|implicit|multiline key|can not read/i,
        "indentation, a comma, a colon or a bracket is wrong here or in the line before",
    ],
    [/quoted scalar|unexpected end of the stream/, "a quotation mark or a bracket has no end"],
    [/tag|directive/, "a tag (`!`) or directive (`%`) is not allowed; write plain YAML"],
];

/** The content of a YAML file. Throws a UsageError that says in words, with file and line, why it can't be read. */
export function readYaml(file: string): unknown {
    return readYamlText(file, decode(readFileSync(file)));
}

/** The same of a text; the file is for messages. */
export function readYamlText(file: string, text: string): unknown {
    const lines: Lines = { opened: new Map(), aliases: new Map() };
    let content: unknown;
    try {
        content = yaml.load(text, { schema, listener: noteLines(lines) });
    } catch (error) {
        throw inWords(file, error);
    }
    const problem = findGraphProblem(
        content,
        lines,
        keyProblems(text, (word) => yaml.load(word, { schema })),
    );
    if (problem !== undefined) {
        const { line, written, message } = problem;
        const found = written === undefined ? line : lineOf(text, written, line);
        throw new UsageError(`${file}${found === undefined ? "" : `, line ${found}`}: ${message}`);
    }
    return content;
}

/** Notes where each mapping and list begins, and where an alias repeats one. */
function noteLines({ opened, aliases }: Lines): yaml.Listener {
    const open: number[] = [];
    return (event, state) => {
        if (event === "open") {
            open.push(state.line + 1);
            return;
        }
        const line = open.pop() ?? 0;
        const { result } = state;
        if (typeof result === "object" && result !== null) {
            const notes = opened.has(result) || isOpenAround(state) ? aliases : opened;
            notes.set(result, notes.get(result) ?? line);
        }
    };
}

/** An alias has neither tag nor kind, whereas a value that was just read has a kind. */
function isOpenAround({ kind }: yaml.State): boolean {
    return kind === null;
}

function inWords(file: string, error: unknown): unknown {
    if (error instanceof RangeError) {
        return new UsageError(`${file}: lists and mappings are nested too deeply; use fewer levels`);
    }
    if (!(error instanceof yaml.YAMLException)) {
        return error;
    }
    const { reason, mark } = error;
    const line = mark === undefined ? "" : `, line ${mark.line + 1}`;
    const [pattern, words] = problems.find(([one]) => one.test(reason)) ?? [];
    const said = words?.replace("$1", pattern?.exec(reason)?.[1] ?? "");
    return new UsageError(`${file}${line}: this is not valid YAML${said === undefined ? "" : `: ${said}`}`);
}

/** The first line from this one on that holds a text. */
function lineOf(text: string, written: string, from = 1): number {
    const lines = text.split("\n");
    const at = lines.findIndex((line, index) => index + 1 >= from && line.includes(written));
    return at < 0 ? from : at + 1;
}

export function toYaml(value: unknown): string {
    return yaml.dump(value, { schema, noRefs: true, lineWidth: -1 });
}

export function isMapping(value: unknown): value is Mapping {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof UnquotedDate);
}
