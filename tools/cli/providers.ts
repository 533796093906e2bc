import { type Home, installedPlugin } from "../rehearsal/engine";
import { UsageError } from "./errors";

/** The real plugins that a run has instead of emulated ones, by cloud. */
export type RealPlugins = Partial<Record<"azuread", string>>;

/**
 * What `--provider` chooses. Only azuread has a server that its real plugin can talk to; the plugin is the one that the Pulumi CLI
 * has installed, of the SDK's own version.
 */
export function chooseProviders(
    { project }: Pick<Home, "project">,
    choice: string | undefined,
    env: NodeJS.ProcessEnv = process.env,
): RealPlugins {
    if (choice === undefined || choice === "azuread=emulated") {
        return {};
    }
    if (choice !== "azuread=real") {
        throw new UsageError(`--provider ${choice}: must be azuread=real or azuread=emulated`);
    }
    const { file, version, isThere } = installedPlugin(project, "azuread", env);
    if (!isThere) {
        throw new UsageError(
            `--provider azuread=real: there is no ${file}; install it with \`pulumi plugin install resource azuread ${version}\``,
        );
    }
    return { azuread: file };
}
