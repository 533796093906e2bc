/** The report of an adoption, as people read it. */
import { quote, visibleLine } from "../../../rules/text";
import type { AccessRow, Verdict } from "../../adopt/access";
import type { Plan } from "../../adopt/plan";
import { changeSentences, takenSentences } from "../../adopt/words/changes";
import { leftSentence, lossSentence, obstacleSentence, reasonSentence } from "../../adopt/words/obstacles";
import { stepsInWords } from "../../adopt/words/steps";
import { terminalWidth, wrap } from "../wrap";

const mostShown = 200;

export function renderPlan(plan: Plan, folder: string): string {
    const width = terminalWidth();
    const bullets = (sentences: readonly string[], head = "- ") =>
        sentences.flatMap((text) => wrap(head, visibleLine(text), width));
    const { instance, application } = plan.made;
    const isReady = plan.obstacles.length === 0;
    const parts = [
        [`Adopt the sign-in to ${quote(instance.alias || instance.id)} as the stack ${visibleLine(plan.stack)}`],
        ...(isReady
            ? []
            : [
                  [
                      "Change this first. Nothing is written.",
                      ...bullets(plan.obstacles.map((one) => obstacleSentence(one, plan.made))),
                  ],
              ]),
        [isReady ? "Adopted" : "Adopted after that", ...bullets(takenSentences(plan))],
        [
            isReady ? "Not adopted" : "Not adopted after that either",
            ...notTaken(plan, bullets, application.displayName),
        ],
        ["What changes on the first `pulumi up`", ...bullets(changeSentences(plan))],
        ...(plan.losses.length === 0
            ? []
            : [["What ends with it: decide before you deploy", ...bullets(plan.losses.map(lossSentence))]]),
        ["Who can sign in", ...accessTable(plan.access), ...bullets(accessNotes(plan))],
        ...(isReady ? [["Steps", ...steps(plan, folder, width)]] : []),
    ];
    return parts.map((lines) => lines.join("\n")).join("\n\n");
}

function notTaken(
    plan: Plan,
    bullets: (sentences: readonly string[], head?: string) => string[],
    displayName: string,
): string[] {
    const { people, reasons, how } = plan;
    const application =
        how === "import"
            ? []
            : [
                  ...bullets([
                      `The application ${quote(displayName)}. It stays as it is, and a second one is created beside it, with the identifier ` +
                          `${quote(plan.identifier)}. Why:`,
                  ]),
                  ...bullets(reasons.map(reasonSentence), "  - "),
              ];
    const left = bullets(people.left.map((one) => leftSentence(one, people.attribute)));
    return [...application, ...left, ...(application.length + left.length === 0 ? ["- Nothing."] : [])];
}

const verdicts: Readonly<Record<Verdict, string>> = { yes: "can sign in", no: "cannot sign in", unknown: "unknown" };

function accessTable(rows: readonly AccessRow[]): string[] {
    const hasSecond = rows.some(({ second }) => second !== undefined);
    const header = [
        "user",
        "today",
        ...(hasSecond ? ["after, existing application", "after, second application"] : ["after"]),
    ];
    const shown = rows.slice(0, mostShown);
    const cells = shown.map(({ username, before, after, second }) => [
        visibleLine(username),
        verdicts[before],
        verdicts[after],
        ...(second === undefined ? [] : [verdicts[second]]),
    ]);
    const widths = header.map((text, column) =>
        Math.max(text.length, ...cells.map((row) => (row[column] ?? "").length)),
    );
    const line = (row: readonly string[]) =>
        `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
    const more = rows.length - shown.length;
    return [line(header), ...cells.map(line), ...(more > 0 ? [`  and ${more} more`] : [])];
}

/** Why somebody can't, or why it is unknown: each reason once. */
function accessNotes({ access }: Plan): string[] {
    const notes = new Map<string, string[]>();
    for (const { username, before, why, second, after, whyAfter } of access) {
        if (before !== "yes" && why !== "") {
            notes.set(`Today: ${why}`, [...(notes.get(`Today: ${why}`) ?? []), username]);
        }
        if ((second ?? after) !== "yes" && whyAfter !== "" && whyAfter !== why) {
            notes.set(`After: ${whyAfter}`, [...(notes.get(`After: ${whyAfter}`) ?? []), username]);
        }
    }
    return [...notes].map(([note, usernames]) => {
        const named = usernames.slice(0, 5).join(", ");
        return `${named}${usernames.length > 5 ? ` and ${usernames.length - 5} more` : ""}. ${note}`;
    });
}

function steps(plan: Plan, folder: string, width: number): string[] {
    return stepsInWords(plan, folder).flatMap(({ text, commands }, index) => [
        ...wrap(`${index + 1}. `, visibleLine(text), width),
        ...commands.map((command) => `       ${command}`),
    ]);
}
