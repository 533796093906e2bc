/** Pages outside of Connect: how one that embeds the Contact Control Panel signs people in, and which origins Connect must approve. */
import { shellWord } from "./shell";
import { hasControlCharacter, hasLoneSurrogate, quote, tryUrl } from "./text";

/** Characters that AWS takes: Amazon Connect API Reference, AssociateApprovedOrigin. */
const longestOrigin = 267;

/** An origin as Connect compares it: scheme, host and port, without a path. */
export function approvedOriginProblem(value: unknown): string | undefined {
    const form = 'must be an origin such as "https://desk.contoso.example" or "https://desk.contoso.example:8443"';
    const isText =
        typeof value === "string" && !/\s/.test(value) && !hasControlCharacter(value) && !hasLoneSurrogate(value);
    const url = isText ? tryUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === "") {
        return `${form}, got ${quote(value)}`;
    }
    if (url.hostname.includes("*")) {
        return `${form}, got ${quote(value)}: Connect has no wildcards; list each origin`;
    }
    const origin = `https://${url.host}`;
    if (value !== origin) {
        return `${form}, got ${quote(value)}; write ${quote(origin)}`;
    }
    return origin.length > longestOrigin
        ? `must be at most ${longestOrigin} characters, got ${origin.length}: ${quote(value)}`
        : undefined;
}

/** A list of origins. */
export function approvedOriginsProblem(value: unknown): string | undefined {
    if (!Array.isArray(value)) {
        return `must be a list of origins such as "https://desk.contoso.example", got ${quote(value)}`;
    }
    return value.map(approvedOriginProblem).find((problem) => problem !== undefined);
}

/** Every origin that the instance must approve, once each: those of the list, and that of a landing page elsewhere. */
export function originsToApprove(landingPage: string, listed: readonly string[]): string[] {
    const landing = /^https:/i.test(landingPage) ? tryUrl(landingPage) : undefined;
    return [...new Set([...(landing === undefined ? [] : [landing.origin]), ...listed])];
}

/** The command that approves an origin: `@pulumi/aws` has no resource for it. */
export function approveOriginCommand(args: { instanceId: string; region: string; origin: string }): string {
    const { instanceId, region, origin } = args;
    return (
        `aws connect associate-approved-origin --instance-id ${shellWord(instanceId)} ` +
        `--origin ${shellWord(origin)} --region ${shellWord(region)}`
    );
}

/**
 * `loginUrl` of Amazon Connect Streams: the sign-in address with a relay state of its own, encoded as one value of the query.
 * Not encoded, its `&new_domain=true` would belong to the sign-in address.
 */
export function embeddedSignInUrl(args: { signInUrl: string; relayState: string }): string {
    return `${args.signInUrl}&RelayState=${encodeURIComponent(args.relayState)}`;
}
