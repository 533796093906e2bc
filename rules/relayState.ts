/** The relay state: where Amazon Connect takes people after they have signed in. */
import { awsConsoleHost } from "./awsSignIn";
import { hasControlCharacter, hasLoneSurrogate, nearest, quote, tryUrl } from "./text";

/** The pages of Connect that can be landed on: the Contact Control Panel and the agent workspace. */
export const landingPages = { ccp: "ccp", agentWorkspace: "agentWorkspace" } as const;

/** Paths as in the examples of "Configure SAML with IAM for Amazon Connect". */
const paths: Readonly<Record<keyof typeof landingPages, string>> = {
    ccp: "/ccp-v2/chat",
    agentWorkspace: "/agent-app-v2",
};

const choices = `${Object.keys(paths).map(quote).join(", ")} or an https:// address`;
const whatToWrite = `write ${choices}`;

/**
 * A landing page: `ccp`, `agentWorkspace`, or an https address of one's own, which must be among the instance's
 * approved origins. Not the path of the old awsapps.com domain, `/connect/ccp-v2`: AWS says to drop that prefix.
 */
export function landingPageProblem(value: unknown): string | undefined {
    if (typeof value !== "string" || value.trim() === "") {
        return `must be a landing page, got ${quote(value)}; ${whatToWrite}`;
    }
    if (Object.hasOwn(landingPages, value)) {
        return undefined;
    }
    if (/^(?:\/|%2f)/i.test(value)) {
        return pathProblem(value);
    }
    return /^[a-z][a-z0-9+.-]*:/i.test(value) ? addressProblem(value) : wordProblem(value);
}

/** The page that a path leads to, in any version: "/ccp" as well as "/ccp-v2/chat". */
export function landingPageAt(path: string): string | undefined {
    const unversioned = (known: string) => known.split("/")[1]?.replace(/-v\d+$/, "") ?? "";
    return Object.entries(paths).find(([, known]) => path.toLowerCase().includes(unversioned(known)))?.[0];
}

function pathProblem(value: string, path = value): string {
    const page = landingPageAt(path);
    const cure = page === undefined ? whatToWrite : `write "${page}"`;
    const rule = /^(?:\/|%2f)connect\b/i.test(path)
        ? 'must not have the "/connect" prefix of the old awsapps.com domain'
        : "must be the name of a page, not its path";
    return `${rule}, got ${quote(value)}; ${cure}`;
}

function wordProblem(value: string): string {
    const meant = nearest(value, Object.keys(landingPages));
    const host = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[^\s@]*)?$/i.test(value);
    const cure = host ? `write ${quote(`https://${value}`)}` : meant === undefined ? whatToWrite : `write "${meant}"`;
    return `must be ${choices}, got ${quote(value)}; ${cure}`;
}

function addressProblem(value: string): string | undefined {
    const url =
        !/\s/.test(value) && !hasControlCharacter(value) && !hasLoneSurrogate(value) ? tryUrl(value) : undefined;
    if (/^http:/i.test(value)) {
        return `must be an https address, got ${quote(value)}; write ${quote(value.replace(/^http:/i, "https:"))}`;
    }
    if (url === undefined || url.protocol !== "https:" || !/^https:\/\/[^/\\]/i.test(value)) {
        return `must be an https address such as "https://desk.contoso.example/", got ${quote(value)}; ${whatToWrite}`;
    }
    if (url.username !== "" || url.password !== "") {
        return "must not contain a user name or password: everyone who signs in would see them; remove everything before the @";
    }
    if (/\.connect\.aws$/.test(url.hostname) && /^\/connect(?:\/|$)/.test(url.pathname)) {
        return pathProblem(value, url.pathname);
    }
    return undefined;
}

/**
 * The relay state of an instance. The destination is encoded once. `new_domain=true` goes with the pages of Connect
 * itself: "Update your Amazon Connect domain" asks for it beside a destination, although one of AWS's examples for the
 * agent workspace has none; it matters only to instances from before `my.connect.aws`. An address elsewhere goes
 * without. Throws a RangeError where there is no Connect.
 */
export function connectRelayState(args: {
    region: string;
    partition: string;
    instanceId: string;
    landingPage: string;
}): string {
    const host = awsConsoleHost(args.region, args.partition);
    if (args.partition === "aws-cn") {
        throw new RangeError(`Amazon Connect is not offered in AWS partition ${quote(args.partition)}`);
    }
    const problem = landingPageProblem(args.landingPage);
    if (problem !== undefined) {
        throw new RangeError(`the landing page ${problem}`);
    }
    const path = Object.entries(paths).find(([page]) => page === args.landingPage)?.[1];
    const query =
        path === undefined
            ? `destination=${encodeURIComponent(args.landingPage)}`
            : `destination=${encodeURIComponent(path)}&new_domain=true`;
    return `https://${host}/connect/federate/${encodeURIComponent(args.instanceId)}?${query}`;
}
