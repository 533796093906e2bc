/**
 * Where AWS takes SAML responses, and what it calls itself. Stated here from AWS's documents and not taken from the rules by
 * which the program writes them, so that one wrong belief can't pass both.
 */

export interface Endpoint {
    partition: string;
    /** Undefined: the partition's global endpoint. */
    region?: string;
}

/** AWS General Reference, "AWS Sign-In endpoints and quotas"; IAM guide, "Configure SAML assertions". */
const hosts: Readonly<Record<string, string>> = {
    "signin.aws.amazon.com": "aws",
    "signin.amazonaws-us-gov.com": "aws-us-gov",
    "signin.amazonaws.cn": "aws-cn",
};

/** The audiences of each partition: its sign-in's own name, or the address of the global endpoint. */
const audiences: Readonly<Record<string, readonly string[]>> = {
    aws: ["urn:amazon:webservices", "https://signin.aws.amazon.com/saml"],
    "aws-us-gov": ["urn:amazon:webservices:govcloud", "https://signin.amazonaws-us-gov.com/saml"],
    "aws-cn": ["urn:amazon:webservices:cn-north-1", "https://signin.amazonaws.cn/saml"],
};

export const audiencesOf = (partition: string): readonly string[] =>
    Object.hasOwn(audiences, partition) ? (audiences[partition] ?? []) : [];

/** The partition whose sign-in goes by this audience. */
export const partitionOfAudience = (audience: string): string | undefined =>
    Object.keys(audiences).find((partition) => audiencesOf(partition).includes(audience));

/** A Region's own endpoint; undefined for a partition that is not known here. */
export function regionalEndpoint(partition: string, region: string): string | undefined {
    const host = Object.keys(hosts).find((name) => hosts[name] === partition);
    return host === undefined ? undefined : `https://${region}.${host}/saml`;
}

/** `eu-central-1`, `us-gov-west-1`. */
export const isRegion = (text: string): boolean => /^[a-z]{2,8}(-[a-z]+)+-\d{1,2}$/.test(text);

/** What an address is the SAML endpoint of; `/acs/<id>` is the form for providers with encryption. Compared letter by letter. */
export function endpointOf(url: string): Endpoint | undefined {
    const [, host = ""] = /^https:\/\/([a-z0-9.-]+)\/saml(?:\/acs\/[A-Za-z0-9-]+)?$/.exec(url) ?? [];
    for (const [name, partition] of Object.entries(hosts)) {
        if (host === name) {
            return { partition };
        }
        const region = host.endsWith(`.${name}`) ? host.slice(0, -name.length - 1) : "";
        if (isRegion(region)) {
            return { partition, region };
        }
    }
    return undefined;
}
