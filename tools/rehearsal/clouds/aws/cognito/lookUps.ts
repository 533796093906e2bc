/** `aws.cognito.getUserPool`, `getUserPools`, `getUserPoolClients`, `getUserPoolClient`. */
import type { Call, LookUp, Value, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { accountOf, configuredRegion, partitionOf, regionOf } from "../account";
import { clientToken, ofPool, userPoolToken } from "./store";
import { attributesOf, readUserPool } from "./userPool";

const region = { kind: "string" } as const;
const userPoolId = { kind: "string", required: true } as const;

const notFound = (id: string): CloudError =>
    new CloudError(`reading Cognito User Pool (${id}): couldn't find resource`);

/** In the asked Region: of another one nothing is found. */
function poolOf(call: Call, inputs: Values): { id: string; pool: Values } {
    const id = String(inputs.userPoolId);
    const pool = call.find(userPoolToken, id) === undefined ? undefined : readUserPool(call, id);
    if (pool === undefined || pool.region !== regionOf(call, inputs)) {
        throw notFound(id);
    }
    return { id, pool };
}

export const getUserPool: LookUp = {
    token: "aws:cognito/getUserPool:getUserPool",
    arguments: { userPoolId, region },
    result: (call, inputs) => {
        const { id, pool } = poolOf(call, inputs);
        const of = (key: string): Value => pool[key] ?? "";
        const mutables = [...attributesOf(pool)].map(([name, { required, mutable }]) => ({
            attributeDataType: "String",
            developerOnlyAttribute: false,
            mutable,
            name,
            required,
        }));
        return {
            arn: of("arn"),
            autoVerifiedAttributes: pool.autoVerifiedAttributes ?? [],
            creationDate: of("creationDate"),
            customDomain: of("customDomain"),
            deletionProtection: pool.deletionProtection ?? "INACTIVE",
            domain: of("domain"),
            estimatedNumberOfUsers: 0,
            id,
            lastModifiedDate: of("lastModifiedDate"),
            mfaConfiguration: pool.mfaConfiguration ?? "OFF",
            name: of("name"),
            region: of("region"),
            schemaAttributes: mutables,
            tags: pool.tagsAll ?? {},
            userPoolId: id,
            userPoolTags: pool.tagsAll ?? {},
            usernameAttributes: pool.usernameAttributes ?? [],
        };
    },
};

/** All pools of a name in the Region; the provider answers none with an empty list. */
export const getUserPools: LookUp = {
    token: "aws:cognito/getUserPools:getUserPools",
    arguments: { name: { kind: "string", required: true }, region },
    result: (call, inputs) => {
        const here = regionOf(call, inputs);
        const found = call.store
            .list(userPoolToken)
            .filter(
                ({ id, value }) => value.name === inputs.name && value.region === here && call.find(userPoolToken, id),
            );
        return {
            arns: found.map(({ value }) => value.arn ?? ""),
            id: inputs.name ?? "",
            ids: found.map(({ id }) => id),
            name: inputs.name ?? "",
            region: here,
        };
    },
};

export const getUserPoolClients: LookUp = {
    token: "aws:cognito/getUserPoolClients:getUserPoolClients",
    arguments: { userPoolId, region },
    result: (call, inputs) => {
        const { id } = poolOf(call, inputs);
        const clients = ofPool(call, clientToken, id);
        return {
            clientIds: clients.map((client) => client.id),
            clientNames: clients.map(({ value }) => value.name ?? ""),
            id,
            region: regionOf(call, inputs),
            userPoolId: id,
        };
    },
};

export const getUserPoolClient: LookUp = {
    token: "aws:cognito/getUserPoolClient:getUserPoolClient",
    arguments: { userPoolId, clientId: { kind: "string", required: true }, region },
    result: (call, inputs) => {
        const { id } = poolOf(call, inputs);
        const clientId = String(inputs.clientId);
        const client = call.find(clientToken, clientId);
        if (client?.userPoolId !== id) {
            throw new CloudError(`reading Cognito User Pool Client (${clientId}): couldn't find resource`);
        }
        return { ...client, id: clientId, clientId, clientSecret: client.clientSecret ?? "" };
    },
};

/** The ARN of a pool, which is what a caller must be allowed to touch. */
export function poolArn(call: Call, id: string): string {
    const known = call.store.get(userPoolToken, id)?.arn;
    const here = configuredRegion(call.config);
    return String(known ?? `arn:${partitionOf(here)}:cognito-idp:${here}:${accountOf(call).accountId}:userpool/${id}`);
}
