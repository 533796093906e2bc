/** Resources that a program only reads (`Role.get`), beside those that own the same thing, in this stack or another. */
import type { StateResource } from "./stateResource";

/** Without what was read of a thing that another of them owns, or that was read before; in the order of the state. */
export function withoutReadCopies(
    resources: readonly StateResource[],
    idOf: (resource: StateResource) => string | undefined = ({ id }) => id,
): StateResource[] {
    const ids = new Map(resources.map((resource) => [resource, idOf(resource)]));
    const known = new Set(resources.filter((it) => !it.external).map((it) => ids.get(it)));
    return resources.filter((resource) => {
        const id = ids.get(resource);
        if (!resource.external || id === undefined) {
            return true;
        }
        const isCopy = known.has(id);
        known.add(id);
        return !isCopy;
    });
}
