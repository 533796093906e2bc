import { randomUUID, webcrypto } from "node:crypto";
import { type Command, Option } from "commander";
import { explain as explainInput, type NotUnderstood } from "../../signin/explain/explain";
import type { Explanation } from "../../signin/explain/explanation";
import { type Note, notesOf } from "../../signin/explain/note";
import { isOwn } from "../../signin/walk/isOwn";
import { readInputs } from "../explain/inputs";
import { renderExplanation } from "../explain/render";
import { print, printError } from "../output";
import type { Finish } from "../program";
import { collect } from "../signIn/collect";
import { toInstant } from "../signIn/instant";
import { notOurs } from "../signIn/report";
import { readSources, type SourceOptions, type Sources } from "../signIn/sources";
import { terminalWidth } from "../wrap";

interface ExplainOptions extends SourceOptions {
    now?: number;
    json?: boolean;
}

export function explain(program: Command, finish: Finish): void {
    program
        .command("explain")
        .description(
            "find the cause of what somebody saw: an error text, a SAMLResponse, a HAR file, Entra's sign-in log",
        )
        .argument("[files...]", "what was seen; - or nothing for standard input")
        .option(
            "-d, --deployment <file>",
            "compare with the output of `pulumi stack export --show-secrets`; give it again for a second stack",
            collect,
        )
        .option("-s, --stack <name>", "compare with a stack of the rehearsal")
        .option("--values <file>", "YAML with values for its `environment:` and `secure:` entries, as for `npm start`")
        .option("--directory <file>", "people (and groups) of the Entra directory")
        .option(
            "--now <time>",
            "when it was tried, such as 2027-01-31T08:00:00Z (default: as a HAR file says)",
            toInstant,
        )
        .addOption(new Option("--application <name>", "which Entra application, where the deployment has several"))
        .option(
            "--signing-certificate <name>",
            "compare as if this certificate signed: its name, or its SHA-1 thumbprint",
        )
        .option("--security-profiles <file>", "permissions of security profiles that the deployment does not hold")
        .option("--json", "print the whole answer (docs/explain.schema.json)")
        .addHelpText("after", "\nNothing leaves the machine, and no assertion, cookie or token is printed.")
        .addHelpText("after", "Exit code: 0 explained, 2 the input can't be used or contains no known error.")
        .action(async (files: string[], options: ExplainOptions) => {
            const stack = await stackOf(options);
            const unread = stack === undefined ? notRead(options) : [];
            const answers: (Explanation | NotUnderstood)[] = [];
            for (const input of readInputs(files)) {
                const answer = isNotUnderstood(input)
                    ? input
                    : await explainInput(input.name, input.bytes, {
                          stack,
                          triedAtMs: options.now,
                          nowMs: Date.now(),
                          newId: randomUUID,
                          crypto: webcrypto,
                      });
                answers.push(
                    isNotUnderstood(answer)
                        ? answer
                        : { ...answer, notes: [...answer.notes, ...notesOn(stack), ...unread] },
                );
            }
            printAll(answers, options.json === true);
            finish(answers.some(isNotUnderstood) ? 2 : 0);
        });
}

async function stackOf(options: ExplainOptions): Promise<Sources | undefined> {
    return options.deployment === undefined && options.stack === undefined ? undefined : await readSources(options);
}

const comparing = ["values", "directory", "application", "signingCertificate", "securityProfiles"] as const;

/** Options that only tell of a deployment, which is not there. */
function notRead(options: ExplainOptions): Note[] {
    const given = comparing
        .filter((name) => options[name] !== undefined)
        .map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    return notesOf(
        "deployment",
        given.length === 0
            ? []
            : [
                  `${given.join(", ")}: not used, because there is no deployment to compare with; add --deployment FILE (or --stack NAME)`,
              ],
    );
}

function notesOn(stack: Sources | undefined): Note[] {
    const texts = stack === undefined ? [] : [...stack.notes, ...(isOwn(stack.deployment) ? [] : [notOurs])];
    return notesOf("deployment", texts);
}

const isNotUnderstood = (answer: object): answer is NotUnderstood => "problem" in answer;

function printAll(answers: (Explanation | NotUnderstood)[], json: boolean): void {
    if (json) {
        print(JSON.stringify({ version: 2, explanations: answers }, null, 2));
        return;
    }
    const explained = answers.filter((answer) => !isNotUnderstood(answer)) as Explanation[];
    if (explained.length > 0) {
        print(explained.map((one) => renderExplanation(one, terminalWidth())).join("\n\n\n"));
    }
    for (const { name, problem } of answers.filter(isNotUnderstood)) {
        printError(`error: ${name}: ${problem}`);
    }
}
