/** Which Pulumi engines the rehearsal accepts, and the one it fetches or builds when none is there. */

/** The engine that is downloaded, or built from `go.mod` beside this file (which names the same version). */
export const pinnedVersion = "3.259.0";

/**
 * The oldest engine that does what the program relies on: delete hooks with dry run (3.182, for Node.js 3.186) and
 * import followed by an update in one run (3.174), without later deleting what was imported (fixed in 3.252).
 */
export const minimumVersion = "3.252.0";

/** The number in what `pulumi version` prints (`v3.259.0`, `3.259.0-alpha.x`), or undefined if there is none. */
export function parseVersion(printed: string): string | undefined {
    return /(?:^|\s)v?(\d+\.\d+\.\d+)/.exec(printed)?.[1];
}

/** Whether an engine of this version can run the program: the minimum or later, of the same major version. */
export function isRecentEnough(version: string): boolean {
    return version.split(".")[0] === minimumVersion.split(".")[0] && compareVersions(version, minimumVersion) >= 0;
}

/** Negative, zero or positive, as `a` is older than, the same as or newer than `b`; missing parts count as 0. */
export function compareVersions(a: string, b: string): number {
    const left = a.split(".").map(Number);
    const right = b.split(".").map(Number);
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
        const difference = (left[i] ?? 0) - (right[i] ?? 0);
        if (difference !== 0) {
            return difference;
        }
    }
    return 0;
}
