/** The stack that will stand, as it was planned. */
import type { AwsSamlEndpoints } from "../../rules/awsSignIn";
import type { Certificates } from "./certificates";
import type { MadeByHand, MadeProvider } from "./made";
import type { Reason } from "./obstacles";
import type { People } from "./people";

export interface PlanRequest {
    project: string;
    stack: string;
    /** Name of the `ConnectSso` in the program. */
    component: string;
    nowMs: number;
}

/** Everything about the stack that will stand. */
export interface Planned {
    project: string;
    stack: string;
    component: string;
    made: MadeByHand;
    endpoints: AwsSamlEndpoints;
    people: People;
    /** Whether the application is imported, or a second one is made beside it. */
    how: "import" | "second";
    reasons: Reason[];
    /** What the stack's application has, or will have. */
    displayName: string;
    identifier: string;
    landingPage: string;
    relayState: string;
    sessionDurationSeconds: number;
    samlProviderName: string;
    /** The SAML provider that is imported, with the application. */
    provider?: MadeProvider;
    certificates: Certificates;
    /** The SAML provider that the existing application's claim Role names; undefined where that is unknown. */
    claimedProviderArn?: string;
    /** Providers that the role trusts besides the stack's own. */
    alsoTrusted: string[];
    /** Those that are gone from the account: IAM takes no policy that names one. */
    retired: string[];
}
