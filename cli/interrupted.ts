import type { readClouds } from "./cloudStores";
import type { Deployment } from "./stateFile";

/** A creation that the engine had begun when it was killed: `id` is what the cloud made of it, if it got that far. */
export interface InterruptedCreate {
    urn: string;
    id: string | undefined;
}

/** What the clouds note with every creation: which URN asked for it, and the id it was given. */
type Created = Record<string, { id: string } | undefined>;

export function findInterrupted(deployment: Deployment, clouds: ReturnType<typeof readClouds>): InterruptedCreate[] {
    const created = Object.assign({}, ...Object.values(clouds).map((cloud) => cloud.created ?? {})) as Created;
    const known = new Set((deployment.resources ?? []).map(({ urn, id }) => `${urn} ${id}`));
    return (deployment.pending_operations ?? [])
        .filter(({ type }) => type === "creating")
        .map(({ resource: { urn } }) => {
            const id = created[urn]?.id;
            // A replacement has the URN of what it replaces: an id that the state has is not the interrupted one's.
            return { urn, id: id === undefined || known.has(`${urn} ${id}`) ? undefined : id };
        });
}

/**
 * Arguments of the refresh that settles them the way the engine documents: what the cloud has made is taken into the
 * state, so that nothing is made twice; what it has not is forgotten, so that it is made again.
 */
export function settlingRefresh(interrupted: InterruptedCreate[]): string[] {
    const adopted = interrupted.flatMap(({ urn, id }) =>
        id === undefined ? [] : ["--import-pending-creates", urn, "--import-pending-creates", id],
    );
    return ["refresh", "--yes", "--skip-preview", "--clear-pending-creates", ...adopted];
}
