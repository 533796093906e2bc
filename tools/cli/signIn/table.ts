/** The answer for people: who can sign in, who cannot and why, what is unknown, and what all of it rests on. */
import { visibleLine } from "../../../rules/text";
import { failedCheck, type HopName, type Missing, type SignIn, type Stop } from "../../signin/result";
import { wrap } from "../wrap";
import { renderHops } from "./hops";
import { type Assumption, isAsWanted, type SignInReport } from "./report";

/** Longer lists are for --json. */
const mostShown = 200;
const mostNamed = 10;

const refusers: Readonly<Record<HopName, string>> = {
    entra: "Entra",
    aws: "AWS",
    connect: "Connect",
    cognito: "Cognito",
};

/** `width`: of the terminal, in characters; the rows of the table may be wider. */
export function renderReport(given: SignInReport, width: number): string {
    const report = { ...given, signIns: given.signIns.map(withVisibleNames) };
    const { deployment, directory, summary, now } = report;
    const people = directory === null ? "no directory" : `${directory.people} people in ${directory.source}`;
    return [
        `Sign-in to ${deployment.application} at ${now}: ${deployment.source}, ${people}`,
        "",
        ...rows(report.signIns),
        "",
        counts(summary),
        ...(report.signIns.length === 1 ? report.signIns.flatMap(renderHops) : []),
        ...stops(report.signIns, width),
        ...unknowns(report.signIns, width),
        ...(report.signIns.length === 1 ? [] : restsOn(report, width)),
        ...titled("Notes", report.notes, width),
    ].join("\n");
}

/** Names in one line, and as wide as they are shown. */
function withVisibleNames(signIn: SignIn): SignIn {
    const names = ["user", "roleSessionName", "roleArn", "connectUser", "appClient", "userPoolUser", "page"] as const;
    const shown = names.flatMap((name) => {
        const value = signIn[name];
        return value === undefined ? [] : [[name, visibleLine(value)]];
    });
    return { ...signIn, ...Object.fromEntries(shown) };
}

/** User → RoleSessionName → role → Connect user → page, or the first stop. */
function rows(signIns: SignIn[]): string[] {
    const shown = signIns.length > mostShown ? signIns.filter(({ verdict }) => verdict !== "yes") : signIns;
    const cut = shown.slice(0, mostShown);
    const through = cut.filter(({ verdict }) => verdict === "yes");
    const columns = through.some(({ appClient }) => appClient !== undefined)
        ? [
              ["user", ...through.map(({ user }) => user)],
              ["app client", ...through.map(({ appClient = "" }) => appClient)],
              ["page", ...through.map(({ page = "" }) => page)],
          ]
        : [
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
        ...cut.map((one) =>
            line(
                markOf(one),
                one.verdict === "yes"
                    ? cellsOf(one)
                    : [one.user, ...(one.appClient === undefined ? [] : [one.appClient]), outcomeOf(one)],
            ),
        ),
        ...(left > 0
            ? [`  and ${left} more, ${shown.length > mostShown ? "" : "who can sign in "}(--json lists all)`]
            : []),
    ];
}

function markOf(signIn: SignIn): string {
    if (signIn.verdict === "yes") {
        return "✔";
    }
    return signIn.verdict === "unknown" ? "?" : isAsWanted(signIn) ? "–" : "✘";
}

function cellsOf(signIn: SignIn): string[] {
    const { user, appClient, roleSessionName = "", roleArn = "", connectUser = "", page = "" } = signIn;
    return appClient !== undefined
        ? [user, appClient, page]
        : [user, roleSessionName, roleArn.split("/").at(-1) ?? "", connectUser, page];
}

function outcomeOf(signIn: SignIn): string {
    const { stop, missing } = signIn;
    if (stop !== undefined) {
        const wanted = isAsWanted(signIn) ? ", as signIn: false asks" : "";
        return `cannot sign in${wanted}; ${refusers[stop.hop]}: ${firstWords(stop.message ?? stop.cause)}`;
    }
    return `unknown; missing: ${missing[0]?.what ?? "something"}`;
}

/** Enough to know it by; the whole text stands below. */
function firstWords(text: string): string {
    const [sentence = text] = text.split(/(?<=\.)\s/);
    return sentence.length > 120 ? `${sentence.slice(0, 119)}…` : sentence;
}

function counts({ people, yes, no, unknown, stoppedAsWanted }: SignInReport["summary"]): string {
    const parts = [
        `${yes} of ${people} can sign in`,
        ...(no - stoppedAsWanted > 0 ? [`${no - stoppedAsWanted} cannot`] : []),
        ...(stoppedAsWanted > 0 ? [`${stoppedAsWanted} cannot, as signIn: false asks`] : []),
        ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ];
    return `${parts.join(", ")}.`;
}

/** Each reason once, with the people it stops. */
function stops(signIns: SignIn[], width: number): string[] {
    const groups = new Map<string, { stop: Stop; seen: SignIn; users: string[] }>();
    for (const signIn of signIns.filter((one) => one.stop !== undefined && !isAsWanted(one))) {
        const stop = signIn.stop as Stop;
        const key = `${stop.error} ${stop.causeId}`;
        const group = groups.get(key) ?? { stop, seen: signIn, users: [] };
        group.users.push(signIn.user);
        groups.set(key, group);
    }
    const texts = [...groups.values()].flatMap(({ stop, seen, users }) => {
        const said = stop.message ?? "no documented message";
        return [
            ...wrap("  ", named(users), width),
            ...wrap("    says      ", `${refusers[stop.hop]}: ${said}`, width),
            ...renderFailedCheck(seen, width),
            ...wrap("    cause     ", stop.cause, width),
            ...wrap("    confirm   ", stop.confirm, width),
            ...wrap("    change    ", stop.change, width),
            ...(users.length > 1 ? ["    (values are the first person's)"] : []),
        ];
    });
    return texts.length === 0 ? [] : ["", "Cannot sign in", ...texts];
}

function renderFailedCheck(signIn: SignIn, width: number): string[] {
    const failed = failedCheck(signIn);
    if (failed === undefined) {
        return [];
    }
    return [
        ...wrap("    checked   ", failed.about, width),
        ...(failed.seen === undefined ? [] : wrap("    seen      ", failed.seen, width)),
        ...(failed.expected === undefined ? [] : wrap("    expected  ", failed.expected, width)),
    ];
}

function unknowns(signIns: SignIn[], width: number): string[] {
    const groups = new Map<string, { missing: Missing; users: Set<string>; whats: Set<string> }>();
    for (const { user, missing } of signIns) {
        for (const one of missing) {
            const key = `${one.why} ${one.supply}`;
            const group = groups.get(key) ?? { missing: one, users: new Set(), whats: new Set() };
            group.users.add(user);
            group.whats.add(one.what);
            groups.set(key, group);
        }
    }
    const texts = [...groups.values()].flatMap(({ missing, users, whats }) => [
        ...wrap("  ", named([...users]), width),
        ...wrap("    missing   ", named([...whats], "; "), width),
        ...wrap("    because   ", missing.why, width),
        ...wrap("    to do     ", missing.supply, width),
    ]);
    return texts.length === 0 ? [] : ["", "Unknown", ...texts];
}

function named(names: string[], between = ", "): string {
    const shown = names.slice(0, mostNamed).join(between);
    return names.length > mostNamed ? `${shown} and ${names.length - mostNamed} more` : shown;
}

function restsOn({ assumed, notModelled, summary }: SignInReport, width: number): string[] {
    return [
        ...titled("Assumed", assumptions(assumed, summary.people), width),
        ...titled("Not checked", assumptions(notModelled, summary.people), width),
    ];
}

function assumptions(list: Assumption[], people: number): string[] {
    return list.map(({ about, why, people: touched }) =>
        touched === people ? `${about}: ${why}` : `${about}: ${why} (${touched} of ${people})`,
    );
}

function titled(title: string, lines: string[], width: number): string[] {
    return lines.length === 0 ? [] : ["", title, ...lines.flatMap((line) => wrap("  ", line, width))];
}
