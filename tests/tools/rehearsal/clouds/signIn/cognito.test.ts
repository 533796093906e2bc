import { createPrivateKey, sign } from "node:crypto";
import { expect } from "chai";
import { deriveMetadataDocument } from "../../../../../rules/saml";
import type { Call, Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { enterUserPool } from "../../../../../tools/rehearsal/clouds/signIn/cognito";
import type { SamlResponse } from "../../../../../tools/rehearsal/clouds/signIn/entra";
import { makeCertificate, type TestCertificate } from "../../../../helpers/certificates";
import { MemoryStore } from "../../../../helpers/emulated";

const pool = "eu-central-1_Contoso01";
const issuer = "https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/";
const emailClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
const kinds = {
    pool: "aws:cognito/userPool:UserPool",
    provider: "aws:cognito/identityProvider:IdentityProvider",
    client: "aws:cognito/userPoolClient:UserPoolClient",
    domain: "aws:cognito/userPoolDomain:UserPoolDomain",
};

describe("Cognito's half of a sign-in in the emulated clouds", () => {
    let certificate: TestCertificate;
    let other: TestCertificate;
    before(async () => {
        certificate = await makeCertificate({ ownKey: true });
        other = await makeCertificate({ ownKey: true });
    });

    const storeOf = () => {
        const store = new MemoryStore();
        const MetadataFile = deriveMetadataDocument({
            entityId: issuer,
            singleSignOnUrl: "https://login.microsoftonline.com/x/saml2",
            signingCertificates: [certificate],
        });
        store.put(kinds.pool, pool, { name: "contoso", schemas: [{ name: "email", required: true }] });
        store.put(kinds.provider, `${pool}:EntraID`, {
            ...{ userPoolId: pool, providerName: "EntraID", providerDetails: { MetadataFile } },
            attributeMapping: { email: emailClaim },
        });
        store.put(kinds.client, "desktop", {
            ...{ userPoolId: pool, supportedIdentityProviders: ["EntraID"], allowedOauthFlows: ["code"] },
            callbackUrls: ["https://desktop.contoso.example/"],
        });
        store.put(kinds.domain, "contoso", { userPoolId: pool, domain: "contoso", region: "eu-central-1" });
        return store;
    };
    const responseOf = (change: Partial<SamlResponse> = {}, by = certificate): SamlResponse => {
        const signed = "the response";
        const key = createPrivateKey(by.privateKey.export({ type: "pkcs8", format: "pem" }).toString());
        return {
            issuer,
            audience: `urn:amazon:cognito:sp:${pool}`,
            recipient: "https://contoso.auth.eu-central-1.amazoncognito.com/saml2/idpresponse",
            hasNameId: true,
            claims: { [emailClaim]: ["alice@contoso.example"] },
            relayState: "",
            signed,
            signatures: [sign("sha256", Buffer.from(signed), key)],
            ...change,
        };
    };
    const callOf = (store: MemoryStore): Call => ({ store, config: {}, find: store.get, misses: () => false });
    const enter = (store: MemoryStore, response: SamlResponse, startedInEntra?: boolean) => {
        try {
            return enterUserPool(callOf(store), "desktop", response, startedInEntra);
        } catch (error) {
            return (error as Error).message;
        }
    };

    it("leads to the callback URL", () => {
        expect(enter(storeOf(), responseOf())).to.equal("https://desktop.contoso.example/");
    });

    const responses: [string, () => SamlResponse, string][] = [
        [
            "for another user pool",
            () => responseOf({ audience: "urn:amazon:cognito:sp:other" }),
            "Audience restriction in the SAML assertion does not allow it",
        ],
        [
            "for another domain",
            () => responseOf({ recipient: "https://other.example/saml2/idpresponse" }),
            "the response is not for a domain of the user pool",
        ],
        [
            "of another issuer",
            () => responseOf({ issuer: "https://sts.windows.net/other/" }),
            "the issuer is not the provider's",
        ],
        ["signed by another certificate", () => responseOf({}, other), "SAML Assertion signature is invalid"],
        ["without a NameID", () => responseOf({ hasNameId: false }), "NameID is absent"],
        [
            "without a required attribute",
            () => responseOf({ claims: {} }),
            "Invalid user attributes: email: The attribute is required",
        ],
    ];
    for (const [what, response, text] of responses) {
        it(`refuses a response ${what}`, () => {
            expect(enter(storeOf(), response())).to.equal(text);
        });
    }

    const settings: [string, string, string, Values, string][] = [
        [
            "an app client without the provider",
            kinds.client,
            "desktop",
            { supportedIdentityProviders: ["COGNITO"] },
            "Login option is not available: the app client names no provider of the pool",
        ],
        [
            "an app client without the code flow",
            kinds.client,
            "desktop",
            { allowedOauthFlows: ["implicit"] },
            "unauthorized_client or redirect_mismatch: no code flow, or no callback URL",
        ],
        [
            "an app client without a callback URL",
            kinds.client,
            "desktop",
            { callbackUrls: [] },
            "unauthorized_client or redirect_mismatch: no code flow, or no callback URL",
        ],
        [
            "an app client of a pool that is gone",
            kinds.client,
            "desktop",
            { userPoolId: "gone" },
            "no such app client, or no such user pool",
        ],
    ];
    for (const [what, kind, id, values, text] of settings) {
        it(`refuses ${what}`, () => {
            const store = storeOf();
            store.put(kind, id, { ...store.get(kind, id), ...values });
            expect(enter(store, responseOf())).to.equal(text);
        });
    }

    it("takes a sign-in that started in Entra only where the provider says so", () => {
        const store = storeOf();
        expect(enter(store, responseOf(), true)).to.equal("Invalid samlResponse or relayState from identity provider");
        const id = `${pool}:EntraID`;
        const provider = store.get(kinds.provider, id) as Values;
        const providerDetails = { ...(provider.providerDetails as Values), IDPInit: "true" };
        store.put(kinds.provider, id, { ...provider, providerDetails });
        expect(enter(store, responseOf(), true)).to.equal("https://desktop.contoso.example/");
    });

    it("takes a custom domain", () => {
        const store = storeOf();
        store.put(kinds.domain, "auth.contoso.example", {
            ...{ userPoolId: pool, domain: "auth.contoso.example", certificateArn: "arn", region: "eu-central-1" },
        });
        const recipient = "https://auth.contoso.example/saml2/idpresponse";
        expect(enter(store, responseOf({ recipient }))).to.equal("https://desktop.contoso.example/");
    });
});
