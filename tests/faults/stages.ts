/** Where a case begins and where it must end: configurations, and what the clouds then have. */
import type { Operation } from "./matrix";

const users = {
    "admin@contoso.example": { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] },
    "alice@contoso.example": { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] },
};

const deployed = {
    "aws:region": "eu-central-1",
    instanceAlias: "contoso-dev",
    sessionDurationSeconds: 7200,
    users,
    certificates: { "2026": {} },
    signingCertificate: "2026",
    // The CLI alone has no client for Graph. What a fault does to the switch itself: tests/components/activate.test.ts.
    certificateActivation: false,
};

/** Changes every type that can be changed without being replaced. */
const changed = {
    ...deployed,
    displayName: "Contoso contact centre",
    landingPage: "agentWorkspace",
    sessionDurationSeconds: 14400,
    contactLensEnabled: false,
    tags: { team: "support" },
    users: { ...users, "alice@contoso.example": { ...users["alice@contoso.example"], lastName: "Agnew" } },
    certificates: { "2026": {}, "2027": {} },
};

const { "alice@contoso.example": _, ...others } = users;
const reduced = { ...deployed, users: others, removedUsers: ["alice@contoso.example"] };

/** What a case starts from. */
export const beginnings = ["empty", "deployed", "unprotected"] as const;
export type Beginning = (typeof beginnings)[number];

export const beginningOf: Record<Operation, Beginning> = {
    create: "empty",
    update: "deployed",
    delete: "deployed",
    destroy: "unprotected",
};

export const configurations: Record<Beginning | Operation, Record<string, unknown>> = {
    empty: deployed,
    deployed,
    unprotected: { ...deployed, protection: false },
    create: deployed,
    update: changed,
    delete: reduced,
    destroy: { ...deployed, protection: false },
};

/** How many of each the clouds have. */
export type Numbers = Record<string, number>;

const oneOfEach: Numbers = {
    Application: 1,
    ServicePrincipal: 1,
    ClaimsMappingPolicy: 1,
    AppRoleAssignment: 2,
    SamlProvider: 1,
    Role: 1,
    RolePolicy: 1,
    Instance: 1,
    User: 2,
    identifiers: 1,
    certificates: 1,
    "assigned policies": 1,
};

export const expected: Record<Operation, { numbers: Numbers; people: number }> = {
    create: { numbers: oneOfEach, people: 2 },
    update: { numbers: { ...oneOfEach, certificates: 2 }, people: 2 },
    delete: { numbers: { ...oneOfEach, AppRoleAssignment: 1, User: 1 }, people: 1 },
    destroy: { numbers: Object.fromEntries(Object.keys(oneOfEach).map((name) => [name, 0])), people: 0 },
};
