/** A real provider plugin that the Pulumi CLI has installed for the user. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { sdkVersion } from "./home";

/** What the plugin for the version of the npm SDK would be, and whether it is there. */
export interface InstalledPlugin {
    file: string;
    version: string;
    isThere: boolean;
}

export function installedPlugin(project: string, cloud: string, env: NodeJS.ProcessEnv = process.env): InstalledPlugin {
    const version = sdkVersion(project, cloud);
    const pulumiHome = env.PULUMI_HOME ?? join(homedir(), ".pulumi");
    const file = join(pulumiHome, "plugins", `resource-${cloud}-v${version}`, `pulumi-resource-${cloud}`);
    return { file, version, isThere: existsSync(file) };
}
