/** Reviews to show: an ordinary one, a large one, and any at all. */
import { type Review, type StackReview, verdicts } from "../../../tools/review/review";

export const nothing: StackReview = {
    stack: "prod",
    verdict: "noChange",
    reasons: [],
    counts: { create: 0, update: 0, replace: 0, delete: 0 },
    people: [],
    access: { gains: [], loses: [], addedInVain: [], unknown: [] },
    permanent: [],
    trust: [],
    others: [],
    checks: [],
    picture: { nodes: [], edges: [] },
    notJudged: [],
};

export const reviewOf = (...stacks: Partial<StackReview>[]): Review => {
    const whole = stacks.map((stack) => ({ ...nothing, ...stack }));
    const worst = Math.max(0, ...whole.map(({ verdict }) => verdicts.indexOf(verdict)));
    return { version: 1, verdict: verdicts[worst] ?? "noChange", stacks: whole };
};

const counts = { same: 0, create: 0, update: 0, replace: 0, delete: 0 };

export const ordinary: Partial<StackReview> = {
    verdict: "cannotBeUndone",
    reasons: [
        { kind: "permanent", id: "userDeleted", count: 1 },
        { kind: "loses", count: 2 },
        { kind: "trust", id: "sessionDuration", count: 1 },
        { kind: "person", id: "securityProfiles", count: 1 },
    ],
    counts: { create: 2, update: 3, replace: 0, delete: 2, same: 21 },
    people: [
        { name: "bob@contoso.example", id: "added", securityProfiles: ["Agent"], signIn: true },
        { name: "carol@contoso.example", id: "removed", history: "lost" },
        { name: "dave@contoso.example", id: "signInEnded" },
        {
            name: "alice@contoso.example",
            id: "securityProfiles",
            before: ["Agent"],
            after: ["Agent", "CallCenterManager"],
        },
        { name: "erin@contoso.example", id: "routingProfile", before: "Basic Routing Profile", after: "Sales" },
        {
            name: "erin@contoso.example",
            id: "details",
            fields: [{ path: "identityInfo.lastName", before: "Jones", after: "Smith" }],
        },
    ],
    access: {
        before: { can: 5, cannot: 0, unknown: 0 },
        after: { can: 4, cannot: 2, unknown: 0 },
        gains: [{ name: "bob@contoso.example" }],
        loses: [
            {
                name: "carol@contoso.example",
                because: { id: "noConnectUser", text: "Connect has no user named carol@contoso.example." },
            },
            {
                name: "dave@contoso.example",
                because: {
                    id: "AADSTS50105",
                    text: "The application is not assigned to the person, nor to a group of theirs.",
                },
            },
        ],
        addedInVain: [],
        unknown: [],
    },
    permanent: [{ id: "userDeleted", name: "carol@contoso.example" }],
    trust: [
        {
            id: "sessionDuration",
            name: "connect-entra-sso-prod",
            before: ["1 hour"],
            after: ["12 hours"],
            direction: "wider",
        },
        {
            id: "certificateAdded",
            name: "2027",
            before: [],
            after: ["2027, ends 2027-11-29T00:00:00Z"],
            direction: "wider",
        },
    ],
    checks: [
        {
            id: "warning",
            name: "sso",
            text: 'Certificate "2026" ends in 40 days, at 2027-01-08T00:00:00Z.\nAdd another one under `certificates`, and activate it.',
        },
        {
            id: "policyViolation",
            isMandatory: false,
            text: "role-session-length: sessions of more than 8 hours need a reason",
        },
    ],
    picture: {
        nodes: [
            {
                kind: "people",
                name: "",
                change: "update",
                counts: { ...counts, same: 2, create: 1, update: 2, delete: 1 },
            },
            { kind: "tenant", name: "contoso.example", change: "same" },
            { kind: "application", name: "Contoso contact centre (prod)", change: "same" },
            { kind: "samlProvider", name: "connect-entra-sso-prod", change: "update" },
            { kind: "role", name: "connect-entra-sso-prod", change: "update" },
            { kind: "instance", name: "contoso-support", change: "same" },
        ],
        edges: [
            { from: 0, to: 2, change: "update", count: 5 },
            { from: 1, to: 2, change: "same" },
            { from: 2, to: 3, change: "update" },
            { from: 3, to: 4, change: "same" },
            { from: 4, to: 5, change: "same" },
        ],
    },
    notJudged: [{ id: "unknownValues", count: 2, names: ["samlProvider.arn", "user.userId"] }, { id: "noDirectory" }],
};

/** Everybody of a large stack changes, in several ways. */
export function large(people: number): Partial<StackReview> {
    const names = Array.from({ length: people }, (_, index) => `agent${index}@contoso.example`);
    return {
        ...ordinary,
        people: names.flatMap((name, index) => [
            { name, id: "securityProfiles", before: ["Agent"], after: ["Agent", "QualityAnalyst"] },
            {
                name,
                id: "details",
                fields: [{ path: "phoneConfig.deskPhoneNumber", before: `+1206555${index}`, after: "[secret]" }],
            },
        ]),
        access: {
            before: { can: people, cannot: 0, unknown: 0 },
            after: { can: 0, cannot: people, unknown: 0 },
            gains: [],
            loses: names.map((name) => ({
                name,
                because: { id: "noConnectUser", text: `Connect has no user named ${name}.` },
            })),
            addedInVain: [],
            unknown: [],
        },
        permanent: names.map((name) => ({ id: "userDeleted", name })),
        picture: {
            ...(ordinary.picture ?? nothing.picture),
            nodes: (ordinary.picture?.nodes ?? []).map((node) =>
                node.kind === "people" ? { ...node, counts: { ...counts, delete: people } } : node,
            ),
        },
    };
}
