import { defaultRoutingProfileNames, defaultSecurityProfileNames, profileNameProblem } from "../../../rules/connect";
import type { Problem } from "../../../rules/problem";
import { listOf, nearest, quote } from "../../../rules/text";
import { isPlainMap } from "../maps";

/** Kinds of profiles that users have. */
export type ProfileKind = "security" | "routing";

/** A profile name of one user, and where it was written. */
export interface ProfileUse {
    kind: ProfileKind;
    name: string;
    path: string[];
}

/** The routing profile of users whose entry names none. */
export const defaultRoutingProfile = defaultRoutingProfileNames[0] as string;

/** Where a user's profile names are written. */
export function profilePath(kind: ProfileKind, username: string): string[] {
    return ["users", username, kind === "security" ? "securityProfiles" : "routingProfile"];
}

/** The profile names of all users, as far as they are known while the program runs. */
export function profileUses(users: unknown): ProfileUse[] {
    if (!isPlainMap(users)) {
        return [];
    }
    return Object.entries(users).flatMap(([username, entry]) => {
        if (!isPlainMap(entry)) {
            return [];
        }
        const { securityProfiles, routingProfile = defaultRoutingProfile } = entry;
        const named = (kind: ProfileKind, names: readonly unknown[]) =>
            names
                .filter((name): name is string => profileNameProblem(name) === undefined)
                .map((name) => ({ kind, name, path: profilePath(kind, username) }));
        return [
            ...named("security", Array.isArray(securityProfiles) ? securityProfiles : []),
            ...named("routing", [routingProfile]),
        ];
    });
}

/** Profile names that an instance which is yet to be created will not have. */
export function newInstanceProfileProblems(uses: readonly ProfileUse[]): Problem[] {
    return uses
        .filter(({ kind, name }) => !defaultNamesOf(kind).includes(name))
        .map(({ kind, name, path }) => {
            const known = defaultNamesOf(kind);
            const near = nearest(name, known);
            return {
                path,
                message:
                    `must name a ${kind} profile that a new instance has (${listOf(known)}), got ${quote(name)}. ` +
                    `${near === undefined ? "" : `Did you mean ${quote(near)}? `}Deploy the instance first, then use a profile of your own`,
            };
        });
}

/** Names of the profiles that every new instance has. */
export function defaultNamesOf(kind: ProfileKind): readonly string[] {
    return kind === "security" ? defaultSecurityProfileNames : defaultRoutingProfileNames;
}
