import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { SecurityProfile } from "../../../tools/deployment/deployment";
import { readDeployment } from "../../helpers/readDeployment";

const fixture = () => JSON.parse(readFileSync(join(__dirname, "fixtures", "stackExport.json"), "utf8"));
const instanceId = "f34cb4d0-7b12-4cb1-bf89-3edef7fdc738";
const servicePrincipalId = "f19e1369-162a-4e9c-8a46-41c15dc5fa83";
const relayState =
    `https://eu-central-1.console.aws.amazon.com/connect/federate/${instanceId}` +
    "?destination=%2Fccp-v2%2Fchat&new_domain=true";
const role = "arn:aws:iam::123456789012:role/connect-entra-sso-dev";
const provider = "arn:aws:iam::123456789012:saml-provider/connect-entra-sso-dev";

/** A profile of which the configuration tells the name. */
const byName = (securityProfileId: string, name: string) => ({
    securityProfileId,
    name,
    permissions: {
        unreadable: `the permissions of the security profile ${name}`,
        why: "the stack does not hold the profile's permissions",
        supply: "give a file with --security-profiles",
    },
});

describe("The deployment of this project's own stack", () => {
    const read = (extras = {}) => readDeployment(fixture(), { source: "the stack dev", ...extras });

    it("has its application, with the identifier that another resource adds", () => {
        const { servicePrincipal: _, ...application } = read().applications[0] ?? {};
        expect(read().applications.length).to.equal(1);
        expect(application).to.deep.equal({
            name: "sso",
            clientId: "5ad8a355-6b51-46e2-b3f0-8caf8b44e4a6",
            displayName: "Contoso contact centre (dev)",
            tenantId: "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846",
            environment: "global",
            identifierUris: ["urn:amazon:webservices"],
            replyUrls: ["https://eu-central-1.signin.aws.amazon.com/saml"],
            acceptMappedClaims: false,
            isManaged: true,
            isWhole: true,
            areClaimsManaged: true,
        });
    });

    it("has its service principal, with certificate, claims and assignments", () => {
        const { claimsMappingPolicies, ...principal } = read().applications[0]?.servicePrincipal ?? {
            claimsMappingPolicies: [],
        };
        expect(principal).to.deep.equal({
            objectId: servicePrincipalId,
            accountEnabled: true,
            appRoleAssignmentRequired: true,
            preferredSingleSignOnMode: "saml",
            relayState,
            loginUrl: "",
            signingCertificates: [
                {
                    name: "2026",
                    thumbprint: "3F78B3ADCF0F037665008D248D56069E81129AC7",
                    value: {
                        unreadable: "the value of the signing certificate sso-2026",
                        why: "the export holds it as ciphertext",
                        supply: "export the stack with `pulumi stack export --show-secrets`",
                    },
                    notBefore: "2026-11-24T08:02:21Z",
                    notAfter: "2029-11-24T08:02:21Z",
                },
            ],
            preferredTokenSigningKeyThumbprint: null,
            appRoleAssignments: [
                ["bob", "e20c85b7-3a4f-49d1-8e6b-97f1d50a2c38", "Bob Builder"],
                ["admin", "b7e1c0d4-2f63-4d8a-9c15-6e08f4a3d7b2", "Ada Admin"],
                ["alice", "4d9a6f30-71b8-4c2e-a5d3-0f8c2b9e6714", "Alice Agent"],
            ].map(([who, principalObjectId, principalDisplayName]) => ({
                name: `sso-${who}@contoso.example`,
                principalObjectId,
                principalType: "User",
                principalDisplayName,
                appRoleId: "00000000-0000-0000-0000-000000000000",
            })),
        });
        expect(
            claimsMappingPolicies.map((it) => JSON.parse(String(it)).ClaimsMappingPolicy.ClaimsSchema[0]),
        ).to.deep.equal([
            { Value: `${role},${provider}`, SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role" },
        ]);
    });

    it("has its AWS side", () => {
        const { samlProviders, roles, instances, securityProfiles, notModelled } = read();
        expect(samlProviders.map(({ arn }) => arn)).to.deep.equal([provider]);
        expect(samlProviders.map(({ metadataDocument }) => String(metadataDocument).slice(0, 38))).to.deep.equal([
            '<?xml version="1.0" encoding="UTF-8"?>',
        ]);
        expect(
            roles.map((it) => ({
                ...it,
                trustPolicy: JSON.parse(String(it.trustPolicy)),
                policies: it.policies.map(({ name, document }) => ({ name, document: JSON.parse(String(document)) })),
            })),
        ).to.deep.equal([
            {
                arn: role,
                name: "connect-entra-sso-dev",
                uniqueId: "AROAEE56TLQ5F5FRRKHJ7",
                trustPolicy: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { Federated: provider },
                            Action: "sts:AssumeRoleWithSAML",
                            Condition: {
                                StringEquals: {
                                    "SAML:aud": [
                                        "https://signin.aws.amazon.com/saml",
                                        "https://eu-central-1.signin.aws.amazon.com/saml",
                                    ],
                                },
                            },
                        },
                    ],
                },
                maxSessionDurationSeconds: 43200,
                policies: [
                    {
                        name: "amazon-connect-federation",
                        document: {
                            Version: "2012-10-17",
                            Statement: [
                                {
                                    Effect: "Allow",
                                    Action: "connect:GetFederationToken",
                                    Resource: `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}/user/\${aws:userid}`,
                                },
                            ],
                        },
                    },
                ],
            },
        ]);
        expect({ instances, securityProfiles, notModelled }).to.deep.equal({
            instances: [
                {
                    instanceId,
                    arn: `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}`,
                    alias: "contoso-dev",
                    identityManagementType: "SAML",
                    status: "ACTIVE",
                },
            ],
            securityProfiles: [
                byName("4fd134b5-1747-45b5-91f6-1140b5161d7b", "Agent"),
                byName("666f0bb0-31fe-46e9-a5a3-1c608b29bb67", "QualityAnalyst"),
                byName("205ab140-3842-4dc2-8cd6-e74ee5257147", "Admin"),
            ],
            notModelled: [],
        });
    });

    it("has its users, with the profiles that the configuration names", () => {
        expect(read().connectUsers).to.deep.equal([
            {
                username: "bob@contoso.example",
                userId: "742eae9a-cb89-4901-8cc8-44363225e07d",
                instanceId,
                securityProfileIds: ["4fd134b5-1747-45b5-91f6-1140b5161d7b", "666f0bb0-31fe-46e9-a5a3-1c608b29bb67"],
                securityProfileNames: ["Agent", "QualityAnalyst"],
                signIn: true,
            },
            {
                username: "admin@contoso.example",
                userId: "edb18440-c980-4f8e-8247-529e87c5f312",
                instanceId,
                securityProfileIds: ["205ab140-3842-4dc2-8cd6-e74ee5257147"],
                securityProfileNames: ["Admin"],
                signIn: true,
            },
            {
                username: "alice@contoso.example",
                userId: "e6fbeacd-905c-4eb8-87f2-94975e028280",
                instanceId,
                securityProfileIds: ["4fd134b5-1747-45b5-91f6-1140b5161d7b"],
                securityProfileNames: ["Agent"],
                signIn: true,
            },
        ]);
    });

    it("is the same read from a checkpoint of the engine", () => {
        const exported = fixture();
        const checkpoint = { version: 3, checkpoint: { stack: "dev", latest: exported.deployment } };
        expect(readDeployment(checkpoint, { source: "the stack dev" })).to.deep.equal(read());
    });

    it("says who is meant to be stopped", () => {
        const exported = fixture();
        for (const it of exported.deployment.resources) {
            if (it.type === "connect-entra-sso:index:ConnectSso") {
                it.inputs.usersWithoutSignIn = ["bob@contoso.example"];
            }
        }
        const { connectUsers } = readDeployment(exported, { source: "the stack dev" });
        expect(connectUsers.map(({ username, signIn }) => [username, signIn])).to.deep.equal([
            ["bob@contoso.example", false],
            ["admin@contoso.example", true],
            ["alice@contoso.example", true],
        ]);
    });

    it("takes from elsewhere what no export holds", () => {
        const agent: SecurityProfile = {
            securityProfileId: "4fd134b5-1747-45b5-91f6-1140b5161d7b",
            name: "Agent",
            permissions: ["BasicAgentAccess"],
        };
        const { connectUsers, securityProfiles } = read({
            securityProfiles: [agent],
            boundRoleArns: { "742EAE9A-CB89-4901-8CC8-44363225E07D": role },
        });
        expect({
            securityProfiles,
            bound: connectUsers.map(({ boundRoleArn }) => boundRoleArn),
        }).to.deep.equal({
            securityProfiles: [
                agent,
                byName("666f0bb0-31fe-46e9-a5a3-1c608b29bb67", "QualityAnalyst"),
                byName("205ab140-3842-4dc2-8cd6-e74ee5257147", "Admin"),
            ],
            bound: [role, undefined, undefined],
        });
    });
});
