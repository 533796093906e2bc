import { expect } from "chai";
import { CognitoFederation, type CognitoFederationArgs } from "../../components/index";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";
import { deploy, find, treeOf, unknown } from "../helpers/cloud";
import { type CloudFacts, deployerId, newUserPoolId } from "../helpers/cloudAnswers";

const type = (name: string) => `aws:cognito/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const existing = "eu-central-1_Contoso01";
const callback = "https://desktop.contoso.example/callback";
const required = { domainPrefix: "contoso-desktop", appClients: { desktop: { callbackUrls: [callback] } } };
const make =
    (args: object, whole = false) =>
    () =>
        new CognitoFederation("cognito", { ...(whole ? {} : required), ...args } as CognitoFederationArgs);
const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

describe("CognitoFederation", () => {
    let certificate: TestCertificate;
    before(async () => {
        certificate = await makeCertificate();
    });
    const deployWith = (args: object = {}, facts: CloudFacts = {}, whole = false) =>
        deploy(make(args, whole), { certificate, ...facts });

    it("makes user pool, application, provider, app client and domain, the application under its own part", async () => {
        const { failures, ...deployment } = await deployWith();
        expect(failures).to.deep.equal([]);
        expect(treeOf({ failures, ...deployment })).to.deep.equal([
            `${type("IdentityProvider")} cognito < CognitoFederation cognito`,
            `${type("UserPool")} cognito < CognitoFederation cognito`,
            `${type("UserPoolClient")} cognito-desktop < CognitoFederation cognito`,
            `${type("UserPoolDomain")} cognito < CognitoFederation cognito`,
            "azuread:index/application:Application cognito < EntraSamlApp cognito",
            "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri cognito < EntraSamlApp cognito",
            "azuread:index/servicePrincipal:ServicePrincipal cognito < EntraSamlApp cognito",
            "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate cognito-initial < EntraSamlApp cognito",
            "connect-entra-sso:index:CognitoFederation cognito",
            "connect-entra-sso:index:EntraSamlApp cognito < CognitoFederation cognito",
        ]);
    });

    it("names the pool to Entra, its domain as the reply URL, and hides the tile that would start at Entra", async () => {
        const deployment = await deployWith();
        const of = (name: string) =>
            find(deployment, `azuread:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`, "cognito").inputs;
        expect(of("Application")).to.deep.equal({
            displayName: "connect-entra-sso-dev-cognito",
            owners: [deployerId],
            web: { redirectUris: ["https://contoso-desktop.auth.eu-central-1.amazoncognito.com/saml2/idpresponse"] },
            api: { requestedAccessTokenVersion: 2 },
            tags: [
                "WindowsAzureActiveDirectoryCustomSingleSignOnApplication",
                "WindowsAzureActiveDirectoryIntegratedApp",
                "HideApp",
            ],
            notes: "Managed by the Pulumi stack connect-entra-sso/dev as CognitoFederation::cognito.",
        });
        expect(of("ApplicationIdentifierUri").identifierUri).to.equal(`urn:amazon:cognito:sp:${newUserPoolId}`);
        expect(of("ServicePrincipal").loginUrl).to.equal(undefined);
    });

    it("gives Cognito the derived metadata, and an app client that names the provider", async () => {
        const deployment = await deployWith();
        const { inputs, options } = find(deployment, type("IdentityProvider"), "cognito");
        const { MetadataFile, ...details } = inputs.providerDetails as Record<string, string>;
        expect(MetadataFile).to.equal(deployment.result.samlMetadataDocument);
        expect({ ...inputs, providerDetails: details }).to.deep.equal({
            userPoolId: newUserPoolId,
            providerName: "EntraID",
            providerType: "SAML",
            providerDetails: { IDPSignout: "false" },
            attributeMapping: {
                email: `${claims}/emailaddress`,
                given_name: `${claims}/givenname`,
                family_name: `${claims}/surname`,
            },
        });
        expect(options.ignoreChanges).to.deep.equal([
            "providerDetails.ActiveEncryptionCertificate",
            "providerDetails.SSORedirectBindingURI",
            "providerDetails.SLORedirectBindingURI",
        ]);
        const client = find(deployment, type("UserPoolClient"), "cognito-desktop");
        expect(client.inputs).to.deep.equal({
            userPoolId: newUserPoolId,
            name: "desktop",
            generateSecret: false,
            allowedOauthFlowsUserPoolClient: true,
            allowedOauthFlows: ["code"],
            allowedOauthScopes: ["openid", "email", "profile"],
            callbackUrls: [callback],
            supportedIdentityProviders: ["EntraID"],
            explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
            preventUserExistenceErrors: "ENABLED",
        });
    });

    it("has a step that makes Entra sign with the certificate that is named, after Cognito has it", async () => {
        const deployment = await deployWith({ signingCertificate: "initial" });
        const { inputs, dependencies } = find(deployment, "connect-entra-sso:index:EntraSigningCertificate", "cognito");
        expect([inputs, dependencies[0]]).to.deep.equal([
            { signingCertificate: "initial", thumbprint: certificate.thumbprint },
            "IdentityProvider cognito",
        ]);
    });

    it("says where people sign in to each application", async () => {
        const { result } = await deployWith();
        const domain = "contoso-desktop.auth.eu-central-1.amazoncognito.com";
        expect([result.domain, result.domainTarget, result.appClients]).to.deep.equal([
            domain,
            undefined,
            {
                desktop: {
                    clientId: "client-desktop",
                    signInUrl: `https://${domain}/oauth2/authorize?client_id=client-desktop&response_type=code&scope=openid+email+profile&redirect_uri=${encodeURIComponent(callback)}&identity_provider=EntraID`,
                },
            },
        ]);
    });

    it("starts at the application's page where one is given, and signs out of Entra where asked", async () => {
        const startUrl = "https://desktop.contoso.example/";
        const deployment = await deployWith({ startUrl, signOutOfEntra: true });
        const principal = find(deployment, "azuread:index/servicePrincipal:ServicePrincipal", "cognito").inputs;
        expect([principal.loginUrl, principal.featureTags]).to.deep.equal([
            startUrl,
            [{ customSingleSignOn: true, enterprise: true }],
        ]);
        const { web } = find(deployment, "azuread:index/application:Application", "cognito").inputs;
        expect((web as { logoutUrl: string }).logoutUrl).to.equal(
            "https://contoso-desktop.auth.eu-central-1.amazoncognito.com/saml2/logout",
        );
        expect(deployment.result.samlMetadataDocument).to.match(
            /<SingleLogoutService Binding="[^"]+HTTP-Redirect" Location="https:\/\/login\.microsoftonline\.com\/[^"]+\/saml2"\/>/,
        );
    });

    it("keeps user pool, provider, application and domain, and the pool's own protection with them", async () => {
        const protectedOf = async (protection?: boolean) => {
            const deployment = await deployWith(protection === undefined ? {} : { protection });
            return [
                ...["IdentityProvider", "UserPool", "UserPoolDomain"].map(
                    (name) => find(deployment, type(name), "cognito").options.protect,
                ),
                find(deployment, type("UserPool"), "cognito").inputs.deletionProtection,
            ];
        };
        expect(await protectedOf()).to.deep.equal([true, true, true, "ACTIVE"]);
        expect(await protectedOf(false)).to.deep.equal([undefined, undefined, undefined, "INACTIVE"]);
    });

    it("uses an existing user pool and its domain, and changes neither", async () => {
        const args = { existingUserPoolId: existing, appClients: required.appClients };
        const userPools = [{ id: existing, domain: "contoso-old" }];
        const deployment = await deployWith(args, { userPools }, true);
        expect(deployment.failures).to.deep.equal([]);
        expect(
            deployment.registrations.map((one) => one.type).filter((it) => /UserPool(Domain)?$/.test(it)),
        ).to.deep.equal([]);
        expect(deployment.result.domain).to.equal("contoso-old.auth.eu-central-1.amazoncognito.com");
    });

    it("prefers the custom domain that an existing user pool has", async () => {
        const args = { existingUserPoolId: existing, appClients: required.appClients };
        const userPools = [{ id: existing, domain: "contoso-old", customDomain: "auth.contoso.example" }];
        expect((await deployWith(args, { userPools }, true)).result.domain).to.equal("auth.contoso.example");
    });

    it("knows the reply URL in the first preview, and not yet the identifier of a new user pool", async () => {
        const deployment = await deployWith({}, { preview: true });
        const { inputs } = find(
            deployment,
            "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
            "cognito",
        );
        expect(inputs.identifierUri).to.equal(unknown);
        expect(deployment.result.domain).to.equal("contoso-desktop.auth.eu-central-1.amazoncognito.com");
    });

    it("takes GovCloud's domain", async () => {
        const facts = { partition: "aws-us-gov", region: "us-gov-west-1" };
        expect((await deployWith({}, facts)).result.domain).to.equal(
            "contoso-desktop.auth-fips.us-gov-west-1.amazoncognito.com",
        );
    });

    it("shows secrets of app clients to nobody", async () => {
        const appClients = { desktop: { callbackUrls: [callback], generateSecret: true } };
        const { result } = await deployWith({ appClients });
        expect(result.clientSecrets).to.deep.equal({ secret: { desktop: "its secret" } });
    });

    const together: [string, object, string[]][] = [
        ["no domain", { appClients: required.appClients }, ["domainPrefix"]],
        [
            "two domains",
            {
                ...required,
                customDomain: "auth.contoso.example",
                certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
            },
            ["customDomain"],
        ],
        [
            "a custom domain without a certificate",
            { appClients: required.appClients, customDomain: "auth.contoso.example" },
            ["certificateArn"],
        ],
        [
            "a certificate for Cognito's domain",
            { ...required, certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" },
            ["certificateArn"],
        ],
        ["two user pools", { ...required, userPoolName: "a", existingUserPoolId: existing }, ["userPoolName"]],
        ["tags of an existing user pool", { ...required, tags: { a: "b" }, existingUserPoolId: existing }, ["tags"]],
        ["no app client", { ...required, appClients: {} }, ["appClients"]],
        ["a removed app client that stays", { ...required, removedAppClients: ["desktop"] }, ["removedAppClients"]],
        ["a certificate that signs and is none", { ...required, signingCertificate: "2027" }, ["signingCertificate"]],
    ];
    for (const [what, args, paths] of together) {
        it(`refuses ${what}`, async () => {
            let thrown: unknown;
            await deploy(() => {
                try {
                    make(args, true)();
                } catch (error) {
                    thrown = error;
                }
            });
            const problems = (thrown as { problems?: { path: string[] }[] } | undefined)?.problems ?? [];
            expect(problems.map(({ path }) => path.join("."))).to.deep.equal(paths);
        });
    }

    const pools: [string, NonNullable<CloudFacts["userPools"]>, object, string][] = [
        [
            "is not there",
            [],
            {},
            'existingUserPoolId must be a user pool in the account and Region of the aws provider, got "eu-central-1_Contoso01"',
        ],
        [
            "has no domain",
            [{ id: existing, domain: "" }],
            {},
            "domainPrefix must be set, got none: the existing user pool has no domain",
        ],
        [
            "has another domain",
            [{ id: existing, domain: "contoso-old" }],
            { domainPrefix: "contoso-new" },
            'domainPrefix must be left out, got "contoso-new": the user pool has the domain "contoso-old" already',
        ],
        [
            "requires an attribute that is not mapped",
            [{ id: existing, domain: "contoso-old", attributes: [{ name: "name", required: true, mutable: true }] }],
            { attributeMapping: {} },
            'attributeMapping must have "name", which the user pool requires: without it Cognito refuses every sign-in',
        ],
        [
            "does not let an attribute change that is mapped",
            [{ id: existing, domain: "contoso-old", attributes: [{ name: "email", required: false, mutable: false }] }],
            { attributeMapping: { email: "mail" } },
            'attributeMapping must not have "email", which can\'t change in this user pool: Cognito would refuse each second sign-in',
        ],
        [
            "lacks an attribute",
            [{ id: existing, domain: "contoso-old" }],
            { attributeMapping: { "custom:desk": "desk" } },
            'attributeMapping must have attributes of the user pool, got "custom:desk". Add them to its schema first',
        ],
    ];
    for (const [what, userPools, args, text] of pools) {
        it(`refuses an existing user pool that ${what}`, async () => {
            const { failures } = await deployWith(
                { existingUserPoolId: existing, appClients: required.appClients, ...args },
                { userPools },
                true,
            );
            expect(failures.join("\n")).to.include(text);
        });
    }

    it("refuses a second one on the same user pool", async () => {
        const userPools = [{ id: existing, domain: "contoso-old" }];
        const args = { existingUserPoolId: existing, appClients: required.appClients };
        const { failures } = await deploy(
            () => {
                new CognitoFederation("one", args);
                new CognitoFederation("two", args);
            },
            { certificate, userPools },
        );
        expect(failures.join("\n")).to.match(/existingUserPoolId is the same as that of CognitoFederation "one"/);
    });
});
