/** What the plan does to people, in words: for a terminal, and as Markdown for a pull request. */
import { listOf, quote, visibleLine } from "../../rules/text";
import type { FieldChange } from "./fields";
import type { Change, Plan, Reason } from "./plan";
import type { Share } from "./share";

/** A heading and its lines; a line is about one person, or a sentence. */
export interface Section {
    heading: string;
    lines: string[];
}

const headings: Record<Reason, [title: string, meaning: string]> = {
    joiner: ["Joiners", "get a Connect user, and may sign in"],
    back: ["Back", "are in a group again, and may sign in with the Connect user that they had"],
    rename: [
        "Renamed",
        "have another name in the directory. Connect can't rename a user: they get a new one with the same settings. The old one keeps the history, and its sign-in ends",
    ],
    mover: ["Movers", "keep their Connect user, which changes"],
    leaver: ["Leavers", "are in no group any more. signIn: false: the Connect user and the history stay"],
    disabled: [
        "Disabled accounts",
        "are disabled in the directory. signIn: false: the Connect user and the history stay",
    ],
    removed: ["Removed", "go to removedUsers: the next deployment deletes the Connect user with the history"],
};
const order: Reason[] = ["joiner", "back", "rename", "mover", "leaver", "disabled", "removed"];

/** At most this many lines of a section; `Infinity` for all. */
export function sectionsOf(plan: Plan, most: number): Section[] {
    const ofReasons = order.map((reason): Section => {
        const [title, meaning] = headings[reason];
        const changes = plan.changes.filter((change) => change.reason === reason);
        return {
            heading: `${title} (${changes.length}): ${meaning}`,
            lines: changes.map(lineOf),
        };
    });
    return [
        ...ofReasons,
        {
            heading: `Left out (${plan.leftOut.length}): are in a group, and can't be users. What the users file has of them stays`,
            lines: plan.leftOut.map(({ person, why }) => `${visibleLine(person)} ${why}`),
        },
        { heading: "To look at", lines: plan.warnings },
    ]
        .filter(({ lines }) => lines.length > 0)
        .map(({ heading, lines }) => ({ heading, lines: shortened(lines, most) }));
}

function shortened(lines: string[], most: number): string[] {
    return lines.length <= most ? lines : [...lines.slice(0, most), `and ${lines.length - most} more (--json has all)`];
}

function lineOf(change: Change): string {
    const { reason, name, formerName, person, group, otherGroups, fields, isAdopted, isNameTaken } = change;
    const who = [
        formerName === undefined || reason === "disabled"
            ? visibleLine(name)
            : `${visibleLine(formerName)} → ${visibleLine(name)}`,
        ...(person === "" ? [] : [`(${visibleLine(person)})`]),
    ].join(" ");
    const what = [
        ...fields.map(fieldInWords),
        ...(group === undefined || reason === "disabled"
            ? []
            : [
                  `group ${quote(group)}${otherGroups === undefined ? "" : `, which comes before ${listOf(otherGroups)}`}`,
              ]),
        ...(isNameTaken ? ["another account has the name now: see Left out"] : []),
        ...(isAdopted ? ["was adopted: Pulumi stops managing the Connect user, and does not delete it"] : []),
    ];
    return what.length === 0 ? who : `${who}: ${what.join("; ")}`;
}

function fieldInWords({ field, before, after }: FieldChange): string {
    return `${field} ${valueInWords(before)} → ${valueInWords(after)}`;
}

function valueInWords(value: unknown): string {
    if (value === undefined) {
        return "nothing";
    }
    return Array.isArray(value) ? `[${value.map((it) => visibleLine(String(it))).join(", ")}]` : quote(value);
}

/** The counts, and how much of the file that is. */
export function totalsOf(
    { unchanged, breakGlass, identified, before }: Plan,
    { changed, percent, limit }: Share,
): string[] {
    const count = (number: number, one: string, more: string) => `${number} ${number === 1 ? one : more}`;
    return [
        before === 0
            ? `The users file had nobody${breakGlass.length === 0 ? "" : " else"}. ${count(changed, "person is", "people are")} added.`
            : changed === 0
              ? `Nothing to change for ${count(before, "person", "people")}.`
              : `${count(changed, "person is added or changes", "people are added or change")}; the file has ${before} (${percent}%; the limit is ${limit}%). ` +
                `${count(unchanged, "entry stays as it is", "entries stay as they are")}.`,
        ...(identified === 0
            ? []
            : [`${count(identified, "person gets", "people get")} the objectId, by which a new name is recognized.`]),
        ...(breakGlass.length === 0 ? [] : [`Never touched (break-glass): ${breakGlass.map(visibleLine).join(", ")}.`]),
    ];
}

/** Why nothing is written, and what to do. */
export function refusalOf({ changed, of, percent, limit }: Share): string {
    return (
        `${changed} ${changed === 1 ? "person" : "people"} would change or be added, in a file of ${of}: more than ${limit}%. Likely an export or the mapping is wrong. ` +
        `Look at the list. If it is right, add --max-change ${percent}%`
    );
}

export function summaryInTerminal(plan: Plan, share: Share, most = 30): string {
    return [
        ...sectionsOf(plan, most).flatMap(({ heading, lines }) => [heading, ...lines.map((line) => `  ${line}`), ""]),
        ...totalsOf(plan, share),
    ].join("\n");
}
