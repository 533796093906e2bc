/** The account and the Region a call is for, and the names that follow from them. */
import type { Call, Values } from "../provider/resourceType";
import { CloudError } from "../provider/resourceType";
import { apiError } from "./errors";

interface Account {
    accountId: string;
    partition?: string;
    quotas: { instances: number; instanceChangesIn30Days: number; usersPerInstance: number };
}

export const defaultAccount: Account = {
    accountId: "123456789012",
    quotas: { instances: 2, instanceChangesIn30Days: 100, usersPerInstance: 500 },
};

/** Amazon Connect's Regions, from AWS's list of endpoints. */
const connectRegions = [
    "us-east-1",
    "us-west-2",
    "af-south-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-west-2",
    "us-gov-west-1",
];

const regionName = /^((us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d+|us-gov-[a-z]+-\d+|cn-[a-z]+-\d+)$/;

export const isRegion = (region: string): boolean => regionName.test(region);

export const partitionOf = (region: string): string =>
    region.startsWith("us-gov-") ? "aws-us-gov" : region.startsWith("cn-") ? "aws-cn" : "aws";

export const dnsSuffixOf = (partition: string): string =>
    partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

/** The provider's Region, from its configuration or the environment, as the SDK looks for it. */
export const configuredRegion = (config: Values): string =>
    String(config.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? "");

/** A resource's own `region`, else the provider's. */
export const regionOf = (call: Call, inputs: Values): string => String(inputs.region ?? configuredRegion(call.config));

export function accountOf(call: Call): Account {
    const account = (call.store.get("account", "this") ?? defaultAccount) as unknown as Account;
    const partition = partitionOf(configuredRegion(call.config));
    if (account.partition !== undefined && account.partition !== partition) {
        const message = "InvalidClientTokenId: The security token included in the request is invalid.";
        const doing = `validating provider credentials: retrieving caller identity from STS`;
        throw apiError(doing, { service: "STS", operation: "GetCallerIdentity" }, 403, message);
    }
    return account;
}

/** IAM is global: its ARNs carry a partition and no Region. */
export const iamArn = (call: Call, resource: string): string =>
    `arn:${partitionOf(configuredRegion(call.config))}:iam::${accountOf(call).accountId}:${resource}`;

export const connectArn = (call: Call, region: string, resource: string): string =>
    `arn:${partitionOf(region)}:connect:${region}:${accountOf(call).accountId}:${resource}`;

/** Where there is no Connect there is no endpoint, and the provider cannot even find its name. */
export function requireConnect(region: string, doing: string, operation: string): void {
    if (connectRegions.includes(region)) {
        return;
    }
    const host = `connect.${region}.${dnsSuffixOf(partitionOf(region))}`;
    throw new CloudError(
        `${doing}: operation error Connect: ${operation}, https response error StatusCode: 0, RequestID: , request send failed, dial tcp: lookup ${host}: no such host`,
    );
}

/** AWS writes instants to the second. */
export const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, "Z");
