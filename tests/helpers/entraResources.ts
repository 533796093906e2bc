/** Entries of a state for one application of Entra and what belongs to it. */
import { expect } from "chai";
import { deploymentOf, entry, type StateEntry } from "./stackExport";

export const entraType = (name: string) => `azuread:index/${name[0]?.toLowerCase()}${name.slice(1)}:${name}`;
export const tenantId = "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846";
export const appId = "8f1a0138-2d2c-4ece-b8f0-183102bb1e40";
export const clientId = "5ad8a355-6b51-46e2-b3f0-8caf8b44e4a6";
export const principalId = "f19e1369-162a-4e9c-8a46-41c15dc5fa83";
export const refresh = "run `pulumi refresh`, then export the stack again";
export const readIn = (className: string, id: string) =>
    `read it into the stack with \`azuread.${className}.get("<a name>", "${id}")\`, run \`pulumi up\`, then export the stack again`;

export const application = (outputs: object = {}, more: StateEntry = {}) =>
    entry(entraType("Application"), "crm", {
        id: `/applications/${appId}`,
        outputs: { objectId: appId, clientId, displayName: "CRM", ...outputs },
        ...more,
    });
export const principal = (outputs: object = {}, more: StateEntry = {}) =>
    entry(entraType("ServicePrincipal"), "crm", {
        id: `/servicePrincipals/${principalId}`,
        outputs: { objectId: principalId, clientId, displayName: "CRM", applicationTenantId: tenantId, ...outputs },
        ...more,
    });
export const certificate = (name: string, outputs: object = {}, more: StateEntry = {}) =>
    entry(entraType("ServicePrincipalTokenSigningCertificate"), name, {
        id: `${principalId}/tokenSigningCertificate/${name}`,
        outputs: {
            servicePrincipalId: `/servicePrincipals/${principalId}`,
            thumbprint: "ab12",
            value: "AAAA",
            startDate: "2026-01-01T00:00:00Z",
            endDate: "2029-01-01T00:00:00Z",
            ...outputs,
        },
        ...more,
    });
export const onlyApplication = (...resources: unknown[]) => {
    const { applications } = deploymentOf(...resources);
    expect(applications.length).to.equal(1);
    return applications[0];
};
export const emptyPrincipal = {
    objectId: principalId,
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    preferredSingleSignOnMode: "",
    relayState: "",
    loginUrl: "",
    signingCertificates: [],
    preferredTokenSigningKeyThumbprint: null,
    claimsMappingPolicies: [],
    appRoleAssignments: [],
};
