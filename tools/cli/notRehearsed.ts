import { rehearsalCommand } from "../../rules/commandLine";
import { shellWord } from "../../rules/shell";
import { UsageError } from "./errors";

/** A command asks for a stack of the rehearsal in which nothing was ever deployed. */
export function notRehearsed(stack: string): UsageError {
    const command = rehearsalCommand(stack === "dev" ? "" : `--stack ${shellWord(stack)}`);
    return new UsageError(
        `the stack ${stack} has not been rehearsed: \`${command}\` brings it up; for a real one give --deployment FILE, ` +
            "a file with the output of `pulumi stack export --show-secrets`",
    );
}
