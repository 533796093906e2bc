import { expect } from "chai";
import type { StackReview, TrustChange } from "../../../tools/review/review";
import { directory, reviewOf, thumbprints } from "./rehearsed";

/** What is said of a change, without what is always there. */
type Said = Pick<StackReview, "verdict"> &
    Partial<Pick<StackReview, "reasons" | "people" | "permanent" | "trust" | "notJudged">> & {
        loses?: string[];
        gains?: string[];
        unknown?: string[];
        checks?: string[];
    };

const nothing: Said = {
    verdict: "safe",
    reasons: [],
    people: [],
    permanent: [],
    trust: [],
    notJudged: [],
    loses: [],
    gains: [],
    unknown: [],
    checks: [],
};

function saidOf({ verdict, reasons, people, permanent, trust, notJudged, access, checks }: StackReview): Said {
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    const { gains, loses, unknown } = access;
    return {
        ...{ verdict, reasons, people, permanent, trust, notJudged },
        ...{ gains: names(gains), loses: names(loses), unknown: names(unknown) },
        checks: checks.map(({ id }) => id),
    };
}

const admin = "admin@contoso.example";
const alice = "alice@contoso.example";
const carol = "Carol.Jones@contoso.example";
const first = `2026 (${thumbprints["2026"]}, until 2029-11-29T13:02:12Z)`;
const second = `2027 (${thumbprints["2027"]}, until 2029-11-29T13:05:26Z)`;
const unguarded: TrustChange = {
    id: "protectionRemoved",
    name: "sso",
    before: ["protected"],
    after: ["not protected"],
    direction: "wider",
};

const cases: { title: string; name: string; said: Said }[] = [
    { title: "no change", name: "same", said: { verdict: "noChange" } },
    {
        title: "a user who comes",
        name: "add",
        said: {
            verdict: "safe",
            people: [{ name: carol, id: "added", securityProfiles: ["Agent"], signIn: true }],
            gains: [carol],
        },
    },
    {
        title: "a user who leaves, with the history",
        name: "removed",
        said: {
            verdict: "cannotBeUndone",
            reasons: [{ kind: "permanent", id: "userDeleted", count: 1 }],
            people: [{ name: alice, id: "removed", history: "lost" }],
            permanent: [{ id: "userDeleted", name: alice }],
            loses: [alice],
        },
    },
    {
        title: "a user who stays and may not sign in any more",
        name: "signInEnded",
        said: {
            verdict: "lookAtThis",
            reasons: [{ kind: "loses", count: 1 }],
            people: [{ name: alice, id: "signInEnded" }],
            loses: [alice],
        },
    },
    {
        title: "other profiles, one of which nothing names, and other details",
        name: "profiles",
        said: {
            verdict: "lookAtThis",
            reasons: [{ kind: "person", id: "securityProfiles", count: 1 }],
            people: [
                {
                    name: alice,
                    id: "securityProfiles",
                    before: ["Agent"],
                    after: ["0137508b-4c64-4ee6-acf8-896f2f7fd17e", "Agent"],
                },
                {
                    name: alice,
                    id: "details",
                    fields: [
                        { path: "identityInfo.firstName", before: "Alice", after: "Alicia" },
                        { path: "phoneConfig.autoAccept", before: "false", after: "true" },
                    ],
                },
            ],
            notJudged: [{ id: "securityProfileNames", count: 1, names: ["0137508b-4c64-4ee6-acf8-896f2f7fd17e"] }],
        },
    },
    {
        title: "a certificate that is added",
        name: "certAdded",
        said: {
            verdict: "safe",
            trust: [
                { id: "certificateAdded", name: "sso-2027", before: [], after: ["2027"], direction: "other" },
                {
                    id: "certificateEntersAws",
                    name: "sso",
                    before: [first],
                    after: [first, "2027"],
                    direction: "other",
                },
            ],
        },
    },
    {
        title: "a statement that another certificate signs",
        name: "switched",
        said: {
            verdict: "safe",
            trust: [
                { id: "signingCertificateChanged", name: "sso", before: ["2026"], after: ["2027"], direction: "other" },
            ],
        },
    },
    {
        title: "a certificate that is retired before the new one signs",
        name: "retired",
        said: {
            verdict: "lookAtThis",
            reasons: [
                { kind: "loses", count: 2 },
                { kind: "trust", id: "certificateLeavesAws", count: 1 },
                { kind: "trust", id: "retiredBeforeNewOneSigns", count: 1 },
            ],
            trust: [
                { id: "certificateRetired", name: "sso-2026", before: [first], after: [], direction: "narrower" },
                { id: "signingCertificateChanged", name: "sso", before: ["2026"], after: ["2027"], direction: "other" },
                {
                    id: "certificateLeavesAws",
                    name: "sso",
                    before: [first, second],
                    after: [second],
                    direction: "narrower",
                },
                {
                    id: "retiredBeforeNewOneSigns",
                    name: "sso",
                    before: [first],
                    after: [second],
                    direction: "narrower",
                },
            ],
            loses: [admin, alice],
        },
    },
    {
        title: "a shorter session, and another page",
        name: "session",
        said: {
            verdict: "safe",
            trust: [
                {
                    id: "relayState",
                    name: "sso",
                    before: [
                        "https://eu-central-1.console.aws.amazon.com/connect/federate/47d5fd03-3e32-4d8d-ba3d-20d3e54ee089?destination=%2Fccp-v2%2Fchat&new_domain=true",
                    ],
                    after: [
                        "https://eu-central-1.console.aws.amazon.com/connect/federate/47d5fd03-3e32-4d8d-ba3d-20d3e54ee089?destination=%2Fagent-app-v2&new_domain=true",
                    ],
                    direction: "other",
                },
                { id: "sessionDuration", name: "sso", before: ["43200 s"], after: ["3600 s"], direction: "narrower" },
            ],
        },
    },
    {
        title: "a change that is refused",
        name: "refused",
        said: { verdict: "refused", reasons: [{ kind: "refusal" }], checks: ["refusal"] },
    },
    {
        title: "another identifier",
        name: "identifier",
        said: {
            verdict: "lookAtThis",
            reasons: [
                { kind: "trust", id: "identifier", count: 1 },
                { kind: "trust", id: "protectionRemoved", count: 1 },
                { kind: "other", id: "replaced", count: 1 },
                { kind: "warning", count: 1 },
            ],
            trust: [
                {
                    id: "identifier",
                    name: "sso",
                    before: ["urn:amazon:webservices"],
                    after: ["https://signin.aws.amazon.com/saml"],
                    direction: "other",
                },
                unguarded,
            ],
            checks: ["warning"],
        },
    },
    {
        title: "resources that are not protected any more",
        name: "unprotected",
        said: {
            verdict: "lookAtThis",
            reasons: [{ kind: "trust", id: "protectionRemoved", count: 1 }],
            trust: [unguarded],
        },
    },
    {
        title: "one more SAML provider that the role trusts",
        name: "trustMore",
        said: {
            verdict: "lookAtThis",
            reasons: [{ kind: "trust", id: "trustPolicy", count: 1 }],
            trust: [
                {
                    id: "trustPolicy",
                    name: "connect-entra-sso-prod",
                    before: [
                        "Allow sts:AssumeRoleWithSAML to Federated arn:aws:iam::123456789012:saml-provider/connect-entra-sso-prod if StringEquals SAML:aud = https://eu-central-1.signin.aws.amazon.com/saml or https://signin.aws.amazon.com/saml",
                    ],
                    after: [
                        "Allow sts:AssumeRoleWithSAML to Federated arn:aws:iam::123456789012:saml-provider/connect-entra-sso-prod, arn:aws:iam::123456789012:saml-provider/other if StringEquals SAML:aud = https://eu-central-1.signin.aws.amazon.com/saml or https://signin.aws.amazon.com/saml",
                    ],
                    direction: "wider",
                },
            ],
        },
    },
    {
        title: "a group that is assigned",
        name: "group",
        said: { verdict: "safe", people: [{ name: "agents", isGroup: true, id: "signInStarted" }] },
    },
    {
        title: "a group under another name",
        name: "groupRenamed",
        said: {
            verdict: "safe",
            people: [{ name: "staff", isGroup: true, id: "renamed", before: "agents", history: "kept" }],
        },
    },
    {
        title: "a group that is assigned no longer",
        name: "groupGone",
        said: {
            verdict: "lookAtThis",
            reasons: [{ kind: "person", id: "signInEnded", count: 1 }],
            people: [{ name: "agents", isGroup: true, id: "signInEnded" }],
        },
    },
];

describe("A review of a change of one stack", () => {
    for (const { title, name, said } of cases) {
        it(`says of ${title} what it does to people`, () => {
            expect(saidOf(reviewOf(name))).to.deep.equal({ ...nothing, ...said });
        });
    }

    it("says of a replaced instance what is lost, and that nobody is known to be able to sign in after it", () => {
        const { verdict, reasons, permanent, access } = reviewOf("instanceReplaced");
        const old = "47d5fd03-3e32-4d8d-ba3d-20d3e54ee089";
        const forcedBy = [{ path: "instanceAlias", before: "contoso-test", after: "contoso-other" }];
        expect({ verdict, reasons, permanent, access: { ...access, unknown: access.unknown.length } }).to.deep.equal({
            verdict: "cannotBeUndone",
            reasons: [
                { kind: "permanent", id: "instanceReplaced", count: 1 },
                { kind: "permanent", id: "aliasChanged", count: 1 },
                { kind: "permanent", id: "userReplaced", count: 2 },
            ],
            permanent: [
                { id: "instanceReplaced", name: "sso", forcedBy },
                { id: "aliasChanged", name: "sso", forcedBy },
                { id: "userReplaced", name: admin, forcedBy: [{ path: "instanceId", before: old }] },
                { id: "userReplaced", name: alice, forcedBy: [{ path: "instanceId", before: old }] },
            ],
            access: {
                before: { can: 2, cannot: 0, unknown: 0 },
                after: { can: 0, cannot: 0, unknown: 2 },
                gains: [],
                addedInVain: [],
                loses: [],
                unknown: 2,
            },
        });
    });

    for (const [name, verdict, permanent] of [
        ["removed", "cannotBeUndone", ["userDeleted"]],
        ["instanceReplaced", "cannotBeUndone", ["instanceReplaced", "aliasChanged", "userReplaced", "userReplaced"]],
        ["retired", "lookAtThis", []],
        ["add", "safe", []],
    ] as const) {
        it(`judges ${name} from the preview alone, and says that there was no deployment`, () => {
            const review = reviewOf(name, { deployment: undefined, directory: undefined });
            const { notJudged, access } = review;
            expect({
                verdict: review.verdict,
                permanent: review.permanent.map(({ id }) => id),
                trust: review.trust,
                access,
                notJudged: notJudged[0],
            }).to.deep.equal({
                verdict,
                permanent,
                trust:
                    name === "retired"
                        ? reviewOf(name).trust.map((it) =>
                              it.id === "certificateRetired"
                                  ? { ...it, before: [`2026 (${thumbprints["2026"]})`] }
                                  : it,
                          )
                        : reviewOf(name).trust,
                access: { gains: [], addedInVain: [], loses: [], unknown: [] },
                notJudged: { id: "noDeployment" },
            });
        });
    }

    it("says of a retired certificate without a directory that everybody loses access, because that is certain", () => {
        const { access, notJudged } = reviewOf("retired", { directory: undefined });
        expect({ ...access, loses: access.loses.map(({ name }) => name), notJudged }).to.deep.equal({
            before: { can: 0, cannot: 0, unknown: 2 },
            after: { can: 0, cannot: 2, unknown: 0 },
            gains: [],
            loses: [admin, alice],
            addedInVain: [],
            unknown: [],
            notJudged: [{ id: "noDirectory" }],
        });
        expect(access.loses.map(({ wasUnknown }) => wasUnknown)).to.deep.equal([true, true]);
        expect(reviewOf("retired").access.loses.map(({ wasUnknown }) => wasUnknown)).to.deep.equal([
            undefined,
            undefined,
        ]);
    });

    it("says of a user who comes and whom Entra does not let in that they are added in vain, and alarms nobody", () => {
        const people = directory.people.map((it) =>
            it.userPrincipalName === carol ? { ...it, accountEnabled: false } : it,
        );
        const { verdict, access } = reviewOf("add", { directory: { ...directory, people } });
        expect({ verdict, ...access, addedInVain: access.addedInVain.map(({ name }) => name) }).to.deep.equal({
            verdict: "safe",
            before: { can: 2, cannot: 0, unknown: 0 },
            after: { can: 2, cannot: 1, unknown: 0 },
            gains: [],
            loses: [],
            addedInVain: [carol],
            unknown: [],
        });
    });

    it("knows from Entra that the new certificate signs already, so that the old one may go", () => {
        const keys = Object.values(thumbprints).map((thumbprint) => ({
            thumbprint,
            notBefore: "2026-11-01T00:00:00Z",
            notAfter: "2029-01-01T00:00:00Z",
        }));
        const [early, right] = [thumbprints["2026"], thumbprints["2027"]].map((chosen) =>
            saidOf(reviewOf("retired", { entraKeys: { held: keys, chosen } })),
        );
        expect(early).to.deep.equal(saidOf(reviewOf("retired")));
        expect(right).to.deep.equal({
            ...early,
            reasons: [{ kind: "trust", id: "certificateLeavesAws", count: 1 }],
            trust: early?.trust?.filter(({ id }) => id !== "retiredBeforeNewOneSigns"),
            loses: [],
        });
    });

    it("names security profiles that the caller knows", () => {
        const securityProfileNames = { "0137508b-4c64-4ee6-acf8-896f2f7fd17e": "CallCenterManager" };
        const { people, notJudged } = reviewOf("profiles", { securityProfileNames });
        expect({ first: people[0], notJudged }).to.deep.equal({
            first: { name: alice, id: "securityProfiles", before: ["Agent"], after: ["Agent", "CallCenterManager"] },
            notJudged: [],
        });
    });

    it("says of the first deployment of a stack whom it makes, and that nobody loses anything", () => {
        const { verdict, people, access, counts } = reviewOf("create", { deployment: undefined });
        expect({ verdict, people, access, counts }).to.deep.equal({
            verdict: "safe",
            people: [
                { name: admin, id: "added", signIn: true },
                { name: alice, id: "added", signIn: true },
            ],
            access: {
                before: { can: 0, cannot: 0, unknown: 0 },
                after: { can: 0, cannot: 0, unknown: 2 },
                gains: [],
                addedInVain: [],
                loses: [],
                unknown: [],
            },
            counts: { create: 21, update: 0, replace: 0, delete: 0 },
        });
    });

    it("draws the way of a sign-in with what changes of it", () => {
        expect(reviewOf("add").picture).to.deep.equal({
            nodes: [
                { kind: "tenant", name: "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846", change: "same" },
                { kind: "application", name: "sso", change: "same" },
                { kind: "samlProvider", name: "sso", change: "same" },
                { kind: "role", name: "sso", change: "same" },
                { kind: "instance", name: "sso", change: "same" },
                {
                    kind: "people",
                    name: "",
                    change: "create",
                    counts: { same: 2, create: 1, update: 0, replace: 0, delete: 0 },
                },
            ],
            edges: [
                { from: 0, to: 1, change: "same" },
                { from: 1, to: 2, change: "same" },
                { from: 2, to: 3, change: "same" },
                { from: 3, to: 4, change: "same" },
                { from: 4, to: 5, change: "create" },
            ],
        });
    });
});
