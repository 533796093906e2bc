/** How much of each thing an account may have, before anybody asks AWS for more. An account's own quotas may differ. */

export interface Quota {
    /** As Service Quotas has it. */
    service: string;
    code: string;
    name: string;
    default: number;
    adjustable: boolean;
    source: string;
}

const ofConnect = "https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html";

export const quotas = {
    instances: {
        ...{ service: "connect", code: "L-AA17A6B9", name: "Amazon Connect instances per account and Region" },
        ...{ default: 2, adjustable: true, source: ofConnect },
    },
    usersPerInstance: {
        ...{ service: "connect", code: "L-9A46857E", name: "Users per instance" },
        ...{ default: 500, adjustable: true, source: ofConnect },
    },
    samlProviders: {
        ...{ service: "iam", code: "L-DB618D39", name: "SAML providers per account" },
        ...{ default: 100, adjustable: false },
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    },
} as const satisfies Record<string, Quota>;

/** Creations and deletions together. After that AWS locks the account for as many days. Service Quotas does not have it. */
export const instanceChanges = { most: 100, days: 30, source: `${ofConnect}#feature-limits` } as const;

/** What an assignment of a group needs; each plan of these has it. */
export const groupAssignmentPlans = {
    plans: ["AAD_PREMIUM", "AAD_PREMIUM_P2"],
    name: "Microsoft Entra ID P1 or P2",
    source: "https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal",
} as const;
