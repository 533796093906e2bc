/** What YAML can say and a configuration can't: a value within itself, and aliases that multiply. */

/** The lines where lists and mappings begin, and where aliases repeat them. */
export interface Lines {
    opened: Map<object, number>;
    aliases: Map<object, number>;
}

/** A key that can't be used, as it stands in the file. */
export interface WrongKey {
    written: string;
    message: string;
}

/** What is wrong, and where: the line of the value, and for a key what to look for from that line on. */
interface GraphProblem {
    line?: number;
    written?: string;
    message: string;
}

/** More values than any configuration has: 10,000 users have about 200,000. */
const most = 1_000_000;
const deepest = 100;

/** The first problem of a value that was read from YAML. `explainKey` says what is wrong with a key. */
export function findGraphProblem(
    root: unknown,
    { opened, aliases }: Lines,
    explainKey: (key: string) => WrongKey | undefined,
): GraphProblem | undefined {
    const sizes = new Map<object, number>();
    const around = new Set<object>();
    let problem: GraphProblem | undefined;

    /** How many values it comes to when every alias is written out. */
    function sizeOf(value: unknown, depth: number): number {
        if (typeof value !== "object" || value === null || problem !== undefined) {
            return 1;
        }
        const known = sizes.get(value);
        if (known !== undefined) {
            return known;
        }
        if (around.has(value)) {
            return report(
                aliases.get(value),
                "an alias (`*name`) is inside the value that it refers to (`&name`), so the value never ends; write the value instead of the alias",
            );
        }
        if (depth > deepest) {
            return report(
                opened.get(value),
                `lists and mappings are nested more than ${deepest} levels deep; use fewer levels`,
            );
        }
        around.add(value);
        let size = 1;
        for (const [key, item] of Object.entries(value)) {
            const wrongKey = Array.isArray(value) ? undefined : explainKey(key);
            size +=
                wrongKey === undefined
                    ? sizeOf(item, depth + 1)
                    : report(opened.get(value), wrongKey.message, wrongKey.written);
            if (size > most) {
                report(
                    aliases.get(value) ?? opened.get(value),
                    `aliases (\`*name\`) expand to more than ${most.toLocaleString("en")} values; write only the values that you need`,
                );
                break;
            }
        }
        around.delete(value);
        sizes.set(value, size);
        return size;
    }

    /** Keeps the first problem. */
    function report(line: number | undefined, message: string, written?: string): number {
        problem ??= {
            message,
            ...(line === undefined ? {} : { line }),
            ...(written === undefined ? {} : { written }),
        };
        return 1;
    }

    sizeOf(root, 0);
    return problem;
}
