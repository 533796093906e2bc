/** `aws.cognito.UserPoolClient` */
import { randomInt } from "node:crypto";
import { between, lengthBetween, oneOf } from "../../provider/formats";
import type { Call, Properties, Property, ResourceType, Values } from "../../provider/resourceType";
import { regionOf } from "../account";
import { because, outsideModel } from "../errors";
import { clientToken, identityProviderToken, ofPool, refused, requirePool } from "./store";

const maxClients = 1000;
const [idCharacters, idLength, secretLength] = ["abcdefghijklmnopqrstuvwxyz0123456789", 26, 51];
const standardScopes = ["phone", "email", "openid", "profile", "aws.cognito.signin.user.admin"];
const authFlows = [
    ...["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"],
    ...["ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    "ALLOW_USER_AUTH",
];

const randomText = (length: number): string =>
    Array.from({ length }, () => idCharacters[randomInt(idCharacters.length)]).join("");
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html */
function urlProblem(url: string): string | undefined {
    if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(url) || url.length > 1024) {
        return outsideModel("callbackURLs", "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+, 1 to 1024 characters");
    }
    const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: "", hostname: "" };
    if (protocol === "") {
        return because(`Invalid URL ${url}`, "an absolute URI is needed");
    }
    if (url.includes("#")) {
        return because(`Invalid URL ${url}`, "a fragment is not allowed");
    }
    return protocol === "http:" && hostname !== "localhost" ? `${url} cannot use the HTTP protocol.` : undefined;
}

function oauthProblem(inputs: Values): string | undefined {
    const flows = listOf(inputs.allowedOauthFlows);
    const scopes = listOf(inputs.allowedOauthScopes);
    if (inputs.allowedOauthFlowsUserPoolClient === true && (flows.length === 0 || scopes.length === 0)) {
        return "InvalidOAuthFlowException: AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.";
    }
    if (flows.includes("client_credentials") && (flows.length > 1 || inputs.generateSecret !== true)) {
        return "InvalidOAuthFlowException: client_credentials flow can not be selected along with code flow or implicit flow, and needs a secret.";
    }
    const redirects = flows.includes("code") || flows.includes("implicit");
    if (redirects && listOf(inputs.callbackUrls).length === 0) {
        return "InvalidParameterException: At least one callback URL is required for the code and implicit flows.";
    }
    const unknown = scopes.find((scope) => !standardScopes.includes(scope));
    return (
        unknown && `ScopeDoesNotExistException: Invalid scope requested: ${unknown} (rehearsal: no resource servers)`
    );
}

function problemOf(call: Call, inputs: Values): string | undefined {
    const pool = String(inputs.userPoolId);
    const known = ofPool(call, identityProviderToken, pool).map(({ value }) => String(value.providerName));
    const missing = listOf(inputs.supportedIdentityProviders).find((name) => ![...known, "COGNITO"].includes(name));
    if (missing !== undefined) {
        return `InvalidParameterException: The provider ${missing} does not exist for User Pool ${pool}.`;
    }
    const wrong = [...listOf(inputs.callbackUrls), ...listOf(inputs.logoutUrls)].map(urlProblem).find(Boolean);
    if (wrong !== undefined) {
        return `InvalidParameterException: ${wrong}`;
    }
    const { defaultRedirectUri } = inputs;
    if (defaultRedirectUri !== undefined && !listOf(inputs.callbackUrls).includes(String(defaultRedirectUri))) {
        return "InvalidParameterException: The DefaultRedirectURI must be in the list of callback URLs.";
    }
    const name = String(inputs.name);
    if (!/^[\w\s+=,.@-]{1,128}$/.test(name)) {
        return `InvalidParameterException: ${outsideModel("clientName", "Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+")}`;
    }
    return oauthProblem(inputs);
}

const chosen = (rest: Partial<Property> & Pick<Property, "kind">): Property => ({ ...rest, computed: true });
const texts = (...values: string[]): Property =>
    chosen({ kind: "set", items: { kind: "string", ...(values.length > 0 ? { format: oneOf(...values) } : {}) } });
const mostAddresses = 100;
const addresses: Property = {
    ...texts(),
    format: (value: string[], path) =>
        value.length > mostAddresses
            ? `${path} set must contain at most ${mostAddresses} elements, got: ${value.length}`
            : undefined,
};
const unit: Property = { kind: "string", format: oneOf("seconds", "minutes", "hours", "days") };

const properties: Properties = {
    userPoolId: { kind: "string", required: true, replace: true },
    name: { kind: "string", format: lengthBetween(1, 128) },
    generateSecret: { kind: "boolean", replace: true },
    accessTokenValidity: chosen({ kind: "integer" }),
    allowedOauthFlows: texts("code", "implicit", "client_credentials"),
    allowedOauthFlowsUserPoolClient: chosen({ kind: "boolean" }),
    allowedOauthScopes: texts(),
    analyticsConfiguration: {
        kind: "object",
        properties: {
            applicationArn: { kind: "string" },
            applicationId: { kind: "string" },
            externalId: { kind: "string" },
            roleArn: { kind: "string" },
            userDataShared: { kind: "boolean" },
        },
    },
    authSessionValidity: chosen({ kind: "integer", format: between(3, 15) }),
    callbackUrls: addresses,
    defaultRedirectUri: chosen({ kind: "string", format: lengthBetween(1, 1024) }),
    enablePropagateAdditionalUserContextData: chosen({ kind: "boolean" }),
    enableTokenRevocation: chosen({ kind: "boolean" }),
    explicitAuthFlows: texts(...authFlows),
    idTokenValidity: chosen({ kind: "integer" }),
    logoutUrls: addresses,
    preventUserExistenceErrors: chosen({ kind: "string", format: oneOf("ENABLED", "LEGACY") }),
    readAttributes: texts(),
    refreshTokenRotation: {
        kind: "object",
        properties: {
            feature: { kind: "string", required: true, format: oneOf("ENABLED", "DISABLED") },
            retryGracePeriodSeconds: { kind: "integer", format: between(0, 60) },
        },
    },
    refreshTokenValidity: chosen({ kind: "integer" }),
    supportedIdentityProviders: texts(),
    tokenValidityUnits: { kind: "object", properties: { accessToken: unit, idToken: unit, refreshToken: unit } },
    writeAttributes: texts(),
    region: chosen({ kind: "string", replace: true }),
    clientSecret: { kind: "string", readOnly: true, secret: true },
};

/** What Cognito chooses where nothing is said. */
const defaults: Values = {
    authSessionValidity: 3,
    enableTokenRevocation: true,
    explicitAuthFlows: ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    refreshTokenValidity: 30,
};

/** Creates a client; a seed chooses its id. */
export function createClient(call: Call, inputs: Values, seedId?: string): string {
    const doing = `creating Cognito User Pool Client (${inputs.name})`;
    const userPoolId = String(inputs.userPoolId);
    requirePool(call, userPoolId, doing, "CreateUserPoolClient");
    const problem = problemOf(call, inputs);
    if (problem !== undefined) {
        throw refused(doing, "CreateUserPoolClient", problem);
    }
    if (ofPool(call, clientToken, userPoolId).length >= maxClients) {
        const message = `LimitExceededException: Exceeded limit: ${maxClients} app clients`;
        throw refused(doing, "CreateUserPoolClient", message);
    }
    const id = seedId ?? randomText(idLength);
    const secret: Values = inputs.generateSecret === true ? { clientSecret: randomText(secretLength) } : {};
    call.store.put(clientToken, id, { ...defaults, ...inputs, ...secret, region: regionOf(call, inputs) });
    return id;
}

export const userPoolClient: ResourceType = {
    token: clientToken,
    autoName: { property: "name", maxLength: 128 },
    properties,
    plan: (inputs, config) => ({ region: regionOf({ config } as Call, inputs) }),
    create: (call, inputs) => createClient(call, inputs),
    read: ({ store }, id) => store.get(clientToken, id),
    update: (call, id, inputs) => {
        const doing = `updating Cognito User Pool Client (${id})`;
        requirePool(call, String(inputs.userPoolId), doing, "UpdateUserPoolClient");
        const problem = problemOf(call, inputs);
        if (problem !== undefined) {
            throw refused(doing, "UpdateUserPoolClient", problem);
        }
        const { clientSecret, region } = call.store.get(clientToken, id) as Values;
        const secret: Values = clientSecret === undefined ? {} : { clientSecret };
        call.store.put(clientToken, id, { ...defaults, ...inputs, ...secret, region: region ?? "" });
    },
    delete: ({ store }, id) => store.remove(clientToken, id),
    importedAs: (id) => id.split("/").pop() ?? id,
    notFound: (id) =>
        refused(
            `updating Cognito User Pool Client (${id})`,
            "UpdateUserPoolClient",
            `ResourceNotFoundException: User pool client ${id} does not exist.`,
        ).message,
};
