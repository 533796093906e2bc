import { join } from "node:path";
import { expect } from "chai";
import { readMetadataDocument } from "../rules/saml";
import { readYaml } from "../tools/cli/yaml";
import { makeCertificate, type TestCertificate } from "./helpers/certificates";
import { type Deployment, deploy, failureOf, find, treeOf, unknown } from "./helpers/cloud";
import {
    applicationClientId,
    type CloudFacts,
    instanceArn,
    newInstanceId,
    type Person,
    servicePrincipalObjectId,
    tenantId,
} from "./helpers/cloudAnswers";
import { notInDirectory, report } from "./helpers/refusals";

const root = join(__dirname, "..");
const example = (readYaml(join(root, "Pulumi.dev.yaml")) as { config: Record<string, unknown> }).config;
const people: Person[] = ["admin", "alice", "bob"].map((name) => ({
    objectId: `id-of-${name}`,
    userPrincipalName: `${name}@contoso.example`,
}));
const roleArn = "arn:aws:iam::123456789012:role/connect-entra-sso-dev";
const samlProviderArn = "arn:aws:iam::123456789012:saml-provider/connect-entra-sso-dev";

type Outputs = typeof import("../index");

describe("The program", () => {
    let certificate: TestCertificate;
    /** Runs index.ts anew with this configuration; keys without a namespace are the program's own. */
    const run = (config: Record<string, unknown> = example, facts: CloudFacts = {}) => {
        const named = Object.entries(config).map(([key, it]) => [
            key.includes(":") ? key : `connect-entra-sso:${key}`,
            it,
        ]);
        return deploy(
            () => {
                delete require.cache[require.resolve("../index")];
                return { ...(require("../index") as Outputs) };
            },
            { certificate, people, config: Object.fromEntries(named), ...facts },
        );
    };
    const claimsOf = (deployment: Deployment<unknown>) => {
        const { inputs } = find(deployment, "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy", "sso");
        const [definition = ""] = inputs.definitions as string[];
        return JSON.parse(definition).ClaimsMappingPolicy.ClaimsSchema as { Value?: string; ID?: string }[];
    };

    const originsNotChecked = [
        "Whether the instance approves the origins of the output approvedOrigins, which has the command for each.",
    ];

    before(async () => {
        certificate = await makeCertificate();
    });

    it("brings up the example stack and prints where to go and what was made", async () => {
        const { failures, warnings, result } = await run();
        expect([failures, warnings, result]).to.deep.equal([
            [],
            [],
            {
                signInUrl: `https://myapps.microsoft.com/signin/${applicationClientId}?tenantId=${tenantId}`,
                embeddedSignInUrl:
                    `https://myapps.microsoft.com/signin/${applicationClientId}?tenantId=${tenantId}&RelayState=` +
                    encodeURIComponent(
                        `https://eu-central-1.console.aws.amazon.com/connect/federate/${newInstanceId}?destination=%2Fccp-v2%2Fchat&new_domain=true`,
                    ),
                ccpUrl: "https://contoso-dev.my.connect.aws/ccp-v2/",
                relayState: `https://eu-central-1.console.aws.amazon.com/connect/federate/${newInstanceId}?destination=%2Fccp-v2%2Fchat&new_domain=true`,
                instanceId: newInstanceId,
                instanceArn: instanceArn(newInstanceId),
                roleArn,
                samlProviderArn,
                clientId: applicationClientId,
                servicePrincipalObjectId,
                entityId: `https://sts.windows.net/${tenantId}/`,
                certificates: {
                    "2026": {
                        thumbprint: certificate.thumbprint,
                        endDate: "2029-11-24T00:00:00Z",
                        activateCommand:
                            `az rest --method PATCH --url https://graph.microsoft.com/v1.0/servicePrincipals/${servicePrincipalObjectId} ` +
                            `--headers Content-Type=application/json --body '{"preferredTokenSigningKeyThumbprint":"${certificate.thumbprint}"}'`,
                    },
                },
                approvedOrigins: {
                    "https://desk.contoso.example": `aws connect associate-approved-origin --instance-id ${newInstanceId} --origin https://desk.contoso.example --region eu-central-1`,
                },
                notChecked: originsNotChecked,
            },
        ]);
    });

    it("gives IAM the certificate Entra made, in the tenant's metadata", async () => {
        const { inputs } = find(
            await run(example, { secretCertificates: true }),
            "aws:iam/samlProvider:SamlProvider",
            "sso",
        );
        const { entityId, certificates } = readMetadataDocument(String(inputs.samlMetadataDocument));
        const { value, thumbprint } = certificate;
        expect([
            entityId,
            certificates.map((one) => ({ keyName: one.keyName, value: one.value, thumbprint: one.thumbprint })),
        ]).to.deep.equal([`https://sts.windows.net/${tenantId}/`, [{ keyName: "2026", value, thumbprint }]]);
    });

    it("claims the role and the provider that IAM made", async () => {
        expect(claimsOf(await run()).map(({ Value, ID }) => Value ?? ID)).to.deep.equal([
            `${roleArn},${samlProviderArn}`,
            "userprincipalname",
            "43200",
            "userprincipalname",
        ]);
    });

    it("sends responses to the region's endpoint, which the role's trust policy lists", async () => {
        const deployment = await run();
        const [replyUrl] = (
            find(deployment, "azuread:index/application:Application", "sso").inputs.web as { redirectUris: string[] }
        ).redirectUris;
        const trust = JSON.parse(String(find(deployment, "aws:iam/role:Role", "sso").inputs.assumeRolePolicy));
        expect(replyUrl).to.equal("https://eu-central-1.signin.aws.amazon.com/saml");
        expect(trust.Statement[0].Condition.StringEquals["SAML:aud"]).to.deep.equal([
            "https://signin.aws.amazon.com/saml",
            replyUrl,
        ]);
    });

    it("assigns people by their object ids in the directory", async () => {
        const { registrations } = await run();
        const assigned = registrations
            .filter(({ type }) => type === "azuread:index/appRoleAssignment:AppRoleAssignment")
            .map(({ name, inputs }) => [name, inputs.principalObjectId]);
        expect(assigned.sort()).to.deep.equal([
            ["sso-admin@contoso.example", "id-of-admin"],
            ["sso-alice@contoso.example", "id-of-alice"],
            ["sso-bob@contoso.example", "id-of-bob"],
        ]);
    });

    it("previews with everything unknown that a cloud makes, and makes the same resources", async () => {
        const preview = await run(example, { preview: true });
        expect([preview.failures, preview.result]).to.deep.equal([
            [],
            {
                signInUrl: unknown,
                embeddedSignInUrl: unknown,
                ccpUrl: "https://contoso-dev.my.connect.aws/ccp-v2/",
                relayState: unknown,
                instanceId: unknown,
                instanceArn: unknown,
                roleArn: unknown,
                samlProviderArn: unknown,
                clientId: unknown,
                servicePrincipalObjectId: unknown,
                entityId: `https://sts.windows.net/${tenantId}/`,
                certificates: unknown,
                approvedOrigins: unknown,
                notChecked: originsNotChecked,
            },
        ]);
        expect(treeOf(preview)).to.deep.equal(treeOf(await run()));
    });

    it("assigns groups when nobody can be looked up, and says what was not checked", async () => {
        const groups = { agents: "99999999-bbbb-4444-8888-000000000001" };
        const { failures, result, lookups } = await run({ ...example, directoryLookup: false, groups }, { people: [] });
        expect([failures, result.notChecked]).to.deep.equal([
            [],
            [
                "Whether 3 user(s) exist in the directory, are enabled, are spelled like this and belong to a listed group (directoryLookup is false).",
                ...originsNotChecked,
            ],
        ]);
        expect(lookups.filter(({ token }) => token === "azuread:index/getUsers:getUsers")).to.deep.equal([]);
    });

    const existingId = "66666666-aaaa-4444-8888-000000000006";
    const userId = "88888888-aaaa-4444-8888-000000000008";
    const adopting = {
        existingInstanceId: existingId,
        existingRoleName: "connect-people",
        users: {
            "alice@contoso.example": { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"], userId },
        },
    };
    const instances = [{ id: existingId, instanceAlias: "contoso", identityManagementType: "SAML" }];
    for (const preview of [false, true]) {
        it(`takes over an instance, its role and its user${preview ? ", in a preview too" : ""}`, async () => {
            const deployment = await run(adopting, { instances, preview });
            expect(deployment.failures).to.deep.equal([]);
            expect([
                deployment.result.instanceId,
                deployment.result.ccpUrl,
                deployment.result.relayState,
            ]).to.deep.equal([
                existingId,
                "https://contoso.my.connect.aws/ccp-v2/",
                `https://eu-central-1.console.aws.amazon.com/connect/federate/${existingId}?destination=%2Fccp-v2%2Fchat&new_domain=true`,
            ]);
            const imports = deployment.registrations.filter(({ options }) => options.import !== undefined);
            expect(
                imports.map(({ type, options }) => [type, options.import, options.retainOnDelete]).sort(),
            ).to.deep.equal([
                ["aws:connect/user:User", `${existingId}:${userId}`, true],
                ["aws:iam/role:Role", "connect-people", true],
            ]);
            expect(treeOf(deployment).filter((it) => it.startsWith("aws:connect/instance"))).to.deep.equal([]);
        });
    }

    it("uses GovCloud's hosts, audience and ARNs in GovCloud", async () => {
        const facts = { region: "us-gov-west-1", partition: "aws-us-gov" };
        const config = { ...example, "aws:region": "us-gov-west-1", "azuread:environment": "usgovernment" };
        const deployment = await run(config, facts);
        const { signInUrl, ccpUrl, relayState } = deployment.result;
        expect({ signInUrl, ccpUrl, relayState }).to.deep.equal({
            signInUrl: `https://myapps.microsoft.us/signin/${applicationClientId}?tenantId=${tenantId}`,
            ccpUrl: "https://contoso-dev.govcloud.connect.aws/ccp-v2/",
            relayState: `https://console.amazonaws-us-gov.com/connect/federate/${newInstanceId}?destination=%2Fccp-v2%2Fchat&new_domain=true`,
        });
        expect(claimsOf(deployment)[0]?.Value).to.equal(
            `${roleArn},${samlProviderArn}`.replaceAll("arn:aws:", "arn:aws-us-gov:"),
        );
        const { inputs } = find(deployment, "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri", "sso");
        expect(inputs.identifierUri).to.equal("urn:amazon:webservices:govcloud");
        expect(find(deployment, "azuread:index/application:Application", "sso").inputs.web).to.deep.equal({
            redirectUris: ["https://us-gov-west-1.signin.amazonaws-us-gov.com/saml"],
        });
    });

    it("names the keys of the configuration where the clouds object, and registers nothing", async () => {
        const deployment = await run(example, { people: people.slice(0, 2) });
        expect(failureOf(deployment)).to.equal(
            report('ConnectSso "sso" can\'t be deployed:', [
                `users["bob@contoso.example"] ${notInDirectory("bob@contoso.example")}`,
            ]),
        );
        expect(treeOf(deployment)).to.deep.equal([]);
    });

    it("refuses a bad configuration before it asks or registers anything", async () => {
        const deployment = await run({ instanceAlias: "c" });
        expect(failureOf(deployment).split("\n")[0]).to.equal('The configuration of stack "dev" is invalid:');
        expect([treeOf(deployment), deployment.lookups]).to.deep.equal([[], []]);
    });

    it("shows no secret anywhere in what it asks the clouds for", async () => {
        const secretKeys = ["connect-entra-sso:users"];
        const { registrations, failures } = await run(example, { secretKeys });
        expect(failures).to.deep.equal([]);
        const shown = registrations.flatMap(({ inputs }) => plainTexts(inputs));
        expect(["Ada", "Alice", "Builder", "+4930123456"].filter((it) => shown.includes(it))).to.deep.equal([]);
    });
});

/** Every text in a value but those that are secret. */
function plainTexts(value: unknown): string[] {
    if (typeof value === "string") {
        return [value];
    }
    if (typeof value !== "object" || value === null || "secret" in value) {
        return [];
    }
    return Object.values(value).flatMap(plainTexts);
}
