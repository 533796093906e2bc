/** Reads a federation from an export of a Pulumi stack. */
import { readUserPools } from "./cognitoPools";
import { readConfiguredProfiles } from "./configuredProfiles";
import { readConnectUsers, readInstances } from "./connectResources";
import type { Deployment, SecurityProfile } from "./deployment";
import { readApplications } from "./entraApplications";
import { readGroups } from "./entraGroups";
import { type ExportOfStack, readStates } from "./exportedState";
import { readRoles, readSamlProviders } from "./iamResources";
import { findNotModelled } from "./notModelled";
import { readOtherProviders } from "./otherProviders";
import { readSecurityProfiles } from "./securityProfiles";

export { DeploymentUnreadable, type ExportOfStack } from "./exportedState";

/** What no export of a stack holds. */
export interface DeploymentExtras {
    /** Security profiles of the instance, beside those the stack made. @default - none */
    securityProfiles?: readonly SecurityProfile[];
    /** ARN of the role that Connect has bound a user to, by the user's id. @default - not known */
    boundRoleArns?: Readonly<Record<string, string>>;
}

/**
 * Reads what `pulumi stack export` prints, with or without `--show-secrets`, or a checkpoint of the engine, of any program
 * that uses the `azuread` and `aws` packages; of several stacks, where Entra's side and AWS's are apart. What an export holds
 * as ciphertext, does not hold, or holds in an odd form is `Unreadable`; that of one resource never keeps the others from
 * being read.
 *
 * Throws {@link DeploymentUnreadable} where one is not an export, nothing was deployed, or two are of the same stack.
 */
export function readDeployments(exports: readonly ExportOfStack[], extras: DeploymentExtras): Deployment {
    const state = readStates(exports);
    const { applications, partsOfOthers } = readApplications(state);
    const configured = readConfiguredProfiles(state);
    const unread = readOtherProviders(state);
    const unreadParts = unread.entra?.[0];
    return {
        source: exports.map(({ source }) => source).join(" and "),
        applications: applications.map((one) => (unreadParts === undefined ? one : { ...one, unreadParts })),
        samlProviders: readSamlProviders(state),
        roles: readRoles(state, unread.rolePolicy),
        instances: readInstances(state),
        connectUsers: readConnectUsers(state, extras.boundRoleArns ?? {}, configured),
        securityProfiles: readSecurityProfiles(state, extras.securityProfiles ?? [], configured.nameById),
        ...userPoolsOf(state),
        ...readGroups(state),
        unread,
        notModelled: [...findNotModelled(state), ...partsOfOthers],
    };
}

/** Only where there are any: most federations have none. */
function userPoolsOf(state: ReturnType<typeof readStates>): Pick<Deployment, "userPools"> {
    const userPools = readUserPools(state);
    return userPools.length === 0 ? {} : { userPools };
}
