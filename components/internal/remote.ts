/** Components that programs in other languages ask this package's plugin for: each is a run of its own, all together are one program. */
import type * as pulumi from "@pulumi/pulumi";
import { takeRefusals } from "./endOfRun";
import { currentRun, endOfEngine, findTypes, monitorAddress, settle } from "./sdk";

const programs = new Map<string, object>();
const programOf = new WeakMap<object, object>();

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
    const address = monitorAddress();
    const program = programs.get(address) ?? {};
    programs.set(address, program);
    programOf.set(currentRun(), program);
    if (parent !== undefined) {
        await findTypes(parent);
    }
    const component = make();
    const state = outputs(component);
    const refused = new Promise((_, reject) => takeRefusals(reject));
    const ended = endOfEngine().then(() => {
        throw new Error("it was not deployed: see the other errors");
    });
    await Promise.race([settle({ urn: component.urn, ...state }), refused, ended]);
    return { urn: component.urn, state };
}
