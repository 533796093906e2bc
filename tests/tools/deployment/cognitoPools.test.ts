import { expect } from "chai";
import { cognitoTypes, componentTypes, entraTypes } from "../../../tools/deployment/types";
import { readDeployment } from "../../helpers/readDeployment";
import { entry } from "../../helpers/stackExport";

const userPoolId = "eu-central-1_Contoso01";

function poolsOf(...resources: unknown[]) {
    const exported = { version: 3, deployment: { resources } };
    return readDeployment(exported, { source: "the export" }).userPools;
}

const provider = entry(cognitoTypes.identityProvider, "sso", {
    id: `${userPoolId}:EntraID`,
    outputs: {
        ...{ userPoolId, providerName: "EntraID", providerType: "SAML", attributeMapping: { email: "mail" } },
        providerDetails: { MetadataFile: "<xml/>", IDPInit: "true" },
    },
});
const client = entry(cognitoTypes.appClient, "sso-desktop", {
    id: "client-1",
    outputs: {
        ...{ userPoolId, name: "desktop", allowedOauthFlowsUserPoolClient: true, allowedOauthFlows: ["code"] },
        ...{ callbackUrls: ["https://contoso.example/"], supportedIdentityProviders: ["EntraID"] },
    },
});
const domain = (outputs: object) =>
    entry(cognitoTypes.domain, "sso", { id: "contoso", outputs: { userPoolId, domain: "contoso", ...outputs } });
const pool = entry(cognitoTypes.userPool, "sso", {
    id: userPoolId,
    outputs: {
        schemas: [
            { name: "email", required: true },
            { name: "team", required: false },
        ],
    },
});

describe("The user pools of an export", () => {
    it("are none where the stack has none", () => {
        expect(poolsOf(entry("aws:s3/bucket:Bucket", "b", { id: "b", outputs: {} }))).to.equal(undefined);
    });

    it("have what trusts the tenant in them, and who may sign in by them", () => {
        expect(poolsOf(pool, provider, client, domain({ region: "eu-central-1" }))).to.deep.equal([
            {
                userPoolId,
                hosts: ["contoso.auth.eu-central-1.amazoncognito.com"],
                requiredAttributes: ["email"],
                isManaged: false,
                providers: [
                    {
                        ...{ name: "EntraID", type: "SAML", metadataDocument: "<xml/>", metadataUrl: "" },
                        ...{ acceptsIdpInitiated: "true", attributeMapping: { email: "mail" } },
                    },
                ],
                appClients: [
                    {
                        ...{ name: "desktop", clientId: "client-1", usesOauth: true, flows: ["code"] },
                        ...{ callbackUrls: ["https://contoso.example/"], providers: ["EntraID"] },
                    },
                ],
            },
        ]);
    });

    it("are known by what belongs to them, and by the component that checked them", () => {
        const component = entry(componentTypes.cognitoFederation, "sso", {
            custom: false,
            outputs: { userPoolId, domain: "auth.contoso.example" },
        });
        const [found] = poolsOf(component, provider) ?? [];
        expect([found?.hosts, found?.requiredAttributes, found?.isManaged]).to.deep.equal([
            ["auth.contoso.example"],
            undefined,
            true,
        ]);
    });

    it("say which certificate of their application signs, and that its claims are Entra's own", () => {
        const around = entry(componentTypes.cognitoFederation, "sso", {
            custom: false,
            inputs: { signingCertificate: "next", retiredCertificates: ["initial"] },
        }) as { urn: string };
        const part = entry(componentTypes.entraSamlApp, "sso", { custom: false, parent: around.urn }) as {
            urn: string;
        };
        const clientId = "626ef0fd-3fd9-48cf-9b6c-03faab8ffa01";
        const application = entry(entraTypes.application, "sso", {
            ...{ id: "/applications/5069b9a8-c245-4e77-9c40-82f6ba8e48e2", parent: part.urn, outputs: { clientId } },
        });
        const servicePrincipal = entry(entraTypes.servicePrincipal, "sso", {
            id: "/servicePrincipals/1211e403-6b86-4162-bd1e-002cae679674",
            ...{ parent: part.urn, inputs: { clientId }, outputs: { clientId } },
        });
        const exported = { version: 3, deployment: { resources: [around, part, application, servicePrincipal] } };
        const [found] = readDeployment(exported, { source: "the export" }).applications;
        const { signingCertificate, retiredCertificates } = found?.servicePrincipal ?? {};
        expect([found?.isManaged, found?.areClaimsManaged, signingCertificate, retiredCertificates]).to.deep.equal([
            ...[true, true, "next"],
            ["initial"],
        ]);
    });

    for (const [what, outputs, host] of [
        ["a custom one", { certificateArn: "arn" }, "contoso"],
        ["GovCloud's", { region: "us-gov-west-1" }, "contoso.auth-fips.us-gov-west-1.amazoncognito.com"],
        ["one without a Region", {}, "contoso.auth.eu-central-1.amazoncognito.com"],
    ] as const) {
        it(`have the domain as people see it: ${what}`, () => {
            expect(poolsOf(pool, domain(outputs))?.[0]?.hosts).to.deep.equal([host]);
        });
    }
});
