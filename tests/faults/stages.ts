/** Where a case begins and where it must end: configurations, and what the clouds then have. */
import type { KeyOrder } from "../../tools/rehearsal/clouds/azuread/entra/objects";
import type { Part } from "./matrix";
import type { Phase } from "./rotation";
import type { Signing } from "./signIns";

/** What a run is to achieve. */
export type Aim = Part | Phase;

type Configuration = Record<string, unknown>;

const users = {
    "admin@contoso.example": { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] },
    "alice@contoso.example": { firstName: "Alice", lastName: "Agent", securityProfiles: ["Agent"] },
};

const region = { "aws:region": "eu-central-1" };

const deployed = {
    ...region,
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

/** What a case starts from: the stage before it, deployed with this configuration; without one, a stack that was never deployed. */
export interface Stage {
    name: string;
    config: Configuration;
    after?: Stage;
    keyOrder?: KeyOrder;
    /** Instead of the stack program. */
    program?: "cognito";
}

const emptyStage: Stage = { name: "empty", config: deployed };
const deployedStage: Stage = { name: "deployed", config: deployed, after: emptyStage };
const cognitoStage: Stage = { name: "cognito", config: region, program: "cognito" };

export const beginningOf: Record<Part, Stage> = {
    create: emptyStage,
    update: deployedStage,
    delete: deployedStage,
    destroy: { name: "unprotected", config: { ...deployed, protection: false }, after: deployedStage },
    cognito: cognitoStage,
    cognitoLater: { name: "cognito deployed", config: region, after: cognitoStage },
};

export const configurations: Record<Part, Configuration> = {
    create: deployed,
    update: changed,
    delete: reduced,
    destroy: { ...deployed, protection: false },
    cognito: region,
    cognitoLater: { ...region, grown: true },
};

/** What a rotation finds is silent about which certificate signs, as most are. */
const { signingCertificate: __, certificateActivation: ___, ...single } = deployed;
const both = { ...single, certificates: { "2026": {}, "2027": {} } };

/** The deployments of a rotation, in which Entra is made to sign. */
export const rotationOf: Record<Phase, Configuration> = {
    trust: { ...both, signingCertificate: "2026" },
    sign: { ...both, signingCertificate: "2027" },
    retire: { ...single, certificates: { "2027": {} }, signingCertificate: "2027", retiredCertificates: ["2026"] },
};

export function rotationBeginningOf(phase: Phase, keyOrder: KeyOrder): Stage {
    const empty: Stage = { name: `empty ${keyOrder}`, config: single, keyOrder };
    const stages: Record<Phase, () => Stage> = {
        trust: () => ({ name: `single ${keyOrder}`, config: single, after: empty }),
        sign: () => ({ name: `trusting ${keyOrder}`, config: rotationOf.trust, after: stages.trust() }),
        retire: () => ({ name: `signing ${keyOrder}`, config: rotationOf.sign, after: stages.sign() }),
    };
    return stages[phase]();
}

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

const oneOfEachForCognito: Numbers = {
    Application: 1,
    ServicePrincipal: 1,
    AppRoleAssignment: 2,
    identifiers: 1,
    certificates: 1,
    UserPool: 1,
    IdentityProvider: 1,
    UserPoolClient: 1,
    UserPoolDomain: 1,
};

interface Expected {
    numbers: Numbers;
    /** With Cognito, in each app client. */
    people: number;
    signing?: Signing;
}

/** Entra keeps a certificate that the state forgets. */
const twoCertificates = { numbers: { ...oneOfEach, certificates: 2 }, people: 2 };

export const expected: Record<Aim, Expected> = {
    create: { numbers: oneOfEach, people: 2 },
    update: twoCertificates,
    delete: { numbers: { ...oneOfEach, AppRoleAssignment: 1, User: 1 }, people: 1 },
    cognito: { numbers: oneOfEachForCognito, people: 2 },
    cognitoLater: {
        numbers: { ...oneOfEachForCognito, UserPoolClient: 2, certificates: 2, AppRoleAssignment: 3 },
        people: 6,
    },
    destroy: { numbers: Object.fromEntries(Object.keys(oneOfEach).map((name) => [name, 0])), people: 0 },
    trust: { ...twoCertificates, signing: { trusted: [0, 1], signs: 0 } },
    sign: { ...twoCertificates, signing: { trusted: [0, 1], signs: 1 } },
    retire: { ...twoCertificates, signing: { trusted: [1], signs: 1 } },
};
