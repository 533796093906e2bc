/** Amazon Connect Streams, which the page that embeds the panel loads: found, or got once from npm. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { userCache } from "../../rehearsal/engine";

/** The version that examples/embeddedPanel is tried with. */
export const streamsVersion = "2.28.2";
export const streamsFile = "connect-streams-min.js";
const inPackage = join("amazon-connect-streams", "release", streamsFile);

/** Beside the page, in a node_modules above it, or in the user's cache; undefined where it can't be got either. */
export function findStreams(folder: string, say: (line: string) => void, env = process.env): string | undefined {
    for (let at = folder; ; at = dirname(at)) {
        const found = [join(at, streamsFile), join(at, "node_modules", inPackage)].find(existsSync);
        if (found !== undefined) {
            return found;
        }
        if (dirname(at) === at) {
            break;
        }
    }
    const kept = join(userCache(env), "streams", streamsVersion, streamsFile);
    return existsSync(kept) || fetchStreams(kept, say) ? kept : undefined;
}

function fetchStreams(target: string, say: (line: string) => void): boolean {
    say(`Getting amazon-connect-streams ${streamsVersion} from npm, once …`);
    const folder = dirname(target);
    mkdirSync(folder, { recursive: true });
    const draft = mkdtempSync(join(folder, ".draft-"));
    try {
        const archive = `amazon-connect-streams-${streamsVersion}.tgz`;
        const packed = run("npm", ["pack", `amazon-connect-streams@${streamsVersion}`, "--silent"], draft);
        const member = `package/release/${streamsFile}`;
        if (!packed || !run("tar", ["-xzf", archive, member], draft)) {
            say(
                `It can't be got. The page that embeds the panel will not work until \`npm install amazon-connect-streams@${streamsVersion}\` has run in its folder.`,
            );
            return false;
        }
        renameSync(join(draft, member), target);
        return true;
    } finally {
        rmSync(draft, { recursive: true, force: true });
    }
}

function run(command: string, args: string[], cwd: string): boolean {
    const { status } = spawnSync(command, args, { cwd, stdio: "ignore", timeout: 120_000 });
    return status === 0;
}
