/** Which part of a sign-in an address belongs to, in all of the clouds' partitions. */
import { withoutDefender } from "../../defenderHosts";

/**
 * `accessPage`: Entra's user access URL (My Apps and its launcher). `entra`: Microsoft's login pages. `awsSignIn`: the
 * reply URL. `federate`: `/connect/federate/…` of the AWS console. `console`: the rest of the console. `connect`: an
 * instance's own pages.
 */
export type Station = "accessPage" | "entra" | "awsSignIn" | "federate" | "console" | "connect";

export interface Place {
    station?: Station;
    host: string;
    path: string;
    /** The host behind a reverse proxy of Microsoft Defender for Cloud Apps; undefined for any other host. */
    behind?: string;
}

const hosts: [Exclude<Station, "federate">, RegExp][] = [
    [
        "accessPage",
        /^(?:launcher\.)?myapp(?:lication)?s\.(?:microsoft\.com|microsoft\.us|azure\.us|azure\.cn|microsoftonline\.cn)$/,
    ],
    ["accessPage", /^account\.activedirectory\.windowsazure\.(?:com|us|cn)$/],
    ["entra", /^(?:[a-z0-9-]+\.)?login\.(?:microsoftonline\.(?:com|us)|microsoft\.com|windows\.net|live\.com)$/],
    ["entra", /^login\.(?:partner\.microsoftonline|chinacloudapi)\.cn$/],
    ["awsSignIn", /^(?:[a-z0-9-]+\.)*signin\.(?:aws\.amazon\.com|aws|amazonaws-us-gov\.com|amazonaws\.cn)$/],
    ["console", /^(?:[a-z0-9-]+\.)*console\.(?:aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)$/],
    ["connect", /^[\w-]+\.(?:(?:my|govcloud)\.connect\.aws|awsapps\.com)$/],
];

/** Undefined for what is no address of http or https. */
export function placeOf(url: string): Place | undefined {
    const match = /^https?:\/\/(?:[^/?#]{0,300}@)?([^/?#:@]{1,300})(?::\d{1,5})?([^?#]{0,2000})/i.exec(url);
    if (match === null) {
        return undefined;
    }
    const host = (match[1] ?? "").toLowerCase();
    const path = match[2] ?? "";
    const real = withoutDefender(host);
    // Older proxies have their region before the suffix: `.us2.cas.ms`.
    const candidates = real === host ? [host] : [real, real.replace(/\.[a-z0-9-]{1,20}$/, "")];
    const known = candidates.find((one) => stationOf(one) !== undefined) ?? real;
    const found = stationOf(known);
    const station = found === "console" && /^\/connect\/federate(?:\/|$)/i.test(path) ? "federate" : found;
    return { station, host, path, ...(real === host ? {} : { behind: known }) };
}

function stationOf(host: string): Station | undefined {
    return hosts.find(([, pattern]) => pattern.test(host))?.[0];
}

/** The value of a query parameter, decoded. */
export function queryValue(url: string, name: string): string | undefined {
    const [, query = ""] = /\?([^#]*)/.exec(url) ?? [];
    return [...new URLSearchParams(query)].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
