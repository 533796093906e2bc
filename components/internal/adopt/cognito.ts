/** What Cognito has where this run would create something: a user pool, a domain, an app client. */
import { getUserPool } from "@pulumi/aws/cognito/getUserPool";
import { getUserPoolClient } from "@pulumi/aws/cognito/getUserPoolClient";
import { getUserPoolClients } from "@pulumi/aws/cognito/getUserPoolClients";
import { getUserPools } from "@pulumi/aws/cognito/getUserPools";
import type * as pulumi from "@pulumi/pulumi";
import { type Answer, ask } from "../lookups";
import { differencesBetween, tagsMissing } from "./compare";
import type { Found } from "./orphans";

/** A user pool as it would be created. */
interface WantedUserPool {
    name: string;
    deletionProtection: string;
    tags?: Readonly<Record<string, string>> | undefined;
}

/** Names of user pools are not unique: one with users, a domain or app clients is somebody's. */
export async function findUserPool(
    { name, deletionProtection, tags }: WantedUserPool,
    lookup: pulumi.InvokeOptions,
): Promise<Answer<Found[]>> {
    const pools = await ask(() => getUserPools({ name }, lookup));
    if ("failure" in pools) {
        return pools;
    }
    const found = await Promise.all(
        pools.answer.ids.map(async (userPoolId): Promise<Answer<Found>> => {
            const [pool, clients] = await Promise.all([
                ask(() => getUserPool({ userPoolId }, lookup)),
                ask(() => getUserPoolClients({ userPoolId }, lookup)),
            ]);
            if ("failure" in pool || "failure" in clients) {
                return { failure: "failure" in pool ? pool.failure : "failure" in clients ? clients.failure : "" };
            }
            const { estimatedNumberOfUsers, domain, customDomain, ...others } = pool.answer;
            const empty = { estimatedNumberOfUsers: 0, domain: "", customDomain: "", clients: [] };
            const now = { estimatedNumberOfUsers, domain, customDomain, clients: clients.answer.clientIds };
            const differences = [
                ...differencesBetween({ deletionProtection }, others),
                ...differencesBetween(empty, now),
                ...tagsMissing(tags, others.userPoolTags),
            ];
            return { answer: { id: userPoolId, differences } };
        }),
    );
    const failed = found.find((one) => "failure" in one);
    return failed ?? { answer: found.flatMap((one) => ("answer" in one ? [one.answer] : [])) };
}

/** A domain as it would be created. */
interface WantedDomain {
    userPoolId: string;
    domain: string;
    isCustom: boolean;
}

export async function findDomain(
    { userPoolId, domain, isCustom }: WantedDomain,
    lookup: pulumi.InvokeOptions,
): Promise<Answer<Found[]>> {
    const found = await ask(() => getUserPool({ userPoolId }, lookup));
    if ("failure" in found) {
        return found;
    }
    const has = isCustom ? found.answer.customDomain : found.answer.domain;
    return { answer: has === domain ? [{ id: domain, differences: [] }] : [] };
}

/** An app client as it would be created. */
interface WantedAppClient {
    userPoolId: string;
    name: string;
    callbackUrls: readonly string[];
    generateSecret: boolean;
    supportedIdentityProviders: readonly string[];
}

export async function findAppClient(
    { userPoolId, name, ...wanted }: WantedAppClient,
    lookup: pulumi.InvokeOptions,
): Promise<Answer<Found[]>> {
    const clients = await ask(() => getUserPoolClients({ userPoolId }, lookup));
    if ("failure" in clients) {
        return clients;
    }
    const ids = clients.answer.clientIds.filter((_, index) => clients.answer.clientNames[index] === name);
    const found = await Promise.all(
        ids.map(async (clientId): Promise<Found[]> => {
            const client = await ask(() => getUserPoolClient({ userPoolId, clientId }, lookup));
            if ("failure" in client) {
                return [];
            }
            const { clientSecret, ...others } = client.answer;
            const now = { ...others, generateSecret: clientSecret !== "" };
            return [{ id: `${userPoolId}/${clientId}`, differences: differencesBetween({ ...wanted }, now) }];
        }),
    );
    return { answer: found.flat() };
}
