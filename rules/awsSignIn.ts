/** Where AWS takes a SAML response, and where its console is, by Region and partition. */
import { listOf, quote } from "./text";

/** The addresses of AWS's SAML sign-in for one Region. */
export interface AwsSamlEndpoints {
    /** The Region's own endpoint, which AWS recommends as the reply URL. */
    regional: string;
    /** The partition's older endpoint. It stands in one Region (`aws`: us-east-1). */
    global: string;
    /** What AWS calls itself in SAML: the application's identifier, and so the audience of its assertions. */
    audience: string;
}

interface Partition {
    /** Host of the global endpoint; a Region's has the Region before it. */
    signInHost: string;
    /** Host of the console; a Region's has the Region before it. */
    consoleDomain: string;
    /** The one Region whose console has no Region in its host. */
    plainConsoleRegion?: string;
    /** What AWS calls itself in SAML. */
    audience: string;
}

/**
 * Sign-in hosts: AWS General Reference, "AWS Sign-In endpoints"; the same hosts under `amazonaws.cn` in the China
 * edition of the IAM guide. Audiences: the entityID of each partition's `static/saml-metadata.xml`.
 */
export const awsPartitions: Readonly<Record<string, Partition>> = {
    aws: {
        signInHost: "signin.aws.amazon.com",
        consoleDomain: "console.aws.amazon.com",
        audience: "urn:amazon:webservices",
    },
    "aws-us-gov": {
        signInHost: "signin.amazonaws-us-gov.com",
        consoleDomain: "console.amazonaws-us-gov.com",
        plainConsoleRegion: "us-gov-west-1",
        audience: "urn:amazon:webservices:govcloud",
    },
    "aws-cn": {
        signInHost: "signin.amazonaws.cn",
        consoleDomain: "console.amazonaws.cn",
        audience: "urn:amazon:webservices:cn-north-1",
    },
};

function partitionNamed(name: string): Partition {
    const partition = Object.hasOwn(awsPartitions, name) ? awsPartitions[name] : undefined;
    if (partition === undefined) {
        throw new RangeError(
            `AWS partition ${quote(name)} is not known here: known are ${listOf(Object.keys(awsPartitions))}`,
        );
    }
    return partition;
}

/** The partition that a Region's name belongs to ("Amazon Resource Names" in the AWS General Reference). */
export function awsPartitionOf(region: string): string {
    const [, letter] = /^[a-z]+-iso([a-z]?)-/.exec(region) ?? [];
    if (letter !== undefined) {
        return letter === "" ? "aws-iso" : `aws-iso-${letter}`;
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : region.startsWith("cn-") ? "aws-cn" : "aws";
}

/** The form of a Region's name. */
export function regionProblem(region: unknown): string | undefined {
    return typeof region === "string" && /^[a-z]{2,8}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(region)
        ? undefined
        : `must be a name such as "eu-central-1", got ${quote(region)}`;
}

function requireRegion(region: string): void {
    const problem = regionProblem(region);
    if (problem !== undefined) {
        throw new RangeError(`the AWS Region ${problem}`);
    }
}

/** The SAML sign-in addresses of a Region. Throws a RangeError for a partition that is not known here. */
export function awsSamlEndpoints(region: string, partition: string): AwsSamlEndpoints {
    const { signInHost, audience } = partitionNamed(partition);
    requireRegion(region);
    return { regional: `https://${region}.${signInHost}/saml`, global: `https://${signInHost}/saml`, audience };
}

/**
 * Host of the console, to which a relay state points. GovCloud's documented relay state has the host without Region;
 * that host is us-gov-west-1, the only GovCloud Region that has Connect.
 */
export function awsConsoleHost(region: string, partition: string): string {
    const { consoleDomain, plainConsoleRegion } = partitionNamed(partition);
    requireRegion(region);
    return region === plainConsoleRegion ? consoleDomain : `${region}.${consoleDomain}`;
}
