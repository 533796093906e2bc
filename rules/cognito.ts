/** What Cognito accepts for a user pool that trusts Entra, and the addresses that follow from it. */
import { mapKeyProblem } from "./mapKeys";
import { characters, hasControlCharacter, listOf, nearest, quote, tryUrl } from "./text";

export { iamTagsProblem as userPoolTagsProblem } from "./tags";

const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

/** Attributes of a user pool and the claim that fills each; Entra sends these claims to every SAML application. */
export const defaultAttributeMapping: Readonly<Record<string, string>> = {
    email: `${claims}/emailaddress`,
    given_name: `${claims}/givenname`,
    family_name: `${claims}/surname`,
};

/** What an app client may ask for without a resource server. */
export const defaultScopes: readonly string[] = ["openid", "email", "profile"];
const standardScopes = ["openid", "email", "profile", "phone", "aws.cognito.signin.user.admin"];

/** The name of the provider in the user pool when none is given. It begins each user's name: `EntraID_alice@contoso.example`. */
export const defaultProviderName = "EntraID";

/** Standard attributes that a claim can fill (OpenID Connect Core 1.0, 5.1; the user pool sets `sub` and `updated_at`). */
const standardAttributes = [
    ...["address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name", "locale"],
    ...["middle_name", "name", "nickname", "phone_number", "phone_number_verified", "picture", "preferred_username"],
    ...["profile", "website", "zoneinfo"],
];

/** A user pool's id: `<Region>_<letters and digits>`, at most 55 characters (API model, UserPoolIdType). */
export function userPoolIdProblem(value: unknown): string | undefined {
    if (typeof value === "string" && value.length <= 55 && /^[a-z0-9-]+_[0-9a-zA-Z]+$/.test(value)) {
        return undefined;
    }
    const inArn = typeof value === "string" ? /:userpool\/([a-z0-9-]+_[0-9a-zA-Z]+)$/.exec(value)?.[1] : undefined;
    return `must be the id of a user pool such as "eu-central-1_AbCd12345", got ${quote(value)}${inArn === undefined ? "" : `; write ${quote(inArn)}`}`;
}

/** A user pool's or an app client's name: 1–128 of `[\w\s+=,.@-]` (API model). */
export function userPoolNameProblem(value: unknown): string | undefined {
    return typeof value === "string" && value.length <= 128 && /^[\w +=,.@-]+$/.test(value)
        ? undefined
        : `must be 1 to 128 letters a-z or A-Z, digits, spaces or _ + = , . @ -, got ${quote(value)}`;
}

/** The name of an app client, which becomes part of a resource's name, too. */
export function appClientNameProblem(value: unknown): string | undefined {
    return mapKeyProblem(value) ?? userPoolNameProblem(value);
}

/** Prefix of Cognito's own domain: 1–63 of `a-z`, digits and inner hyphens, without the words that AWS keeps for itself. */
export function domainPrefixProblem(value: unknown): string | undefined {
    const rule = "must be 1 to 63 lower-case letters, digits or hyphens that neither begin nor end with a hyphen";
    if (typeof value !== "string" || !/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(value)) {
        const whole = typeof value === "string" ? /^(?:https:\/\/)?([a-z0-9-]+)\.auth[.-]/.exec(value)?.[1] : undefined;
        const cure = whole !== undefined ? `; write ${quote(whole)}` : hint(value);
        return `${rule}, got ${quote(value)}${cure}`;
    }
    const reserved = ["aws", "amazon", "cognito"].find((word) => value.includes(word));
    return reserved && `must not contain "${reserved}", which AWS reserves, got ${quote(value)}; write another prefix`;
}

const hint = (value: unknown): string =>
    typeof value === "string" && value.includes(".") ? "; write a whole domain under customDomain" : "";

/** A domain of the customer's: lower case, at most 63 characters (the aws provider's limit), with a parent domain that DNS knows. */
export function customDomainProblem(value: unknown): string | undefined {
    const rule = 'must be a host name of at most 63 lower-case characters such as "auth.contoso.example"';
    const isHost =
        typeof value === "string" &&
        value.length <= 63 &&
        /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(value);
    if (!isHost) {
        return `${rule}, got ${quote(value)}`;
    }
    if (value.endsWith(".amazoncognito.com")) {
        return `must be a domain of your own, got ${quote(value)}; write ${quote(value.split(".")[0])} under domainPrefix`;
    }
    return value.split(".").length > 2
        ? undefined
        : `must be below a domain that has an A record, got ${quote(value)}; write for example ${quote(`auth.${value}`)}`;
}

/** The certificate of a custom domain: one of ACM, in us-east-1 whatever Region the user pool is in. */
export function domainCertificateProblem(value: unknown): string | undefined {
    const [, partition, region] =
        typeof value === "string"
            ? (/^arn:(aws[a-z-]*):acm:([a-z0-9-]+):\d{12}:certificate\/[\w-]+$/.exec(value) ?? [])
            : [];
    if (partition === undefined) {
        return `must be the ARN of an ACM certificate, arn:aws:acm:us-east-1:<account>:certificate/<id>, got ${quote(value)}`;
    }
    return partition !== "aws" || region === "us-east-1"
        ? undefined
        : `must be in us-east-1, whatever the Region of the user pool, got one in ${region}. Request a certificate there`;
}

/** The provider's name in the user pool: the API and the aws provider want 3–32, without blanks, and no "_" where it matters. */
export function providerNameProblem(value: unknown): string | undefined {
    const reserved = ["cognito", "facebook", "google", "loginwithamazon", "signinwithapple"];
    if (typeof value !== "string" || !/^[A-Za-z0-9][A-Za-z0-9.-]{2,31}$/.test(value)) {
        return `must be 3 to 32 letters a-z or A-Z, digits, dots or hyphens, beginning with a letter or digit, got ${quote(value)}`;
    }
    return reserved.includes(value.toLowerCase())
        ? `must not be a name that Cognito gives to other providers, got ${quote(value)}; write for example ${quote(defaultProviderName)}`
        : undefined;
}

/** A map from attributes of the user pool to the claims that fill them. */
export function attributeMappingProblem(value: unknown): string | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return `must be a map of user pool attribute to claim such as { "email": ${quote(defaultAttributeMapping.email)} }, got ${quote(value)}`;
    }
    for (const [attribute, claim] of Object.entries(value)) {
        const problem = attributeProblem(attribute);
        if (problem !== undefined) {
            return problem;
        }
        if (typeof claim !== "string" || claim.trim() !== claim || claim === "" || hasControlCharacter(claim)) {
            return `must have a claim for ${quote(attribute)}, the name as it stands in the response, got ${quote(claim)}`;
        }
    }
    return undefined;
}

function attributeProblem(attribute: string): string | undefined {
    if (standardAttributes.includes(attribute) || /^custom:[\w-]{1,20}$/.test(attribute)) {
        return undefined;
    }
    const meant = nearest(attribute, standardAttributes);
    const cure = meant === undefined ? "; an attribute of your own is custom:<name>" : `; write ${quote(meant)}`;
    return `must have attributes of the user pool as its keys, got ${quote(attribute)}${cure}`;
}

/**
 * An address that Cognito may send people to: https, http only for localhost, or the scheme of an app; no fragment, at most 1,024
 * characters (API model, RedirectUrlType; Cognito compares it letter for letter).
 */
export function redirectUrlProblem(value: unknown): string | undefined {
    const url = typeof value === "string" && /^[!-~]{1,1024}$/.test(value) ? tryUrl(value) : undefined;
    if (typeof value !== "string" || url === undefined) {
        return `must be an absolute address of 1 to 1024 characters without spaces, got ${quote(value)}`;
    }
    if (value.includes("#")) {
        return `must not contain "#", got ${quote(value)}; write ${quote(value.split("#")[0])}`;
    }
    if (value.includes("*")) {
        return `must not contain a wildcard, got ${quote(value)}; list each address`;
    }
    if (url.protocol === "http:" && url.hostname !== "localhost") {
        return `must be https (http only for localhost), got ${quote(value)}; write ${quote(value.replace(/^http:/i, "https:"))}`;
    }
    return url.username === "" && url.password === ""
        ? undefined
        : "must not contain a user name or password; remove everything before the @";
}

/** Callback URLs of an app client: 1 to 100, none twice. */
export function callbackUrlsProblem(value: unknown): string | undefined {
    return Array.isArray(value) && value.length === 0
        ? "must be a list of 1 to 100 addresses, got none"
        : logoutUrlsProblem(value);
}

/** Logout URLs of an app client: at most 100, none twice. */
export function logoutUrlsProblem(value: unknown): string | undefined {
    if (!Array.isArray(value) || value.length > 100) {
        return `must be a list of at most 100 addresses, got ${Array.isArray(value) ? `${value.length} of them` : quote(value)}`;
    }
    const wrong = value.findIndex((one) => redirectUrlProblem(one) !== undefined);
    if (wrong >= 0) {
        return `must be a list of addresses; its item ${wrong + 1} ${redirectUrlProblem(value[wrong])}`;
    }
    return new Set(value).size < value.length ? `must not list an address twice, got ${quote(value)}` : undefined;
}

/** Scopes of an app client: standard ones, or `<resource server>/<scope>`; at most 50, `openid` among them. */
export function scopesProblem(value: unknown): string | undefined {
    if (!Array.isArray(value) || value.length === 0 || value.length > 50) {
        return `must be a list of 1 to 50 scopes, got ${Array.isArray(value) ? `${value.length} of them` : quote(value)}`;
    }
    const isScope = (one: unknown) =>
        typeof one === "string" &&
        one.length <= 256 &&
        (standardScopes.includes(one) || /^[!#-.0-[\]-~]+\/[!#-.0-[\]-~]+$/.test(one));
    const wrong = value.find((one) => !isScope(one));
    if (!value.every(isScope)) {
        return `must be a list of scopes (${listOf(standardScopes)}, or "<resource server>/<scope>"), got ${quote(wrong)}`;
    }
    return value.includes("openid") ? undefined : `must contain "openid", got ${quote(value)}`;
}

/** What a user pool calls itself in SAML: the application's identifier, and so the audience of its assertions. */
export const userPoolEntityId = (userPoolId: string): string => `urn:amazon:cognito:sp:${userPoolId}`;

/** Host of a domain of Cognito's; undefined for a partition whose domains are not known here. */
export function cognitoHost(prefix: string, region: string, partition: string): string | undefined {
    const names: Readonly<Record<string, string>> = { aws: "auth", "aws-us-gov": "auth-fips" };
    const name = Object.hasOwn(names, partition) ? names[partition] : undefined;
    return name && `${prefix}.${name}.${region}.amazoncognito.com`;
}

/** Where a user pool takes SAML responses: the application's reply URL. */
export const cognitoReplyUrl = (host: string): string => `https://${host}/saml2/idpresponse`;

/** Where Entra answers a sign-out that the user pool asked for. */
export const cognitoLogoutUrl = (host: string): string => `https://${host}/saml2/logout`;

/** Where a person signs in to an app client by one provider, without Cognito's own page. */
export function cognitoSignInUrl(args: {
    host: string;
    clientId: string;
    redirectUri: string;
    scopes: readonly string[];
    providerName: string;
}): string {
    const query = new URLSearchParams({
        client_id: args.clientId,
        response_type: "code",
        scope: args.scopes.join(" "),
        redirect_uri: args.redirectUri,
        identity_provider: args.providerName,
    });
    return `https://${args.host}/oauth2/authorize?${query}`;
}

/** A document that Cognito keeps: at most 131,072 characters (API model). */
export function cognitoMetadataProblem(value: unknown): string | undefined {
    return typeof value === "string" && value.length > 131_072
        ? `must keep the metadata within 131072 characters, got ${characters(value)}; retire certificates`
        : undefined;
}
