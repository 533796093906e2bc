/** Where a relay state leads: the console's page /connect/federate, which enters an instance. */
import { awsPartitions } from "../../../../rules/awsSignIn";
import { guid, isGuid, tryUrl } from "../../../../rules/text";
import type { ConnectInstance } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { decoded } from "../../decoded";
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

const start = /^https:\/\/(?<host>[a-z0-9.-]+)(?::443)?\/connect\/federate\//i;
const form = new RegExp(`${start.source}(?<instanceId>${guid.source})\\/?(?:[?#]\\S*)?$`, "i");

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

type Known = Pick<ConnectInstance, "instanceId" | "alias">;

/**
 * An address of this kind that has something else where the id of the instance belongs (`seen`: an alias, an ARN, an access URL), and
 * how it is written with the id; undefined for any other.
 */
export function withoutId(
    relayState: string,
    instances: readonly Known[],
): { seen: string; expected: string; region: string } | undefined {
    const { 0: before = "", groups } = start.exec(relayState) ?? { groups: undefined };
    const place = placeOf(groups?.host?.toLowerCase() ?? "");
    const [written = ""] = /^[^?#\s]{0,300}/.exec(relayState.slice(before.length)) ?? [];
    const seen = decoded(written).replace(/\/+$/, "");
    if (place === undefined || seen === "" || isGuid(seen)) {
        return undefined;
    }
    const expected = `${before}${idMeant(seen, instances) ?? "<instanceId>"}${relayState.slice(before.length + written.length)}`;
    return { seen, expected, region: place.region };
}

/** The id within it, else that of the deployment's instance of this alias, or of its only one. */
function idMeant(seen: string, instances: readonly Known[]): string | undefined {
    const [, name = ""] = /^(?:https?:\/{1,2})?([a-z0-9-]+)(?=$|\.my\.connect\.|\.awsapps\.)/i.exec(seen) ?? [];
    const isNamed = ({ alias }: Known) => !isUnreadable(alias) && alias.toLowerCase() === name.toLowerCase();
    const meant = instances.find(isNamed) ?? (instances.length === 1 ? instances[0] : undefined);
    return guid.exec(seen)?.[0] ?? (isUnreadable(meant?.instanceId) ? undefined : meant?.instanceId);
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
