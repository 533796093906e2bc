import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fillPinnedFolder } from "./cache";
import { lastLine, run } from "./processes";
import { tellOf } from "./progress";
import { pinnedVersion } from "./version";

const platforms: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "darwin" };
const architectures: Record<string, string> = { x64: "x64", arm64: "arm64" };

/**
 * Puts the official distribution into the cache; returns in one line why it can't. It uses `curl`, as the official
 * installer does, since that knows the proxies and certificates of the machine.
 */
export async function downloadEngine(cache: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
    const platform = platforms[process.platform];
    const architecture = architectures[process.arch];
    if (platform === undefined || architecture === undefined) {
        return `download: none is fetched for ${process.platform} ${process.arch}`;
    }
    const url = `https://get.pulumi.com/releases/sdk/pulumi-v${pinnedVersion}-${platform}-${architecture}.tar.gz`;
    return tellOf("download", `Downloading the Pulumi engine v${pinnedVersion}`, (step) =>
        fillPinnedFolder(cache, async (folder) => {
            step(url);
            const archive = join(folder, "pulumi.tar.gz");
            await must("curl", [...curlLimits, "--output", archive, url], env);
            step("unpacking");
            await must("tar", ["-xzf", archive, "-C", folder, "--strip-components=1"], env);
            rmSync(archive);
            if (!existsSync(join(folder, "pulumi-language-nodejs"))) {
                throw new Error(`${url} holds no pulumi-language-nodejs`);
            }
        }),
    );
}

/** Fail at once without a network, and within a minute on one that has stopped. */
const curlLimits = [
    "--fail",
    "--location",
    "--silent",
    "--show-error",
    "--connect-timeout",
    "15",
    "--speed-limit",
    "1000",
    "--speed-time",
    "60",
];

async function must(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
    const { code, stderr } = await run(command, args, { env });
    if (code !== 0) {
        throw new Error(code === 127 ? `${command} is not installed` : lastLine(stderr) || `${command} exits ${code}`);
    }
}
