/** Reads a federation from an export of a Pulumi stack. */
import { readConfiguredProfiles } from "./configuredProfiles";
import { readConnectUsers, readInstances } from "./connectResources";
import type { Deployment, SecurityProfile } from "./deployment";
import { readApplications } from "./entraApplications";
import { readGroups } from "./entraGroups";
import { type ExportOfStack, readStates } from "./exportedState";
import { readRoles, readSamlProviders } from "./iamResources";
import { findNotModelled } from "./notModelled";
import { readSecurityProfiles } from "./securityProfiles";

export { DeploymentUnreadable, type ExportOfStack } from "./exportedState";

/** What no export of a stack holds. */
interface DeploymentExtras {
    /** Security profiles of the instance, beside those the stack made. @default - none */
    securityProfiles?: readonly SecurityProfile[];
    /** ARN of the role that Connect has bound a user to, by the user's id. @default - not known */
    boundRoleArns?: Readonly<Record<string, string>>;
}

/**
 * Reads what `pulumi stack export` prints, with or without `--show-secrets`, or a checkpoint of the engine, of any program
 * that uses the `azuread` and `aws` packages. What the export holds as ciphertext, does not hold, or holds in an odd form
 * is `Unreadable`; that of one resource never keeps the others from being read. `source` is what it is called in messages.
 *
 * Throws {@link DeploymentUnreadable} where it is not an export, or nothing was deployed.
 */
export function readDeployment(exported: unknown, extras: DeploymentExtras & { source: string }): Deployment {
    return readDeployments([{ exported, source: extras.source }], extras);
}

/** The same of several stacks, where Entra's side and AWS's are apart. Throws for two exports of the same stack, too. */
export function readDeployments(exports: readonly ExportOfStack[], extras: DeploymentExtras): Deployment {
    const state = readStates(exports);
    const { applications, partsOfOthers } = readApplications(state);
    const configured = readConfiguredProfiles(state);
    return {
        source: exports.map(({ source }) => source).join(" and "),
        applications,
        samlProviders: readSamlProviders(state),
        roles: readRoles(state),
        instances: readInstances(state),
        connectUsers: readConnectUsers(state, extras.boundRoleArns ?? {}, configured),
        securityProfiles: readSecurityProfiles(state, extras.securityProfiles ?? [], configured.nameById),
        ...readGroups(state),
        notModelled: [...findNotModelled(state), ...partsOfOthers],
    };
}
