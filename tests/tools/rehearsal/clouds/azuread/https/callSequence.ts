/**
 * The requests that the real azuread provider was seen to make in each command for the project's own application: three people, one
 * certificate. Each is one line, what it must be answered with is part of it.
 */
import { expect } from "chai";
import { AWS_IDENTIFIER, caller, DEFAULT_ROLE } from "../entra";
import type { GraphClient } from "./client";

export const people = ["alice@contoso.example", "bob@contoso.example", "dave@contoso.example"];

const type = (name: string) => ({ "@odata.type": `#microsoft.graph.${name}` });
export const definition = '{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":"true"}}';
const featureTags = [
    "WindowsAzureActiveDirectoryCustomSingleSignOnApplication",
    "WindowsAzureActiveDirectoryIntegratedApp",
];

/** What a first deployment has made. */
export interface Deployed {
    applicationId: string;
    servicePrincipalId: string;
    policyId: string;
    keyId: string;
    assignments: string[];
}

export class CallSequence {
    private calls = 0;

    constructor(private readonly graph: GraphClient) {}

    /** How many requests there were since this was last asked. */
    takeCount(): number {
        const { calls } = this;
        this.calls = 0;
        return calls;
    }

    async preview(): Promise<string[]> {
        await this.ask(200, "GET", `v1.0/applications?$filter=identifierUris/any(x:x eq '${AWS_IDENTIFIER}')`);
        const ids: string[] = [];
        for (const name of people) {
            const { value } = await this.ask(200, "GET", `v1.0/users?$filter=userPrincipalName eq '${name}'`);
            ids.push(value[0].id);
        }
        return ids;
    }

    async firstUp(): Promise<Deployed> {
        const principals = await this.preview();
        const applicationId = await this.createApplication();
        const { appId } = await this.readApplication(applicationId);
        const servicePrincipalId = await this.createServicePrincipal(appId);
        const keyId = await this.addCertificate(servicePrincipalId);
        await this.ask(200, "GET", `v1.0/applications/${applicationId}`);
        await this.setIdentifiers(applicationId, [AWS_IDENTIFIER]);
        await this.ask(200, "GET", `v1.0/applications/${applicationId}`);
        const assignments: string[] = [];
        for (const principal of principals) {
            assignments.push(await this.assign(servicePrincipalId, principal));
        }
        const policy = { ...type("claimsMappingPolicy"), definition: [definition], displayName: "claims" };
        const { id: policyId } = await this.ask(201, "POST", "v1.0/policies/claimsMappingPolicies", policy);
        await this.ask(200, "GET", `v1.0/policies/claimsMappingPolicies/${policyId}`);
        const reference = { "@odata.id": `${this.graph.server.url}/v1.0/policies/claimsMappingPolicies/${policyId}` };
        await this.ask(
            204,
            "POST",
            `v1.0/servicePrincipals/${servicePrincipalId}/claimsMappingPolicies/$ref`,
            reference,
        );
        await this.ask(200, "GET", `v1.0/servicePrincipals/${servicePrincipalId}/claimsMappingPolicies`);
        return { applicationId, servicePrincipalId, policyId, keyId, assignments };
    }

    async refresh({ applicationId, servicePrincipalId, policyId, assignments }: Deployed): Promise<void> {
        await this.readApplication(applicationId);
        await this.readServicePrincipal(servicePrincipalId);
        await this.ask(200, "GET", `v1.0/servicePrincipals/${servicePrincipalId}?$select=keyCredentials`);
        await this.ask(200, "GET", `v1.0/applications/${applicationId}`);
        for (const id of assignments) {
            await this.ask(200, "GET", `v1.0/servicePrincipals/${servicePrincipalId}/appRoleAssignedTo/${id}`);
        }
        await this.ask(200, "GET", `v1.0/policies/claimsMappingPolicies/${policyId}`);
        await this.ask(200, "GET", `v1.0/servicePrincipals/${servicePrincipalId}/claimsMappingPolicies`);
    }

    async destroy({ applicationId, servicePrincipalId, policyId, assignments }: Deployed): Promise<void> {
        const at = `v1.0/servicePrincipals/${servicePrincipalId}`;
        await this.ask(204, "DELETE", `${at}/claimsMappingPolicies/${policyId}/$ref`);
        await this.ask(204, "DELETE", `v1.0/policies/claimsMappingPolicies/${policyId}`);
        for (const id of assignments) {
            await this.ask(204, "DELETE", `${at}/appRoleAssignedTo/${id}`);
        }
        await this.setIdentifiers(applicationId, []);
        await this.ask(204, "DELETE", at);
        await this.untilGone(at);
        await this.ask(204, "DELETE", `v1.0/applications/${applicationId}`);
        await this.untilGone(`v1.0/applications/${applicationId}`);
    }

    private async createApplication(): Promise<string> {
        const { url } = this.graph.server;
        const { id } = await this.ask(201, "POST", "v1.0/applications", {
            ...type("application"),
            api: {
                acceptMappedClaims: false,
                knownClientApplications: [],
                oauth2PermissionScopes: [],
                requestedAccessTokenVersion: 2,
            },
            appRoles: [],
            description: null,
            displayName: "TERRAFORM_UPDATE_0c1d2e3f",
            groupMembershipClaims: null,
            identifierUris: [],
            info: { marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
            isDeviceOnlyAuthSupported: false,
            isFallbackPublicClient: false,
            notes: null,
            optionalClaims: { accessToken: [], idToken: [], saml2Token: [] },
            "owners@odata.bind": [`${url}/v1.0/directoryObjects/${caller}`],
            publicClient: { redirectUris: [] },
            requiredResourceAccess: [],
            serviceManagementReference: null,
            signInAudience: "AzureADMyOrg",
            spa: { redirectUris: [] },
            tags: featureTags,
            web: {
                homePageUrl: null,
                implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
                logoutUrl: null,
                redirectUris: ["https://signin.aws.amazon.com/saml"],
            },
        });
        for (const displayName of ["TERRAFORM_UPDATE_4a5b6c7d", "Amazon Connect"]) {
            await this.ask(204, "PATCH", `v1.0/applications/${id}`, { ...type("application"), displayName });
        }
        return id;
    }

    // biome-ignore lint/suspicious/noExplicitAny: what the server has sent.
    private async readApplication(id: string): Promise<any> {
        const found = await this.ask(200, "GET", `v1.0/applications/${id}`);
        await this.ask(200, "GET", `beta/applications/${id}?$select=oauth2RequirePostResponse`);
        await this.ask(200, "GET", `v1.0/applications/${id}/owners`);
        return found;
    }

    private async createServicePrincipal(appId: string): Promise<string> {
        const existing = await this.ask(200, "GET", `v1.0/servicePrincipals?$filter=appId eq '${appId}'`);
        expect(existing.value).to.deep.equal([]);
        const { id } = await this.ask(201, "POST", "v1.0/servicePrincipals", {
            ...type("servicePrincipal"),
            accountEnabled: true,
            alternativeNames: [],
            appId,
            appRoleAssignmentRequired: true,
            description: "TERRAFORM_UPDATE_8e9fa0b1",
            loginUrl: null,
            notes: null,
            notificationEmailAddresses: [],
            "owners@odata.bind": [`${this.graph.server.url}/v1.0/directoryObjects/${caller}`],
            preferredSingleSignOnMode: "saml",
            samlSingleSignOnSettings: { relayState: "https://contoso.example/relay" },
            tags: featureTags,
        });
        await this.ask(204, "PATCH", `v1.0/servicePrincipals/${id}`, {
            ...type("servicePrincipal"),
            description: null,
        });
        await this.readServicePrincipal(id);
        return id;
    }

    private async readServicePrincipal(id: string): Promise<void> {
        await this.ask(200, "GET", `v1.0/servicePrincipals/${id}`);
        await this.ask(200, "GET", `beta/servicePrincipals/${id}?$select=samlMetadataUrl`);
        await this.ask(200, "GET", `v1.0/servicePrincipals/${id}/owners`);
    }

    private async addCertificate(id: string): Promise<string> {
        const at = `v1.0/servicePrincipals/${id}`;
        const made = await this.ask(200, "POST", `${at}/addTokenSigningCertificate`, {
            displayName: "CN=initial",
            endDateTime: "2028-11-28T00:00:00Z",
        });
        for (let poll = 0; poll < 6; poll += 1) {
            const { keyCredentials } = await this.ask(200, "GET", at);
            expect(keyCredentials.map(({ keyId }: { keyId: string }) => keyId)).to.include(made.keyId);
        }
        const { keyCredentials } = await this.ask(200, "GET", `${at}?$select=keyCredentials`);
        const isIt = (key: { usage: string; customKeyIdentifier: string }) =>
            key.usage === "Verify" && key.customKeyIdentifier === made.customKeyIdentifier;
        return keyCredentials.find(isIt).keyId;
    }

    private async setIdentifiers(id: string, identifierUris: string[]): Promise<void> {
        await this.ask(204, "PATCH", `v1.0/applications/${id}`, { ...type("application"), identifierUris });
    }

    private async assign(resourceId: string, principalId: string): Promise<string> {
        const at = `v1.0/servicePrincipals/${resourceId}`;
        await this.ask(200, "GET", at);
        const body = { ...type("appRoleAssignment"), appRoleId: DEFAULT_ROLE, principalId, resourceId };
        const { id } = await this.ask(201, "POST", `${at}/appRoleAssignedTo`, body);
        await this.ask(200, "GET", `${at}/appRoleAssignedTo/${id}`);
        return id;
    }

    private async untilGone(path: string): Promise<void> {
        for (let poll = 0; poll < 5; poll += 1) {
            await this.ask(404, "GET", path);
        }
    }

    // biome-ignore lint/suspicious/noExplicitAny: what the server has sent.
    private async ask(expected: number, method: string, path: string, body?: unknown): Promise<any> {
        this.calls += 1;
        const reply = await this.graph.ask(method, path, body);
        expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).to.equal(expected);
        return reply.body;
    }
}
