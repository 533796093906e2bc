import type { Deployment } from "../../deployment/deployment";
import type { UnreadPart } from "../../deployment/otherProviders";

/**
 * Whether one component of this project made the federation: then the stack holds all of it, and what it lacks is missing.
 * Others, and programs that use components one by one, may make a part in another stack or by hand.
 */
export const isOwn = ({ applications }: Deployment): boolean => applications.some(({ isWhole }) => isWhole === true);

/** A part in the stack that may be the one that is looked for, by a resource that is not read. A `ConnectSso` makes these itself. */
export const unreadPart = (
    deployment: Deployment,
    kind: "role" | "samlProvider" | "instance",
): UnreadPart | undefined => (isOwn(deployment) ? undefined : deployment.unread?.[kind]?.[0]);
