/**
 * Hosts of Microsoft Defender for Cloud Apps' reverse proxy, which stands between a person and AWS
 * (https://learn.microsoft.com/en-us/defender-cloud-apps/proxy-intro-aad); older ones end in `.cas.ms`.
 */
const suffix = String.raw`\.(?:m?cas\.ms|mcas-gov\.(?:us|ms))`;
const atEnd = new RegExp(`${suffix}$`, "i");
const anywhere = new RegExp(String.raw`${suffix}\b`, "gi");

export const isDefenderHost = (host: string): boolean => atEnd.test(host);

/** The host behind the proxy; the host itself, where there is none. */
export const withoutDefender = (host: string): string => host.replace(atEnd, "");

/** In a text; an ending that is named alone, `.mcas.ms`, is no host yet. */
const mostFound = 20;

/** The first such host in a text, in linear time. */
export function defenderHostIn(text: string): string | undefined {
    const hosts: string[] = [];
    for (const { 0: ending, index } of text.matchAll(anywhere)) {
        const before = /[a-z0-9.-]{0,200}$/i.exec(text.slice(Math.max(0, index - 200), index))?.[0] ?? "";
        hosts.push(`${before}${ending}`);
        if (before !== "" || hosts.length === mostFound) {
            break;
        }
    }
    return hosts.findLast((host) => !host.startsWith(".")) ?? hosts[0];
}
