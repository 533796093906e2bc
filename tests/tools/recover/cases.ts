/** A stack whose `up` stopped at one creation, and the object that the cloud made, for each type. */
import { awsTypes, cognitoTypes, entraTypes } from "../../../tools/deployment/types";
import type { HeldObject } from "../../../tools/recover/recovery";
import { entry, urnOf } from "../../helpers/stackExport";

export const servicePrincipalId = "1211e403-6b86-4162-bd1e-002cae679674";
export const applicationId = "5069b9a8-c245-4e77-9c40-82f6ba8e48e2";
export const instanceId = "ad8d5527-4b88-4218-a8ea-67f87305ed94";
const policyId = "7d9d9f69-7cb8-4b3a-98bf-b4e18e0aa396";
const userId = "b6f2eb37-42df-4aee-a86d-5021d3b604b0";
const userPoolId = "eu-central-1_Contoso01";
const anyRole = "00000000-0000-0000-0000-000000000000";
const aliceId = "4d9a6f30-71b8-4c2e-a5d3-0f8c2b9e6714";
const trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRoleWithSAML" }] };

export interface Case {
    type: string;
    name: string;
    inputs: Record<string, unknown>;
    protect?: boolean;
    held: HeldObject;
    /** A property of the held object and a value that makes it another one, or one with another content. */
    other: [string, unknown];
    differs: boolean;
}

function made(type: string, id: string, values: Record<string, unknown>): HeldObject {
    return { type, id, values };
}

export const cases: readonly Case[] = [
    {
        type: entraTypes.application,
        name: "sso",
        protect: true,
        inputs: { displayName: "Contact centre", notes: "of shop/dev", web: { redirectUris: ["https://a.example/"] } },
        held: made(entraTypes.application, `/applications/${applicationId}`, {
            displayName: "Contact centre",
            notes: "of shop/dev",
            web: { homePageUrl: null, redirectUris: ["https://a.example/"] },
        }),
        other: ["notes", "of another/stack"],
        differs: false,
    },
    {
        type: entraTypes.servicePrincipal,
        name: "sso",
        inputs: { clientId: "626ef0fd-3fd9-48cf-9b6c-03faab8ffa01" },
        held: made(entraTypes.servicePrincipal, `/servicePrincipals/${servicePrincipalId}`, {
            clientId: "626EF0FD-3fd9-48cf-9b6c-03faab8ffa01",
        }),
        other: ["clientId", anyRole],
        differs: false,
    },
    {
        type: entraTypes.identifierUri,
        name: "sso",
        inputs: { applicationId: `/applications/${applicationId}`, identifierUri: "urn:amazon:webservices" },
        held: made(
            entraTypes.identifierUri,
            `/applications/${applicationId}/identifierUris/dXJuOmFtYXpvbjp3ZWJzZXJ2aWNlcw==`,
            { applicationId: `/applications/${applicationId}`, identifierUri: "urn:amazon:webservices" },
        ),
        other: ["identifierUri", "urn:other"],
        differs: false,
    },
    {
        type: entraTypes.signingCertificate,
        name: "sso-initial",
        inputs: { servicePrincipalId: `/servicePrincipals/${servicePrincipalId}`, displayName: "CN=sso" },
        held: made(
            entraTypes.signingCertificate,
            `${servicePrincipalId}/tokenSigningCertificate/52dbacb6-e052-40b9-a8ac-8ec96bc8102a`,
            {
                servicePrincipalId: `/servicePrincipals/${servicePrincipalId}`,
                displayName: "CN=sso",
                startDate: "2026-11-29T13:01:32Z",
                thumbprint: "EA28F82A0B3470BA659858151CADC83147031844",
            },
        ),
        other: ["displayName", "CN=other"],
        differs: true,
    },
    {
        type: entraTypes.claimsPolicy,
        name: "sso",
        inputs: { displayName: "sso-aws", definitions: ['{"ClaimsMappingPolicy":{"Version":1,"ClaimsSchema":[]}}'] },
        held: made(entraTypes.claimsPolicy, `/policies/claimsMappingPolicies/${policyId}`, {
            displayName: "sso-aws",
            definitions: ['{"ClaimsMappingPolicy":{"ClaimsSchema":[],"Version":1}}'],
        }),
        other: ["definitions", ['{"ClaimsMappingPolicy":{"Version":2}}']],
        differs: true,
    },
    {
        type: entraTypes.policyAssignment,
        name: "sso",
        inputs: {
            servicePrincipalId: `/servicePrincipals/${servicePrincipalId}`,
            claimsMappingPolicyId: `/policies/claimsMappingPolicies/${policyId}`,
        },
        held: made(
            entraTypes.policyAssignment,
            `/servicePrincipals/${servicePrincipalId}/claimsMappingPolicies/${policyId}`,
            {
                servicePrincipalId: `/servicePrincipals/${servicePrincipalId}`,
                claimsMappingPolicyId: `/policies/claimsMappingPolicies/${policyId}`,
            },
        ),
        other: ["claimsMappingPolicyId", `/policies/claimsMappingPolicies/${aliceId}`],
        differs: true,
    },
    {
        type: entraTypes.roleAssignment,
        name: "sso-alice@contoso.example",
        inputs: { appRoleId: anyRole, principalObjectId: aliceId, resourceObjectId: servicePrincipalId },
        held: made(entraTypes.roleAssignment, `/servicePrincipals/${servicePrincipalId}/appRoleAssignedTo/WKmuz6o3`, {
            appRoleId: anyRole,
            principalObjectId: aliceId,
            resourceObjectId: servicePrincipalId,
        }),
        other: ["principalObjectId", userId],
        differs: false,
    },
    {
        type: awsTypes.samlProvider,
        name: "sso",
        protect: true,
        inputs: { name: "sso", samlMetadataDocument: "<EntityDescriptor/>", tags: {} },
        held: made(awsTypes.samlProvider, "arn:aws:iam::123456789012:saml-provider/sso", {
            name: "sso",
            samlMetadataDocument: "<EntityDescriptor/>",
        }),
        other: ["samlMetadataDocument", "<EntityDescriptor entityID='other'/>"],
        differs: true,
    },
    {
        type: awsTypes.role,
        name: "sso",
        inputs: { name: "sso", path: "/", assumeRolePolicy: JSON.stringify(trust) },
        held: made(awsTypes.role, "sso", {
            name: "sso",
            path: "/",
            assumeRolePolicy: { Statement: trust.Statement, Version: trust.Version },
        }),
        other: ["assumeRolePolicy", { ...trust, Statement: [] }],
        differs: true,
    },
    {
        type: awsTypes.instance,
        name: "sso",
        protect: true,
        inputs: { instanceAlias: "contoso", identityManagementType: "SAML" },
        held: made(awsTypes.instance, instanceId, { instanceAlias: "contoso", identityManagementType: "SAML" }),
        other: ["identityManagementType", "CONNECT_MANAGED"],
        differs: true,
    },
    {
        type: awsTypes.user,
        name: "sso-alice@contoso.example",
        inputs: {
            instanceId,
            name: "alice@contoso.example",
            identityInfo: { __defaults: [], firstName: "Alice", lastName: "Agent" },
            phoneConfig: { __defaults: [], phoneType: "SOFT_PHONE", autoAccept: false },
            routingProfileId: "r",
            securityProfileIds: ["one", "two"],
        },
        held: made(awsTypes.user, `${instanceId}:${userId}`, {
            instanceId,
            name: "alice@contoso.example",
            identityInfo: { firstName: "Alice", lastName: "Agent" },
            phoneConfig: { phoneType: "SOFT_PHONE", autoAccept: false, afterContactWorkTimeLimit: 0 },
            routingProfileId: "r",
            securityProfileIds: ["two", "one"],
        }),
        other: ["securityProfileIds", ["two"]],
        differs: true,
    },
    {
        type: cognitoTypes.userPool,
        name: "sso",
        inputs: { name: "contoso", deletionProtection: "ACTIVE" },
        held: made(cognitoTypes.userPool, userPoolId, { name: "contoso", deletionProtection: "ACTIVE" }),
        other: ["deletionProtection", "INACTIVE"],
        differs: true,
    },
    {
        type: cognitoTypes.identityProvider,
        name: "sso",
        inputs: { userPoolId, providerName: "EntraID", providerType: "SAML" },
        held: made(cognitoTypes.identityProvider, `${userPoolId}:EntraID`, {
            ...{ userPoolId, providerName: "EntraID", providerType: "SAML" },
        }),
        other: ["providerType", "OIDC"],
        differs: true,
    },
    {
        type: cognitoTypes.appClient,
        name: "sso-desktop",
        inputs: { userPoolId, name: "desktop" },
        held: made(cognitoTypes.appClient, `${userPoolId}/client-1`, { userPoolId, name: "desktop" }),
        other: ["name", "wallboard"],
        differs: false,
    },
    {
        type: cognitoTypes.domain,
        name: "sso",
        inputs: { userPoolId, domain: "contoso" },
        held: made(cognitoTypes.domain, "contoso", { userPoolId, domain: "contoso" }),
        other: ["userPoolId", "eu-central-1_Other0001"],
        differs: true,
    },
];

export const parent = urnOf("connect-entra-sso:index:ConnectSso", "sso");

const component = entry("connect-entra-sso:index:ConnectSso", "sso", { custom: false, inputs: {} });

/** What the engine writes of a resource that it creates. */
export function resourceOf({ type, name, inputs, protect }: Case): Record<string, unknown> {
    return entry(type, name, { inputs, parent, ...(protect === undefined ? {} : { protect }) });
}

export function exportOf(resources: unknown[], pending: { type: string; resource: unknown }[] = []) {
    return { version: 3, deployment: { resources: [component, ...resources], pending_operations: pending } };
}

/** What `pulumi preview --json` prints of a creation. */
export function previewOf(...resources: Record<string, unknown>[]) {
    return { steps: resources.map((newState) => ({ op: "create", urn: newState.urn, newState })) };
}
