/** Cognito's half of a sign-in: whether a user pool takes a response that one of its app clients asked for. */
import { verify, X509Certificate } from "node:crypto";
import { DOMParser } from "@xmldom/xmldom";
import type { Call, Value, Values } from "../provider/resourceType";
import { isObject } from "../provider/values";
import type { SamlResponse } from "./entra";
import { Refused } from "./refused";

const metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
const xmldsig = "http://www.w3.org/2000/09/xmldsig#";
const of = (call: Call, kind: string) => call.store.list(`aws:cognito/${kind}`).map(({ value }) => value);
const textsIn = (value: Value | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The address at which the person arrives. A sign-in that started in Entra is refused unless the provider takes those. */
export function enterUserPool(call: Call, clientId: string, response: SamlResponse, startedInEntra = false): string {
    const client = call.store.get("aws:cognito/userPoolClient:UserPoolClient", clientId);
    const poolId = String(client?.userPoolId);
    const pool = call.store.get("aws:cognito/userPool:UserPool", poolId);
    if (client === undefined || pool === undefined) {
        throw new Refused("no such app client, or no such user pool");
    }
    if (response.audience !== `urn:amazon:cognito:sp:${poolId}`) {
        throw new Refused("Audience restriction in the SAML assertion does not allow it");
    }
    const hosts = of(call, "userPoolDomain:UserPoolDomain")
        .filter((domain) => domain.userPoolId === poolId)
        .map(({ domain, certificateArn, region }) => {
            const kind = String(region).startsWith("us-gov-") ? "auth-fips" : "auth";
            return certificateArn === undefined ? `${domain}.${kind}.${region}.amazoncognito.com` : String(domain);
        });
    if (!hosts.some((host) => response.recipient === `https://${host}/saml2/idpresponse`)) {
        throw new Refused("the response is not for a domain of the user pool");
    }
    const provider = of(call, "identityProvider:IdentityProvider").find(
        (one) =>
            one.userPoolId === poolId && textsIn(client.supportedIdentityProviders).includes(String(one.providerName)),
    );
    const details = isObject(provider?.providerDetails) ? provider.providerDetails : {};
    if (provider === undefined) {
        throw new Refused("Login option is not available: the app client names no provider of the pool");
    }
    if (startedInEntra && details.IDPInit !== "true") {
        throw new Refused("Invalid samlResponse or relayState from identity provider");
    }
    refuseForgery(String(details.MetadataFile), response);
    if (!response.hasNameId) {
        throw new Refused("NameID is absent");
    }
    refuseMissing(pool, provider, response);
    const [url] = textsIn(client.callbackUrls);
    if (!textsIn(client.allowedOauthFlows).includes("code") || url === undefined) {
        throw new Refused("unauthorized_client or redirect_mismatch: no code flow, or no callback URL");
    }
    return url;
}

function refuseForgery(file: string, { issuer, signed, signatures }: SamlResponse): void {
    const document = new DOMParser().parseFromString(file, "text/xml");
    const [entity] = [...document.getElementsByTagNameNS(metadata, "EntityDescriptor")];
    if (entity?.getAttribute("entityID") !== issuer) {
        throw new Refused("the issuer is not the provider's");
    }
    const keys = [...document.getElementsByTagNameNS(xmldsig, "X509Certificate")].map(
        ({ textContent }) => new X509Certificate(Buffer.from(textContent ?? "", "base64")).publicKey,
    );
    if (!signatures.every((signature) => keys.some((key) => verify("sha256", Buffer.from(signed), key, signature)))) {
        throw new Refused("SAML Assertion signature is invalid");
    }
}

/** A required attribute that no claim of this response fills. */
function refuseMissing({ schemas }: Values, { attributeMapping }: Values, { claims }: SamlResponse): void {
    const mapping = isObject(attributeMapping) ? attributeMapping : {};
    const required = (Array.isArray(schemas) ? schemas : []).filter(isObject).filter((one) => one.required === true);
    const missing = required.find(({ name }) => (claims[String(mapping[String(name)])] ?? []).length === 0);
    if (missing !== undefined) {
        throw new Refused(`Invalid user attributes: ${missing.name}: The attribute is required`);
    }
}
