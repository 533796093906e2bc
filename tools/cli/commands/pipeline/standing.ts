import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Command } from "commander";
import { print, printError } from "../../output";
import type { Standing } from "../../pipeline/standing";
import type { Finish } from "../../program";
import { existingFile, projectFolder } from "../../settings";

interface StandingOptions {
    stack: string;
    output?: string;
    before?: string;
}

export function standing(program: Command, finish: Finish): void {
    program
        .command("standing")
        .description("say who can sign in to a stack in your accounts, and who no longer can")
        .requiredOption("-s, --stack <name>", "which stack")
        .option("--output <file>", "write the answer, for a later --before")
        .option("--before <file>", "an earlier answer: fail if somebody could sign in then, and can't now")
        .addHelpText("after", "\nExit code: 0, or 1 if somebody lost their sign-in.")
        .action(async ({ stack, output, before }: StandingOptions) => {
            const { lostBetween, readState, standingOf } =
                require("../../pipeline/standing") as typeof import("../../pipeline/standing");
            const { writePrivate } =
                require("../../pipeline/privateFolder") as typeof import("../../pipeline/privateFolder");
            const old =
                before === undefined
                    ? undefined
                    : (JSON.parse(readFileSync(existingFile("--before", before), "utf8")) as Standing);
            const now = await standingOf(await readState(stack), Date.now());
            if (output !== undefined) {
                const file = resolve(projectFolder(), output);
                writePrivate(dirname(file), basename(file), `${JSON.stringify(now, null, 2)}\n`);
            }
            const count = (verdict: string) =>
                Object.values(now.people).filter((one) => one.verdict === verdict).length;
            print(`${stack}: ${count("yes")} can sign in, ${count("no")} cannot, ${count("unknown")} unknown`);
            for (const note of now.notes) {
                printError(`note: ${note}`);
            }
            const lost = old === undefined ? [] : lostBetween(old, now);
            for (const { user, verdict, because = "" } of lost) {
                const what =
                    verdict === "no"
                        ? "could sign in before and cannot now"
                        : "could sign in before, and now it is unknown";
                printError(`${verdict === "no" ? "error" : "warning"}: ${user} ${what}: ${because}`);
            }
            finish(lost.some(({ verdict }) => verdict === "no") ? 1 : 0);
        });
}
