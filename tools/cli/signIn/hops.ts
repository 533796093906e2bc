/** One person's sign-in, hop by hop: what was checked and the value seen. */
import type { Check, CheckOutcome, Hop, HopName, SignIn } from "../../signin/result";

const titles: Readonly<Record<HopName, string>> = {
    entra: "1. Entra issues",
    aws: "2. AWS accepts",
    connect: "3. Connect admits",
    cognito: "2. Cognito accepts",
};

const marks: Readonly<Record<CheckOutcome, string>> = {
    checked: "✔",
    failed: "✘",
    unknown: "?",
    assumed: "~",
    notModelled: "·",
};

const outcomes: Readonly<Record<Hop["outcome"], string>> = {
    passed: "",
    stopped: ": refuses",
    unknown: ": unknown",
    notReached: ": not reached",
};

export function renderHops({ hops }: SignIn): string[] {
    return [
        ...hops.flatMap(({ hop, outcome, checks }) => ["", `${titles[hop]}${outcomes[outcome]}`, ...checks.map(line)]),
        "",
        "  ✔ checked  ✘ wrong  ? unknown  ~ assumed  · not checked",
    ];
}

function line({ about, outcome, seen, expected, why }: Check): string {
    const values = outcome === "failed" && expected !== undefined ? `${seen ?? "nothing"}, not ${expected}` : seen;
    return [
        `  ${marks[outcome]} ${about}`,
        ...(values === undefined ? [] : [values]),
        ...(why === undefined ? [] : [`(${why})`]),
    ].join(outcome === "assumed" || outcome === "notModelled" || outcome === "unknown" ? "; " : ": ");
}
