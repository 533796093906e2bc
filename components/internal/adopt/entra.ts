/** What Entra has where this run would create something. Graph is asked, since azuread has no look-up for these. */
import { sameGuid } from "../../../rules/guid";
import type { Entity, GraphClient } from "../graph/client";
import { quoted } from "../graph/client";
import type { Answer } from "../lookups";
import { differencesBetween, parsed } from "./compare";
import type { Found } from "./orphans";

type Finding = Promise<Answer<Found[]>>;

/** An application as it would be created, before it has an identifier. */
export interface WantedApplication {
    displayName: string;
    replyUrl: string;
    /** What this component alone writes into an application's notes. */
    mark: string;
    identifier: string;
}

const applicationFields =
    "id,displayName,notes,signInAudience,identifierUris,web,tags,keyCredentials,passwordCredentials";

export async function findApplications(wanted: WantedApplication, graph: GraphClient): Finding {
    const filter = `displayName eq ${quoted(wanted.displayName)}`;
    const found = await graph.list(`applications?$filter=${filter}&$select=${applicationFields}`);
    return foundAs(found, (applications) =>
        applications
            // Another stack's application of the same name stands in nobody's way.
            .filter(({ notes }) => notes === wanted.mark)
            .map((application) => ({
                id: `/applications/${application.id}`,
                differences: differencesOfApplication(wanted, application),
            })),
    );
}

export function differencesOfApplication(
    { displayName, replyUrl, identifier }: WantedApplication,
    found: Entity,
): string[] {
    const { redirectUris } = (found.web ?? {}) as { redirectUris?: unknown };
    const identifiers = Array.isArray(found.identifierUris) ? found.identifierUris : [];
    const wanted = { displayName, signInAudience: "AzureADMyOrg", keyCredentials: [], passwordCredentials: [] };
    return [
        ...differencesBetween({ ...wanted, redirectUris: [replyUrl] }, { ...found, redirectUris }),
        ...(identifiers.every((it) => it === identifier) ? [] : ["identifierUris"]),
    ];
}

/** A certificate as it would be created. */
export interface WantedCertificate {
    servicePrincipalId: string;
    displayName: string | undefined;
    endDate: string | undefined;
}

const defaultSubject = "CN=Microsoft Azure Federated SSO Certificate";
const defaultYears = 3;
const dayMs = 24 * 60 * 60 * 1_000;

/** The one that Entra signs with first, as far as it shows that. */
export async function findCertificates(wanted: WantedCertificate, graph: GraphClient): Finding {
    const objectId = wanted.servicePrincipalId.split("/").pop() ?? "";
    const fields = "id,keyCredentials,preferredTokenSigningKeyThumbprint";
    const found = await graph.one(`servicePrincipals/${objectId}?$select=${fields}`);
    return foundAs(found, ([servicePrincipal = {}]) => {
        const { keyCredentials, preferredTokenSigningKeyThumbprint: preferred } = servicePrincipal;
        const keys = (Array.isArray(keyCredentials) ? keyCredentials : []) as Entity[];
        const rank = (key: Entity) => (isPreferred(key, preferred) ? "0" : `1 ${String(key.startDateTime)}`);
        return keys
            .filter(({ usage, type }) => usage === "Verify" && type === "AsymmetricX509Cert")
            .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
            .map((key) => ({
                id: `${objectId}/tokenSigningCertificate/${key.keyId}`,
                differences: differencesOfCertificate(wanted, key),
            }));
    });
}

export function differencesOfCertificate({ displayName, endDate }: WantedCertificate, key: Entity): string[] {
    const end = Date.parse(String(key.endDateTime));
    const longest = new Date(String(key.startDateTime));
    longest.setUTCFullYear(longest.getUTCFullYear() + defaultYears);
    const endsAsWanted =
        endDate === undefined ? Math.abs(end - longest.getTime()) <= dayMs : end === Date.parse(endDate);
    return [
        ...(key.displayName === (displayName ?? defaultSubject) ? [] : ["displayName"]),
        ...(endsAsWanted ? [] : ["endDate"]),
    ];
}

/** `customKeyIdentifier` is the thumbprint in base64, in some answers of Graph in hex. */
function isPreferred({ customKeyIdentifier }: Entity, preferred: unknown): boolean {
    const text = String(customKeyIdentifier ?? "");
    const hex = Buffer.from(text, "base64").toString("hex");
    return [text, hex].some((it) => it !== "" && it.toUpperCase() === String(preferred ?? "").toUpperCase());
}

/** A claims policy as it would be created. */
export interface WantedPolicy {
    displayName: string;
    definitions: readonly string[];
}

export async function findPolicies({ displayName, definitions }: WantedPolicy, graph: GraphClient): Finding {
    const found = await graph.list("policies/claimsMappingPolicies");
    return foundAs(found, (policies) =>
        policies
            .filter((policy) => policy.displayName === displayName)
            .map((policy) => ({
                id: `/policies/claimsMappingPolicies/${policy.id}`,
                differences: differencesBetween(
                    { definition: definitions.map(parsed) },
                    { definition: Array.isArray(policy.definition) ? policy.definition.map(parsed) : [] },
                ),
            })),
    );
}

/** The assignment of a policy as it would be created. */
export interface WantedPolicyAssignment {
    servicePrincipalId: string;
    claimsMappingPolicyId: string;
}

export async function findPolicyAssignments(
    { servicePrincipalId, claimsMappingPolicyId }: WantedPolicyAssignment,
    graph: GraphClient,
): Finding {
    const policyId = claimsMappingPolicyId.split("/").pop() ?? "";
    const found = await graph.list(`${servicePrincipalId.slice(1)}/claimsMappingPolicies`);
    return foundAs(found, (policies) =>
        policies
            .filter(({ id }) => sameGuid(id, policyId))
            .map(() => ({ id: `${servicePrincipalId}/claimsMappingPolicies/${policyId}`, differences: [] })),
    );
}

/** The assignment of a user or a group as it would be created. */
export interface WantedAssignment {
    appRoleId: string;
    principalObjectId: string;
    resourceObjectId: string;
}

/** One list for everybody, however many there are. */
export async function findAssignments(
    { appRoleId, principalObjectId, resourceObjectId }: WantedAssignment,
    graph: GraphClient,
): Finding {
    const path = `servicePrincipals/${resourceObjectId}/appRoleAssignedTo`;
    const found = await graph.list(path);
    return foundAs(found, (assignments) =>
        assignments
            .filter((it) => sameGuid(it.principalId, principalObjectId) && sameGuid(it.appRoleId, appRoleId))
            .map((it) => ({ id: `/${path}/${it.id}`, differences: [] })),
    );
}

function foundAs(found: Answer<Entity[]>, look: (entities: readonly Entity[]) => Found[]): Answer<Found[]> {
    return "answer" in found ? { answer: look(found.answer) } : found;
}
