/** What a rule of the pack is. */
import type { Resource } from "./resource";
import type { Stack } from "./stack";

/** What a violation does: nothing but say so, stop the deployment; or the rule is not asked. */
export type Level = "advisory" | "mandatory" | "disabled";

/** A parameter's JSON Schema, as the engine checks it. */
export interface Parameter {
    type: "integer" | "array";
    items?: { type: "string" };
    minimum?: number;
    maximum?: number;
    default: number | string[];
    description: string;
}

/** What a rule finds wrong, or could not find out. */
export type Finding = { resource: Resource } & ({ says: string } | { notChecked: string });

export interface Rule<Parameters extends object = object> {
    id: string;
    /** Unless it is configured. */
    level: Level;
    /** What must be so: a sentence. It stands before each violation. */
    description: string;
    /** What happens otherwise. */
    reason: string;
    /** What to write. */
    remedy: string;
    parameters?: Readonly<Record<keyof Parameters & string, Parameter>>;
    /** What is wrong with one resource by itself. It is asked before the resource is created, so that a mandatory rule stops it. */
    each?(resource: Resource, parameters: Parameters): string[];
    /** What is wrong, or not known, in the stack as a whole. */
    together?(stack: Stack, parameters: Parameters): Finding[];
}

/** Has the parameters in the types of the rule; the engine has checked them by their schema. */
export function rule<Parameters extends object>(definition: Rule<Parameters>): Rule {
    return definition as Rule;
}
