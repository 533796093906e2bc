/**
 * Taking over what an interrupted run of the same component made and the state lacks. Belongs here: when to look, and what comes of
 * it. Not here: how each kind of object is found, and what it must be like.
 */

import * as pulumi from "@pulumi/pulumi";
import { connectSsoCommand } from "../../../rules/commandLine";
import { type Answer, isNotFound } from "../lookups";
import { dropOutputs, hasOutputs, idsInState, importOfLater, nearestOfType, runsHooks, settle } from "../sdk";

/** What stands in a cloud where this run would create something. */
export interface Found {
    /** As the provider takes it to import the object. */
    id: string;
    /** Names of the properties that are not what this run would create. */
    differences: readonly string[];
}

/** Looks for objects in a cloud, the best first. `values` are the inputs it would be created with, all of them known. */
export type Find<Values> = (values: Values) => Promise<Answer<Found[]>>;

/** A resource that may be taken over. */
export interface Wanted {
    /** What messages call it. */
    what: string;
    type: string;
    name: string;
    parent: pulumi.Resource;
    /** What happens where one is left that was not found. By default its creation fails. */
    ifLeft?: string;
    /** What it waits for beside its inputs. */
    dependsOn?: pulumi.Resource[];
}

/** One for each component. */
export class Orphans {
    private isFirstRun = false;
    private wasWhole: boolean | undefined;
    private mark: pulumi.Resource | undefined;
    private canUnmark = false;
    private lastRun: Promise<boolean> | undefined;
    private standing: Promise<ReadonlyMap<string, unknown> | undefined> | undefined;
    private readonly taken = new Set<unknown>();
    private readonly who: string;
    private readonly type: string;

    /** `who`: what messages call the component; `type`: its type. */
    constructor({ who, type }: { who: string; type: string }) {
        this.who = who;
        this.type = type;
    }

    /** What the hook on the component's own registration, which comes before any child's, knows of its last run. */
    noteLastRun({ isFirst, isWhole }: { isFirst: boolean; isWhole: boolean }): void {
        this.isFirstRun = isFirst;
        this.wasWhole = isWhole;
    }

    /** A component that gets its outputs when `everything` stands, also what the outputs of the whole one do not wait for. */
    markedBy(mark: pulumi.Resource, everything: Promise<unknown>): void {
        this.mark = mark;
        this.canUnmark = true;
        const settled = () => {
            this.canUnmark = false;
        };
        everything.then(settled, settled);
    }

    /** A creation failed in this run of which the cloud may have done the work: the next run must look for it. */
    noteLeft(): void {
        // A component registers its outputs once in a run.
        if (this.mark !== undefined && this.canUnmark) {
            this.canUnmark = false;
            dropOutputs(this.mark);
        }
    }

    /**
     * Options with which a resource is created, or imported if the last run was interrupted, the state lacks the resource, and a
     * cloud has exactly what would be created.
     */
    adopting<Values>(wanted: Wanted, values: Values, find: Find<pulumi.Unwrap<Values>>): pulumi.CustomResourceOptions {
        return importOfLater(
            this.choose(wanted, values, find).catch(() => undefined),
            wanted.dependsOn,
        );
    }

    private async choose<Values>(
        wanted: Wanted,
        values: Values,
        find: Find<pulumi.Unwrap<Values>>,
    ): Promise<string | undefined> {
        const { what, parent, ifLeft = "its creation fails" } = wanted;
        if (!(await this.wasInterrupted(parent)) || (await this.stands(wanted))) {
            return undefined;
        }
        const { value, known } = await settle(values);
        if (!known) {
            return undefined;
        }
        const found = await find(value as pulumi.Unwrap<Values>);
        if ("failure" in found) {
            if (!isNotFound(found.failure)) {
                const rest = `If there is one, ${ifLeft}: run \`${connectSsoCommand("recover")}\` before \`pulumi up\`. The look-up said: ${found.failure}`;
                await pulumi.log.warn(`Not checked: whether the interrupted run left the ${what}. ${rest}`, parent);
            }
            return undefined;
        }
        const inState = new Set((await this.standing)?.values());
        const free = found.answer.filter(({ id }) => !inState.has(id) && !this.taken.has(id));
        const chosen = free.find(({ differences }) => differences.length === 0) ?? free[0];
        if (chosen === undefined) {
            return undefined;
        }
        const { id, differences } = chosen;
        if (differences.length > 0) {
            const why = `it differs from what would be created, in ${differences.join(", ")}`;
            await pulumi.log.warn(`${this.who} does not adopt the ${what} (${id}): ${why}.`, parent);
            return undefined;
        }
        this.taken.add(id);
        await pulumi.log.info(`${this.who} adopts the ${what} that an interrupted run left (${id}).`, parent);
        return id;
    }

    /** Where the component's inputs did not change since, no hook ran. */
    private async wasInterrupted(parent: pulumi.Resource): Promise<boolean> {
        await settle(parent.urn);
        this.lastRun ??= this.endedWhole(parent);
        return !(await this.lastRun);
    }

    private async endedWhole(parent: pulumi.Resource): Promise<boolean> {
        if (!runsHooks() || this.isFirstRun) {
            return true;
        }
        const component = nearestOfType(this.type, parent);
        const isWhole = this.wasWhole ?? (component === undefined || (await hasOutputs(component)));
        return isWhole && (this.mark === undefined || (await hasOutputs(this.mark)));
    }

    /** Whether the state has the resource, or can't be read. */
    private async stands({ type, name, parent }: Wanted): Promise<boolean> {
        this.standing ??= this.readState();
        const standing = await this.standing;
        const { value } = await settle(pulumi.createUrn(name, type, parent));
        return standing?.has(String(value)) ?? true;
    }

    private async readState(): Promise<ReadonlyMap<string, unknown> | undefined> {
        try {
            return await idsInState();
        } catch (error) {
            await pulumi.log.warn(
                `${this.who}: Not checked: what the interrupted run made and the state lacks. The state can't be read: ${String(error)}`,
            );
            return undefined;
        }
    }
}
