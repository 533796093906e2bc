/** From a text, or what was parsed of one, to a preview's own JSON: a document, or engine events, one a line. */
import { isRecord } from "../../../rules/record";
import { kindOf } from "../../deployment/pulumiValue";

/** What stands in the JSON; `isCutOff`: its end is missing. */
export type ParsedPreview = { isCutOff: boolean } & (
    | { document: Record<string, unknown> }
    | { events: Record<string, unknown>[] }
);

/** It is no preview. The message says what it is instead, and what to give. */
export class PreviewUnreadable extends Error {
    override readonly name = "PreviewUnreadable";
}

const give = "give what `pulumi preview --json` prints";
const longest = 300_000_000;

const documentKeys = ["steps", "diagnostics", "changeSummary", "duration"];
const eventKeys = ["preludeEvent", "resourcePreEvent", "resOutputsEvent", "diagnosticEvent", "summaryEvent"];
const otherEventKeys = ["stdoutEvent", "cancelEvent", "policyEvent", "resOpFailedEvent", "progressEvent", "errorEvent"];

/** Throws {@link PreviewUnreadable}. */
export function parsePreview(content: unknown): ParsedPreview {
    if (typeof content === "string") {
        return parseText(content);
    }
    const parsed = classify(content);
    if (parsed === undefined) {
        throw new PreviewUnreadable(`the preview must be JSON of a preview, got ${whatItIs(content)}; ${give}`);
    }
    return parsed;
}

function classify(value: unknown): ParsedPreview | undefined {
    if (Array.isArray(value)) {
        const events = value.filter(isRecord).filter(isEvent);
        return events.length > 0 ? { events, isCutOff: !hasSummary(events) } : undefined;
    }
    if (!isRecord(value)) {
        return undefined;
    }
    if (isEvent(value)) {
        return { events: [value], isCutOff: !hasSummary([value]) };
    }
    // Before its last event the engine does not know how long it took, nor the sums.
    const isWhole = Object.hasOwn(value, "duration") || Object.hasOwn(value, "changeSummary");
    return documentKeys.some((key) => Object.hasOwn(value, key)) && !Object.hasOwn(value, "deployment")
        ? { document: value, isCutOff: !isWhole }
        : undefined;
}

const isEvent = (value: Record<string, unknown>) =>
    [...eventKeys, ...otherEventKeys].some((key) => Object.hasOwn(value, key));
const hasSummary = (events: readonly Record<string, unknown>[]) => events.some((it) => isRecord(it.summaryEvent));

function parseText(text: string): ParsedPreview {
    if (text.length > longest) {
        throw new PreviewUnreadable(`the preview must have at most ${longest} characters, got ${text.length}`);
    }
    const whole = tryParse(text.replace(/^\uFEFF/, ""));
    if (whole !== undefined) {
        return parsePreview(whole.value);
    }
    const events = text.split("\n").flatMap((line) => {
        const parsed = line.startsWith("{") ? tryParse(line) : undefined;
        return isRecord(parsed?.value) && isEvent(parsed.value) ? [parsed.value] : [];
    });
    if (events.length > 0) {
        return { events, isCutOff: !hasSummary(events) };
    }
    // Warnings of the command line stand before the document, its last lines behind it.
    for (const { index } of text.matchAll(/^\{/gm)) {
        const { isClosed, elements } = scan(text, index);
        const parsed = classify(tryParse(elements)?.value);
        if (parsed !== undefined) {
            return { ...parsed, isCutOff: parsed.isCutOff || !isClosed };
        }
        if (!isClosed && beginning.test(text.slice(index, index + 1000))) {
            return { document: {}, isCutOff: true };
        }
    }
    throw new PreviewUnreadable(`the preview must be JSON, got ${textFound(text)}; ${give}`);
}

function textFound(text: string): string {
    if (text.trim() === "") {
        return "an empty text";
    }
    return /^\s*Previewing update|^Resources:\s*$/m.test(text)
        ? "what `pulumi preview` prints without --json, which belongs to --preview-text"
        : "a text without a JSON document of a preview";
}

/** The engine writes these first. */
const beginning = /^\{\s*"(?:config|steps|diagnostics)"/;

/** An object that begins at an index: whole, or with those elements of its lists that came before the cut. */
function scan(text: string, start: number): { isClosed: boolean; elements: string } {
    const open: string[] = [];
    let lastElement = -1;
    let inText = false;
    for (let index = start; index < text.length; index++) {
        const character = text[index] as string;
        if (inText) {
            if (character === "\\") {
                index++;
            } else if (character === '"') {
                inText = false;
            }
        } else if (character === '"') {
            inText = true;
        } else if (character === "{" || character === "[") {
            open.push(character);
        } else if (character === "}" || character === "]") {
            open.pop();
            if (open.length === 0) {
                return { isClosed: true, elements: text.slice(start, index + 1) };
            }
            if (open.length === 2 && open[1] === "[") {
                lastElement = index;
            }
        }
    }
    return { isClosed: false, elements: lastElement < 0 ? "" : `${text.slice(start, lastElement + 1)}]}` };
}

function tryParse(text: string): { value: unknown } | undefined {
    try {
        return { value: JSON.parse(text) };
    } catch {
        return undefined;
    }
}

function whatItIs(value: unknown): string {
    if (isRecord(value) && (Object.hasOwn(value, "deployment") || Object.hasOwn(value, "checkpoint"))) {
        return "an export of a stack, which belongs to --deployment";
    }
    if (isRecord(value) && (Object.hasOwn(value, "planned_values") || Object.hasOwn(value, "terraform_version"))) {
        return "JSON of Terraform, which is not modelled";
    }
    return Array.isArray(value) && value.length === 0 ? "an empty list" : kindOf(value);
}
