/** Which users the stack file has, and which a file of users. */
import type { TakenUser } from "./people";

/** A configuration may have 128 KiB on Linux, as one variable of the environment; the rest of it is short. */
const mostBytes = 100 * 1024;

export interface Places {
    inStackFile: TakenUser[];
    /** Empty where the stack file can have all of them. */
    inUsersFile: TakenUser[];
    /** Security profiles that keep more users from a file of users than the stack file can have. */
    inTheWay: string[];
}

export function placesOf(taken: TakenUser[]): Places {
    if (isShort(taken)) {
        return { inStackFile: taken, inUsersFile: [], inTheWay: [] };
    }
    const inStackFile = taken.filter(({ entry }) => entry.securityProfiles.some(isUnwritable));
    const profiles = inStackFile.flatMap(({ entry }) => entry.securityProfiles.filter(isUnwritable));
    return {
        inStackFile,
        inUsersFile: taken.filter((one) => !inStackFile.includes(one)),
        inTheWay: isShort(inStackFile) ? [] : [...new Set(profiles)].sort(),
    };
}

/** Between the names of a cell stands "|", which people also type as ";"; blanks around them are taken off. */
const isUnwritable = (profile: string) => /[|;]/.test(profile) || profile !== profile.trim();

const isShort = (users: readonly TakenUser[]) =>
    Buffer.byteLength(JSON.stringify(Object.fromEntries(users.map(({ user, entry }) => [user.username, entry])))) <=
    mostBytes;
