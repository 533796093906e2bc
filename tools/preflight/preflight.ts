/** What a stack plans, what an account has, and whether the one fits into the other: plain data. */

export interface PlannedUser {
    name: string;
    /** The Connect user is adopted. */
    isAdopted: boolean;
}

/** What a stack would have after the next deployment. */
export interface Planned {
    region?: string;
    /** To create, to adopt, or there already because of this stack. */
    instance: { kind: "new" | "existing" | "own"; alias?: string; id?: string };
    users: PlannedUser[];
    /** Names whose Connect users are deleted. */
    removedUsers: string[];
    samlProvider?: string;
    /** Names of groups to which the application is assigned. Undefined: the input does not say. */
    groups?: string[];
    /** Undefined where the input does not say. */
    certificates?: string[];
    signingCertificate?: string;
    landingPage?: string;
    approvedOrigins: string[];
    notificationEmailAddresses?: string[];
    identifier?: string;
    /** Adopts a role, or says that nobody has signed in yet. */
    role?: string;
    /** `public` or `usgovernment`, as the azuread provider has it. */
    environment: string;
}

/** What the outputs of the commands hold. Undefined: the command's output was not given. */
export interface Account {
    /** Values by service and code, `connect L-AA17A6B9`; those of one instance with its id before them. */
    quotas: ReadonlyMap<string, number>;
    instances?: { id: string; alias?: string; identityManagement?: string }[];
    users?: { id: string; name: string }[];
    samlProviders?: string[];
    /** Times of creations and deletions of instances, from one look-up of events each. */
    instanceChanges?: { times: number[]; files: number };
    /** Entra plans that are enabled. */
    entraPlans?: string[];
    instance?: { id: string; identityManagement?: string; sourceRegion?: string; replicas: string[] };
}

export type Verdict = "fits" | "doesNotFit" | "unknown";

export interface Check {
    id: "users" | "instances" | "samlProviders" | "instanceChanges" | "groupAssignment" | "identityManagement";
    verdict: Verdict;
    /** One sentence. */
    what: string;
    /** What to do about it, or what would tell. */
    advice?: string;
    commands: string[];
    source: string;
}

export interface Step {
    what: string;
    commands: string[];
}

export interface Preflight {
    checks: Check[];
    /** What nothing here does, for this configuration. */
    byHand: Step[];
    globalResiliency?: { problems: string[]; needs: Step[] };
}
