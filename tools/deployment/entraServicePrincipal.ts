/** A service principal with what is attached to it: certificates, claims policies, assignments. */

import { activatedThumbprints, signerOf } from "./configuredSignIn";
import type { AppRoleAssignment, EntraSigningCertificate, ServicePrincipal } from "./deployment";
import { readSigningCertificate } from "./entraCertificate";
import { commandForKeys } from "./entraKeys";
import { type EntraParts, partsOf } from "./entraParts";
import type { State } from "./exportedState";
import {
    elements,
    flag,
    jsonTextOf,
    lastSegment,
    nounOf,
    objectIdOf,
    oddValue,
    reference,
    text,
    unreadable,
} from "./properties";
import { unwrap } from "./pulumiValue";
import { readIntoStack } from "./readIntoStack";
import type { StateResource } from "./stateResource";
import { entraTypes } from "./types";
import { exportAgain, isGap, isUnreadable, type Readable } from "./unreadable";

/** The object id of a service principal, or of the one that an `ApplicationFromTemplate` made; lower case. */
export function servicePrincipalObjectId(resource: StateResource): string | undefined {
    return resource.type === entraTypes.template
        ? (reference(resource, "servicePrincipalObjectId") ?? reference(resource, "servicePrincipalId"))
        : objectIdOf(resource);
}

/** What stands elsewhere than in the resource and its parts. */
interface WhatElseIsKnown {
    /** Ids of the roles that the application declares, lower case. */
    roles: ReadonlySet<string>;
    /** The component of this project that makes it. */
    configured: StateResource | undefined;
}

/** Reads a service principal from its resource, or as far as an `ApplicationFromTemplate` tells of it. */
export function readServicePrincipal(
    resource: StateResource,
    state: State,
    parts: EntraParts,
    { roles, configured }: WhatElseIsKnown,
): ServicePrincipal {
    const id = servicePrincipalObjectId(resource);
    const fromTemplate = resource.type === entraTypes.template;
    const supply = readIntoStack("azuread.ServicePrincipal", `/servicePrincipals/${id ?? "<object id>"}`);
    // A template's resource manages nothing, so a property that it lacks is not one that has its default.
    const wanted = <T>(what: string, otherwise: T) => (fromTemplate ? { what, supply } : { what, otherwise });
    const certificates = certificatesOf(partsOf(parts.certificates, id), state);
    const signer = signerOf(configured, state);
    const possible = certificates.length + (signer.retiredCertificates?.length ?? 0);
    const activated = certificates.find(({ thumbprint }) => activatedThumbprints(state).has(thumbprint));
    return {
        objectId: id ?? text(resource, "objectId", { what: "the object id" }),
        accountEnabled: flag(resource, "accountEnabled", wanted("the account state", true)),
        appRoleAssignmentRequired: flag(
            resource,
            "appRoleAssignmentRequired",
            wanted("whether an assignment is required", false),
        ),
        preferredSingleSignOnMode: text(resource, "preferredSingleSignOnMode", wanted("the single sign-on mode", "")),
        relayState: text(resource, ["samlSingleSignOn", "relayState"], wanted("the relay state", "")),
        loginUrl: text(resource, "loginUrl", wanted("the login URL", "")),
        signingCertificates: certificates,
        preferredTokenSigningKeyThumbprint: activated?.thumbprint ?? preferredThumbprint(resource, id, possible),
        ...signer,
        claimsMappingPolicies: assignedPolicies(resource, id, parts),
        ...unassignedPolicies(parts),
        appRoleAssignments: partsOf(parts.roleAssignments, id).map((it) => readAssignment(it, roles)),
    };
}

/** With those that a replacement left behind and nobody has deleted yet, unless it made the same one anew. */
function certificatesOf(resources: readonly StateResource[], state: State): EntraSigningCertificate[] {
    const old = new Set(state.leftBehind);
    const read = (it: StateResource) => readSigningCertificate(it, state);
    const living = resources.filter((it) => !old.has(it)).map(read);
    const isNew = ({ thumbprint }: EntraSigningCertificate) => living.every((it) => it.thumbprint !== thumbprint);
    return [
        ...living,
        ...resources
            .filter((it) => old.has(it))
            .map(read)
            .filter(isNew),
    ];
}

/** No resource of azuread says which certificate signs; with one that alone is in Entra nothing needs to. */
function preferredThumbprint(
    resource: StateResource,
    id: string | undefined,
    certificates: number,
): Readable<string | null> {
    if (certificates <= 1) {
        return null;
    }
    return unreadable(`the preferred token signing key of ${nounOf(resource)}`, {
        why: `it has ${certificates} signing certificates, and no resource of azuread says which one signs`,
        supply: `add --service-principal FILE with the output of ${commandForKeys(id)}`,
    });
}

function assignedPolicies(principal: StateResource, id: string | undefined, parts: EntraParts): Readable<string>[] {
    const assigned = new Map<string, StateResource>();
    for (const assignment of partsOf(parts.policyAssignments, id)) {
        const ofId = assignment.id === undefined ? "" : lastSegment(assignment.id);
        assigned.set(reference(assignment, "claimsMappingPolicyId") ?? ofId, assignment);
    }
    return [...assigned.keys()].flatMap((policyId) => {
        const policy = parts.policies.get(policyId);
        if (policy !== undefined) {
            return definitions(policy);
        }
        return unreadable(`the claims mapping policy ${policyId} of ${nounOf(principal)}`, {
            why: "the stack holds its assignment, not the policy",
            supply: readIntoStack(
                "azuread.ClaimsMappingPolicy",
                `/policies/claimsMappingPolicies/${policyId || "<id>"}`,
            ),
        });
    });
}

/** Policies of the stack that no assignment of the stack names. */
function unassignedPolicies(parts: EntraParts): Pick<ServicePrincipal, "unassignedPolicies"> {
    const assignments = [...parts.policyAssignments.values()].flat();
    const assigned = new Set(
        assignments.map((it) => reference(it, "claimsMappingPolicyId") ?? lastSegment(it.id ?? "")),
    );
    const names = [...parts.policies].filter(([id]) => !assigned.has(id)).map(([, { name }]) => name);
    return names.length === 0 ? {} : { unassignedPolicies: names };
}

function definitions(policy: StateResource): Readable<string>[] {
    const list = elements(policy, "definitions", "the definition");
    if (isUnreadable(list)) {
        return [list];
    }
    const of = `the definition of ${nounOf(policy)}`;
    if (list.length === 0) {
        return [unreadable(of, { why: "the export does not have it", supply: exportAgain })];
    }
    return list.map((element) => {
        const found = unwrap(element);
        const json = isGap(found) ? found : jsonTextOf(found.value);
        if (json === undefined) {
            return oddValue(of, isGap(found) ? undefined : found.value, "a JSON document");
        }
        return typeof json === "string" ? json : unreadable(of, json);
    });
}

function readAssignment(assignment: StateResource, roles: ReadonlySet<string>): AppRoleAssignment {
    const role = reference(assignment, "appRoleId");
    return {
        name: assignment.name,
        principalObjectId:
            reference(assignment, "principalObjectId") ??
            text(assignment, "principalObjectId", { what: "the principal's object id" }),
        principalType: text(assignment, "principalType", { what: "the principal's type", otherwise: "" }),
        principalDisplayName: text(assignment, "principalDisplayName", {
            what: "the principal's display name",
            otherwise: "",
        }),
        ...(role === undefined ? {} : { appRoleId: role }),
        ...(assignment.external ? { isRead: true } : {}),
        ...(roles.size > 0 && role !== undefined && !roles.has(role) ? { isWithoutRole: true } : {}),
    };
}
