/** A stack of this project's in the emulated clouds, without an engine: what the clouds hold, and what the state says of it. */
import { awsPartitions } from "../../rules/awsSignIn";
import { awsClaimsPolicy } from "../../rules/claims";
import { entraEntityId, entraSingleSignOnUrl } from "../../rules/entraClouds";
import { connectFederationPolicy, samlTrustPolicy } from "../../rules/iam";
import { connectRelayState } from "../../rules/relayState";
import { deriveMetadataDocument } from "../../rules/saml";
import { awsCloud } from "../../tools/rehearsal/clouds/aws";
import { azureadCloud } from "../../tools/rehearsal/clouds/azuread";
import { Directory } from "../../tools/rehearsal/clouds/azuread/entra/directory";
import { wholeGroup } from "../../tools/rehearsal/clouds/azuread/entra/groups";
import type { KeyCredential, ServicePrincipal, User } from "../../tools/rehearsal/clouds/azuread/entra/objects";
import type { Call, Transaction, Values } from "../../tools/rehearsal/clouds/provider/resourceType";
import { makeCertificate, type TestCertificate } from "./certificates";
import { guid } from "./world";

type Objects = Map<string, Map<string, Values>>;

/** A cloud's memory without a disk. */
export class MemoryStore implements Transaction {
    constructor(readonly objects: Objects = new Map()) {}

    get = (kind: string, id: string) => this.objects.get(kind)?.get(id);
    list = (kind: string) => [...(this.objects.get(kind) ?? [])].map(([id, value]) => ({ id, value }));
    put = (kind: string, id: string, value: Values) => {
        this.objects.set(kind, (this.objects.get(kind) ?? new Map()).set(id, structuredClone(value)));
    };
    remove = (kind: string, id: string) => {
        this.objects.get(kind)?.delete(id);
    };
    copy = () => new MemoryStore(structuredClone(this.objects));
}

export interface Resource {
    type: string;
    urn: string;
    id?: string;
    parent?: string;
    custom: boolean;
    inputs: Record<string, unknown>;
    outputs: Record<string, unknown>;
}

const project = "connect-entra-sso:index:";
const urnOf = (type: string, name: string) => `urn:pulumi:dev::connect-entra-sso::${type}::${name}`;
export const token = (path: string) => {
    const [name = ""] = path.split(":").slice(-1);
    return `${path.slice(0, path.lastIndexOf(":"))}/${name[0]?.toLowerCase()}${name.slice(1)}:${name}`;
};
export const tokens = {
    application: token("azuread:index:Application"),
    identifier: token("azuread:index:ApplicationIdentifierUri"),
    servicePrincipal: token("azuread:index:ServicePrincipal"),
    certificate: token("azuread:index:ServicePrincipalTokenSigningCertificate"),
    policy: token("azuread:index:ClaimsMappingPolicy"),
    policyAssignment: token("azuread:index:ServicePrincipalClaimsMappingPolicyAssignment"),
    assignment: token("azuread:index:AppRoleAssignment"),
    samlProvider: token("aws:iam:SamlProvider"),
    role: token("aws:iam:Role"),
    rolePolicy: token("aws:iam:RolePolicy"),
    instance: token("aws:connect:Instance"),
    user: token("aws:connect:User"),
    profile: token("aws:connect:SecurityProfile"),
    userPool: token("aws:cognito:UserPool"),
    identityProvider: token("aws:cognito:IdentityProvider"),
    appClient: token("aws:cognito:UserPoolClient"),
    domain: token("aws:cognito:UserPoolDomain"),
};

export const now = Date.parse("2026-12-01T08:00:00Z");
export const people = ["ada", "bob", "carol"].map((name) => `${name}@contoso.example`);
export const groupId = guid(700);
const tenantId = "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846";
/** Their Connect user has their mail address as its name. */
export const guest = {
    userPrincipalName: "dora_partner.example#EXT#@contoso.example",
    mail: "dora@partner.example",
    id: guid(9),
};

/** Name → when it is valid; of two the one that began earlier is the older one. */
const validity: Record<string, { notBefore: string; notAfter: string }> = {
    "2024": { notBefore: "2024-06-01T00:00:00Z", notAfter: "2028-12-31T00:00:00Z" },
    "2025": { notBefore: "2025-01-01T00:00:00Z", notAfter: "2026-11-01T00:00:00Z" },
    "2026": { notBefore: "2026-01-01T00:00:00Z", notAfter: "2028-12-31T00:00:00Z" },
    "2027": { notBefore: "2026-06-01T00:00:00Z", notAfter: "2028-12-31T00:00:00Z" },
    "2028": { notBefore: "2026-06-01T00:00:00Z", notAfter: "2028-12-31T00:00:00Z" },
};
export const certificateNames = Object.keys(validity);
const ofDesk = "desk";
validity[ofDesk] = { notBefore: "2026-01-01T00:00:00Z", notAfter: "2028-12-31T00:00:00Z" };
const keyNames = Object.keys(validity);
let made: Promise<Map<string, TestCertificate>> | undefined;
const certificates = () => {
    made ??= Promise.all(
        keyNames.map(async (name) => [name, await makeCertificate({ ...validity[name], ownKey: true })] as const),
    ).then((entries) => new Map(entries));
    return made;
};

export type ClaimSource = "mail" | "employeeId" | "none" | { constant: string };
interface Claims {
    roleSessionName?: ClaimSource;
    sessionDuration?: string;
    role?: (value: string) => string;
}

/** What a stack is in the emulated clouds, to be changed by deployments and by hand. */
export class Emulated {
    private constructor(
        readonly azuread: MemoryStore,
        readonly aws: MemoryStore,
        readonly resources: Resource[],
        private readonly keys: ReadonlyMap<string, TestCertificate>,
        readonly region: string,
    ) {}

    /** Everybody is in the directory and in Connect; nobody is assigned, and there is one certificate. */
    static async make(region = "eu-central-1"): Promise<Emulated> {
        const it = new Emulated(new MemoryStore(), new MemoryStore(), [], await certificates(), region);
        it.fillDirectory();
        for (const [name, parent] of [
            ["ConnectSso", ""],
            ["ConnectInstance", "ConnectSso"],
            ["EntraSamlApp", "ConnectSso"],
            ["ConnectUsers", "ConnectSso"],
            ["AwsSamlFederation", "ConnectSso"],
            ["EntraAwsClaims", "ConnectSso"],
        ] as const) {
            it.resources.push(component(name, parent));
        }
        await it.deploy();
        return it;
    }

    copy(): Emulated {
        return new Emulated(
            this.azuread.copy(),
            this.aws.copy(),
            structuredClone(this.resources),
            this.keys,
            this.region,
        );
    }

    exported() {
        return { version: 3, deployment: { resources: this.resources } };
    }

    get directory(): Directory {
        return new Directory(this.call(this.azuread));
    }

    get servicePrincipal(): ServicePrincipal {
        return this.directory.servicePrincipals.list()[0] as ServicePrincipal;
    }

    private call(store: MemoryStore): Call {
        return { store, config: { region: this.region, tenantId: null }, find: store.get, misses: () => false };
    }

    private fillDirectory(): void {
        const { directory } = this;
        directory.tenant = {
            ...{ id: tenantId, callerObjectId: guid(1), callerClientId: guid(2) },
            verifiedDomains: ["contoso.example"],
            identifierUriPolicy: { enforced: true, excludeSaml: true, excludeAppsReceivingV2Tokens: true },
            userPermission: "User.Read.All",
        };
        for (const [index, name] of people.entries()) {
            directory.users.put({
                ...{ id: guid(index + 1), userPrincipalName: name, displayName: name, givenName: null, surname: null },
                ...{ mail: name, mailNickname: null, employeeId: `${1000 + index}`, accountEnabled: true },
                ...{ userType: "Member", usageLocation: null, onPremisesImmutableId: null },
                ...{ onPremisesSamAccountName: null, onPremisesUserPrincipalName: null },
            } satisfies User);
        }
        directory.groups.put(wholeGroup({ id: groupId, displayName: "agents", members: [guid(3)] }));
    }

    /** A guest with a Connect user, and a group that holds the assigned one and is assigned itself in their stead. */
    async invite(): Promise<void> {
        const { directory } = this;
        const [member] = directory.users.list() as [User];
        directory.users.put({ ...member, ...guest, displayName: "Dora", userType: "Guest", employeeId: null });
        await this.addUser(guest.mail);
    }

    private async addUser(name: string): Promise<void> {
        await this.make("ConnectUsers", tokens.user, `sso-${name}`, {
            ...{ instanceId: this.find(tokens.instance).id, name, identityInfo: { firstName: "A", lastName: "B" } },
            ...{ phoneConfig: { phoneType: "SOFT_PHONE" }, routingProfileId: this.routingProfile() },
            securityProfileIds: [this.profileId("Agent")],
        });
    }

    private async deploy(): Promise<void> {
        const { region } = this;
        const partition = region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        const { audience = "", signInHost } = awsPartitions[partition] ?? {};
        const application = await this.make("EntraSamlApp", tokens.application, "sso", {
            displayName: "Contoso",
            signInAudience: "AzureADMyOrg",
            api: { requestedAccessTokenVersion: 2 },
            web: { redirectUris: [`https://${region}.${signInHost}/saml`] },
        });
        const instance = await this.make("ConnectInstance", tokens.instance, "sso", {
            ...{ instanceAlias: "contoso", identityManagementType: "SAML" },
            ...{ inboundCallsEnabled: true, outboundCallsEnabled: true },
        });
        const instanceId = String(instance.id);
        const instanceArn = String(instance.outputs.arn);
        const principal = await this.make("EntraSamlApp", tokens.servicePrincipal, "sso", {
            ...{ clientId: application.outputs.clientId, accountEnabled: true, appRoleAssignmentRequired: true },
            preferredSingleSignOnMode: "saml",
            samlSingleSignOn: {
                relayState: connectRelayState({ region, partition, instanceId, landingPage: "ccp" }),
            },
        });
        await this.make("EntraSamlApp", tokens.identifier, "sso", {
            applicationId: application.id,
            identifierUri: audience,
        });
        this.addKey("2026");
        await this.record("2026");
        const provider = await this.make("AwsSamlFederation", tokens.samlProvider, "sso", {
            name: "sso",
            samlMetadataDocument: this.documentOf(["2026"]),
        });
        const role = await this.make("AwsSamlFederation", tokens.role, "sso", {
            ...{ name: "sso", maxSessionDuration: 43_200 },
            assumeRolePolicy: samlTrustPolicy({
                samlProviderArns: [String(provider.id)],
                audiences: [`https://${signInHost}/saml`, `https://${region}.${signInHost}/saml`],
            }),
        });
        await this.make("AwsSamlFederation", tokens.rolePolicy, "sso", {
            ...{ role: "sso", name: "connect", policy: connectFederationPolicy(instanceArn) },
        });
        const policy = await this.make("EntraAwsClaims", tokens.policy, "sso", {
            displayName: "aws",
            definitions: [
                awsClaimsPolicy({
                    ...{ roleArn: String(role.outputs.arn), samlProviderArn: String(provider.id) },
                    ...{ roleSessionNameAttribute: "userPrincipalName", sessionDurationSeconds: 43_200 },
                }),
            ],
        });
        await this.make("EntraAwsClaims", tokens.policyAssignment, "sso", {
            claimsMappingPolicyId: policy.id,
            servicePrincipalId: principal.id,
        });
        const users = this.find(`${project}ConnectUsers`);
        users.outputs = { securityProfileIds: { Agent: this.profileId("Agent") } };
        for (const name of people) {
            await this.addUser(name);
        }
    }

    /** Another application of the stack, where people sign in by a user pool. */
    async addUserPool(): Promise<void> {
        const { region } = this;
        this.resources.push(
            component("CognitoFederation", "", "desk"),
            component("EntraSamlApp", "CognitoFederation", "desk"),
        );
        const make = (parent: string, type: string, inputs: object) => this.make(parent, type, "desk", inputs, "desk");
        const pool = await make("CognitoFederation", tokens.userPool, { name: "desk" });
        const kind = region.startsWith("us-gov-") ? "auth-fips" : "auth";
        const application = await make("EntraSamlApp", tokens.application, {
            ...{ displayName: "Desk", signInAudience: "AzureADMyOrg", api: { requestedAccessTokenVersion: 2 } },
            web: { redirectUris: [`https://contoso-desk.${kind}.${region}.amazoncognito.com/saml2/idpresponse`] },
        });
        const principal = await make("EntraSamlApp", tokens.servicePrincipal, {
            ...{ clientId: application.outputs.clientId, accountEnabled: true, appRoleAssignmentRequired: true },
            preferredSingleSignOnMode: "saml",
        });
        await make("EntraSamlApp", tokens.identifier, {
            ...{ applicationId: application.id, identifierUri: `urn:amazon:cognito:sp:${pool.id}` },
        });
        const own = this.directory.servicePrincipals.get(String(principal.outputs.objectId)) as ServicePrincipal;
        this.addKey(ofDesk, own);
        await this.record(ofDesk, own, "desk");
        await make("CognitoFederation", tokens.identityProvider, {
            ...{ userPoolId: pool.id, providerName: "EntraID", providerType: "SAML" },
            providerDetails: { MetadataFile: this.documentOf([ofDesk]) },
            attributeMapping: { email: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" },
        });
        await make("CognitoFederation", tokens.appClient, {
            ...{ userPoolId: pool.id, name: "desk", supportedIdentityProviders: ["EntraID"] },
            ...{ allowedOauthFlowsUserPoolClient: true, allowedOauthFlows: ["code"], allowedOauthScopes: ["openid"] },
            callbackUrls: ["https://desk.contoso.example/"],
        });
        await make("CognitoFederation", tokens.domain, { userPoolId: pool.id, domain: "contoso-desk" });
        await make("CognitoFederation", tokens.assignment, {
            ...wholeAssignment,
            principalObjectId: groupId,
            resourceObjectId: own.id,
        });
    }

    private routingProfile(): string {
        const [profile] = this.aws.list(token("aws:connect:RoutingProfile"));
        return String(profile?.value.routingProfileId);
    }

    profileId(name: string): string {
        const found = this.aws.list(tokens.profile).find(({ value }) => value.name === name);
        return String(found?.value.securityProfileId);
    }

    /** Creates a resource, and writes it into the state. */
    private async make(parent: string, type: string, name: string, inputs: object, owner = "sso"): Promise<Resource> {
        const cloud = type.startsWith("aws:") ? awsCloud : azureadCloud;
        const found = cloud.types.find((one) => one.token === type);
        const call = this.call(cloud === awsCloud ? this.aws : this.azuread);
        const id = await found?.create(call, inputs as Values);
        const outputs = await found?.read(call, String(id));
        const parentUrn = urnOf(`${project}${parent}`, owner);
        const resource = { type, urn: urnOf(type, name), id, parent: parentUrn, custom: true, inputs, outputs };
        this.resources.push(resource as Resource);
        return resource as Resource;
    }

    /** Gives the service principal a certificate, as Entra does it. */
    private addKey(name: string, servicePrincipal = this.servicePrincipal): void {
        const { value, privateKey, thumbprint } = this.keys.get(name) as TestCertificate;
        const { notBefore, notAfter } = validity[name] as { notBefore: string; notAfter: string };
        const customKeyIdentifier = Buffer.from(thumbprint, "hex").toString("base64");
        const common = { customKeyIdentifier, displayName: name, startDateTime: notBefore, endDateTime: notAfter };
        const number = keyNames.indexOf(name);
        const added: KeyCredential[] = [
            { keyId: guid(800 + number), usage: "Sign", key: null, ...common },
            { keyId: guid(900 + number), usage: "Verify", key: value, ...common },
        ];
        const { directory } = this;
        const keyCredentials = [...servicePrincipal.keyCredentials, ...added];
        directory.servicePrincipals.put({ ...servicePrincipal, keyCredentials });
        directory.signingKeys.put({
            ...{ id: guid(800 + number), servicePrincipalId: servicePrincipal.id, customKeyIdentifier },
            privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        });
    }

    /** Writes the certificate's resource into the state. */
    private async record(name: string, { id: ownerId } = this.servicePrincipal, owner = "sso"): Promise<void> {
        const id = `${ownerId}/tokenSigningCertificate/${guid(900 + keyNames.indexOf(name))}`;
        const type = azureadCloud.types.find((one) => one.token === tokens.certificate);
        const outputs = (await type?.read(this.call(this.azuread), id)) as Record<string, unknown>;
        const parent = urnOf(`${project}EntraSamlApp`, owner);
        const urn = urnOf(tokens.certificate, `${owner}-${name}`);
        this.resources.push({ type: tokens.certificate, urn, id, parent, custom: true, inputs: {}, outputs });
    }

    documentOf(names: readonly string[]): string {
        return deriveMetadataDocument({
            entityId: entraEntityId(tenantId, "global"),
            singleSignOnUrl: entraSingleSignOnUrl(tenantId, "global"),
            signingCertificates: names.map((name) => ({ name, value: this.keys.get(name)?.value ?? "" })),
        });
    }

    /** Names of the stack's certificates. */
    get certificates(): string[] {
        return this.resources
            .filter(({ type, urn }) => type === tokens.certificate && urn.includes("::sso-"))
            .map(({ urn }) => urn.slice(urn.lastIndexOf("sso-") + 4));
    }

    /** A deployment with another certificate: AWS trusts both, and Entra signs as before. */
    async addCertificate(name: string): Promise<void> {
        if (this.servicePrincipal.keyCredentials.every(({ displayName }) => displayName !== name)) {
            this.addKey(name);
            await this.record(name);
            this.trust();
        }
    }

    /** A deployment that retires a certificate: AWS no longer trusts it, Entra keeps it. */
    retire(name: string): void {
        const rest = this.certificates.filter((one) => one !== name);
        if (rest.length < this.certificates.length && rest[0] !== undefined) {
            const gone = this.resources.findIndex(({ urn }) => urn === urnOf(tokens.certificate, `sso-${name}`));
            this.resources.splice(gone, 1);
            const { inputs } = this.find(`${project}EntraSamlApp`);
            inputs.retiredCertificates = [...((inputs.retiredCertificates as string[]) ?? []), name];
            inputs.signingCertificate = rest[0];
            this.trust();
        }
    }

    /** A deployment that activates a certificate: Entra signs with it, and the state says so. */
    activate(name: string): void {
        if (this.certificates.includes(name)) {
            const type = `${project}EntraSigningCertificate`;
            const old = this.resources.findIndex((it) => it.type === type);
            this.resources.splice(old < 0 ? this.resources.length : old, 1);
            this.resources.push({
                ...component("EntraSigningCertificate", "EntraSamlApp"),
                inputs: { thumbprint: this.thumbprintOf(name) },
            });
            this.find(`${project}EntraSamlApp`).inputs.signingCertificate = name;
            this.changePrincipal({ preferredTokenSigningKeyThumbprint: this.thumbprintOf(name) });
        }
    }

    private trust(): void {
        const document = this.documentOf(this.certificates);
        const { id, outputs } = this.find(tokens.samlProvider);
        outputs.samlMetadataDocument = document;
        this.change(this.aws, tokens.samlProvider, String(id), { samlMetadataDocument: document });
    }

    /** Another claims mapping policy: in the cloud, and in the state where `isDeployed`. */
    claim({ roleSessionName, sessionDuration, role }: Claims, isDeployed = false): void {
        const { id } = this.find(tokens.policy);
        const known = this.directory.claimsMappingPolicies.get(String(id).split("/").at(-1) ?? "");
        if (known === undefined) {
            return;
        }
        const { ClaimsMappingPolicy: policy } = JSON.parse(known.definition[0] ?? "{}");
        const schema = policy.ClaimsSchema.flatMap((claim: Record<string, string>) => {
            const kind = claim.SamlClaimType?.split("/").at(-1);
            const { Source: _, ID: __, ...rest } = claim;
            if (kind === "RoleSessionName" && roleSessionName !== undefined) {
                const isConstant = typeof roleSessionName === "object";
                const source = isConstant
                    ? { Value: roleSessionName.constant }
                    : { Source: "user", ID: roleSessionName };
                return roleSessionName === "none" ? [] : [{ ...rest, ...source }];
            }
            const value =
                kind === "SessionDuration" ? sessionDuration : kind === "Role" ? role?.(claim.Value ?? "") : undefined;
            return [value === undefined ? claim : { ...claim, Value: value }];
        });
        const definition = [JSON.stringify({ ClaimsMappingPolicy: { ...policy, ClaimsSchema: schema } })];
        this.directory.claimsMappingPolicies.put({ ...known, definition });
        if (isDeployed) {
            Object.assign(this.find(tokens.policy).outputs, { definitions: definition });
        }
    }

    /** A deployment that assigns somebody, or the group. */
    async assign(who: number | "group" | "guest"): Promise<void> {
        const principalObjectId = who === "group" ? groupId : who === "guest" ? guest.id : guid(who + 1);
        if (who === "guest" && this.directory.users.get(guest.id) === undefined) {
            return;
        }
        if (!this.directory.appRoleAssignments.list().some(({ principalId }) => principalId === principalObjectId)) {
            await this.make("ConnectSso", tokens.assignment, `sso-${who}`, {
                ...wholeAssignment,
                principalObjectId,
                resourceObjectId: this.servicePrincipal.id,
            });
        }
    }

    find(type: string): Resource {
        return this.resources.find((one) => one.type === type) as Resource;
    }

    /** What somebody changes by hand. */
    change(store: MemoryStore, kind: string, id: string, values: Values): void {
        const before = store.get(kind, id);
        if (before !== undefined) {
            store.put(kind, id, { ...before, ...values });
        }
    }

    changePrincipal(values: Partial<ServicePrincipal>): void {
        for (const servicePrincipal of this.directory.servicePrincipals.list()) {
            this.directory.servicePrincipals.put({ ...servicePrincipal, ...values });
        }
    }

    thumbprintOf(name: string): string {
        return this.keys.get(name)?.thumbprint ?? "";
    }

    /** Deletes a certificate in the portal. */
    deleteKey(name: string): void {
        for (const { keyCredentials } of this.directory.servicePrincipals.list()) {
            this.changePrincipal({ keyCredentials: keyCredentials.filter(({ displayName }) => displayName !== name) });
        }
    }
}

const wholeAssignment = { appRoleId: "00000000-0000-0000-0000-000000000000" };

function component(name: string, parent: string, owner = "sso"): Resource {
    return {
        type: `${project}${name}`,
        urn: urnOf(`${project}${name}`, owner),
        ...(parent === "" ? {} : { parent: urnOf(`${project}${parent}`, owner) }),
        custom: false,
        inputs: name === "ConnectInstance" ? { instanceAlias: "contoso" } : { tenantId },
        outputs: {},
    };
}
