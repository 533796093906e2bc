/**
 * The emulated Microsoft Entra ID, as the azuread provider's plugin. `entra/` is the service behind Microsoft Graph, stated
 * from Microsoft's documents; `resources/` and `lookUps/` are what the azuread provider makes of it, stated from its source;
 * `https/` is Microsoft Graph, for requests that don't come from the emulated provider. Nothing here imports the program's own rules.
 */
import { version } from "@pulumi/azuread/package.json";
import type { Call, Cloud } from "../provider/resourceType";
import { noteCaller, requests } from "./caller";
import { directoryFilePath, readDirectoryFile } from "./directoryFile";
import { Directory } from "./entra/directory";
import { getApplication } from "./lookUps/getApplication";
import { getClientConfig } from "./lookUps/getClientConfig";
import { getGroup } from "./lookUps/getGroup";
import { getServicePrincipal } from "./lookUps/getServicePrincipal";
import { getUser } from "./lookUps/getUser";
import { getUsers } from "./lookUps/getUsers";
import { pace } from "./pace";
import { application } from "./resources/application";
import { applicationIdentifierUri } from "./resources/applicationIdentifierUri";
import { appRoleAssignment } from "./resources/appRoleAssignment";
import { claimsMappingPolicy } from "./resources/claimsMappingPolicy";
import { claimsMappingPolicyAssignment } from "./resources/claimsMappingPolicyAssignment";
import { group } from "./resources/group";
import { groupMember } from "./resources/groupMember";
import { servicePrincipal } from "./resources/servicePrincipal";
import { tokenSigningCertificate } from "./resources/tokenSigningCertificate";

/** What the directory file says stands in the directory from the first run on. */
export function seedDirectory(call: Pick<Call, "store" | "find" | "config">, file: string): void {
    const { tenant, users, groups } = readDirectoryFile(file);
    const directory = new Directory(call);
    directory.tenant = tenant;
    for (const user of users) {
        directory.users.put(user);
    }
    for (const group of groups) {
        directory.groups.put(group);
    }
}

export const azureadCloud: Cloud = {
    name: "azuread",
    version,
    types: [
        application,
        applicationIdentifierUri,
        appRoleAssignment,
        claimsMappingPolicy,
        claimsMappingPolicyAssignment,
        group,
        groupMember,
        servicePrincipal,
        tokenSigningCertificate,
    ],
    lookUps: [getApplication, getClientConfig, getGroup, getServicePrincipal, getUser, getUsers],
    configReplaces: ["tenantId"],
    seed: (call) => seedDirectory(call, directoryFilePath()),
    noteCaller: (call) => noteCaller(call, directoryFilePath()),
    requests,
    service: "graph",
    emptyIsNull: true,
    pace,
    throttled: () =>
        "unexpected status 429 (429 Too Many Requests) with error: TooManyRequests: Too many requests. Please retry after the " +
        "time in the Retry-After header.",
};
