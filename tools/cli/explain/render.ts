/** An explanation for people: what refused, why, how sure that is, how to see it, and what to change. */
import type { Comparison } from "../../signin/explain/compare/comparison";
import type { Attempt, Explanation } from "../../signin/explain/explanation";
import type { Note, NoteId } from "../../signin/explain/note";
import { wrap } from "../wrap";
import { renderFinding } from "./renderFinding";

const kinds: Readonly<Record<Explanation["input"]["kind"], string>> = {
    text: "a pasted text",
    samlResponse: "a SAML response",
    assertion: "an assertion without its response",
    har: "a recording",
    signInLog: "Entra's sign-in log",
};

/** `width`: of the terminal, in characters. */
export function renderExplanation({ input, attempts, notes }: Explanation, width: number): string {
    const name = attempts.length > 1 ? `, ${attempts.length} sign-ins` : "";
    return [
        `${input.name}: ${kinds[input.kind]}${name}`,
        ...renderNotes(notes, width),
        ...attempts.flatMap((attempt) => [
            "",
            ...renderAttempt(attempt, input.kind, { width, isAlone: attempts.length === 1 }),
        ]),
    ].join("\n");
}

function renderAttempt(
    attempt: Attempt,
    kind: Explanation["input"]["kind"],
    { width, isAlone }: { width: number; isAlone: boolean },
): string[] {
    const { title, findings, comparisons, contents, notes } = attempt;
    const heading = `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
    return [
        ...(kind === "har" || kind === "signInLog" || !isAlone ? [heading, "-".repeat(heading.length), ""] : []),
        ...(findings.length === 0 ? wrap("", nothingFound(kind, attempt), width) : []),
        ...findings.flatMap((one, index) => [
            ...(index > 0 ? [""] : []),
            ...renderFinding(one, { width, isAlone: findings.length === 1 }),
        ]),
        ...renderComparisons(comparisons, width),
        ...table(
            "What it says",
            contents.map(({ what, value }) => [what, value]),
            width,
        ),
        ...(notes.length === 0 ? [] : ["", ...renderNotes(notes, width)]),
    ];
}

function nothingFound(kind: Explanation["input"]["kind"], { contents, comparisons, notes }: Attempt): string {
    const has = (id: NoteId) => notes.some((note) => note.id === id);
    if (kind !== "har" && kind !== "signInLog") {
        const others = comparisons.filter(({ same }) => !same).map(({ what }) => what);
        const but = [
            ...(others.length === 0 ? [] : [`it differs from the deployment (${others.join("; ")})`]),
            ...(has("notKnown") ? ["not all of it could be checked"] : []),
            ...(has("timesNotChecked") ? ["its times were not checked"] : []),
        ];
        return `Nothing in it would be refused${but.map((clause) => `; ${clause}`).join("")}.`;
    }
    if (has("unknownCode")) {
        return "Entra refused, with a code that is not in the catalogue.";
    }
    const isReached = contents.some(({ id }) => id === "reached");
    return isReached ? "Nothing was refused: it reached Amazon Connect." : "No known refusal found in it.";
}

function renderNotes(notes: readonly Note[], width: number): string[] {
    return notes.flatMap(({ text }) => wrap("note: ", text, width));
}

function renderComparisons(comparisons: Comparison[], width: number): string[] {
    if (comparisons.length === 0) {
        return [];
    }
    const rows = comparisons.flatMap(({ what, seen, expected, same, remark }) =>
        same
            ? [[`= ${what}`, seen]]
            : [
                  [`≠ ${what}`, seen],
                  ["  in the deployment", `${expected}${remark === undefined ? "" : `  (${remark})`}`],
              ],
    );
    return table("Compared with the deployment", rows, width);
}

function table(title: string, rows: string[][], width: number): string[] {
    if (rows.length === 0) {
        return [];
    }
    const first = Math.max(...rows.map(([cell = ""]) => cell.length));
    return ["", title, ...rows.flatMap(([cell = "", value = ""]) => wrap(`  ${cell.padEnd(first)}  `, value, width))];
}
