import { type Command, Option } from "commander";
import { rehearsalCommand } from "../../../rules/commandLine";
import type { Finish } from "../program";
import { collect } from "../signIn/collect";
import { toInstant } from "../signIn/instant";
import type { SignInOptions } from "../signIn/run";

export function signIn(program: Command, finish: Finish): void {
    program
        .command("sign-in")
        .description("say who can sign in, and where Entra, AWS, Connect or Cognito refuses the others")
        .option("-s, --stack <name>", "a stack of the rehearsal (default: dev)")
        .option(
            "--values <file>",
            `YAML with values for its \`environment:\` and \`secure:\` entries, as for \`${rehearsalCommand()}\``,
        )
        .option(
            "-d, --deployment <file>",
            "output of `pulumi stack export --show-secrets`; - for standard input; give it again for a second stack",
            collect,
        )
        .option("--directory <file>", "people (and groups) of the Entra directory (default: the rehearsal's)")
        .option("-u, --user <name...>", "only these people, by Connect user name or name in the directory")
        .addOption(new Option("-a, --all", "every Connect user of the deployment (the default)").conflicts("user"))
        .option("--now <time>", "answer for this time, such as 2027-01-31T08:00:00Z (default: now)", toInstant)
        .addOption(
            new Option("--to <service>", "to Amazon Connect, or to your applications through a Cognito user pool")
                .choices(["connect", "cognito"])
                .default("connect"),
        )
        .option("--app-client <name>", "with --to cognito: only this app client of the user pool")
        .option("--application <name>", "which Entra application, if the deployment has several")
        .option(
            "--signing-certificate <name>",
            "answer as if this certificate signed: its name, or its SHA-1 thumbprint",
        )
        .option("--service-principal <file>", "what Entra has now: output of the `az ad sp show` command in the report")
        .option("--security-profiles <file>", "permissions of security profiles that the deployment does not hold")
        .option("--json", "print the whole answer (docs/sign-in.schema.json)")
        .addHelpText(
            "after",
            "\nExit code: 0 everybody can sign in, 1 somebody cannot, 2 the input can't be used, 3 the answer is unknown for somebody.",
        )
        .action(async (options: SignInOptions) => {
            const { runSignIn } = require("../signIn/run") as typeof import("../signIn/run");
            finish(await runSignIn(options));
        });
}
