import { type Command, Option } from "commander";
import { rehearsalCommand } from "../../../rules/commandLine";
import type { ExplainOptions } from "../explain/run";
import type { Finish } from "../program";
import { collect } from "../signIn/collect";
import { toInstant } from "../signIn/instant";

export function explain(program: Command, finish: Finish): void {
    program
        .command("explain")
        .description(
            "find the cause of what somebody saw: an error text, a SAMLResponse, a HAR file, Entra's sign-in log",
        )
        .argument("[files...]", "what was seen, or the error text itself; - or nothing for standard input")
        .option(
            "-d, --deployment <file>",
            "compare with the output of `pulumi stack export --show-secrets`; give it again for a second stack",
            collect,
        )
        .option("-s, --stack <name>", "compare with a stack of the rehearsal")
        .option(
            "--values <file>",
            `YAML with values for its \`environment:\` and \`secure:\` entries, as for \`${rehearsalCommand()}\``,
        )
        .option("--directory <file>", "people (and groups) of the Entra directory")
        .option(
            "--now <time>",
            "when it was tried, such as 2027-01-31T08:00:00Z (default: as a HAR file says)",
            toInstant,
        )
        .addOption(new Option("--application <name>", "which Entra application, if the deployment has several"))
        .option(
            "--signing-certificate <name>",
            "compare as if this certificate signed: its name, or its SHA-1 thumbprint",
        )
        .option("--service-principal <file>", "what Entra has now: output of the `az ad sp show` command in the answer")
        .option("--security-profiles <file>", "permissions of security profiles that the deployment does not hold")
        .option("--json", "print the whole answer (docs/explain.schema.json)")
        .addHelpText("after", "\nNothing leaves the machine, and no assertion, cookie or token is printed.")
        .addHelpText("after", "Exit code: 0 explained, 2 the input can't be used or contains no known error.")
        .action(async (files: string[], options: ExplainOptions) => {
            const { runExplain } = require("../explain/run") as typeof import("../explain/run");
            finish(await runExplain(files, options));
        });
}
