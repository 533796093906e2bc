import type { Deployment } from "../../deployment/deployment";

/**
 * Whether one component of this project made the federation: then the stack holds all of it, and what it lacks is missing.
 * Others, and programs that use components one by one, may make a part in another stack or by hand.
 */
export const isOwn = ({ applications }: Deployment): boolean => applications.some(({ isWhole }) => isWhole === true);
