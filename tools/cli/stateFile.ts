import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { engineState, type Home } from "../rehearsal/engine";

/** A resource as the engine keeps it. */
export interface EngineResource {
    urn: string;
    type: string;
    id?: string;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
    /** What it was replaced by is there already; it is only left to be deleted. */
    delete?: boolean;
}

/** What the engine remembers of a stack (`pulumi stack export`, or its checkpoint on disk). */
export interface Checkpoint {
    resources?: EngineResource[];
    pending_operations?: { type: string; resource: EngineResource }[];
}

export function stateFile(home: Home, project: string, stack: string): string {
    return join(engineState(home), ".pulumi", "stacks", project, `${stack}.json`);
}

/** The stack's checkpoint, or undefined if the stack has never been made. */
export function readCheckpoint(home: Home, project: string, stack: string): Checkpoint | undefined {
    const file = stateFile(home, project, stack);
    if (!existsSync(file)) {
        return undefined;
    }
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest?: Checkpoint | null } };
    return checkpoint.latest ?? {};
}

/**
 * The engine writes a checkpoint in one rename, but not the small file of attributes beside it. Torn by a kill it makes
 * the checkpoint unreadable; without it the checkpoint reads as well.
 */
export function dropTornAttributes(home: Home, project: string): void {
    const folder = join(engineState(home), ".pulumi", "stacks", project);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    for (const file of names.filter((name) => name.endsWith(".attrs")).map((name) => join(folder, name))) {
        if (!isJson(file)) {
            rmSync(file, { force: true });
        }
    }
}

function isJson(file: string): boolean {
    try {
        JSON.parse(readFileSync(file, "utf8"));
        return true;
    } catch {
        return false;
    }
}
