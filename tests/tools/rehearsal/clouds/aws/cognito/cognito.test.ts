import { expect } from "chai";
import type { Values } from "../../../../../../tools/rehearsal/clouds/provider/resourceType";
import { makeCertificate } from "../../../../../helpers/certificates";
import { type CloudClient, refusal } from "../../provider/client";
import { answer, keyDescriptor, metadata, startAws } from "../fixtures";

const POOL = "aws:cognito/userPool:UserPool";
const PROVIDER = "aws:cognito/identityProvider:IdentityProvider";
const CLIENT = "aws:cognito/userPoolClient:UserPoolClient";
const DOMAIN = "aws:cognito/userPoolDomain:UserPoolDomain";
const poolId = "eu-central-1_Contoso01";
const claim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

const refusedBy = (doing: string, operation: string, text: string) =>
    `${doing}: operation error Cognito Identity Provider: ${operation}, https response error StatusCode: 400, RequestID: …, ${text}`;

describe("Cognito of the emulated AWS", () => {
    let cloud: CloudClient;
    let document: string;
    before(async () => {
        const existing = [{ type: POOL, id: poolId, inputs: { name: "contoso" } }];
        cloud = await startAws({ account: { existing } });
        document = await metadata();
    });
    after(() => cloud.stop());

    const provider = (change: Values = {}): Values => ({
        userPoolId: poolId,
        providerName: "EntraID",
        providerType: "SAML",
        providerDetails: { MetadataFile: document },
        attributeMapping: { email: `${claim}/emailaddress` },
        ...change,
    });
    const client = (change: Values = {}): Values => ({
        userPoolId: poolId,
        name: "desktop",
        allowedOauthFlows: ["code"],
        allowedOauthFlowsUserPoolClient: true,
        allowedOauthScopes: ["openid", "email"],
        callbackUrls: ["https://desktop.contoso.example/callback"],
        supportedIdentityProviders: ["COGNITO"],
        ...change,
    });
    const made = async (token: string, inputs: Values) => {
        const { id, state } = await cloud.make(token, inputs);
        return { id, state };
    };
    const tryOut = async (token: string, inputs: Values) =>
        answer(
            await refusal(
                made(token, inputs).then(async ({ id, state }) => {
                    await cloud.delete(token, id, state);
                }),
            ),
        );

    it("gives a pool an id and addresses of its Region, and shows its domains", async () => {
        const { id, state } = await made(POOL, { name: "made" });
        expect(id).to.match(/^eu-central-1_[A-Za-z0-9]{9}$/);
        expect(state.arn).to.equal(`arn:aws:cognito-idp:eu-central-1:123456789012:userpool/${id}`);
        await made(DOMAIN, { domain: "made-one", userPoolId: id });
        const { result } = await cloud.invoke("aws:cognito/getUserPool:getUserPool", { userPoolId: id });
        expect([result.domain, result.customDomain, result.deletionProtection]).to.deep.equal([
            "made-one",
            "",
            "INACTIVE",
        ]);
        const found = await cloud.invoke("aws:cognito/getUserPools:getUserPools", { name: "made" });
        expect(found.result.ids).to.deep.equal([id]);
    });

    it("adds to a SAML provider what then shows as a change, unless the program ignores it", async () => {
        const { id, state } = await made(PROVIDER, provider());
        expect(Object.keys(state.providerDetails as object).sort()).to.deep.equal([
            "ActiveEncryptionCertificate",
            "MetadataFile",
            "SSORedirectBindingURI",
        ]);
        const changed = await cloud.diff(PROVIDER, provider(), provider(), [], state);
        expect(changed.detailed).to.deep.equal({
            "providerDetails.SSORedirectBindingURI": "delete",
            "providerDetails.ActiveEncryptionCertificate": "delete",
        });
        const ignored = Object.keys(changed.detailed);
        expect((await cloud.diff(PROVIDER, provider(), provider(), ignored, state)).changes).to.equal("none");
        await cloud.delete(PROVIDER, id, state);
    });

    it("keeps a pool that is protected or has a domain, and deletes what belongs to one that goes", async () => {
        const { id, state } = await made(POOL, { name: "kept", deletionProtection: "ACTIVE" });
        const doing = `deleting Cognito User Pool (${id})`;
        expect(answer(await refusal(cloud.delete(POOL, id, state)))).to.equal(
            refusedBy(
                doing,
                "DeleteUserPool",
                "InvalidParameterException: The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
            ),
        );
        const next = await cloud.update(POOL, id, state, { name: "kept" });
        const domain = await made(DOMAIN, { domain: "kept-one", userPoolId: id });
        expect(answer(await refusal(cloud.delete(POOL, id, next)))).to.equal(
            refusedBy(
                doing,
                "DeleteUserPool",
                "InvalidParameterException: User pool cannot be deleted. It has a domain configured that should be deleted first.",
            ),
        );
        await cloud.delete(DOMAIN, domain.id, domain.state);
        const owned = await made(CLIENT, client({ userPoolId: id }));
        await cloud.delete(POOL, id, next);
        expect((await cloud.read(CLIENT, owned.id)).id).to.equal("");
    });

    it("adds items to a schema, and refuses others", async () => {
        const item = { name: "team", attributeDataType: "String", mutable: true };
        const { id, state } = await made(POOL, { name: "schema", schemas: [item] });
        const more = await cloud.update(POOL, id, state, {
            name: "schema",
            schemas: [item, { name: "desk", attributeDataType: "String" }],
        });
        expect(await refusal(cloud.update(POOL, id, more, { name: "schema", schemas: [] }))).to.equal(
            `updating Cognito User Pool (${id}): cannot modify or remove schema items`,
        );
    });

    const replacing: [string, Values][] = [
        ["name", { name: "other" }],
        ["usernameAttributes", { name: "contoso", usernameAttributes: ["email"] }],
        ["aliasAttributes", { name: "contoso", aliasAttributes: ["email"] }],
        ["usernameConfiguration", { name: "contoso", usernameConfiguration: { caseSensitive: true } }],
    ];
    for (const [property, inputs] of replacing) {
        it(`replaces a pool whose ${property} changes`, async () => {
            const before: Values = { name: "contoso", usernameConfiguration: { caseSensitive: false } };
            const given = property === "usernameConfiguration" ? inputs : { ...before, ...inputs };
            const { replaces } = await cloud.diff(POOL, before, given);
            expect(replaces).to.deep.equal([property]);
        });
    }

    const providers: [string, Values | (() => Promise<Values>), string][] = [
        ["a document that is none", { providerDetails: { MetadataFile: "<x/>" } }, "Metadata could not be parsed"],
        ["no document", { providerDetails: {} }, "At least one of the MetadataURL or MetadataFile should be provided."],
        [
            "what Cognito itself adds",
            async () => ({ providerDetails: { MetadataFile: document, ActiveEncryptionCertificate: "x" } }),
            "ActiveEncryptionCertificate is not a valid key for SAML identity provider details",
        ],
        [
            "an expired certificate",
            async () => {
                const { value } = await makeCertificate({ notAfter: "2020-01-01T00:00:00Z" });
                return { providerDetails: { MetadataFile: await metadata({ keys: [keyDescriptor(value)] }) } };
            },
            "Signing certificates are expired",
        ],
        ["an attribute that the pool lacks", { attributeMapping: { team: "team" } }, "Attribute mapping: team"],
        ["an attribute that can't change", { attributeMapping: { sub: "sub" } }, "Attribute mapping: sub"],
    ];
    for (const [what, change, text] of providers) {
        it(`refuses a SAML provider with ${what}`, async () => {
            const inputs = provider(typeof change === "function" ? await change() : change);
            const start = refusedBy(
                `creating Cognito Identity Provider (${poolId}:EntraID)`,
                "CreateIdentityProvider",
                `InvalidParameterException: ${text}`,
            );
            expect((await tryOut(PROVIDER, inputs)).slice(0, start.length)).to.equal(start);
        });
    }

    const names: [string, string][] = [
        ["EntraID", "accepted"],
        ["a".repeat(32), "accepted"],
        ["ab", "invalid value for provider_name"],
        ["_abc", "invalid value for provider_name"],
        ["a b c", "invalid value for provider_name"],
        ["a".repeat(33), "expected length of provider_name to be in the range (1 - 32)"],
    ];
    for (const [providerName, text] of names) {
        it(`answers the provider name ${providerName} with ${text}`, async () => {
            expect((await tryOut(PROVIDER, provider({ providerName }))).slice(0, text.length)).to.equal(text);
        });
    }

    const clients: [string, Values, string][] = [
        ["one of localhost", { callbackUrls: ["http://localhost:5173/"] }, "accepted"],
        ["one of an app", { callbackUrls: ["contoso://signed-in"] }, "accepted"],
        [
            "http",
            { callbackUrls: ["http://contoso.example/"] },
            "InvalidParameterException: http://contoso.example/ cannot use the HTTP protocol.",
        ],
        ["a fragment", { logoutUrls: ["https://contoso.example/#out"] }, "InvalidParameterException: Invalid URL"],
        [
            "no callback URL",
            { callbackUrls: [] },
            "InvalidParameterException: At least one callback URL is required for the code and implicit flows.",
        ],
        [
            "a provider that the pool lacks",
            { supportedIdentityProviders: ["Nobody"] },
            `InvalidParameterException: The provider Nobody does not exist for User Pool ${poolId}.`,
        ],
        [
            "no scope",
            { allowedOauthScopes: [] },
            "InvalidOAuthFlowException: AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
        ],
        [
            "an unknown scope",
            { allowedOauthScopes: ["mail"] },
            "ScopeDoesNotExistException: Invalid scope requested: mail",
        ],
    ];
    for (const [what, change, text] of clients) {
        it(`answers an app client with ${what} with ${text.slice(0, 40)}`, async () => {
            const start =
                text === "accepted"
                    ? text
                    : refusedBy("creating Cognito User Pool Client (desktop)", "CreateUserPoolClient", text);
            expect((await tryOut(CLIENT, client(change))).slice(0, start.length)).to.equal(start);
        });
    }

    const certificate = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/1`;
    const domains: [string, Values, string][] = [
        ["a prefix", { domain: "contoso-desk" }, "accepted"],
        ["a custom domain", { domain: "auth.contoso.example", certificateArn: certificate("us-east-1") }, "accepted"],
        ["a reserved word", { domain: "my-aws" }, "Domain cannot contain reserved word: aws"],
        ["a hyphen at the end", { domain: "contoso-" }, "1 validation error detected"],
        [
            "a certificate elsewhere",
            { domain: "auth.contoso.example", certificateArn: certificate("eu-central-1") },
            "Invalid request provided: the specified SSL certificate doesn't exist, isn't in us-east-1 region",
        ],
        [
            "no parent domain",
            { domain: "contoso.example", certificateArn: certificate("us-east-1") },
            "Custom domain is not a valid subdomain",
        ],
    ];
    for (const [what, inputs, text] of domains) {
        it(`answers ${what} as a domain with ${text.slice(0, 40)}`, async () => {
            const doing = `creating Cognito User Pool Domain (${inputs.domain})`;
            const start =
                text === "accepted"
                    ? text
                    : refusedBy(doing, "CreateUserPoolDomain", `InvalidParameterException: ${text}`);
            expect((await tryOut(DOMAIN, { userPoolId: poolId, ...inputs })).slice(0, start.length)).to.equal(start);
        });
    }

    it("refuses a prefix that another pool has, and a second one of one pool", async () => {
        const { id } = await made(POOL, { name: "second" });
        await made(DOMAIN, { userPoolId: id, domain: "taken" });
        const text = await Promise.all([
            tryOut(DOMAIN, { userPoolId: poolId, domain: "taken" }),
            tryOut(DOMAIN, { userPoolId: id, domain: "another" }),
        ]);
        expect(text.map((it) => it.split("InvalidParameterException: ")[1])).to.deep.equal([
            "Domain already associated with another user pool.",
            "User pool already has a domain configured. (rehearsal: one prefix domain is the most)",
        ]);
    });
});
