/** Where AWS takes SAML responses, and which audiences it accepts. */
import { awsPartitions } from "../../../../rules/awsSignIn";

export interface Endpoint {
    partition: string;
    /** Undefined: the partition's global endpoint. */
    region?: string;
}

const partitionOf = (name: string) => (Object.hasOwn(awsPartitions, name) ? awsPartitions[name] : undefined);

/** The audiences of a partition: its sign-in's own name, or the address of the global endpoint (IAM guide). */
export function audiencesOf(partition: string): readonly string[] {
    const { audience, signInHost } = partitionOf(partition) ?? {};
    return audience === undefined ? [] : [audience, `https://${signInHost}/saml`];
}

/** The partition whose sign-in goes by this audience. */
export const partitionOfAudience = (audience: string): string | undefined =>
    Object.keys(awsPartitions).find((partition) => audiencesOf(partition).includes(audience));

/** A Region's own endpoint; undefined for a partition that is not known here. */
export function regionalEndpoint(partition: string, region: string): string | undefined {
    const host = partitionOf(partition)?.signInHost;
    return host === undefined ? undefined : `https://${region}.${host}/saml`;
}

/** AWS General Reference, "AWS Regions", by partition; a newer one is not known here. */
const regions: Readonly<Record<string, readonly string[]>> = {
    aws: (
        "us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 mx-central-1 sa-east-1 eu-central-1 " +
        "eu-central-2 eu-west-1 eu-west-2 eu-west-3 eu-north-1 eu-south-1 eu-south-2 af-south-1 il-central-1 " +
        "me-central-1 me-south-1 ap-east-1 ap-east-2 ap-south-1 ap-south-2 ap-northeast-1 ap-northeast-2 " +
        "ap-northeast-3 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 " +
        "ap-southeast-6 ap-southeast-7"
    ).split(" "),
    "aws-us-gov": ["us-gov-west-1", "us-gov-east-1"],
    "aws-cn": ["cn-north-1", "cn-northwest-1"],
};

export const isKnownRegion = ({ partition, region }: Endpoint): boolean =>
    region === undefined || (Object.hasOwn(regions, partition) && (regions[partition] ?? []).includes(region));

/** `eu-central-1`, `us-gov-west-1`. */
export const isRegion = (text: string): boolean => /^[a-z]{2,8}(-[a-z]+)+-\d{1,2}$/.test(text);

/** What an address is the SAML endpoint of; `/acs/<id>` is the form for providers with encryption. Compared letter by letter. */
export function endpointOf(url: string): Endpoint | undefined {
    const [, host = ""] = /^https:\/\/([a-z0-9.-]+)\/saml(?:\/acs\/[A-Za-z0-9-]+)?$/.exec(url) ?? [];
    for (const [partition, { signInHost }] of Object.entries(awsPartitions)) {
        if (host === signInHost) {
            return { partition };
        }
        const region = host.endsWith(`.${signInHost}`) ? host.slice(0, -signInHost.length - 1) : "";
        if (isRegion(region)) {
            return { partition, region };
        }
    }
    return undefined;
}
