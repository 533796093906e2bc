/** An explanation for people: what refused, why, how sure that is, how to see it, and what to change. */
import type { Attempt, Comparison, Explanation } from "../../signin/explain/explanation";
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
        ...attempts.flatMap((attempt) => ["", ...renderAttempt(attempt, input.kind, width)]),
    ].join("\n");
}

function renderAttempt(attempt: Attempt, kind: Explanation["input"]["kind"], width: number): string[] {
    const { title, findings, comparisons, contents, notes } = attempt;
    const heading = `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
    return [
        ...(kind === "har" || kind === "signInLog" ? [heading, "-".repeat(heading.length), ""] : []),
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
    if (kind !== "har" && kind !== "signInLog") {
        const others = comparisons.filter(({ same }) => !same).map(({ what }) => what);
        const but = [
            ...(others.length === 0 ? [] : [`it differs from the deployment (${others.join("; ")})`]),
            ...(notes.some((note) => note.startsWith("not known: ")) ? ["not all of it could be checked"] : []),
            ...(notes.some((note) => /times were not checked/.test(note)) ? ["its times were not checked"] : []),
        ];
        return `Nothing was found in it that would be refused${but.map((clause) => `; ${clause}`).join("")}.`;
    }
    const codes = notes.flatMap((note) => /^AADSTS\d+(?= )/.exec(note)?.[0] ?? []);
    if (codes.length > 0) {
        return `Entra refused with ${codes.join(", ")}, of which the catalogue has nothing.`;
    }
    const isReached = contents.some(({ what }) => what === "reached");
    return isReached ? "Nothing was refused: it reached Amazon Connect." : "No refusal that is known was found in it.";
}

function renderNotes(notes: string[], width: number): string[] {
    return notes.flatMap((note) => wrap("note: ", note, width));
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
    return table("Beside the deployment", rows, width);
}

function table(title: string, rows: string[][], width: number): string[] {
    if (rows.length === 0) {
        return [];
    }
    const first = Math.max(...rows.map(([cell = ""]) => cell.length));
    return ["", title, ...rows.flatMap(([cell = "", value = ""]) => wrap(`  ${cell.padEnd(first)}  `, value, width))];
}
