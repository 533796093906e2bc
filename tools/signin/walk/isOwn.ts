import type { Deployment } from "../../deployment/deployment";
import { partCalled, type UnreadPart } from "../../deployment/otherProviders";

/**
 * Whether one component of this project made the federation: then the stack holds all of it, and what it lacks is missing.
 * Others, and programs that use components one by one, may make a part in another stack or by hand.
 */
export const isOwn = ({ applications }: Deployment): boolean => applications.some(({ isWhole }) => isWhole === true);

/** A part that the stack makes by a resource that is not read, and that may be the one called so. */
export const unreadPart = (
    { unread }: Deployment,
    kind: "role" | "samlProvider" | "instance",
    wanted: string,
): UnreadPart | undefined => partCalled(unread?.[kind], wanted);
