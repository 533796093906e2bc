/** How many people of the users file a change may touch, unless somebody says that it is meant. */
import type { Plan } from "./plan";

/** Percent of the file's entries. */
export const usualShare = 10;

export interface Share {
    changed: number;
    of: number;
    /** The smallest whole percent that allows it. */
    percent: number;
    limit: number;
    isTooMuch: boolean;
}

/** A file without users has nobody to lose. */
export function shareOf({ changes, before }: Pick<Plan, "changes" | "before">, limit = usualShare): Share {
    const changed = changes.length;
    return {
        changed,
        of: before,
        percent: before === 0 ? 0 : Math.ceil((changed * 100) / before),
        limit,
        isTooMuch: changed * 100 > limit * before && before > 0,
    };
}
