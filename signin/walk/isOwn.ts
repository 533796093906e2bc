import type { Deployment } from "../../deployment/deployment";

/**
 * Whether components of this project made the federation: then one stack holds all of it, and what it lacks is missing. Others
 * may make a part in another stack, or by hand.
 */
export const isOwn = ({ applications }: Deployment): boolean =>
    applications.some(({ isManaged }) => isManaged === true);
