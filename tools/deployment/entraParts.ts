/** The resources that complete an application or a service principal, by the object id of what they belong to. */
import { lineOf, ofType, type State } from "./exportedState";
import { append, reference } from "./properties";
import type { StateResource } from "./stateResource";
import { entraTypes } from "./types";

export interface EntraParts {
    /** By the application's object id. */
    identifierUris: Map<string, StateResource[]>;
    redirectUris: Map<string, StateResource[]>;
    /** By the service principal's object id. */
    certificates: Map<string, StateResource[]>;
    policyAssignments: Map<string, StateResource[]>;
    roleAssignments: Map<string, StateResource[]>;
    /** By the policy's id, a GUID. */
    policies: Map<string, StateResource>;
}

export function collectEntraParts(state: State): EntraParts {
    // What a replacement left behind counts in Entra until it is deleted.
    const resources = [...state.resources, ...state.leftBehind];
    const by = (type: string, property: string, ofId: (id: string) => string | undefined) => {
        const groups = new Map<string, StateResource[]>();
        for (const resource of ofType({ resources }, type)) {
            const owner = reference(resource, property) ?? ofId(resource.id ?? "")?.toLowerCase() ?? "";
            append(groups, owner, resource);
        }
        return groups;
    };
    // Ids are `/applications/<object id>/…`, `/servicePrincipals/<object id>/…` and `<object id>/tokenSigningCertificate/…`.
    const second = (id: string) => (id.startsWith("/") ? id.split("/")[2] : undefined);
    const first = (id: string) => (id.includes("/") ? id.split("/")[0] : undefined);
    return {
        identifierUris: by(entraTypes.identifierUri, "applicationId", second),
        redirectUris: by(entraTypes.redirectUris, "applicationId", second),
        certificates: by(entraTypes.signingCertificate, "servicePrincipalId", first),
        policyAssignments: by(entraTypes.policyAssignment, "servicePrincipalId", second),
        roleAssignments: by(entraTypes.roleAssignment, "resourceObjectId", second),
        policies: new Map(
            ofType(state, entraTypes.claimsPolicy).map((policy) => [
                (policy.id ?? "").slice((policy.id ?? "").lastIndexOf("/") + 1).toLowerCase(),
                policy,
            ]),
        ),
    };
}

/** What belongs to an object; nothing where its id is not known. */
export function partsOf(groups: ReadonlyMap<string, StateResource[]>, id: string | undefined): StateResource[] {
    return id === undefined ? [] : (groups.get(id) ?? []);
}

/** Parts of applications and service principals that the stack does not hold, each in a line. */
export function partsOfOthers(
    parts: EntraParts,
    applicationIds: ReadonlySet<string>,
    servicePrincipalIds: ReadonlySet<string>,
): string[] {
    const lines = (groups: Map<string, StateResource[]>, known: ReadonlySet<string>, owner: string) =>
        [...groups]
            .filter(([id]) => !known.has(id))
            .flatMap(([, resources]) => resources)
            .map((it) => `${lineOf(it)}, of ${owner} that the stack does not hold`);
    return [
        ...lines(parts.identifierUris, applicationIds, "an application"),
        ...lines(parts.redirectUris, applicationIds, "an application"),
        ...lines(parts.certificates, servicePrincipalIds, "a service principal"),
        ...lines(parts.policyAssignments, servicePrincipalIds, "a service principal"),
    ];
}
