import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
    AwsSamlFederation,
    CognitoFederation,
    ConnectInstance,
    ConnectSso,
    ConnectUsers,
    EntraAppAssignments,
    EntraAwsClaims,
    EntraSamlApp,
    EntraSigningCertificate,
} from "../../components";
import { ask } from "../../components/internal/lookups";
import { deriveMetadataDocument } from "../../rules/saml";
import { makeCertificate } from "../helpers/certificates";
import { deploy, find } from "../helpers/cloud";
import { instanceArn, tenantId } from "../helpers/cloudAnswers";

const person = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
const users = { "admin@contoso.example": person };
const instanceId = "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846";

const userPoolId = "us-east-1_Contoso01";
const appClients = { desktop: { callbackUrls: ["https://desktop.contoso.example/"] } };

const region = 'The AWS Region: the mocks do not answer getRegion. "us-east-1" stands in for it.';
const partition = 'The AWS partition: the mocks do not answer getPartition. "aws" stands in for it.';
const tenant =
    'The Entra tenant: the mocks do not answer getClientConfig. "00000000-0000-0000-0000-000000000000" stands in for it.';
const metadata =
    "The metadata document, which is undefined: the mocks give a ServicePrincipalTokenSigningCertificate no certificate as its value.";
const people =
    "Whether 1 user(s) exist in the directory, are enabled and are spelled like this: the mocks do not answer getUsers.";
const instance = `Whether the instance "${instanceId}" exists and its users sign in by SAML: the mocks do not answer getInstance.`;
const alias =
    'Whether an instance with the alias "contoso-support" exists and has the users\' profiles: the mocks do not answer getInstance.';
const security = (name: string) =>
    `Whether the instance has the security profile "${name}": the mocks do not answer getSecurityProfile.`;
const routing =
    'Whether the instance has the routing profile "Basic Routing Profile": the mocks do not answer getRoutingProfile.';
const sso = [region, partition, tenant, metadata, people, security("Admin"), routing];

type Made = pulumi.ComponentResource & { notChecked: pulumi.Output<string[]> };

/** Each component with all its look-ups, how many resources it creates, and what is not checked where no look-up is answered. */
const table: Record<string, { make: () => Made; resources: number; expected: string[] }> = {
    "ConnectSso with a new instance": {
        make: () => new ConnectSso("sso", { instanceAlias: "contoso-support", users }),
        resources: 12,
        expected: sso,
    },
    "ConnectSso with a profile that no new instance has": {
        make: () =>
            new ConnectSso("sso", {
                instanceAlias: "contoso-support",
                tenantId,
                users: { ...users, "bo@contoso.example": { ...person, securityProfiles: ["Own"] } },
            }),
        resources: 14,
        expected: [...sso, alias, security("Own")].map((line) => line.replace("Whether 1 user", "Whether 2 user")),
    },
    "ConnectSso with an existing instance": {
        make: () => new ConnectSso("sso", { existingInstanceId: instanceId, newRole: true, users }),
        resources: 11,
        expected: [...sso, instance],
    },
    ConnectInstance: {
        make: () => new ConnectInstance("sso", { existingInstanceId: instanceId }),
        resources: 0,
        expected: [region, partition, instance],
    },
    ConnectUsers: {
        make: () => new ConnectUsers("sso", { instanceId, users }),
        resources: 1,
        expected: [security("Admin"), routing],
    },
    EntraSamlApp: {
        make: () =>
            new EntraSamlApp("sso", {
                displayName: "Wiki",
                identifier: "https://wiki.contoso.example",
                replyUrl: "https://wiki.contoso.example/acs",
            }),
        resources: 4,
        expected: [tenant, metadata],
    },
    EntraSigningCertificate: {
        make: () =>
            new EntraSigningCertificate("sso", {
                signingCertificate: "2026",
                certificates: { "2026": { thumbprint: "A".repeat(40), endDate: "", activateCommand: "" } },
                servicePrincipalObjectId: instanceId,
            }),
        resources: 0,
        expected: [],
    },
    EntraAppAssignments: {
        make: () =>
            new EntraAppAssignments("sso", {
                servicePrincipalObjectId: instanceId,
                users: ["admin@contoso.example"],
            }),
        resources: 1,
        expected: [people],
    },
    EntraAwsClaims: {
        make: () =>
            new EntraAwsClaims("sso", {
                servicePrincipalId: `/servicePrincipals/${instanceId}`,
                displayName: "contoso",
                roleArn: "arn:aws:iam::123456789012:role/contoso",
                samlProviderArn: "arn:aws:iam::123456789012:saml-provider/contoso",
            }),
        resources: 2,
        expected: [],
    },
    "CognitoFederation with a new user pool": {
        make: () => new CognitoFederation("sso", { domainPrefix: "contoso-desktop", appClients }),
        resources: 8,
        expected: [region, partition, tenant, metadata],
    },
    "CognitoFederation with an existing user pool": {
        make: () => new CognitoFederation("sso", { existingUserPoolId: userPoolId, appClients }),
        resources: 6,
        expected: [
            ...[region, partition, tenant, metadata],
            `Whether the user pool "${userPoolId}" exists and can be used: the mocks do not answer getUserPool.`,
        ],
    },
    AwsSamlFederation: {
        make: () =>
            new AwsSamlFederation("sso", { samlMetadataDocument: document, instanceArn: instanceArn(instanceId) }),
        resources: 3,
        expected: [region, partition],
    },
};
let document = "";

describe("A look-up that the mocks of a unit test do not answer", () => {
    before(async () => {
        const { value } = await makeCertificate();
        document = deriveMetadataDocument({
            entityId: `https://sts.windows.net/${tenantId}/`,
            singleSignOnUrl: `https://login.microsoftonline.com/${tenantId}/saml2`,
            signingCertificates: [{ name: "initial", value }],
        });
    });

    for (const documentedMocks of ["inputs", "nothing"] as const) {
        for (const [title, { make, resources, expected }] of Object.entries(table)) {
            it(`is not checked in ${title} where they answer with ${documentedMocks}, and all resources are created`, async () => {
                const { result, failures, registrations } = await deploy(() => ({ notChecked: make().notChecked }), {
                    documentedMocks,
                });
                expect(failures).to.deep.equal([]);
                expect(result.notChecked).to.deep.equal([...expected].sort());
                const made = registrations.filter(({ type }) => !type.startsWith("connect-entra-sso:"));
                expect(made).to.have.lengthOf(resources);
            });
        }
    }

    it("lets two components have one name, since their accounts are not known", async () => {
        const args = () => ({
            samlMetadataDocument: document,
            instanceArn: instanceArn(instanceId),
            roleName: "contoso",
        });
        const make = (name: string, samlProviderName: string) =>
            new AwsSamlFederation(name, { ...args(), samlProviderName }).notChecked;
        const { result } = await deploy(() => ({ one: make("one", "One"), other: make("other", "Other") }), {
            documentedMocks: "nothing",
        });
        expect(result).to.deep.equal({
            one: [region, partition],
            other: [
                region,
                partition,
                'Whether AwsSamlFederation "one" has the same name in the same AWS account: the mocks do not answer getCallerIdentity.',
            ],
        });
    });

    it("leaves a tenant id that is given as it is", async () => {
        const make = () => new ConnectSso("sso", { instanceAlias: "contoso-support", tenantId, users }).entityId;
        const { result } = await deploy(() => ({ entityId: make() }), { documentedMocks: "nothing" });
        expect(result).to.deep.equal({ entityId: `https://sts.windows.net/${tenantId}/` });
    });

    it("keeps a metadata document undefined that has no certificate", async () => {
        const deployment = await deploy(() => new ConnectSso("sso", { instanceAlias: "contoso-support", users }), {
            documentedMocks: "nothing",
        });
        expect(deployment.result.samlMetadataDocument).to.equal(undefined);
        const provider = find(deployment, "aws:iam/samlProvider:SamlProvider", "sso");
        expect(provider.inputs).to.deep.equal({ name: "connect-entra-sso-dev" });
    });

    it("is a failure in a real run", async () => {
        const lookUp = () => ask(async (): Promise<{ region?: string }> => ({}), ["region"]);
        const failure = 'the provider answered without "region": its settings may be known only during pulumi up';
        await deploy(async () => {
            expect(await lookUp()).to.deep.equal({ failure, unanswered: true });
            Object.assign(pulumi.runtime.getMonitor() as object, { registerResourceHook: () => {} });
            expect(await lookUp()).to.deep.equal({ failure });
        });
    });
});
