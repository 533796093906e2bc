/** What a measurement says: the project's figure beside that of something else in the same run, which machines have in common. */

export interface Measurement {
    /** What was measured: `preview`. */
    what: string;
    /** How large the case was: `300 people`. */
    size: string;
    unit: "s" | "kB" | "MB";
    ours: number;
    /** The figure of what it is compared with, which the chapter of the bench names. */
    other: number;
}

export interface Result {
    /** What `other` is. */
    comparedWith: string;
    measurements: Measurement[];
}

export function ratio({ ours, other }: Measurement): number {
    return ours / other;
}

/** The middle value, the higher one of two. */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export async function seconds(work: () => unknown): Promise<number> {
    const started = performance.now();
    await work();
    return (performance.now() - started) / 1000;
}

/** The measurements as rows of a table. */
export function rows({ measurements }: Result): string[][] {
    const shown = (value: number, unit: string) => `${value.toFixed(unit === "s" && value < 10 ? 2 : 0)} ${unit}`;
    return [
        ["what", "size", "this project", "compared with", "ratio"],
        ...measurements.map((it) => [
            it.what,
            it.size,
            shown(it.ours, it.unit),
            shown(it.other, it.unit),
            ratio(it).toFixed(2),
        ]),
    ];
}
