/** What a walk answers: plain data, also the form of `connect-sso sign-in --json`. */
import type { CheckId } from "./checks";

/** The three hops, in order: Entra issues, AWS accepts, Connect admits. */
export const hopNames = ["entra", "aws", "connect"] as const;
/** The two of a sign-in to an application by Cognito. */
export const cognitoHopNames = ["entra", "cognito"] as const;
export type HopName = (typeof hopNames | typeof cognitoHopNames)[number];

/**
 * `checked`: compared, and right. `failed`: compared, and wrong. `unknown`: what it needs is missing. `assumed`: taken for
 * true, `why` says on what ground. `notModelled`: the cloud may look at it, this walk does not.
 */
export type CheckOutcome = "checked" | "failed" | "unknown" | "assumed" | "notModelled";

/** One thing that a hop looks at. */
export interface Check {
    id: CheckId;
    /** In words: `the account is enabled`. */
    about: string;
    outcome: CheckOutcome;
    /** The value seen. */
    seen?: string;
    /** The value that would have passed. */
    expected?: string;
    /** For `assumed`, `unknown` and `notModelled`. */
    why?: string;
}

export interface Hop {
    hop: HopName;
    outcome: "passed" | "stopped" | "unknown" | "notReached";
    checks: Check[];
}

/** Where and why somebody is stopped. */
export interface Stop {
    hop: HopName;
    /** Key of the catalogue of errors. */
    error: string;
    /** Key of the cause within it. */
    causeId: string;
    /** What the cloud shows, in its own words; null where it shows nothing, or its words are not documented. */
    message: string | null;
    cause: string;
    confirm: string;
    change: string;
}

/** What is not known, so that the answer can't be told. */
export interface Missing {
    hop: HopName;
    what: string;
    why: string;
    supply: string;
}

/** One person's sign-in. */
export interface SignIn {
    /** As asked for: a Connect user's name, or a user principal name. */
    user: string;
    verdict: "yes" | "no" | "unknown";
    /** What was found on the way, as far as it went. */
    userPrincipalName?: string;
    roleSessionName?: string;
    roleArn?: string;
    connectUser?: string;
    /** Of a sign-in by Cognito: the app client, and what the user pool calls the person. */
    appClient?: string;
    userPoolUser?: string;
    /** The address at which they arrive. */
    page?: string;
    hops: Hop[];
    /** With the verdict `no`. */
    stop?: Stop;
    /** With the verdict `unknown`; may stand beside a stop, which then holds whatever is missing. */
    missing: Missing[];
    /** The configuration says `signIn: false`, so that a stop is what was asked for. */
    stopIsWanted?: boolean;
}

/** The check that refused somebody: there is one, since the walk ends with it. */
export function failedCheck({ hops }: Pick<SignIn, "hops">): Check | undefined {
    return hops.flatMap(({ checks }) => checks).find(({ outcome }) => outcome === "failed");
}
