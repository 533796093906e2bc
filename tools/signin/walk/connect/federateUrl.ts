/** Where a relay state leads: the console's page /connect/federate, which enters an instance. */
import { awsPartitions } from "../../../../rules/awsSignIn";
import { tryUrl } from "../../../../rules/text";
import { isRegion } from "../aws/endpoints";

export interface FederateUrl {
    partition: string;
    region: string;
    instanceId: string;
    /** Decoded; undefined without one. */
    destination?: string;
}

/**
 * The partitions that have Connect, and the Region of the console whose host has none (AWS, "Configure SAML with IAM for Amazon
 * Connect").
 */
const regionOfPlainHost = { aws: "us-east-1", "aws-us-gov": "us-gov-west-1" };

/** Console hosts, and where each leads. */
const consoles: Readonly<Record<string, { partition: string; region: string }>> = Object.fromEntries(
    Object.entries(regionOfPlainHost).map(([partition, region]) => [
        awsPartitions[partition]?.consoleDomain,
        { partition, region },
    ]),
);

const form = /^https:\/\/(?<host>[a-z0-9.-]+)(?::443)?\/connect\/federate\/(?<instanceId>[a-z0-9-]+)\/?(?:[?#]\S*)?$/i;

/** Undefined for anything else than such an address, to the letter. */
export function readFederateUrl(relayState: string): FederateUrl | undefined {
    const { host = "", instanceId = "" } = form.exec(relayState)?.groups ?? {};
    const url = tryUrl(relayState);
    const place = placeOf(host.toLowerCase());
    if (url === undefined || place === undefined) {
        return undefined;
    }
    const destination = url.searchParams.get("destination");
    return { ...place, instanceId, ...(destination ? { destination } : {}) };
}

/** Whether a browser would still make such an address of it: blanks around it, slashes the wrong way, a user name. */
export function isNearlyFederateUrl(relayState: string): boolean {
    const url = tryUrl(relayState);
    const plain = url === undefined || url.port !== "" ? "" : `${url.protocol}//${url.hostname}${url.pathname}`;
    return readFederateUrl(plain) !== undefined;
}

/** The address at which the console takes people to an instance; undefined for an ARN of another form. */
export function federateAddress(instanceArn: string): string | undefined {
    const [, partition, region, instanceId] =
        /^arn:([a-z-]+):connect:([a-z0-9-]+):\d+:instance\/([A-Za-z0-9-]+)$/.exec(instanceArn) ?? [];
    const [domain] = Object.entries(consoles).find(([, place]) => place.partition === partition) ?? [];
    return domain === undefined ? undefined : `https://${region}.${domain}/connect/federate/${instanceId}`;
}

function placeOf(host: string): { partition: string; region: string } | undefined {
    for (const [domain, { partition, region }] of Object.entries(consoles)) {
        if (host === domain) {
            return { partition, region };
        }
        const prefix = host.endsWith(`.${domain}`) ? host.slice(0, -domain.length - 1) : "";
        if (isRegion(prefix)) {
            return { partition, region: prefix };
        }
    }
    return undefined;
}
