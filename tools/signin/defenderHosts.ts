/**
 * Hosts of Microsoft Defender for Cloud Apps' reverse proxy, which stands between a person and AWS
 * (https://learn.microsoft.com/en-us/defender-cloud-apps/proxy-intro-aad); older ones end in `.cas.ms`.
 */
const suffix = String.raw`\.(?:m?cas\.ms|mcas-gov\.(?:us|ms))`;
const atEnd = new RegExp(`${suffix}$`, "i");
const anywhere = new RegExp(String.raw`${suffix}\b`, "i");

export const isDefenderHost = (host: string): boolean => atEnd.test(host);

/** The host behind the proxy; the host itself, where there is none. */
export const withoutDefender = (host: string): string => host.replace(atEnd, "");

/** The first such host in a text, in linear time. */
export function defenderHostIn(text: string): string | undefined {
    const found = anywhere.exec(text);
    if (found === null) {
        return undefined;
    }
    const before = /[a-z0-9.-]{0,200}$/i.exec(text.slice(Math.max(0, found.index - 200), found.index))?.[0] ?? "";
    return `${before}${found[0]}`;
}
