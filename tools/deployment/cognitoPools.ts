/** Cognito user pools of a stack, with what trusts the tenant in them and who may sign in by them. */
import { awsPartitionOf } from "../../rules/awsSignIn";
import type { CognitoAppClient, CognitoIdentityProvider, CognitoUserPool } from "./deployment";
import { ofType, type State } from "./exportedState";
import { flag, text, texts, unreadable } from "./properties";
import { follow, unwrapAll } from "./pulumiValue";
import type { StateResource } from "./stateResource";
import { cognitoTypes, componentTypes } from "./types";
import { isGap, isUnreadable, type Readable } from "./unreadable";

/** By the id of their pool, which may be in another stack. */
export function readUserPools(state: State): CognitoUserPool[] {
    const pools = ofType(state, cognitoTypes.userPool);
    const providers = ofType(state, cognitoTypes.identityProvider);
    const clients = ofType(state, cognitoTypes.appClient);
    const domains = ofType(state, cognitoTypes.domain);
    const components = ofType(state, componentTypes.cognitoFederation);
    const poolOf = (resource: StateResource) => textOf(text(resource, "userPoolId", { what: "the user pool id" }));
    const ids = new Set<string>();
    for (const id of [...pools.map(({ id }) => id), ...[...providers, ...clients].map(poolOf)]) {
        if (id !== undefined) {
            ids.add(id);
        }
    }
    return [...ids].map((userPoolId) => {
        const own = pools.find(({ id }) => id === userPoolId);
        const component = components.find((one) => poolOf(one) === userPoolId);
        const hosts = domains.filter((one) => poolOf(one) === userPoolId).map(hostOf);
        const known = component && textOf(text(component, "domain", { what: "the domain" }));
        return {
            userPoolId,
            hosts: [...new Set([...hosts, ...(known === undefined ? [] : [known])])],
            ...(own === undefined ? {} : { requiredAttributes: requiredOf(own) }),
            isManaged: component !== undefined,
            providers: providers.filter((one) => poolOf(one) === userPoolId).map(readProvider),
            appClients: clients.filter((one) => poolOf(one) === userPoolId).map(readAppClient),
        };
    });
}

/** The domain as people see it. */
function hostOf(domain: StateResource): string {
    const name = domain.id ?? textOf(text(domain, "domain", { what: "the domain" })) ?? "";
    if (textOf(text(domain, "certificateArn", { what: "the certificate", otherwise: "" })) !== "") {
        return name;
    }
    const pool = textOf(text(domain, "userPoolId", { what: "the user pool id" })) ?? "";
    const region = textOf(text(domain, "region", { what: "the Region", otherwise: "" })) || (pool.split("_")[0] ?? "");
    return `${name}.${awsPartitionOf(region) === "aws-us-gov" ? "auth-fips" : "auth"}.${region}.amazoncognito.com`;
}

function readProvider(provider: StateResource): CognitoIdentityProvider {
    const detail = (key: string, what: string) =>
        text(provider, ["providerDetails", key], { what, otherwise: "" }) satisfies Readable<string>;
    return {
        name: text(provider, "providerName", { what: "the name" }),
        type: text(provider, "providerType", { what: "the type" }),
        metadataDocument: detail("MetadataFile", "the metadata document"),
        metadataUrl: detail("MetadataURL", "the address of the metadata"),
        acceptsIdpInitiated: detail("IDPInit", "whether a sign-in may start at the identity provider"),
        attributeMapping: mappingOf(provider),
    };
}

function mappingOf(provider: StateResource): Readable<Record<string, string>> {
    for (const side of [provider.outputs, provider.inputs]) {
        const found = follow(side, ["attributeMapping"]);
        if (isGap(found)) {
            return unreadable("the attribute mapping", found);
        }
        const plain = unwrapAll(found.value);
        if (!isGap(plain) && typeof plain.value === "object" && plain.value !== null) {
            return Object.fromEntries(Object.entries(plain.value).map(([key, value]) => [key, String(value)]));
        }
    }
    return {};
}

function readAppClient(client: StateResource): CognitoAppClient {
    const list = (property: string, what: string) => texts(client, property, { what, otherwise: [] });
    return {
        name: textOf(text(client, "name", { what: "the name" })) ?? client.name,
        clientId: client.id ?? "",
        usesOauth: flag(client, "allowedOauthFlowsUserPoolClient", { what: "the OAuth flows", otherwise: false }),
        flows: list("allowedOauthFlows", "the OAuth flows"),
        callbackUrls: list("callbackUrls", "the callback URLs"),
        providers: list("supportedIdentityProviders", "the identity providers"),
    };
}

/** Attributes that each user must have, by the pool's schema. */
function requiredOf(pool: StateResource): Readable<string[]> {
    const found = follow(pool.outputs ?? pool.inputs, ["schemas"]);
    const plain = isGap(found) ? found : unwrapAll(found.value);
    if (isGap(plain)) {
        return unreadable("the attributes that the user pool requires", plain);
    }
    const items = Array.isArray(plain.value) ? (plain.value as { name?: unknown; required?: unknown }[]) : [];
    return items.filter(({ required }) => required === true).map(({ name }) => String(name));
}

const textOf = (value: Readable<string>): string | undefined => (isUnreadable(value) ? undefined : value);
