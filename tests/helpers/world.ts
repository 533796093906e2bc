/** A federation in which everybody signs in, as data, to be broken one thing at a time. */
import { awsClaimsPolicy } from "../../rules/claims";
import { entraEntityId, entraSingleSignOnUrl } from "../../rules/entraClouds";
import { connectFederationPolicy, samlTrustPolicy } from "../../rules/iam";
import { connectRelayState } from "../../rules/relayState";
import { deriveMetadataDocument } from "../../rules/saml";
import type { ConnectUser, Deployment, EntraApplication, ServicePrincipal } from "../../tools/deployment/deployment";
import type { Directory, Person } from "../../tools/deployment/directory";
import type { SignIn } from "../../tools/signin/result";
import { prepareWalk } from "../../tools/signin/walk/walk";
import type { World } from "../../tools/signin/walk/world";
import { makeCertificate, type TestCertificate } from "./certificates";

export const now = Date.parse("2026-11-24T08:00:00Z");
export const tenantId = "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846";
export const instanceId = "f34cb4d0-7b12-4cb1-bf89-3edef7fdc738";
export const instanceArn = `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}`;
export const roleArn = "arn:aws:iam::123456789012:role/connect-sso";
export const providerArn = "arn:aws:iam::123456789012:saml-provider/connect-sso";
export const acsUrl = "https://eu-central-1.signin.aws.amazon.com/saml";

let shared: Promise<TestCertificate> | undefined;

/** The certificate of every world, made once: a key takes long. */
export function worldCertificate(): Promise<TestCertificate> {
    shared ??= makeCertificate();
    return shared;
}

/** A new world each time, so that a test may change it as it likes. Alice is assigned directly, Bob as a group's member. */
export async function makeWorld(): Promise<TestWorld> {
    const certificate = await worldCertificate();
    const application = makeApplication(certificate);
    const directory: Directory = {
        source: "directory.json",
        tenantId,
        people: [person("alice", 1), person("bob", 2), person("carol", 3)],
        groups: [{ id: guid(100), displayName: "agents", members: [guid(2)] }],
    };
    const deployment: Deployment = {
        source: "stack.json",
        applications: [application],
        samlProviders: [{ arn: providerArn, metadataDocument: metadataOf(certificate) }],
        roles: [
            {
                arn: roleArn,
                name: "connect-sso",
                uniqueId: "AROAEXAMPLEEXAMPLE123",
                trustPolicy: samlTrustPolicy({
                    samlProviderArns: [providerArn],
                    audiences: ["https://signin.aws.amazon.com/saml", acsUrl],
                }),
                maxSessionDurationSeconds: 43_200,
                policies: [{ name: "connect", document: connectFederationPolicy(instanceArn) }],
            },
        ],
        instances: [
            { instanceId, arn: instanceArn, alias: "contoso", identityManagementType: "SAML", status: "ACTIVE" },
        ],
        connectUsers: [connectUser("alice@contoso.example", 1), connectUser("bob@contoso.example", 2)],
        securityProfiles: [
            { securityProfileId: guid(200), name: "Agent", permissions: ["BasicAgentAccess"] },
            { securityProfileId: guid(201), name: "Auditor", permissions: ["AccessMetrics"] },
        ],
        notModelled: [],
    };
    const world: TestWorld = {
        deployment,
        application,
        servicePrincipal: application.servicePrincipal as ServicePrincipal,
        directory,
        nowMs: now,
        certificate,
        signIn: (user) => prepareWalk(world)(user),
    };
    return world;
}

export interface TestWorld extends World {
    directory: Directory;
    servicePrincipal: ServicePrincipal;
    certificate: TestCertificate;
    signIn(user: string): SignIn;
}

export function makeApplication({ value, thumbprint }: TestCertificate): EntraApplication {
    return {
        name: "sso",
        clientId: guid(500),
        displayName: "Contoso contact centre",
        tenantId,
        environment: "global",
        identifierUris: ["urn:amazon:webservices"],
        replyUrls: [acsUrl],
        acceptMappedClaims: false,
        isManaged: true,
        isWhole: true,
        areClaimsManaged: true,
        servicePrincipal: {
            objectId: guid(501),
            accountEnabled: true,
            appRoleAssignmentRequired: true,
            preferredSingleSignOnMode: "saml",
            relayState: connectRelayState({ region: "eu-central-1", partition: "aws", instanceId, landingPage: "ccp" }),
            loginUrl: "",
            signingCertificates: [
                {
                    ...{ name: "2026", thumbprint, value },
                    notBefore: "2026-01-01T00:00:00Z",
                    notAfter: "2027-12-31T23:59:59Z",
                },
            ],
            preferredTokenSigningKeyThumbprint: null,
            claimsMappingPolicies: [
                awsClaimsPolicy({
                    ...{ roleArn, samlProviderArn: providerArn },
                    roleSessionNameAttribute: "userPrincipalName",
                    sessionDurationSeconds: 43_200,
                }),
            ],
            appRoleAssignments: [
                {
                    name: "sso-alice",
                    principalObjectId: guid(1),
                    principalType: "User",
                    principalDisplayName: "Alice",
                },
                {
                    name: "sso-agents",
                    principalObjectId: guid(100),
                    principalType: "Group",
                    principalDisplayName: "agents",
                },
            ],
        },
    };
}

/** The metadata document that AWS has, with these certificates. */
export function metadataOf(...certificates: TestCertificate[]): string {
    return deriveMetadataDocument({
        entityId: entraEntityId(tenantId, "global"),
        singleSignOnUrl: entraSingleSignOnUrl(tenantId, "global"),
        signingCertificates: certificates.map(({ value }, index) => ({ name: `${2026 + index}`, value })),
    });
}

/** A member of the directory with every attribute of a full export. */
export function person(name: string, number: number): Person {
    const attributes = {
        id: guid(number),
        userprincipalname: `${name}@contoso.example`,
        mail: `${name}@contoso.example`,
        displayname: name,
        givenname: name,
        surname: "Example",
        employeeid: `${1000 + number}`,
        usertype: "Member",
    };
    return {
        id: attributes.id,
        userPrincipalName: attributes.userprincipalname,
        accountEnabled: true,
        userType: "Member",
        displayName: attributes.displayname,
        givenName: attributes.givenname,
        surname: attributes.surname,
        mail: attributes.mail,
        attributes,
    };
}

export function connectUser(username: string, number: number): ConnectUser {
    return {
        username,
        userId: guid(300 + number),
        instanceId,
        securityProfileIds: [guid(200)],
        securityProfileNames: ["Agent"],
    };
}

export function guid(number: number): string {
    return `00000000-0000-4000-8000-${number.toString().padStart(12, "0")}`;
}
