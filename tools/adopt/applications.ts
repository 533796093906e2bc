/** The applications at which people start: the one that exists, as it is and as it will be, and the one beside it. */
import { thumbprintOf } from "../../rules/saml";
import type { EntraApplication } from "../deployment/deployment";
import { definitionOf } from "./changes";
import type { MadeByHand, MadeServicePrincipal } from "./made";
import type { Planned } from "./planned";

/** Stands for the certificate that Entra is going to make: valid from 2000 to 2100, and nobody's. */
export const standIn =
    "MIIBGjCBwaADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMTCUNvbnRvc28gMTAgFw0wMDAxMDEwMDAwMDBaGA8yMTAwMDEwMTAw" +
    "MDAwMFowFDESMBAGA1UEAxMJQ29udG9zbyAxMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEq5XBpyIQ3m2AYJbu7tF6QQsuC8ldrPLr" +
    "CZufkKYZn/GQWjzIPgbplkM3QoeZZURGhq7WXKjIOuV2oA1JTovW4qMCMAAwCgYIKoZIzj0EAwIDSAAwRQIhAIaAp/s2DX5ueT/sFfUP" +
    "Cc7xfa6D4AoUrYGss7HcirmHAiA6z55bL7k1XNhN7ak4+11xOjJB/z0pcEKQQz7WmYUbnQ==";

export function existingApplication(made: MadeByHand): EntraApplication {
    const { application, servicePrincipal, claims } = made;
    const { clientId, displayName, identifierUris, replyUrls, acceptMappedClaims, appRoles } = application;
    return {
        ...{ name: displayName, clientId, displayName, identifierUris, replyUrls, acceptMappedClaims, appRoles },
        tenantId: servicePrincipal.tenantId,
        environment: made.environment,
        // Everything of it was read, but for claims that nobody read.
        isManaged: true,
        areClaimsManaged: claims.kind !== "unknown",
        servicePrincipal: principalOf(made, claims.kind === "unknown" ? [] : [claims.definition]),
    };
}

function principalOf(
    made: MadeByHand,
    claimsMappingPolicies: string[],
): NonNullable<EntraApplication["servicePrincipal"]> {
    const { servicePrincipal, application, assignments } = made;
    const declared = Object.keys(application.appRoles);
    return {
        ...settingsOf(servicePrincipal),
        ...keysOf(servicePrincipal),
        claimsMappingPolicies,
        appRoleAssignments: assignments.map((one) => ({
            name: one.id,
            principalObjectId: one.principalId,
            principalType: one.principalType,
            principalDisplayName: one.principalDisplayName,
            appRoleId: one.appRoleId,
            ...(declared.length > 0 && !declared.includes(one.appRoleId) ? { isWithoutRole: true } : {}),
        })),
    };
}

function settingsOf(principal: MadeServicePrincipal) {
    const { objectId, accountEnabled, appRoleAssignmentRequired, relayState, loginUrl } = principal;
    return {
        ...{ objectId, accountEnabled, appRoleAssignmentRequired, relayState, loginUrl },
        preferredSingleSignOnMode: principal.preferredSingleSignOnMode,
    };
}

function keysOf({ certificates, preferredThumbprint }: MadeServicePrincipal) {
    const keys = certificates.map(({ thumbprint, value = "", notBefore, notAfter }) => ({
        ...{ name: thumbprint, thumbprint, value, notBefore, notAfter },
    }));
    return { signingCertificates: keys, keysInEntra: keys, preferredTokenSigningKeyThumbprint: preferredThumbprint };
}

export function importedApplication(planned: Planned): EntraApplication {
    const { made, endpoints, relayState } = planned;
    return {
        ...existingApplication(made),
        replyUrls: [endpoints.regional],
        areClaimsManaged: true,
        servicePrincipal: {
            ...principalOf(made, [definitionOf(planned)]),
            ...{ relayState, loginUrl: "", preferredSingleSignOnMode: "saml", appRoleAssignmentRequired: true },
        },
    };
}

export function secondApplication(planned: Planned): EntraApplication {
    const { made, people, endpoints, identifier, displayName, relayState } = planned;
    const certificate = {
        ...{ name: "initial", thumbprint: thumbprintOf(Buffer.from(standIn, "base64")), value: standIn },
        ...{ notBefore: "2000-01-01T00:00:00Z", notAfter: "2100-01-01T00:00:00Z" },
    };
    const users = people.taken.filter(({ access }) => people.directoryLookup || access !== "group");
    return {
        ...{ name: displayName, clientId: "new", displayName, tenantId: made.servicePrincipal.tenantId },
        ...{ environment: made.environment, identifierUris: [identifier], replyUrls: [endpoints.regional] },
        acceptMappedClaims: false,
        ...{ isManaged: true, areClaimsManaged: true },
        servicePrincipal: {
            ...{ objectId: "new", accountEnabled: true, appRoleAssignmentRequired: true, loginUrl: "", relayState },
            preferredSingleSignOnMode: "saml",
            ...{ signingCertificates: [certificate], keysInEntra: [certificate] },
            preferredTokenSigningKeyThumbprint: null,
            claimsMappingPolicies: [definitionOf(planned)],
            appRoleAssignments: [
                ...users
                    .filter(({ entry }) => entry.signIn !== false)
                    .map(({ person, user }) => ({ id: person.id ?? "", type: "User", name: user.username })),
                ...Object.entries(people.groups).map(([name, id]) => ({ id, type: "Group", name })),
            ].map(({ id, type, name }) => ({
                ...{ name, principalObjectId: id, principalType: type, principalDisplayName: name },
            })),
        },
    };
}
