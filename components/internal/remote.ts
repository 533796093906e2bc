/** Components that programs in other languages ask this package's plugin for: each is a run of its own, all together are one program. */
import type * as pulumi from "@pulumi/pulumi";
import { seeOtherErrors } from "../../rules/names";
import { takeRefusals } from "./endOfRun";
import { currentRun, endOfEngine, findTypes, monitorAddress, settle } from "./sdk";

/** A program in another language; `failed` resolves when one of its components was refused, since the engine ends the run then. */
interface Program {
    failed: Promise<void>;
    fail: () => void;
}

const programs = new Map<string, Program>();
const programOf = new WeakMap<object, Program>();

/** What stands for the program: its run, or what all runs of a plugin for one deployment share. */
export function currentProgram(): object {
    const run = currentRun();
    return programOf.get(run) ?? run;
}

/** Whether the component that is constructed now belongs to a program in another language. */
export function isRemote(): boolean {
    return programOf.has(currentRun());
}

/**
 * Makes a component for a program in another language, and waits until it and its outputs are there. Rejects with what it is
 * refused for; that this is found out later, or while the engine ends the run, must not leave the caller waiting.
 */
export async function makeRemote<Component extends pulumi.ComponentResource>(
    make: () => Component,
    parent: pulumi.Resource | undefined,
    outputs: (component: Component) => pulumi.Inputs,
): Promise<{ urn: pulumi.Output<string>; state: pulumi.Inputs }> {
    const program = programAt(monitorAddress());
    programOf.set(currentRun(), program);
    if (parent !== undefined) {
        await findTypes(parent);
    }
    try {
        const component = make();
        const state = outputs(component);
        let stopTaking = () => {};
        const refused = new Promise((_, reject) => {
            stopTaking = takeRefusals(reject);
        });
        const ended = Promise.race([endOfEngine(), program.failed]).then(() => {
            throw new Error(`it was not deployed: ${seeOtherErrors}`);
        });
        await Promise.race([settle({ urn: component.urn, ...state }), refused, ended]);
        // What is refused from now on, such as a deletion at the end of the run, nobody waits for: its hook must say it.
        stopTaking();
        return { urn: component.urn, state };
    } catch (error) {
        program.fail();
        throw error;
    }
}

function programAt(address: string): Program {
    const known = programs.get(address);
    if (known !== undefined) {
        return known;
    }
    let fail = () => {};
    const failed = new Promise<void>((resolve) => {
        fail = resolve;
    });
    const program = { failed, fail };
    programs.set(address, program);
    return program;
}
