/** An explanation for people: what refused, why, how sure that is, how to see it, and what to change. */
import type { Attempt, Comparison, Explanation, Finding } from "../../signin/explain/explanation";

const refusers: Readonly<Record<Finding["refusedBy"], string>> = {
    entra: "Entra",
    aws: "AWS",
    connect: "Amazon Connect",
    browser: "The browser",
};

const kinds: Readonly<Record<Explanation["input"]["kind"], string>> = {
    text: "a pasted text",
    samlResponse: "a SAML response",
    har: "a HAR file",
};

export function renderExplanation({ input, attempts, notes }: Explanation): string {
    return [
        `${input.name}: ${kinds[input.kind]}`,
        ...notes.map((note) => `  note: ${note}`),
        ...attempts.flatMap((attempt) => ["", ...renderAttempt(attempt, attempts.length > 1)]),
    ].join("\n");
}

function renderAttempt({ title, findings, comparisons, contents, notes }: Attempt, isTitled: boolean): string[] {
    return [
        ...(isTitled ? [`${title.charAt(0).toUpperCase()}${title.slice(1)}`, ""] : []),
        ...(findings.length === 0 ? ["Nothing was found in it that would be refused."] : []),
        ...findings.flatMap((one, index) => [...(index > 0 ? [""] : []), ...renderFinding(one)]),
        ...renderComparisons(comparisons),
        ...table(
            "What it says",
            contents.map(({ what, value }) => [what, value]),
        ),
        ...(notes.length === 0 ? [] : ["", ...notes.map((note) => `note: ${note}`)]),
    ];
}

function renderFinding(finding: Finding): string[] {
    const { refusedBy, sureness, message, meaning, evidence, causeSureness } = finding;
    const isSure = sureness === "certain" ? "" : ` (${sureness})`;
    const verb = finding.basis === "shown" ? "refused" : "would refuse";
    return [
        `${refusers[refusedBy]} ${verb}${isSure}: ${meaning}`,
        ...(message === null ? [] : [`  says      ${message}`]),
        `  known by  ${evidence}`,
        ...(finding.seen === undefined ? [] : [`  seen      ${finding.seen}`]),
        ...(finding.expected === undefined ? [] : [`  expected  ${finding.expected}`]),
        `  cause     ${finding.cause} (${causeSureness})`,
        `  confirm   ${finding.confirm}`,
        `  change    ${finding.change}`,
        ...finding.otherCauses.flatMap(({ cause, confirm, change }) => [
            `  or        ${cause}`,
            `    confirm ${confirm}`,
            `    change  ${change}`,
        ]),
        `  see       ${finding.sources[0]}`,
    ];
}

function renderComparisons(comparisons: Comparison[]): string[] {
    return table(
        "Beside the deployment",
        comparisons.map(({ what, seen, expected, same, remark }) => [
            `${same ? "=" : "≠"} ${what}`,
            same ? seen : `${seen}  ≠  ${expected}${remark === undefined ? "" : ` (${remark})`}`,
        ]),
    );
}

function table(title: string, rows: string[][]): string[] {
    if (rows.length === 0) {
        return [];
    }
    const width = Math.max(...rows.map(([first = ""]) => first.length));
    return ["", title, ...rows.map(([first = "", second = ""]) => `  ${first.padEnd(width)}  ${second}`)];
}
