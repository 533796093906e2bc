/** Recovery of a rehearsed stack, without and within `npm start`. */

import type { Home } from "../../rehearsal/engine";
import { readClouds } from "../cloudStores";
import type { EngineRun } from "../engineProcess";
import { settleLocks } from "../locks";
import { findLost } from "../lostAnswers";
import { printError } from "../output";
import { readCheckpoint } from "../stateFile";
import { heldInRehearsal } from "./heldInRehearsal";
import { lookAt, repair } from "./repair";
import type { StackCommands } from "./stackCommands";

/** What of a rehearsal is needed here. */
interface RehearsedStack {
    home: Home;
    stack: { project: string; name: string };
    run(args: string[], options: { capture: true }): Promise<EngineRun>;
    stackCommand(args: string[], options: { capture: true }): Promise<EngineRun>;
}

export function rehearsedCommands({ home, stack, run, stackCommand }: RehearsedStack): StackCommands {
    return {
        run: (args) => run([...args, "--non-interactive"], { capture: true }),
        stack: (args) => stackCommand([...args, "--non-interactive"], { capture: true }),
        settleLocks: () => settleLocks(home, stack.project, stack.name),
    };
}

/** Imports what the clouds made and the state lacks, where the program still wants it. */
export async function importLost(rehearsal: RehearsedStack): Promise<void> {
    const { home, stack } = rehearsal;
    const deployment = readCheckpoint(home, stack.project, stack.name) ?? {};
    const lost = findLost(deployment, readClouds(home), { project: stack.project, stack: stack.name });
    if (lost.size === 0) {
        return;
    }
    const held = await heldInRehearsal(home);
    const there = new Set(held.objects.map(({ id }) => id));
    const still = [...lost.values()].filter((id) => there.has(id)).length;
    if (still === 0) {
        return;
    }
    printError(
        `The last run failed after the clouds had created ${still} object(s) that the state lacks. Importing what the program needs of them …`,
    );
    const commands = rehearsedCommands(rehearsal);
    const hold = async () => held;
    await repair(commands, hold, await lookAt(commands, hold));
}
