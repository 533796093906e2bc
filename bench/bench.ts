/** Reads the command line of `npm run bench`, measures and reports. */
import { Command, InvalidArgumentError } from "commander";
import * as criticalPath from "./criticalPath";
import type { Result } from "./measurement";
import { type ReportOptions, report } from "./report";
import * as signIn from "./signIn";
import * as stack from "./stack";
import * as startUp from "./startUp";
import * as templatePreview from "./templatePreview";

/** @param sizes how many people; one result has all of them */
type Measure = (sizes: readonly number[], repeats: number) => Promise<Result>;

const benches: Record<string, { measure: Measure; defaultSizes: number[]; description: string }> = {
    criticalPath: { ...criticalPath, defaultSizes: [4], description: "how much of up is waiting for the clouds" },
    signIn: { ...signIn, defaultSizes: [10_000], description: "sign-ins of many people" },
    stack: { ...stack, defaultSizes: [60], description: "preview, up and state of the stack program" },
    startUp: { ...startUp, defaultSizes: [], description: "how long commands take until they have printed" },
    templatePreview: { ...templatePreview, defaultSizes: [], description: "preview beside Pulumi's template" },
};

export async function main(args: readonly string[]): Promise<void> {
    const program = new Command("npm run bench --").description("Measures, and prints ratios within one run.");
    for (const [name, { measure, defaultSizes, description }] of Object.entries(benches)) {
        const command = program.command(name).description(description);
        if (defaultSizes.length > 0) {
            command.argument("[people...]", `how many people (default: ${defaultSizes.join(" ")})`, positive);
        }
        command
            .option("--repeats <count>", "measure several times and take the median", (text) => positive(text)[0], 1)
            .option("--json", "print JSON")
            .option("--write", "keep the result in docs/benchmarks.md")
            .action(async (...given) => {
                const sizes =
                    defaultSizes.length > 0 && Array.isArray(given[0]) && given[0].length > 0 ? given[0] : defaultSizes;
                const options = command.opts<ReportOptions & { repeats: number }>();
                report(name, await measure(sizes, options.repeats), options);
            });
    }
    await program.parseAsync(args, { from: "user" });
}

/** The numbers so far and this one. */
function positive(text: string, before: readonly number[] = []): number[] {
    if (!/^[1-9]\d*$/.test(text)) {
        throw new InvalidArgumentError("It must be a whole number above 0.");
    }
    return [...before, Number(text)];
}
