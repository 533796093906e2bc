/** A federation with as many people as one likes, all of whom sign in. */
import { generateKeyPairSync, webcrypto } from "node:crypto";
import "reflect-metadata";
import { awsSamlEndpoints } from "../rules/awsSignIn";
import { awsClaimsPolicy } from "../rules/claims";
import { entraEntityId, entraSingleSignOnUrl } from "../rules/entraClouds";
import { connectFederationPolicy, samlTrustPolicy } from "../rules/iam";
import { connectRelayState } from "../rules/relayState";
import { deriveMetadataDocument, thumbprintOf } from "../rules/saml";
import type { ConnectUser, EntraApplication } from "../tools/deployment/deployment";
import type { Person } from "../tools/deployment/directory";
import type { World } from "../tools/signin/walk/world";

const tenantId = "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846";
const instanceId = "f34cb4d0-7b12-4cb1-bf89-3edef7fdc738";
const instanceArn = `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}`;
const roleArn = "arn:aws:iam::123456789012:role/connect-sso";
const samlProviderArn = "arn:aws:iam::123456789012:saml-provider/connect-sso";
const place = { region: "eu-central-1", partition: "aws" };

export async function largeWorld(count: number): Promise<{ world: World; users: string[] }> {
    const certificate = await makeCertificate();
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const { regional, global: globalEndpoint } = awsSamlEndpoints(place.region, place.partition);
    const application = makeApplication(certificate, numbers, regional);
    const metadataDocument = deriveMetadataDocument({
        entityId: entraEntityId(tenantId, "global"),
        singleSignOnUrl: entraSingleSignOnUrl(tenantId, "global"),
        signingCertificates: [{ name: "2026", value: certificate.value }],
    });
    const world: World = {
        application,
        deployment: {
            source: "a federation made up for the measurement",
            applications: [application],
            samlProviders: [{ arn: samlProviderArn, metadataDocument }],
            roles: [
                {
                    ...{ arn: roleArn, name: "connect-sso", uniqueId: "AROAEXAMPLEEXAMPLE123" },
                    trustPolicy: samlTrustPolicy({
                        samlProviderArns: [samlProviderArn],
                        audiences: [globalEndpoint, regional],
                    }),
                    maxSessionDurationSeconds: 43_200,
                    policies: [{ name: "connect", document: connectFederationPolicy(instanceArn) }],
                },
            ],
            instances: [
                { instanceId, arn: instanceArn, alias: "contoso", identityManagementType: "SAML", status: "ACTIVE" },
            ],
            connectUsers: numbers.map(connectUser),
            securityProfiles: [{ securityProfileId: guid(0), name: "Agent", permissions: ["BasicAgentAccess"] }],
            notModelled: [],
        },
        directory: { source: "made up", tenantId, people: numbers.map(person), groups: [] },
        nowMs: Date.now(),
    };
    return { world, users: numbers.map(nameOf) };
}

interface Certificate {
    value: string;
    thumbprint: string;
}

async function makeCertificate(): Promise<Certificate> {
    const { X509CertificateGenerator } = await import("@peculiar/x509");
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" });
    const spki = publicKey.export({ type: "spki", format: "der" });
    const { subtle } = webcrypto;
    const keys = {
        privateKey: await subtle.importKey("pkcs8", pkcs8, algorithm, true, ["sign"]),
        publicKey: await subtle.importKey("spki", spki, algorithm, true, ["verify"]),
    };
    const { rawData } = await X509CertificateGenerator.createSelfSigned(
        {
            ...{ serialNumber: "01", name: "CN=Contoso", keys, signingAlgorithm: algorithm },
            notBefore: new Date(Date.now() - 86_400_000),
            notAfter: new Date(Date.now() + 86_400_000),
        },
        webcrypto as Parameters<typeof X509CertificateGenerator.createSelfSigned>[1],
    );
    const der = Buffer.from(rawData);
    return { value: der.toString("base64"), thumbprint: thumbprintOf(der) };
}

function makeApplication(certificate: Certificate, numbers: number[], replyUrl: string): EntraApplication {
    return {
        ...{ name: "sso", clientId: guid(1_000_001), displayName: "Contoso", tenantId, environment: "global" },
        identifierUris: ["urn:amazon:webservices"],
        replyUrls: [replyUrl],
        acceptMappedClaims: false,
        servicePrincipal: {
            objectId: guid(1_000_002),
            ...{ accountEnabled: true, appRoleAssignmentRequired: true, preferredSingleSignOnMode: "saml" },
            relayState: connectRelayState({ ...place, instanceId, landingPage: "ccp" }),
            loginUrl: "",
            signingCertificates: [
                {
                    ...{ name: "2026", thumbprint: certificate.thumbprint, value: certificate.value },
                    notBefore: new Date(Date.now() - 86_400_000).toISOString(),
                    notAfter: new Date(Date.now() + 86_400_000).toISOString(),
                },
            ],
            preferredTokenSigningKeyThumbprint: null,
            claimsMappingPolicies: [
                awsClaimsPolicy({
                    ...{ roleArn, samlProviderArn, roleSessionNameAttribute: "userPrincipalName" },
                    sessionDurationSeconds: 43_200,
                }),
            ],
            appRoleAssignments: numbers.map((number) => ({
                name: `sso-${nameOf(number)}`,
                principalObjectId: guid(number),
                principalType: "User",
                principalDisplayName: nameOf(number),
            })),
        },
    };
}

const nameOf = (number: number) => `agent.${number}@contoso.example`;
const guid = (number: number) => `00000000-0000-4000-8000-${number.toString().padStart(12, "0")}`;

function connectUser(number: number): ConnectUser {
    return { username: nameOf(number), userId: guid(number), instanceId, securityProfileIds: [guid(0)] };
}

function person(number: number): Person {
    const attributes = {
        ...{
            id: guid(number),
            userprincipalname: nameOf(number),
            mail: nameOf(number),
            displayname: `Agent ${number}`,
        },
        ...{ givenname: "Agent", surname: `${number}`, employeeid: `${number}`, usertype: "Member" },
    };
    return {
        ...{
            id: attributes.id,
            userPrincipalName: attributes.userprincipalname,
            accountEnabled: true,
            userType: "Member",
        },
        ...{ displayName: attributes.displayname, givenName: "Agent", surname: `${number}`, mail: attributes.mail },
        attributes,
    };
}
