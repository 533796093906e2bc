import { type Command, Option } from "commander";
import { UsageError } from "../errors";
import { print } from "../output";
import type { Finish } from "../program";
import { collect } from "../signIn/collect";
import { configuredUsers } from "../signIn/configuredUsers";
import { toInstant } from "../signIn/instant";
import { exitCodeOf } from "../signIn/report";
import { signInTo } from "../signIn/signInTo";
import { readSources, type SourceOptions } from "../signIn/sources";
import { renderReport } from "../signIn/table";
import { terminalWidth } from "../wrap";

interface SignInOptions extends SourceOptions {
    user?: string[];
    all?: boolean;
    now?: number;
    json?: boolean;
}

export function signIn(program: Command, finish: Finish): void {
    program
        .command("sign-in")
        .description("say who can sign in, and where Entra, AWS or Connect refuses the others")
        .option("-s, --stack <name>", "a stack of the rehearsal (default: dev)")
        .option("--values <file>", "YAML with values for its `environment:` and `secure:` entries, as for `npm start`")
        .option(
            "-d, --deployment <file>",
            "output of `pulumi stack export --show-secrets`; - for standard input; give it again for a second stack",
            collect,
        )
        .option(
            "--directory <file>",
            "people (and groups) of the Entra directory (default: the rehearsal's, in its tenant)",
        )
        .option("-u, --user <name...>", "only these people, by Connect user name or name in the directory")
        .addOption(new Option("-a, --all", "every Connect user of the deployment (the default)").conflicts("user"))
        .option("--now <time>", "answer for this time, such as 2027-01-31T08:00:00Z (default: now)", toInstant)
        .option("--application <name>", "which Entra application, where the deployment has several")
        .option(
            "--signing-certificate <name>",
            "answer as if this certificate signed: its name, or its SHA-1 thumbprint",
        )
        .option(
            "--service-principal <file>",
            "what Entra holds: output of the `az ad sp show` command that the report names",
        )
        .option("--security-profiles <file>", "permissions of security profiles that the deployment does not hold")
        .option("--json", "print the whole answer (docs/sign-in.schema.json)")
        .addHelpText(
            "after",
            "\nExit code: 0 everybody can sign in, 1 somebody cannot, 2 the input can't be used, 3 unknown for somebody.",
        )
        .action(async (options: SignInOptions) => {
            if (options.user?.some((user) => user.trim() === "")) {
                throw new UsageError('--user: must be a name such as "alice@contoso.example", got an empty one');
            }
            const sources = await readSources(options);
            const { users, notes } = options.user ? { users: options.user, notes: [] } : configuredUsers(sources);
            const asked = { ...sources, notes: [...sources.notes, ...notes] };
            const report = signInTo(asked, [...new Set(users)], options.now ?? Date.now());
            print(options.json ? JSON.stringify(report, null, 2) : renderReport(report, terminalWidth()));
            finish(exitCodeOf(report));
        });
}
