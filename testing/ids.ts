/** Ids in the form that both clouds give them, the same in every run. */
import { createHash } from "node:crypto";

/** A GUID of version 4 that belongs to `what`, in whatever case that is written. */
export function guidOf(what: string): string {
    const hex = createHash("sha256").update(what.toLowerCase()).digest("hex");
    const variant = "89ab"[Number.parseInt(hex.slice(16, 17), 16) % 4];
    return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20, 32),
    ].join("-");
}

/** The object id of a user or a group of the mocked directory. */
export const userObjectId = (userPrincipalName: string): string => guidOf(`user ${userPrincipalName}`);
export const groupObjectId = (displayName: string): string => guidOf(`group ${displayName}`);

/** The id of a profile, which all mocked instances have in common. */
export const profileId = (kind: "security" | "routing", name: string): string => guidOf(`${kind} profile ${name}`);
