/** For each component: arguments that work, and for each of its fields a value that is accepted and one that is refused. */
import type * as pulumi from "@pulumi/pulumi";
import * as components from "../../components/index";
import type { Fields } from "../../components/internal/args";
import { awsSamlFederationFields } from "../../components/internal/check/awsSamlFederation";
import { cognitoFederationFields } from "../../components/internal/check/cognitoFederation";
import { connectInstanceFields } from "../../components/internal/check/connectInstance";
import { connectSsoFields } from "../../components/internal/check/connectSso";
import { connectUsersFields } from "../../components/internal/check/connectUsers";
import { entraAppAssignmentsFields } from "../../components/internal/check/entraAppAssignments";
import { entraAwsClaimsFields } from "../../components/internal/check/entraAwsClaims";
import { entraSamlAppFields } from "../../components/internal/check/entraSamlApp";
import { entraSigningCertificateFields } from "../../components/internal/check/entraSigningCertificate";
import { deriveMetadataDocument } from "../../rules/saml";
import type { TestCertificate } from "./certificates";
import { type CloudFacts, instanceArn, servicePrincipalObjectId, tenantId } from "./cloudAnswers";

export type Args = Record<string, unknown>;

/** Samples of one field. */
export interface Sample {
    /** A value that is accepted and is not what the component takes when the field is left out. */
    good: unknown;
    /** A value that is refused; where it is a text, one that is found nowhere else. Absent where every value of the type fits. */
    bad?: unknown;
    /** Other arguments that the value needs or excludes (undefined). */
    beside?: Args;
    /** Other arguments that are needed where this one is left out. */
    insteadOf?: Args;
}

/** A component under test. */
export interface Subject {
    className: string;
    fields: Fields;
    make: (args: unknown, name?: string, opts?: pulumi.ComponentResourceOptions) => pulumi.ComponentResource;
    /** Arguments that are enough. */
    enough: Args;
    samples: Record<string, Sample>;
    /** Maps whose entries have fields of their own: an entry that is enough, and samples for its fields. */
    entries: Record<string, { key: string; enough: Args; samples: Record<string, Sample> }>;
}

const guid = (digit: string) => `${digit.repeat(8)}-aaaa-4444-8888-${digit.repeat(12)}`;
const secretText = "hunter2 and more";
const existingInstanceId = guid("6");
const existingUserPoolId = "eu-central-1_Contoso01";
const groupId = guid("9");
const admin = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
const alice = { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] };
const otherProvider = "arn:aws:iam::123456789012:saml-provider/old-adfs";
const appClient = { callbackUrls: ["https://desktop.contoso.example/callback"] };
const domainCertificate = "arn:aws:acm:us-east-1:123456789012:certificate/1";
const roleArn = "arn:aws:iam::123456789012:role/people";
const samlProviderArn = "arn:aws:iam::123456789012:saml-provider/contoso";
const signers = {
    "2026": { thumbprint: "A".repeat(40), endDate: "2029-01-01T00:00:00Z", activateCommand: "az rest" },
    "2027": { thumbprint: "B".repeat(40), endDate: "2029-01-01T00:00:00Z", activateCommand: "az rest" },
};
const flag: Sample = { good: false, bad: secretText };
const tags: Sample = { good: { team: "support" }, bad: { team: `${secretText}${"x".repeat(300)}` } };
const name: Sample = { good: "contoso-people", bad: `${secretText}, with a comma` };

/** What the clouds must be like for the samples. */
export function sampleFacts(certificate: TestCertificate): CloudFacts {
    return {
        certificate,
        userPools: [{ id: existingUserPoolId, domain: "" }],
        instances: [{ id: existingInstanceId, instanceAlias: "contoso", identityManagementType: "SAML" }],
        people: ["admin", "alice"].map((it) => ({
            objectId: guid(it === "admin" ? "a" : "b"),
            userPrincipalName: `${it}@contoso.example`,
            mail: `${it}@contoso.example`,
        })),
        routingProfiles: { "Basic Routing Profile": "routing-basic", Support: "routing-support" },
    };
}

const userSamples: Record<string, Sample> = {
    firstName: { good: "Alicia", bad: `${secretText}${"x".repeat(100)}` },
    lastName: { good: "Agentsen", bad: `${secretText}${"x".repeat(100)}` },
    securityProfiles: { good: ["Agent", "Admin"], bad: [`${secretText}${"x".repeat(130)}`] },
    routingProfile: { good: "Support", bad: `${secretText}${"x".repeat(130)}` },
    phoneType: { good: "DESK_PHONE", bad: secretText, beside: { deskPhoneNumber: "+4930123456" } },
    deskPhoneNumber: { good: "+4930123456", bad: secretText },
    afterContactWorkTimeLimitSeconds: { good: 60, bad: secretText },
    autoAccept: { good: true, bad: secretText },
    secondaryEmail: { good: "alice@home.example", bad: secretText },
    tags,
    userId: { good: guid("8"), bad: secretText },
};

const certificateSamples: Record<string, Sample> = {
    endDate: { good: "2028-06-30T00:00:00Z", bad: secretText },
    displayName: { good: "CN=Contoso", bad: secretText },
};

const instanceSamples: Record<string, Sample> = {
    instanceAlias: {
        good: "contoso-test",
        bad: secretText,
        insteadOf: { existingInstanceId, newRole: true },
    },
    existingInstanceId: {
        good: existingInstanceId,
        bad: secretText,
        beside: { instanceAlias: undefined },
    },
    inboundCallsEnabled: flag,
    outboundCallsEnabled: flag,
    contactFlowLogsEnabled: flag,
    contactLensEnabled: flag,
    tags,
    protection: flag,
};

const federationSamples: Record<string, Sample> = {
    samlProviderName: { good: "contoso-provider", bad: secretText },
    roleName: name,
    existingRoleName: name,
    alsoTrustedSamlProviders: { good: [otherProvider], bad: [secretText] },
    retiredSamlProviders: { good: [otherProvider], bad: [secretText] },
};

/** The components and all their fields; without a certificate, their values are not whole. */
export function subjects(certificate?: TestCertificate): Subject[] {
    const document = (entityId: string) =>
        certificate &&
        deriveMetadataDocument({
            entityId,
            singleSignOnUrl: "https://idp.contoso.example/saml/login",
            signingCertificates: [certificate],
        });
    const certificateLists: Record<string, Sample> = {
        certificates: { good: { "2026": {} }, bad: secretText },
        signingCertificate: { good: "initial", bad: "" },
        retiredCertificates: { good: ["2025"], bad: [7] },
        alsoTrustedCertificates: { good: [certificate?.value], bad: [secretText] },
    };
    const certificateActivation: Sample = { ...flag, beside: { signingCertificate: "initial" } };
    const appSamples: Record<string, Sample> = {
        displayName: { good: "Contoso support", bad: `${secretText}${"x".repeat(300)}` },
        identifier: { good: "urn:contoso:support", bad: secretText },
        ...certificateLists,
        owners: { good: [guid("7")], bad: [secretText] },
        notificationEmailAddresses: { good: ["operations@contoso.example"], bad: [secretText] },
        tenantId: { good: tenantId, bad: secretText },
        environment: { good: "usgovernment", bad: secretText },
        protection: flag,
    };
    const groups: Sample = { good: { agents: groupId }, bad: secretText };
    const removedGroups: Sample = { good: ["leads"], bad: [7] };
    const attribute: Sample = { good: "mail", bad: secretText };
    const make =
        (component: new (...given: never[]) => pulumi.ComponentResource): Subject["make"] =>
        (args, resourceName = "sso", opts) =>
            new component(...([resourceName, args, opts] as never[]));
    return [
        {
            className: "ConnectInstance",
            fields: connectInstanceFields,
            make: make(components.ConnectInstance),
            enough: { instanceAlias: "contoso-dev" },
            samples: {
                ...instanceSamples,
                instanceAlias: {
                    ...instanceSamples.instanceAlias,
                    good: "contoso-test",
                    insteadOf: { existingInstanceId },
                },
            },
            entries: {},
        },
        {
            className: "ConnectUsers",
            fields: connectUsersFields,
            make: make(components.ConnectUsers),
            enough: { instanceId: existingInstanceId, users: { "alice@contoso.example": alice } },
            samples: {
                instanceId: { good: guid("1"), bad: secretText },
                users: { good: { "admin@contoso.example": admin }, bad: secretText },
                removedUsers: { good: ["carol"], bad: [7] },
                protection: flag,
            },
            entries: { users: { key: "bob@contoso.example", enough: alice, samples: userSamples } },
        },
        {
            className: "EntraSamlApp",
            fields: entraSamlAppFields,
            make: make(components.EntraSamlApp),
            enough: {
                displayName: "Contoso contact centre",
                identifier: "urn:contoso:dev",
                replyUrl: "https://contoso.example/saml",
            },
            samples: {
                ...appSamples,
                replyUrl: { good: "https://support.contoso.example/saml", bad: secretText },
                relayState: { good: "https://support.contoso.example/start", bad: secretText },
                appRoleAssignmentRequired: flag,
            },
            entries: { certificates: { key: "initial", enough: {}, samples: certificateSamples } },
        },
        {
            className: "AwsSamlFederation",
            fields: awsSamlFederationFields,
            make: make(components.AwsSamlFederation),
            enough: {
                samlMetadataDocument: document("https://idp.contoso.example/saml"),
                instanceArn: instanceArn(existingInstanceId),
            },
            samples: {
                ...federationSamples,
                samlMetadataDocument: { good: document("https://idp.contoso.example/other"), bad: secretText },
                instanceArn: { good: instanceArn(guid("1")), bad: secretText },
                retiredCertificates: { good: ["2025"], bad: [7] },
                signingCertificate: { good: "2026", bad: "" },
                issuer: { good: "https://idp.contoso.example/saml", bad: "" },
                maxSessionDurationSeconds: { good: 3600, bad: secretText },
                region: { good: "us-west-2", bad: "" },
                tags,
                protection: flag,
            },
            entries: {},
        },
        {
            className: "EntraAwsClaims",
            fields: entraAwsClaimsFields,
            make: make(components.EntraAwsClaims),
            enough: {
                servicePrincipalId: `/servicePrincipals/${servicePrincipalObjectId}`,
                roleArn,
                samlProviderArn,
            },
            samples: {
                servicePrincipalId: { good: `/servicePrincipals/${guid("1")}`, bad: secretText },
                roleArn: { good: `${roleArn}-too`, bad: secretText },
                samlProviderArn: { good: `${samlProviderArn}-too`, bad: secretText },
                roleSessionNameAttribute: attribute,
                sessionDurationSeconds: { good: 900, bad: secretText },
                maxSessionDurationSeconds: { good: 3600, bad: secretText, beside: { sessionDurationSeconds: 900 } },
                displayName: { good: "Contoso claims", bad: `${secretText}${"x".repeat(300)}` },
                protection: flag,
            },
            entries: {},
        },
        {
            className: "EntraSigningCertificate",
            fields: entraSigningCertificateFields,
            make: make(components.EntraSigningCertificate),
            enough: { signingCertificate: "2026", certificates: signers, servicePrincipalObjectId },
            samples: {
                signingCertificate: { good: "2027", bad: "" },
                certificates: { good: { "2026": signers["2027"] }, bad: { "2026": secretText } },
                servicePrincipalObjectId: { good: guid("1"), bad: secretText },
            },
            entries: {},
        },
        {
            className: "EntraAppAssignments",
            fields: entraAppAssignmentsFields,
            make: make(components.EntraAppAssignments),
            enough: { servicePrincipalObjectId, users: ["alice@contoso.example"] },
            samples: {
                servicePrincipalObjectId: { good: guid("1"), bad: secretText },
                users: { good: ["admin@contoso.example"], bad: [7], insteadOf: { groups: { agents: groupId } } },
                userAttribute: attribute,
                groups,
                removedGroups,
                appRoleId: { good: guid("3"), bad: secretText },
                protection: flag,
            },
            entries: {},
        },
        {
            className: "CognitoFederation",
            fields: cognitoFederationFields,
            make: make(components.CognitoFederation),
            enough: { domainPrefix: "contoso-desktop", appClients: { desktop: appClient } },
            samples: {
                userPoolName: { good: "contoso-people", bad: `${secretText}!` },
                existingUserPoolId: { good: existingUserPoolId, bad: secretText },
                domainPrefix: {
                    good: "contoso-test",
                    bad: secretText,
                    insteadOf: { customDomain: "auth.contoso.example", certificateArn: domainCertificate },
                },
                customDomain: {
                    good: "auth.contoso.example",
                    bad: secretText,
                    beside: { domainPrefix: undefined, certificateArn: domainCertificate },
                },
                certificateArn: {
                    good: domainCertificate,
                    bad: secretText,
                    beside: { domainPrefix: undefined, customDomain: "auth.contoso.example" },
                },
                appClients: { good: { wallboard: appClient }, bad: secretText },
                removedAppClients: { good: ["gone"], bad: [7] },
                providerName: { good: "Contoso", bad: secretText },
                attributeMapping: { good: { email: "mail" }, bad: { email: `${secretText}\n` } },
                signOutOfEntra: { good: true, bad: secretText },
                startUrl: { good: "https://desktop.contoso.example/", bad: secretText },
                appRoleAssignmentRequired: flag,
                ...certificateLists,
                certificateActivation,
                displayName: { good: "Contoso desktop", bad: `${secretText}${"x".repeat(300)}` },
                owners: { good: [guid("7")], bad: [secretText] },
                notificationEmailAddresses: { good: ["operations@contoso.example"], bad: [secretText] },
                tenantId: { good: tenantId, bad: secretText },
                environment: { good: "usgovernment", bad: secretText },
                tags,
                protection: flag,
            },
            entries: {
                appClients: {
                    key: "desktop",
                    enough: appClient,
                    samples: {
                        callbackUrls: { good: ["https://contoso.example/other"], bad: [secretText] },
                        removedCallbackUrls: { good: ["https://contoso.example/old"], bad: [7] },
                        logoutUrls: { good: ["https://contoso.example/bye"], bad: [secretText] },
                        scopes: { good: ["openid"], bad: [secretText] },
                        generateSecret: { good: true, bad: secretText },
                    },
                },
                certificates: { key: "initial", enough: {}, samples: certificateSamples },
            },
        },
        {
            className: "ConnectSso",
            fields: connectSsoFields,
            make: make(components.ConnectSso),
            enough: { instanceAlias: "contoso-dev", users: { "admin@contoso.example": admin } },
            samples: {
                ...instanceSamples,
                existingInstanceId: {
                    good: existingInstanceId,
                    bad: secretText,
                    beside: { instanceAlias: undefined, newRole: true },
                },
                ...appSamples,
                certificateActivation,
                ...federationSamples,
                tags,
                landingPage: { good: "agentWorkspace", bad: secretText },
                approvedOrigins: { good: ["https://desk.contoso.example"], bad: [secretText] },
                sessionDurationSeconds: { good: 900, bad: secretText },
                roleSessionNameAttribute: attribute,
                users: {
                    good: { "admin@contoso.example": admin, "alice@contoso.example": alice },
                    bad: secretText,
                },
                removedUsers: { good: ["carol"], bad: [7] },
                groups,
                removedGroups,
                directoryLookup: { ...flag, beside: { groups: { agents: groupId } } },
                newRole: { good: true, bad: secretText },
            },
            entries: {
                users: {
                    key: "alice@contoso.example",
                    enough: alice,
                    samples: {
                        ...userSamples,
                        routingProfile: { good: "Basic Routing Profile", bad: `${secretText}${"x".repeat(130)}` },
                        userId: { good: `${existingInstanceId}:${guid("8")}`, bad: secretText },
                        signIn: flag,
                        signInEnded: { good: "2026-11-29", bad: secretText },
                        objectId: { good: guid("5"), bad: secretText },
                        formerUsername: { good: "before", bad: "x" },
                    },
                },
                certificates: { key: "initial", enough: {}, samples: certificateSamples },
            },
        },
    ];
}
