import type { Command } from "commander";
import { rehearsalCommand } from "../../../rules/commandLine";
import { readClouds } from "../cloudStores";
import { readEchoed, reportEchoed } from "../lenient";
import { print, printError } from "../output";
import type { Finish } from "../program";
import { openRehearsal, type Rehearsal } from "../rehearsal";
import { inventedDirectory } from "../seeds";
import { settingsOf } from "../settings";
import { wrongSigners } from "../signIn/declaredSigner";
import { signInEverybody } from "../signIn/signInEverybody";
import { readCheckpoint } from "../stateFile";
import { summarize } from "../summary";

/** The command without a name: preview, up, a second preview that must have no change, everybody's sign-in. */
export function rehearse(program: Command, finish: Finish): void {
    program
        .command("rehearse", { isDefault: true })
        .description(
            `preview, up, a second preview that must have no change, and every user's sign-in (what \`${rehearsalCommand()}\` alone runs)`,
        )
        .argument("[nothing...]")
        .action(async (unknown: string[], _options: unknown, command: Command) => {
            if (unknown.length > 0) {
                const names = program.commands.map((known) => known.name()).join(", ");
                command.error(`error: there is no command ${JSON.stringify(unknown[0])}; there are: ${names}`);
            }
            const settings = settingsOf(command);
            const rehearsal = await openRehearsal(settings);
            finish(await run(rehearsal, inventedDirectory(settings)));
        });
}

const steps: { title: string; args: string[] }[] = [
    { title: "What would change", args: ["preview"] },
    { title: "Deploying", args: ["up", "--yes", "--skip-preview"] },
    { title: "A second preview, which must have no change", args: ["preview", "--expect-no-changes"] },
];

async function run(rehearsal: Rehearsal, hint: string | undefined): Promise<number> {
    const { engine, home, stack } = rehearsal;
    print(
        `Rehearsing the stack ${stack.name} with Pulumi ${engine.version} (${engine.origin}: ${engine.command}) against emulated ` +
            "clouds. No account is needed, and none is touched.",
    );
    for (const [index, { title, args }] of steps.entries()) {
        print(`\n[${index + 1}/${steps.length + 1}] ${title}`);
        const { code } = await rehearsal.run(args);
        if (code !== 0) {
            reportEchoed(home);
            if (hint !== undefined) {
                printError(`note: ${hint}`);
            }
            return code;
        }
    }
    print(`\n[${steps.length + 1}/${steps.length + 1}] Every user signs in`);
    const signedIn = await signInEverybody(rehearsal);
    const outputs = await rehearsal.stackCommand(["output", "--json"], { capture: true });
    const deployment = readCheckpoint(home, stack.project, stack.name) ?? {};
    const place = { folder: home.rehearsal, stack: stack.name, echoed: readEchoed(home), signedIn };
    print(`\n${summarize(deployment, JSON.parse(outputs.stdout), place)}`);
    const wrong = wrongSigners(deployment, readClouds(home).azuread ?? {}, Date.now());
    for (const sentence of wrong) {
        printError(`\nerror: ${sentence}`);
    }
    return wrong.length > 0 ? 1 : (signedIn?.code ?? 0);
}
