import type { CloudObjects } from "./cloudStores";
import type { Checkpoint, EngineResource } from "./stateFile";

/** A creation that the engine had begun when it was killed: `id` is what the cloud made of it, if it got that far. */
interface InterruptedCreate {
    resource: EngineResource;
    id: string | undefined;
}

/** What the clouds note with every creation: which URN asked for it, and the id it was given. */
type Created = Record<string, { id: string } | undefined>;

export function findInterrupted(deployment: Checkpoint, clouds: Record<string, CloudObjects>): InterruptedCreate[] {
    const created = Object.assign({}, ...Object.values(clouds).map((cloud) => cloud.created ?? {})) as Created;
    const known = new Set((deployment.resources ?? []).map(({ urn, id }) => `${urn} ${id}`));
    return (deployment.pending_operations ?? [])
        .filter(({ type }) => type === "creating")
        .map(({ resource }) => {
            const id = created[resource.urn]?.id;
            // A replacement has the URN of what it replaces: an id that the state has is not the interrupted one's.
            return { resource, id: id === undefined || known.has(`${resource.urn} ${id}`) ? undefined : id };
        });
}

/**
 * The state with what the cloud has made taken in, so that nothing is made twice. What it has not made is forgotten, so
 * that it is made again, as are interrupted updates and deletions: a refresh then finds out how those ended.
 */
export function settle(deployment: Checkpoint, interrupted: InterruptedCreate[]): Checkpoint {
    const { pending_operations: _, resources = [], ...rest } = deployment;
    const settled = [...resources];
    for (const { resource, id } of interrupted) {
        if (id === undefined) {
            continue;
        }
        const made = { ...resource, id };
        const position = settled.findIndex(({ urn, delete: replaced }) => urn === resource.urn && replaced !== true);
        const replaced = settled[position];
        if (replaced === undefined) {
            settled.push(made);
        } else {
            settled.splice(position, 1, made);
            settled.push({ ...replaced, delete: true });
        }
    }
    return { ...rest, resources: settled };
}
