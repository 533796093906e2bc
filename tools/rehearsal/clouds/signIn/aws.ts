/** AWS's half of a sign-in: whether it takes a response for a session of a role. */
import { verify, X509Certificate } from "node:crypto";
import { DOMParser } from "@xmldom/xmldom";
import { policiesOf } from "../aws/iam/rolePolicies";
import type { Call, Values } from "../provider/resourceType";
import type { SamlResponse } from "./entra";
import { isAllowed } from "./policy";
import { Refused } from "./refused";

/** A session of a role. */
export interface Session {
    roleArn: string;
    name: string;
    /** `aws:userid`. */
    userId: string;
    policies: string[];
}

const attributes = "https://aws.amazon.com/SAML/Attributes";
const metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
const xmldsig = "http://www.w3.org/2000/09/xmldsig#";

/** By the partition of the role: its sign-in endpoints, and what it calls itself. */
const partitions: Readonly<Record<string, { endpoint: RegExp; audiences: readonly string[] }>> = {
    aws: {
        endpoint: /^https:\/\/(?:[a-z]{2}(?:-[a-z]+)+-\d\.)?signin\.aws\.amazon\.com\/saml$/,
        audiences: ["urn:amazon:webservices", "https://signin.aws.amazon.com/saml"],
    },
    "aws-us-gov": {
        endpoint: /^https:\/\/(?:us-gov-(?:east|west)-1\.)?signin\.amazonaws-us-gov\.com\/saml$/,
        audiences: ["urn:amazon:webservices:govcloud", "https://signin.amazonaws-us-gov.com/saml"],
    },
};

/** The pairs of role and SAML provider that the response offers. */
export const rolesIn = ({ claims }: Pick<SamlResponse, "claims">): string[] => claims[`${attributes}/Role`] ?? [];

export function assumeRole(call: Call, response: SamlResponse, chosen?: string): Session {
    const first = rolesIn(response).find((one) => chosen === undefined || one === chosen) ?? "";
    const parts = first.split(",").map((part) => part.trim());
    const roleArn = parts.find((part) => part.includes(":role/")) ?? "";
    const providerArn = parts.find((part) => part.includes(":saml-provider/")) ?? "";
    const partition = partitions[roleArn.split(":")[1] ?? ""];
    if (partition === undefined || !partition.endpoint.test(response.recipient)) {
        throw new Refused("no role, or a reply URL that is no sign-in endpoint of its partition");
    }
    if (!partition.audiences.includes(response.audience)) {
        throw new Refused("the audience is not AWS");
    }
    refuseForgery(call.store.get("aws:iam/samlProvider:SamlProvider", providerArn), response);
    const names = response.claims[`${attributes}/RoleSessionName`] ?? [];
    const [name = ""] = names;
    if (names.length !== 1 || !/^[\w+=,.@-]{2,64}$/.test(name)) {
        throw new Refused("RoleSessionName is missing or invalid");
    }
    const role = call.store.get("aws:iam/role:Role", roleArn.slice(roleArn.lastIndexOf("/") + 1));
    if (role === undefined || role.arn !== roleArn || !response.hasNameId) {
        throw new Refused("not authorized: no such role, or no NameID");
    }
    const request = {
        action: "sts:AssumeRoleWithSAML",
        principal: providerArn,
        keys: { "saml:aud": response.recipient, "saml:iss": response.issuer },
    };
    if (!isAllowed([String(role.assumeRolePolicy)], request)) {
        throw new Refused("not authorized: the trust policy does not allow it");
    }
    refuseDuration(response, Number(role.maxSessionDuration));
    const policies = policiesOf(call, String(role.name)).map(({ policy }) => policy);
    return { roleArn, name, userId: `${role.uniqueId}:${name}`, policies };
}

/** The document's issuer, and each signature by one of its certificates. */
function refuseForgery(provider: Values | undefined, { issuer, signed, signatures }: SamlResponse): void {
    if (provider === undefined) {
        throw new Refused("the SAML provider does not exist");
    }
    const document = new DOMParser().parseFromString(String(provider.samlMetadataDocument), "text/xml");
    const [entity] = [...document.getElementsByTagNameNS(metadata, "EntityDescriptor")];
    if (entity?.getAttribute("entityID") !== issuer) {
        throw new Refused("the issuer is not the SAML provider's");
    }
    const keys = [...document.getElementsByTagNameNS(xmldsig, "X509Certificate")].map(
        ({ textContent }) => new X509Certificate(Buffer.from(textContent ?? "", "base64")).publicKey,
    );
    if (!signatures.every((signature) => keys.some((key) => verify("sha256", Buffer.from(signed), key, signature)))) {
        throw new Refused("the response's signature is invalid");
    }
}

function refuseDuration({ claims }: SamlResponse, most: number): void {
    const [duration] = claims[`${attributes}/SessionDuration`] ?? [];
    const seconds = Number(duration ?? 3600);
    if (!(seconds >= 900 && seconds <= most)) {
        throw new Refused("SessionDuration is invalid, or longer than the role allows");
    }
}
