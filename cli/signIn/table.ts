/** The answer for people: who gets where, who is stopped and why, what can't be told, and what all of it rests on. */
import type { HopName, Missing, SignIn, Stop } from "../../signin/result";
import { renderHops } from "./hops";
import { type Assumption, isAsWanted, type SignInReport } from "./report";

/** Longer lists are for --json. */
const mostShown = 200;
const mostNamed = 10;

const refusers: Readonly<Record<HopName, string>> = { entra: "Entra", aws: "AWS", connect: "Connect" };

export function renderReport(report: SignInReport): string {
    const { deployment, directory, summary, now } = report;
    const people = directory === null ? "no directory" : `${directory.people} people in ${directory.source}`;
    return [
        `Sign-in to ${deployment.application} at ${now}: ${deployment.source}, ${people}`,
        "",
        ...rows(report.signIns),
        "",
        counts(summary),
        ...(report.signIns.length === 1 ? report.signIns.flatMap(renderHops) : []),
        ...stops(report.signIns),
        ...unknowns(report.signIns),
        ...(report.signIns.length === 1 ? [] : restsOn(report)),
        ...titled("Notes", report.notes),
    ].join("\n");
}

/** User → RoleSessionName → role → Connect user → page, or the first stop. */
function rows(signIns: SignIn[]): string[] {
    const shown = signIns.length > mostShown ? signIns.filter(({ verdict }) => verdict !== "yes") : signIns;
    const cut = shown.slice(0, mostShown);
    const through = cut.filter(({ verdict }) => verdict === "yes");
    const columns = [
        ["user", ...through.map(({ user }) => user)],
        ["RoleSessionName", ...through.map(({ roleSessionName = "" }) => roleSessionName)],
        ["role", ...through.map(({ roleArn = "" }) => roleArn.split("/").at(-1) ?? "")],
        ["Connect user", ...through.map(({ connectUser = "" }) => connectUser)],
        ["page", ...through.map(({ page = "" }) => page)],
    ];
    const widths = columns.map((column) => Math.max(...column.map(({ length }) => length)));
    widths[0] = Math.max(...cut.map(({ user }) => user.length), widths[0] ?? 0);
    const line = (mark: string, cells: string[]) =>
        `${mark} ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd();
    const headers =
        through.length === 0
            ? []
            : [
                  line(
                      " ",
                      columns.map(([header = ""]) => header),
                  ),
              ];
    const left = signIns.length - cut.length;
    return [
        ...headers,
        ...cut.map((one) => line(markOf(one), one.verdict === "yes" ? cellsOf(one) : [one.user, outcomeOf(one)])),
        ...(left > 0
            ? [`  and ${left} more, ${shown.length > mostShown ? "" : "who sign in "}(--json lists all)`]
            : []),
    ];
}

function markOf(signIn: SignIn): string {
    if (signIn.verdict === "yes") {
        return "✔";
    }
    return signIn.verdict === "cannotTell" ? "?" : isAsWanted(signIn) ? "–" : "✘";
}

function cellsOf({ user, roleSessionName = "", roleArn = "", connectUser = "", page = "" }: SignIn): string[] {
    return [user, roleSessionName, roleArn.split("/").at(-1) ?? "", connectUser, page];
}

function outcomeOf(signIn: SignIn): string {
    const { stop, missing } = signIn;
    if (stop !== undefined) {
        const wanted = isAsWanted(signIn) ? ", as signIn: false asks" : "";
        return `stopped by ${refusers[stop.hop]}${wanted}: ${firstWords(stop.message ?? stop.cause)}`;
    }
    return `can't tell: ${missing[0]?.what ?? "something"} is not known`;
}

/** Enough to know it by; the whole text stands below. */
function firstWords(text: string): string {
    const [sentence = text] = text.split(/(?<=\.)\s/);
    return sentence.length > 120 ? `${sentence.slice(0, 119)}…` : sentence;
}

function counts({ people, yes, no, cannotTell, stoppedAsWanted }: SignInReport["summary"]): string {
    const parts = [
        `${yes} of ${people} can sign in`,
        ...(no - stoppedAsWanted > 0 ? [`${no - stoppedAsWanted} stopped`] : []),
        ...(stoppedAsWanted > 0 ? [`${stoppedAsWanted} stopped as signIn: false asks`] : []),
        ...(cannotTell > 0 ? [`${cannotTell} can't be told`] : []),
    ];
    return `${parts.join(", ")}.`;
}

/** Each reason once, with the people it stops. */
function stops(signIns: SignIn[]): string[] {
    const groups = new Map<string, { stop: Stop; seen: SignIn; users: string[] }>();
    for (const signIn of signIns.filter((one) => one.stop !== undefined && !isAsWanted(one))) {
        const stop = signIn.stop as Stop;
        const key = `${stop.error} ${stop.causeId}`;
        const group = groups.get(key) ?? { stop, seen: signIn, users: [] };
        group.users.push(signIn.user);
        groups.set(key, group);
    }
    const texts = [...groups.values()].flatMap(({ stop, seen, users }) => [
        `  ${named(users)}`,
        `    ${refusers[stop.hop]} says  ${stop.message ?? "nothing of its own, or nothing that is documented"}`,
        ...failedCheck(seen),
        `    cause    ${stop.cause}`,
        `    confirm  ${stop.confirm}`,
        `    change   ${stop.change}`,
        ...(users.length > 1 ? ["    (the words are the first person's)"] : []),
    ]);
    return texts.length === 0 ? [] : ["", "Stopped", ...texts];
}

function failedCheck({ hops }: SignIn): string[] {
    const failed = hops.flatMap(({ checks }) => checks).find(({ outcome }) => outcome === "failed");
    if (failed === undefined) {
        return [];
    }
    return [
        `    checked  ${failed.about}`,
        ...(failed.seen === undefined ? [] : [`      seen      ${failed.seen}`]),
        ...(failed.expected === undefined ? [] : [`      expected  ${failed.expected}`]),
    ];
}

function unknowns(signIns: SignIn[]): string[] {
    const groups = new Map<string, { missing: Missing; users: string[] }>();
    for (const { user, missing } of signIns) {
        for (const one of missing) {
            const key = `${one.why} ${one.supply}`;
            const group = groups.get(key) ?? { missing: one, users: [] };
            group.users.push(user);
            groups.set(key, group);
        }
    }
    const texts = [...groups.values()].flatMap(({ missing, users }) => [
        `  ${named(users)}`,
        `    missing  ${missing.what}`,
        `    because  ${missing.why}`,
        `    supply   ${missing.supply}`,
    ]);
    return texts.length === 0 ? [] : ["", "Not known", ...texts];
}

function named(users: string[]): string {
    const shown = users.slice(0, mostNamed).join(", ");
    return users.length > mostNamed ? `${shown} and ${users.length - mostNamed} more` : shown;
}

function restsOn({ assumed, notModelled, summary }: SignInReport): string[] {
    return [
        ...assumptions("Assumed, and not checked", assumed, summary.people),
        ...assumptions("Not modelled", notModelled, summary.people),
    ];
}

function assumptions(title: string, list: Assumption[], people: number): string[] {
    return titled(
        title,
        list.map(({ about, why, people: touched }) =>
            touched === people ? `${about}: ${why}` : `${about}: ${why} (${touched} of ${people})`,
        ),
    );
}

function titled(title: string, lines: string[]): string[] {
    return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}
