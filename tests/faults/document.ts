/** docs/reliability.md: how each case ended when it was last played. */
import { chanceKinds } from "./chance";
import { cases, faults, idOf, type Part, parts, shortName, type Way, ways } from "./matrix";
import type { End } from "./play";
import { readCases, readId } from "./reads";
import type { Result } from "./results";
import { rotationSection } from "./rotationDocument";
import { cell, endsInWords, faultTitles, table } from "./words";

type Results = ReadonlyMap<string, Result>;

const introduction = `# Reliability

What happens to a stack when something goes wrong in the middle? \`npm run test:faults\` tries it on the real engine, against the
emulated clouds: a fault at the first creation, update and deletion of each type, one fault in each run. Afterwards somebody does what the
documents say: \`pulumi up\` again, after \`pulumi cancel\` if the stack is locked. If that does not end well, they go back and run
[\`connect-sso recover\`](recover.md) first.

A case has ended well if all of this is true: the clouds have each object once, nothing that the state lacks, and nobody who was
removed; everybody who should sign in can; the next preview has no change. After a destroy the clouds must have nothing of the stack.
The clouds are emulated: live ones were not tried.`;

const meanings: Record<End, string> = {
    sameRun: "the run itself gets to its end",
    secondRun: "a second run gets to the end",
    recover: "a second run fails; `connect-sso recover --run`, then a run, get to the end",
    recoverFirst:
        "run `connect-sso recover --run` before the second run: a second run alone leaves something twice, orphaned, missing or unknown",
    failed: "it does not end well",
};

const titles: Record<Part, string> = {
    create: "A creation, in the first `up`",
    update: "An update",
    delete: "A deletion, when somebody leaves",
    destroy: "A deletion, when the stack is destroyed",
    cognito: "A creation by the CLI, in the first `up` of a program with `CognitoFederation`",
    cognitoLater: "A creation by the CLI, in a later `up` of that program",
};

const wayTitles: Record<Way, string> = { cli: "CLI", start: "`npm start`", bare: "CLI alone" };

export function reliabilityDocument(results: Results): string {
    return [
        introduction,
        `## What the words mean\n\n${legend()}`,
        `## Numbers\n\n${numbers(results)}`,
        ...parts.map((operation) => `## ${titles[operation]}\n\n${matrix(operation, results)}`),
        `## A read of Entra that comes too early\n\n${earlyReads(results)}`,
        `## A rotation of certificates\n\n${rotationSection(results)}`,
        `## By chance\n\n${byChance(results)}`,
        "<!-- Written by `npm run docs` from tests/faults/results.jsonl. -->\n",
    ].join("\n\n");
}

function legend(): string {
    const rows = Object.entries(meanings).map(([end, meaning]) => [endsInWords[end as End], meaning]);
    return [
        table(
            ["word", "meaning"],
            [
                ...rows,
                ["not run", "not tried yet. If a cell names some ways only, the others were not tried"],
                ["–", "it can't happen"],
            ],
        ),
        "",
        "The plugin, the engine and the program are killed with `kill -9`, after the cloud has done the work. The program is killed with its",
        "language host. An early read is one that does not find yet what was just made.",
        "",
        "CLI alone is the CLI without the package `@azure/identity`: then the components can't ask Entra what an interrupted run left",
        "([operating](operating.md#if-a-run-stops-half-way)).",
    ].join("\n");
}

function numbers(results: Results): string {
    const played = cases.map((one) => results.get(idOf(one))).filter((result) => result !== undefined);
    const rows = Object.entries(endsInWords).map(([end, words]) => [
        words,
        ...ways.map((way) =>
            String(played.filter((result) => result.end === end && result.case.startsWith(`${way}/`)).length),
        ),
    ]);
    const open = ways.map((way) => String(cases.filter((one) => one.way === way && !results.has(idOf(one))).length));
    const dates = played.map(({ date }) => date).sort();
    const when = dates.length === 0 ? "" : `, from ${dates[0]} to ${dates.at(-1)}`;
    const all = `${played.length} of ${cases.length} cases were played${when}.`;
    return `${all}\n\n${table(["how it ended", ...ways.map((way) => wayTitles[way])], [...rows, ["not run", ...open]])}`;
}

function matrix(operation: Part, results: Results): string {
    const own = cases.filter((one) => one.operation === operation);
    const types = [...new Set(own.map(({ type }) => type))];
    const shown = faults.filter((fault) => own.some((one) => one.fault === fault));
    const rows = types.map((type) => [
        `\`${type}\``,
        ...shown.map((fault) =>
            cell(own.filter((one) => one.type === type && one.fault === fault).map(resultIn(results))),
        ),
    ]);
    return table(["type", ...shown.map((fault) => faultTitles[fault])], rows);
}

const resultIn = (results: Results) => (one: (typeof cases)[number]) => ({
    by: wayTitles[one.way],
    end: results.get(idOf(one))?.end,
});

function earlyReads(results: Results): string {
    const rows = readCases
        .filter(({ way }) => way === "cli")
        .map((one) => [
            `\`${shortName(one.token)}\``,
            one.operation,
            `\`${one.read}\``,
            cell(
                (["cli", "start"] as const).map((way) => ({
                    by: wayTitles[way],
                    end: results.get(readId({ ...one, way }))?.end,
                })),
            ),
        ]);
    return [
        "The tables above have the last read of a creation and an update. The provider also makes these, and each may not find what was",
        "just made ([reads that find nothing](fault-plans.md#reads-that-find-nothing)).",
        "",
        table(["type", "operation", "read", "how it ended"], rows),
    ].join("\n");
}

function byChance(results: Results): string {
    const played = [...results.values()].map((result) => ({ result, parts: result.case.split("/") }));
    const rows = Object.entries(chanceKinds).flatMap(([kind, title]) =>
        (["cli", "start"] as const).map((way) => {
            const own = played.filter(({ parts }) => parts[0] === way && parts[2] === kind);
            const count = (end: End) => String(own.filter(({ result }) => result.end === end).length);
            return [
                title,
                wayTitles[way],
                String(own.length),
                ...Object.keys(endsInWords).map((end) => count(end as End)),
            ];
        }),
    );
    const head = ["what", "how", "cases", ...Object.values(endsInWords)];
    return `\`npm run test:faults -- --seed 1\` plays cases as the seed decides. Several faults are the [faults by chance](fault-plans.md#faults-by-chance) of a plan, with a probability of 0.2 for each operation.\n\n${table(head, rows)}`;
}
