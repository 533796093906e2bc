/** The report of an adoption, as people read it. */
import { quote, visibleLine } from "../../../rules/text";
import type { AccessRow, Verdict } from "../../adopt/access";
import type { LeftUser } from "../../adopt/people";
import type { Plan } from "../../adopt/plan";
import { changeSentences, takenSentences } from "../../adopt/words/changes";
import { leftSentence, lossSentence, obstacleSentence, reasonSentence } from "../../adopt/words/obstacles";
import { stepsInWords } from "../../adopt/words/steps";
import { wayOutForUsers, wayOutOf } from "../../adopt/words/wayOut";
import { append } from "../../deployment/properties";
import { terminalWidth, wrap } from "../wrap";

/** How much of a report is shown: names of a sentence, sentences of a kind, and lines of a list. */
export interface Extent {
    names: number;
    sentences: number;
    lines: number;
    /** Where the rest is. */
    rest: string;
}

export const whole: Extent = {
    names: Number.POSITIVE_INFINITY,
    sentences: Number.POSITIVE_INFINITY,
    lines: Number.POSITIVE_INFINITY,
    rest: "",
};

export function renderPlan(plan: Plan, folder: string, extent: Extent): string {
    const width = terminalWidth();
    const bullets = (sentences: readonly string[], head = "- ") =>
        sentences.flatMap((text) => wrap(head, visibleLine(text), width));
    const { instance } = plan.made;
    const isReady = plan.obstacles.length === 0;
    const parts = [
        [`Adopt the sign-in to ${quote(instance.alias || instance.id)} as the stack ${visibleLine(plan.stack)}`],
        ...(isReady
            ? []
            : [
                  [
                      "Change this first. Nothing is written.",
                      ...plan.obstacles.flatMap((one) => [
                          ...bullets([obstacleSentence(one, plan.made, extent.names)]),
                          ...wayOutOf(one, plan).map((command) => `      ${command}`),
                      ]),
                  ],
              ]),
        [isReady ? "Adopted" : "Adopted after that", ...bullets(takenSentences(plan))],
        [isReady ? "Not adopted" : "Not adopted after that either", ...notTaken(plan, bullets, extent)],
        ["What changes on the first `pulumi up`", ...bullets(changeSentences(plan, extent.names))],
        ...(plan.losses.length === 0
            ? []
            : [["What ends with it: decide before you deploy", ...bullets(plan.losses.map(lossSentence))]]),
        ["Who can sign in", ...accessTable(plan.access, extent), ...bullets(accessNotes(plan, extent))],
        ...(isReady ? [["Steps", ...steps(plan, folder, extent, width)]] : []),
    ];
    return parts.map((lines) => lines.join("\n")).join("\n\n");
}

function notTaken(
    plan: Plan,
    bullets: (sentences: readonly string[], head?: string) => string[],
    { sentences, rest }: Extent,
): string[] {
    const { people, reasons, how, made } = plan;
    const application =
        how === "import"
            ? []
            : [
                  ...bullets([
                      `The application ${quote(made.application.displayName)}. It stays as it is, and a second one is created beside it, with the ` +
                          `identifier ${quote(plan.identifier)}. Why:`,
                  ]),
                  ...bullets(reasons.map(reasonSentence), "  - "),
              ];
    const byReason = new Map<string, LeftUser[]>();
    for (const one of people.left) {
        append(byReason, `${one.reason.id} ${"field" in one.reason ? one.reason.field : ""}`, one);
    }
    const left = [...byReason.values()].flatMap((some) => [
        ...bullets(some.slice(0, sentences).map((one) => leftSentence(one, people.attribute))),
        ...(some.length > sentences
            ? bullets([`${some.length - sentences} more for the reason of the last one (${rest}).`])
            : []),
        ...wayOutForUsers(some, made).map((command) => `      ${command}`),
    ]);
    return [...application, ...left, ...(application.length + left.length === 0 ? ["- Nothing."] : [])];
}

const verdicts: Readonly<Record<Verdict, string>> = { yes: "can sign in", no: "cannot sign in", unknown: "unknown" };

/** A line for each user; of many, for each way in which it goes, with how many they are. */
function accessTable(rows: readonly AccessRow[], { lines, rest }: Extent): string[] {
    const hasSecond = rows.some(({ second }) => second !== undefined);
    const verdictsOf = ({ before, after, second }: AccessRow) => [
        verdicts[before],
        verdicts[after],
        ...(second === undefined ? [] : [verdicts[second]]),
    ];
    const isLong = rows.length > lines;
    const counts = new Map<string, AccessRow[]>();
    for (const row of rows) {
        append(counts, verdictsOf(row).join(), row);
    }
    const header = [
        isLong ? "users" : "user",
        "today",
        ...(hasSecond ? ["after, existing application", "after, second application"] : ["after"]),
    ];
    const cells = isLong
        ? [...counts.values()].flatMap(([first, ...others]) =>
              first === undefined ? [] : [[String(others.length + 1), ...verdictsOf(first)]],
          )
        : rows.map((row) => [visibleLine(row.username), ...verdictsOf(row)]);
    const widths = header.map((text, column) =>
        Math.max(text.length, ...cells.map((row) => (row[column] ?? "").length)),
    );
    const line = (row: readonly string[]) =>
        `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
    return [line(header), ...cells.map(line), ...(isLong ? [`  Each of them: ${rest}`] : [])];
}

/** Why somebody can't, or why it is unknown: each reason once, in the words for the first who has it. */
function accessNotes({ access }: Plan, { names, lines, rest }: Extent): string[] {
    const notes = new Map<string, { note: string; usernames: string[] }>();
    const add = (when: string, why: string, username: string) => {
        const key = `${when}${why.toLowerCase().replaceAll(username.toLowerCase(), "*")}`;
        const known = notes.get(key) ?? { note: `${when}: ${why}`, usernames: [] };
        known.usernames.push(username);
        notes.set(key, known);
    };
    for (const { username, before, why, second, after, whyAfter } of access) {
        if (before !== "yes" && why !== "") {
            add("Today", why, username);
        }
        if ((second ?? after) !== "yes" && whyAfter !== "" && whyAfter !== why) {
            add("After", whyAfter, username);
        }
    }
    const all = [...notes.values()].map(({ note, usernames }) => {
        const left = usernames.length - names;
        return `${usernames.slice(0, names).join(", ")}${left > 0 ? ` and ${left} more` : ""}. ${note}`;
    });
    const more = all.length - lines;
    const isNobody = access.length > 0 && access.every(({ before }) => before === "no");
    return [
        ...(isNobody
            ? [
                  "Nobody can sign in today. If people do, a file is of another sign-in, or is old: look at the reasons below.",
              ]
            : []),
        ...all.slice(0, lines),
        ...(more > 0 ? [`${more} more reasons (${rest}).`] : []),
    ];
}

function steps(plan: Plan, folder: string, { names }: Extent, width: number): string[] {
    return stepsInWords(plan, folder, names).flatMap(({ text, commands }, index) => [
        ...wrap(`${index + 1}. `, visibleLine(text), width),
        ...commands.map((command) => `       ${command}`),
    ]);
}
