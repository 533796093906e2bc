/** How long commands take until they have printed, beside Node.js that does nothing. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { median, type Result, seconds } from "./measurement";

const root = join(__dirname, "..");
const connectSso = join(root, "tools", "cli", "connect-sso.mjs");
const commands: [what: string, args: string[]][] = [
    ["connect-sso --help", [connectSso, "--help"]],
    ["connect-sso explain --help", [connectSso, "explain", "--help"]],
    ["connect-sso explain TEXT", [connectSso, "explain", "AADSTS50105: the user is not assigned to a role"]],
];

export async function measure(_: readonly number[], repeats: number): Promise<Result> {
    const times = async (args: string[]) => {
        const found: number[] = [];
        // The first run fills caches.
        for (let run = 0; run <= repeats; run++) {
            found.push(await seconds(() => spawnSync(process.execPath, args, { cwd: root })));
        }
        return median(found.slice(1));
    };
    const other = await times(["-e", "0"]);
    const measurements = [];
    for (const [what, args] of commands) {
        measurements.push({ what, size: "", unit: "s" as const, ours: await times(args), other });
    }
    return { comparedWith: "Node.js that does nothing", measurements };
}
