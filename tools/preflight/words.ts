/** The preflight in sentences. */
import type { Check, Preflight, Step, Verdict } from "./preflight";

const verdicts: Record<Verdict, string> = { fits: "fits", doesNotFit: "does not fit", unknown: "unknown" };

export function preflightInWords({ checks, byHand, globalResiliency }: Preflight): string {
    return [
        "Quotas and licences",
        ...checks.flatMap(checkLines),
        "",
        "By hand: what no deployment does",
        ...stepLines(byHand),
        ...(globalResiliency === undefined
            ? []
            : [
                  "",
                  "Global Resiliency: this program does not set it up",
                  ...globalResiliency.problems.map((problem) => `  refused: ${problem}`),
                  ...stepLines(globalResiliency.needs),
              ]),
    ].join("\n");
}

function checkLines({ verdict, what, advice, commands, source }: Check): string[] {
    return [
        `  ${verdicts[verdict]}: ${what}.`,
        ...(advice === undefined ? [] : [`      ${advice}.`]),
        ...commands.map((command) => `      ${command}`),
        ...(verdict === "doesNotFit" ? [`      ${source}`] : []),
    ];
}

function stepLines(steps: readonly Step[]): string[] {
    return steps.flatMap(({ what, commands }) => [`  [ ] ${what}.`, ...commands.map((command) => `      ${command}`)]);
}

/** 0 everything fits, 1 something does not, 3 unknown for something. */
export function exitCodeOf({ checks, globalResiliency }: Preflight): number {
    const isRefused = (globalResiliency?.problems ?? []).length > 0;
    if (isRefused || checks.some(({ verdict }) => verdict === "doesNotFit")) {
        return 1;
    }
    return checks.some(({ verdict }) => verdict === "unknown") ? 3 : 0;
}
