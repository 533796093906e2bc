/** `aws.getRegion` and `aws.getPartition`, which need no request to AWS, and `aws.getCallerIdentity`. */
import type { LookUp } from "../provider/resourceType";
import { CloudError } from "../provider/resourceType";
import { accountOf, configuredRegion, dnsSuffixOf, isRegion, partitionOf } from "./account";
import { callerArn } from "./caller";

const text = { kind: "string" } as const;

export const getRegion: LookUp = {
    token: "aws:index/getRegion:getRegion",
    arguments: { endpoint: text, id: text, name: text, region: text },
    result: ({ config }, { endpoint, id, name, region }) => {
        const wanted = String(region ?? name ?? id ?? configuredRegion(config));
        if (!isRegion(wanted)) {
            throw new CloudError(`finding Region using name "${wanted}": region not found`);
        }
        const own = `ec2.${wanted}.${dnsSuffixOf(partitionOf(wanted))}`;
        if (endpoint !== undefined && endpoint !== own) {
            throw new CloudError(`finding Region using endpoint "${endpoint}": region not found`);
        }
        return {
            description: wanted,
            endpoint: own,
            id: wanted,
            name: wanted,
            region: wanted,
        };
    },
};

export const getPartition: LookUp = {
    token: "aws:index/getPartition:getPartition",
    arguments: { id: text },
    result: ({ config }) => {
        const partition = partitionOf(configuredRegion(config));
        const dnsSuffix = dnsSuffixOf(partition);
        return { dnsSuffix, id: partition, partition, reverseDnsPrefix: dnsSuffix.split(".").reverse().join(".") };
    },
};

/** Who asks: the emulated account, and always the same session of a deployer's role. */
export const getCallerIdentity: LookUp = {
    token: "aws:index/getCallerIdentity:getCallerIdentity",
    arguments: { id: text },
    result: (call) => {
        const { accountId } = accountOf(call);
        return {
            id: accountId,
            accountId,
            arn: callerArn(call),
            userId: "AROAEXAMPLEDEPLOYER00:rehearsal",
        };
    },
};
