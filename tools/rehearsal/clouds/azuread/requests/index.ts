/** The requests to Microsoft Graph that the azuread provider (3.8.0) makes within an operation, counted with its own code. */
import type { AskedOperation } from "../../provider/resourceType";
import type { GraphOperation } from "../entra/appRoles";
import { appRoleAssignment, claimsMappingPolicy, group, groupMember, policyAssignment } from "./access";
import { application, certificate, identifierUri, servicePrincipal } from "./applications";
import { ask, type GraphRequest, type Requests } from "./ask";

const lookUp = (name: string, doing: string, ...requests: GraphOperation[]): Record<string, Requests> => ({
    [`azuread:index/${name}:${name}`]: { invoke: () => ask(doing, [], ...requests) },
});

const type = (name: string): string => `azuread:index/${name[0]?.toLowerCase()}${name.slice(1)}:${name}`;

const operations: Record<string, Requests> = {
    [type("Application")]: application,
    [type("ApplicationIdentifierUri")]: identifierUri,
    [type("ServicePrincipal")]: servicePrincipal,
    [type("ServicePrincipalTokenSigningCertificate")]: certificate,
    [type("AppRoleAssignment")]: appRoleAssignment,
    [type("ClaimsMappingPolicy")]: claimsMappingPolicy,
    [type("ServicePrincipalClaimsMappingPolicyAssignment")]: policyAssignment,
    [type("Group")]: group,
    [type("GroupMember")]: groupMember,
    ...lookUp("getApplication", "Listing applications", "GET applications"),
    ...lookUp("getServicePrincipal", "Listing service principals", "GET servicePrincipals"),
    ...lookUp("getUser", "Finding user", "GET users"),
    ...lookUp("getUsers", "Finding users", "GET users"),
    ...lookUp("getGroup", "Finding group", "GET groups", "GET groups/{id}/members"),
    // Answered from the token.
    ...lookUp("getClientConfig", ""),
};

export const requestsOf = (asked: AskedOperation): GraphRequest[] =>
    operations[asked.token]?.[asked.operation]?.(asked) ?? [];
