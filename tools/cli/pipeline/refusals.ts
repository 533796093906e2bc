/** What a preview was refused for, and the line of the stack file that each refusal is about. */
import { basename, dirname, join, relative } from "node:path";
import { parsePreview } from "../../review/preview/parsePreview";
import type { Check } from "../../review/review";
import { projectFolder } from "../settings";
import { type Entry, type Place, placesIn } from "../yamlLines";

export interface Annotation {
    /** From the root of the repository. */
    file: string;
    line: number;
    message: string;
}

export interface StackText {
    /** Path of Pulumi.<stack>.yaml from the root of the repository. */
    file: string;
    text: string;
}

interface Diagnostic {
    severity?: string;
    message?: string;
}

/** Errors in the JSON of a preview (`diagnostics`), or in what it printed as text. */
export function errorsIn(preview: unknown, text = ""): string[] {
    const diagnostics = (preview as { diagnostics?: unknown } | undefined)?.diagnostics;
    const errors = (Array.isArray(diagnostics) ? (diagnostics as Diagnostic[]) : [])
        .filter(({ severity, message }) => severity === "error" && typeof message === "string")
        .map(({ message }) => plain(String(message)).replace(/^error: /, ""));
    const found = errors.length > 0 ? errors : printedErrors(plain(text).replaceAll(join(projectFolder(), "/"), ""));
    const telling = found.filter((error) => error !== "preview failed");
    return telling.length > 0 ? telling : found;
}

/** The preview that `pulumi preview --json` printed; undefined where it printed none, or an empty object, as when it could not begin. */
export function parsedPreview(text: string): unknown {
    try {
        const content: unknown = JSON.parse(text.slice(text.indexOf("{")));
        parsePreview(content);
        return content;
    } catch {
        return undefined;
    }
}

/** Without colours: those of a terminal, and the engine's own marks. */
function plain(text: string): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    return text.replace(/<\{%.*?%\}>|\u001b\[[\d;]*m/g, "").trim();
}

/** Each from its `error:` to the next line that is indented less. */
function printedErrors(text: string): string[] {
    return [...text.matchAll(/^( *)error: (.*(?:\n(?:\1 {2,}.*| *))*)/gm)].map(([, , message = ""]) => message.trim());
}

/** One for each problem in the list of a refusal, at the line of its key; one at the first line for any other error. */
export function annotationsOf(errors: readonly string[], stack: StackText): Annotation[] {
    const root = safely(stack.text);
    const found = errors.flatMap((error) => {
        const items = [...error.matchAll(/^ *- (.+(?:\n {4,}\S.*)*)$/gm)].map(([, item = ""]) => item);
        return items.length === 0
            ? [{ file: stack.file, line: lineIn(error, stack), message: error }]
            : items.map((message) => ({ ...placeOf(message, stack, root), message }));
    });
    const seen = new Map(found.map((one) => [JSON.stringify(one), one]));
    return [...seen.values()];
}

/** `Pulumi.prod.yaml, line 4: …`. */
function lineIn(error: string, { file }: StackText): number {
    const [, after = ""] = error.split(`${basename(file)}, line `);
    return Number(/^\d+/.exec(after)?.[0] ?? 1);
}

/** Of a review: its refusals, and the violations that stop a deployment, each at the line of the user that it is about. */
export function annotationsOfChecks(checks: readonly Check[], stack: StackText): Annotation[] {
    const refusals = checks.filter(({ id }) => id === "refusal").map(({ text }) => text);
    const config = safely(stack.text)?.entries.get("config");
    const users = config === undefined ? undefined : entryOf(config.place, "users");
    const stopping = checks.filter(({ id, isMandatory }) => id === "policyViolation" && isMandatory === true);
    return [
        ...annotationsOf(refusals, stack),
        ...stopping.map(({ text, name = "" }) => {
            const user = [...(users?.place.entries ?? [])].find(([key]) => name.endsWith(`-${key}`));
            return { file: stack.file, line: user?.[1].line ?? 1, message: name === "" ? text : `${name}: ${text}` };
        }),
    ];
}

function safely(text: string): Place | undefined {
    try {
        return placesIn(text);
    } catch {
        return undefined;
    }
}

function placeOf(item: string, { file }: StackText, root: Place | undefined): Omit<Annotation, "message"> {
    const config = root?.entries.get("config");
    const csv = /^(.+), line (\d+)(?:,|\s|$)/.exec(item);
    const usersFile = config === undefined ? undefined : entryOf(config.place, "usersFile")?.place.value;
    if (csv !== null && typeof usersFile === "string") {
        return { file: relative(".", join(dirname(file), usersFile)), line: Number(csv[2]) };
    }
    const [first = "", ...rest] = pathAt(item);
    let found = config === undefined ? undefined : (entryOf(config.place, first) ?? config);
    for (const part of found === config ? [] : rest) {
        const next: Entry | undefined = found?.place.entries.get(part);
        if (next === undefined) {
            break;
        }
        found = next;
    }
    return { file, line: found?.line ?? 1 };
}

/** A key of the configuration with its namespace, or without: then the project's. */
function entryOf(config: Place, key: string): Entry | undefined {
    const names = [...config.entries.keys()];
    const name = names.find((one) => one === key) ?? names.find((one) => one.endsWith(`:${key}`));
    return name === undefined ? undefined : config.entries.get(name);
}

/** The path that begins a problem, in the notation of `pulumi config set --path`: `users["a@b.example"].firstName must …`. */
export function pathAt(item: string): string[] {
    const first = /^[\w$:-]+/.exec(item)?.[0];
    if (first === undefined) {
        return [];
    }
    const path = [first];
    const step = /\.([A-Za-z_$][\w$]*)|\[("(?:[^"\\]|\\.)*")\]/y;
    step.lastIndex = first.length;
    for (let match = step.exec(item); match !== null; match = step.exec(item)) {
        path.push(match[1] ?? parsed(match[2] ?? '""'));
    }
    return path;
}

function parsed(text: string): string {
    try {
        return String(JSON.parse(text));
    } catch {
        return text;
    }
}
