/** Changing a YAML file as somebody would by hand: comments, order and style of everything that stays are as they were. */
import { isDeepStrictEqual } from "node:util";
import * as yaml from "js-yaml";
import { type Span, TextSplices } from "./textSplices";
import { isMapping, type Mapping, schema } from "./yaml";
import { type Place, placesIn } from "./yamlLines";
import { entryLines, flow } from "./yamlText";

export interface Wishes {
    /** The key after which a new one stands. @default - at the end */
    after?: Readonly<Record<string, string>>;
    /** Keys whose list has a line for each item, where it is new or was in brackets. */
    inLines?: readonly string[];
}

/** The text once it holds `wanted`; undefined where it can't be changed so, as for an anchor that another value uses. */
export function changeYaml(text: string, wanted: Mapping, wishes: Wishes = {}): string | undefined {
    try {
        const root = placesIn(text);
        const changed = root === undefined ? text : new Change(text, wishes).to(root, wanted);
        const read = yaml.load(changed, { schema });
        return isDeepStrictEqual(plain(read), plain(wanted)) ? changed : undefined;
    } catch (error) {
        if (error instanceof yaml.YAMLException) {
            return undefined;
        }
        throw error;
    }
}

/** Without the reader's own classes and the order of keys, so that two can be compared. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** The items of a list that are wanted, too. */
const keptOf = (items: readonly unknown[], wanted: readonly unknown[]): unknown[] =>
    items.filter((one) => wanted.some((it) => isDeepStrictEqual(it, one)));

/** What a place is a value of: where its key or dash begins, and how deep below another key is. */
interface Within {
    start: number;
    key?: string;
    isFlow: boolean;
    step: number;
}

class Change extends TextSplices {
    constructor(
        text: string,
        private readonly wishes: Wishes,
    ) {
        super(text);
    }

    to(root: Place, wanted: Mapping): string {
        this.set(root, wanted, { start: root.start, isFlow: false, step: 4 });
        return this.result;
    }

    private set(place: Place, wanted: unknown, within: Within): void {
        const { value, entries, items } = place;
        if (isDeepStrictEqual(value, wanted)) {
            return;
        }
        if (isMapping(wanted) && isMapping(value) && entries.size > 0) {
            this.setMapping(place, wanted, within);
        } else if (
            Array.isArray(wanted) &&
            Array.isArray(value) &&
            items.length > 0 &&
            this.keeps(place, wanted, within)
        ) {
            const spans = items.map((item) => ({
                start: place.isFlow ? item.start : this.text.lastIndexOf("-", item.start - 1),
                end: item.end,
                isKept: wanted.some((one) => isDeepStrictEqual(one, item.value)),
            }));
            const added = wanted.slice(keptOf(value, wanted).length);
            this.change(
                place,
                spans,
                added.map((one) => ({ lines: [`- ${flow(one)}`], flow: flow(one, true) })),
            );
        } else {
            this.replace(place, wanted, within);
        }
    }

    /** Whether the list comes to what is wanted by taking items away and adding others at its end. */
    private keeps({ value, isFlow }: Place, wanted: readonly unknown[], { key }: Within): boolean {
        const kept = keptOf(value as unknown[], wanted);
        return isDeepStrictEqual(kept, wanted.slice(0, kept.length)) && !(isFlow && this.isInLines(key));
    }

    private readonly isInLines = (key: string | undefined) => this.wishes.inLines?.includes(key ?? "") ?? false;

    private setMapping(place: Place, wanted: Mapping, within: Within): void {
        const entries = [...place.entries];
        const [first] = entries;
        const indent = first === undefined ? 0 : this.columnOf(first[1].start);
        const inner = entries.flatMap(([, entry]) => (entry.place.isFlow ? [] : [...entry.place.entries.values()]));
        const step = inner[0] === undefined ? within.step : this.columnOf(inner[0].start) - indent;
        const spans = entries.map(([key, entry]) => ({
            start: entry.start,
            end: entry.place.end,
            key,
            isKept: key === "<<" || Object.hasOwn(wanted, key),
        }));
        for (const [key, entry] of entries) {
            if (Object.hasOwn(wanted, key)) {
                this.set(entry.place, wanted[key], { start: entry.start, key, isFlow: place.isFlow, step });
            }
        }
        const value = place.value as Mapping;
        const added = Object.keys(wanted)
            // A key that a merge brings stands nowhere, and one of the mapping's own has precedence.
            .filter((key) => !place.entries.has(key) && !isDeepStrictEqual(value[key], wanted[key]))
            .map((key) => ({
                lines: entryLines(key, wanted[key], { step, isInLines: this.isInLines }),
                flow: `${flow(key, true)}: ${flow(wanted[key], true)}`,
                after: this.wishes.after?.[key],
            }));
        this.change(place, spans, added);
    }

    /** Takes entries or items away and adds others. */
    private change(
        place: Place,
        spans: readonly (Span & { key?: string; isKept: boolean })[],
        added: readonly { lines: readonly string[]; flow: string; after?: string | undefined }[],
    ): void {
        const isEmptied = added.length === 0 && spans.every(({ isKept }) => !isKept);
        if (isEmptied) {
            const empty = Array.isArray(place.value) ? "[]" : "{}";
            this.splice(
                place.isFlow ? place : { start: place.after, end: place.after },
                place.isFlow ? empty : ` ${empty}`,
            );
        }
        if (place.isFlow) {
            if (!isEmptied) {
                this.changeFlow(
                    place,
                    spans,
                    added.map((one) => one.flow),
                );
            }
            return;
        }
        for (const { start, end } of spans.filter(({ isKept }) => !isKept)) {
            // With the end of the line before, so that what is added after it begins on its own line.
            const before = this.lineStart(start) - this.newLine.length;
            const below = this.blockEnd({ start, end });
            this.splice(
                before < 0 ? { start: 0, end: below + this.newLine.length } : { start: before, end: below },
                "",
            );
        }
        const indent = " ".repeat(this.columnOf(spans[0]?.start ?? 0));
        for (const { lines, after } of added) {
            const beside = spans.find(({ key }) => key !== undefined && key === after) ?? spans.at(-1);
            const at = beside === undefined ? this.text.length : this.blockEnd(beside);
            this.insertLines(
                at,
                lines.map((line) => `${indent}${line}`),
            );
        }
    }

    private changeFlow(place: Place, spans: readonly (Span & { isKept: boolean })[], added: readonly string[]): void {
        const lastKept = spans.map(({ isKept }) => isKept).lastIndexOf(true);
        const [before, first, last] = [spans[lastKept], spans[lastKept + 1], spans.at(-1)];
        for (const [index, { start, isKept }] of spans.slice(0, lastKept).entries()) {
            if (!isKept) {
                this.splice({ start, end: spans[index + 1]?.start ?? start }, "");
            }
        }
        if (first !== undefined && last !== undefined) {
            // Before those that leave the end is a comma, and maybe a comment about the one that stays.
            const isBare = before !== undefined && !this.text.slice(before.end, first.start).includes("#");
            const start = isBare && added.length === 0 ? before.end : first.start;
            this.splice({ start, end: last.end }, added.join(", "));
        } else if (before !== undefined && added.length > 0) {
            this.addToFlow(place, before, spans, added);
        }
    }

    private addToFlow(place: Place, last: Span, spans: readonly Span[], added: readonly string[]): void {
        const rest = this.text.slice(last.end, place.end - 1);
        const isOnLines = this.lineStart(last.start) > (spans.at(-2)?.end ?? place.start);
        const separator =
            isOnLines || rest.includes("#") ? `${this.newLine}${" ".repeat(this.columnOf(last.start))}` : " ";
        if (!rest.replace(/#[^\n]*/g, "").includes(",")) {
            this.splice({ start: last.end, end: last.end }, ",");
        }
        const at = last.end + rest.trimEnd().length;
        this.splice(
            { start: at, end: at },
            added.map((one, index) => `${index > 0 ? "," : ""}${separator}${one}`).join(""),
        );
    }

    private replace(place: Place, wanted: unknown, { start: from, key, isFlow, step }: Within): void {
        const { after, start, end } = place;
        const lines = isFlow ? [] : entryLines(key ?? "", wanted, { step, isInLines: this.isInLines }).slice(1);
        const isOnKeyLine = this.lineEnd(after) >= start;
        if (lines.length > 0) {
            const indent = " ".repeat(this.columnOf(from));
            this.splice(isOnKeyLine ? { start: after, end } : { start: this.lineEnd(after), end }, "");
            this.insertLines(
                end,
                lines.map((line) => `${indent}${line}`),
            );
        } else if (isOnKeyLine && start < end) {
            this.splice({ start, end }, flow(wanted, isFlow));
        } else {
            this.splice({ start: after, end: after }, ` ${flow(wanted)}`);
            this.splice({ start: this.lineEnd(after), end }, "");
        }
    }
}
