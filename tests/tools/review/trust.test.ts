import { expect } from "chai";
import type { TrustChange } from "../../../tools/review/review";
import { reviewStack } from "../../../tools/review/reviewStack";
import {
    inputOf,
    remove,
    resourceOf,
    role,
    samlProvider,
    servicePrincipal,
    update,
    withoutComponents,
} from "./changes";
import { now, rehearsed } from "./rehearsed";

const provider = "arn:aws:iam::123456789012:saml-provider/connect-entra-sso-prod";
const audiences = ["https://eu-central-1.signin.aws.amazon.com/saml", "https://signin.aws.amazon.com/saml"];
const standing = `Allow sts:AssumeRoleWithSAML to Federated ${provider} if StringEquals SAML:aud = ${audiences.join(" or ")}`;

interface Statement {
    Effect?: string;
    Principal?: unknown;
    Action?: unknown;
    Condition?: unknown;
}

function statement(changes: Statement = {}): Statement {
    return {
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: "sts:AssumeRoleWithSAML",
        Condition: { StringEquals: { "SAML:aud": audiences } },
        ...changes,
    };
}

const policies: {
    title: string;
    statements: Statement[];
    verdict: string;
    trust: Pick<TrustChange, "id" | "before" | "after" | "direction">[];
}[] = [
    { title: "the same policy in another order", statements: [statement()], verdict: "safe", trust: [] },
    {
        title: "one more audience",
        statements: [
            statement({ Condition: { StringEquals: { "SAML:aud": [...audiences, "https://other.example/saml"] } } }),
        ],
        verdict: "lookAtThis",
        trust: [
            {
                id: "audience",
                before: audiences,
                after: [audiences[0] as string, "https://other.example/saml", audiences[1] as string],
                direction: "wider",
            },
        ],
    },
    {
        title: "StringLike instead of StringEquals",
        statements: [statement({ Condition: { StringLike: { "SAML:aud": "https://*.signin.aws.amazon.com/saml" } } })],
        verdict: "lookAtThis",
        trust: [
            {
                id: "audience",
                before: audiences,
                after: ["StringLike https://*.signin.aws.amazon.com/saml"],
                direction: "other",
            },
        ],
    },
    {
        title: "StringLike that matches everything",
        statements: [statement({ Condition: { StringLike: { "SAML:aud": "*" } } })],
        verdict: "lookAtThis",
        trust: [{ id: "audience", before: audiences, after: ["StringLike *"], direction: "wider" }],
    },
    {
        title: "no condition at all",
        statements: [statement({ Condition: undefined })],
        verdict: "lookAtThis",
        trust: [{ id: "audience", before: audiences, after: [], direction: "wider" }],
    },
    {
        title: "everybody in AWS beside it",
        statements: [statement(), { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
        verdict: "lookAtThis",
        trust: [
            { id: "trustPolicy", before: [], after: ["Allow sts:AssumeRole to everybody (AWS *)"], direction: "wider" },
        ],
    },
    {
        title: "more actions",
        statements: [statement({ Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"] })],
        verdict: "lookAtThis",
        trust: [
            {
                id: "trustPolicy",
                before: [standing],
                after: [standing.replace("WithSAML", "WithSAML, sts:TagSession")],
                direction: "wider",
            },
        ],
    },
    {
        title: "a Deny beside it, which may stop people of other stacks",
        statements: [statement(), { Effect: "Deny", Principal: "*", Action: "sts:TagSession" }],
        verdict: "lookAtThis",
        trust: [{ id: "trustPolicy", before: [], after: ["Deny sts:TagSession to everybody"], direction: "narrower" }],
    },
    {
        title: "another provider instead",
        statements: [statement({ Principal: { Federated: `${provider}2` } })],
        verdict: "lookAtThis",
        trust: [
            {
                id: "trustPolicy",
                before: [standing],
                after: [standing.replace(provider, `${provider}2`)],
                direction: "other",
            },
        ],
    },
];

describe("Trust in a review", () => {
    for (const { title, statements, verdict, trust } of policies) {
        it(`is told in meaning, with its direction: ${title}`, () => {
            for (const exported of [rehearsed().exports.export1, withoutComponents()]) {
                const assumeRolePolicy = JSON.stringify({ Statement: statements, Version: "2012-10-17" }, null, 2);
                const review = reviewStack(inputOf(exported, update(resourceOf(exported, role), { assumeRolePolicy })));
                expect({ verdict: review.verdict, trust: review.trust }).to.deep.equal({
                    verdict,
                    trust: trust.map((it) => ({ ...it, name: "connect-entra-sso-prod" })),
                });
            }
        });
    }

    const settings: {
        title: string;
        resource: string;
        inputs: Record<string, unknown>;
        verdict: string;
        trust: TrustChange[];
    }[] = [
        {
            title: "no assignment is required any more",
            resource: servicePrincipal,
            inputs: { appRoleAssignmentRequired: false },
            verdict: "lookAtThis",
            trust: [{ id: "assignmentRequired", name: "sso", before: ["true"], after: ["false"], direction: "wider" }],
        },
        {
            title: "nobody may sign in",
            resource: servicePrincipal,
            inputs: { accountEnabled: false },
            verdict: "lookAtThis",
            trust: [{ id: "signInDisabled", name: "sso", before: ["true"], after: ["false"], direction: "narrower" }],
        },
        {
            title: "another mode of single sign-on",
            resource: servicePrincipal,
            inputs: { preferredSingleSignOnMode: "oidc" },
            verdict: "lookAtThis",
            trust: [{ id: "samlMode", name: "sso", before: ["saml"], after: ["oidc"], direction: "other" }],
        },
        {
            title: "a relay state that leads to another instance",
            resource: servicePrincipal,
            inputs: {
                samlSingleSignOn: { relayState: "https://eu-central-1.console.aws.amazon.com/connect/federate/other" },
            },
            verdict: "lookAtThis",
            trust: [
                {
                    id: "relayState",
                    name: "sso",
                    before: [
                        "https://eu-central-1.console.aws.amazon.com/connect/federate/47d5fd03-3e32-4d8d-ba3d-20d3e54ee089?destination=%2Fccp-v2%2Fchat&new_domain=true",
                    ],
                    after: ["https://eu-central-1.console.aws.amazon.com/connect/federate/other"],
                    direction: "other",
                },
            ],
        },
        {
            title: "a shorter session that the role allows",
            resource: role,
            inputs: { maxSessionDuration: 43000 },
            verdict: "lookAtThis",
            trust: [
                {
                    id: "sessionDuration",
                    name: "connect-entra-sso-prod",
                    before: ["43200 s"],
                    after: ["43000 s"],
                    direction: "narrower",
                },
            ],
        },
    ];
    for (const { title, resource, inputs, verdict, trust } of settings) {
        it(`is told in meaning: ${title}`, () => {
            const { export1 } = rehearsed().exports;
            const review = reviewStack(inputOf(export1, update(resourceOf(export1, resource), inputs)));
            expect({ verdict: review.verdict, trust: review.trust }).to.deep.equal({ verdict, trust });
        });
    }

    it("is told of a role and a SAML provider that come beside those that stand", () => {
        const { export1, export2 } = rehearsed().exports;
        const made = (end: string, inputs: Record<string, unknown>) => {
            const { outputs: _, id: __, ...resource } = resourceOf(export1, end);
            const urn = `${resource.urn}2`;
            return { op: "create", urn, newState: { ...resource, urn, inputs: { ...resource.inputs, ...inputs } } };
        };
        const open = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
        const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [open] });
        const { samlMetadataDocument } = resourceOf(export2, samlProvider).inputs ?? {};
        const steps = [
            made(role, { name: "second", assumeRolePolicy }),
            made(samlProvider, { name: "second", samlMetadataDocument }),
        ];
        const { verdict, trust } = reviewStack(inputOf(export1, ...steps));
        expect({
            verdict,
            trust: trust.map(({ id, name, before, after, direction }) => [
                id,
                name,
                before.length,
                after.length,
                direction,
            ]),
        }).to.deep.equal({
            verdict: "lookAtThis",
            trust: [
                ["certificateEntersAws", "sso2", 0, 2, "wider"],
                ["trustPolicy", "second", 0, 1, "wider"],
            ],
        });
    });

    it("is told of a policy of AWS's own that a role gets, whose document no stack holds", () => {
        const { export1 } = rehearsed().exports;
        const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
        const urn = `urn:pulumi:prod::connect-entra-sso::${type}::admin`;
        const inputs = { role: "connect-entra-sso-prod", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" };
        const { verdict, trust } = reviewStack(
            inputOf(export1, { op: "create", urn, newState: { urn, type, inputs } }),
        );
        expect({ verdict, trust }).to.deep.equal({
            verdict: "lookAtThis",
            trust: [
                {
                    id: "permissionPolicy",
                    name: "connect-entra-sso-prod",
                    before: [],
                    after: ["arn:aws:iam::aws:policy/AdministratorAccess: not known yet"],
                    direction: "other",
                },
            ],
        });
    });

    it("is told of a certificate that is deleted in Entra, and not only let go of", () => {
        const { export2 } = rehearsed().exports;
        const { retainOnDelete: _, ...certificate } = resourceOf(export2, "::sso-2027");
        const { verdict, trust } = reviewStack(inputOf(export2, remove({ ...certificate, retainOnDelete: false })));
        expect({ verdict, ids: trust.map(({ id }) => id) }).to.deep.equal({
            verdict: "lookAtThis",
            ids: ["certificateDeleted"],
        });
    });

    it("must be looked at where a stack without users asks for assignments, because nobody was walked through", () => {
        const { export1 } = rehearsed().exports;
        const resources = export1.deployment.resources.filter(({ type }) => !type.startsWith("aws:"));
        const open = { appRoleAssignmentRequired: false };
        const principal = resourceOf(export1, servicePrincipal);
        const before = {
            ...principal,
            inputs: { ...principal.inputs, ...open },
            outputs: { ...principal.outputs, ...open },
        };
        const exported = {
            ...export1,
            deployment: { resources: resources.map((it) => (it === principal ? before : it)) },
        };
        const { verdict, trust } = reviewStack(inputOf(exported, update(before, { appRoleAssignmentRequired: true })));
        expect({ verdict, trust: trust.map(({ id, direction }) => [id, direction]) }).to.deep.equal({
            verdict: "lookAtThis",
            trust: [["assignmentRequired", "narrower"]],
        });
    });

    for (const { title, document, after } of [
        { title: "no metadata document", document: "<x/>", after: "no metadata document that AWS accepts" },
        { title: "not known yet", document: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", after: "not known yet" },
    ]) {
        it(`is never safe without the export where the new metadata document is ${title}`, () => {
            const provider = resourceOf(rehearsed().exports.export1, samlProvider);
            const step = update(provider, { samlMetadataDocument: document });
            const { verdict, trust } = reviewStack({ preview: { steps: [step], duration: 1 }, now });
            expect({ verdict, trust: trust.map((it) => ({ ...it, before: it.before.length })) }).to.deep.equal({
                verdict: "lookAtThis",
                trust: [{ id: "metadataUnknown", name: "sso", before: 1, after: [after], direction: "other" }],
            });
        });
    }

    it("is told of the permissions of a security profile that the stack makes", () => {
        const { export1 } = rehearsed().exports;
        const type = "aws:connect/securityProfile:SecurityProfile";
        const id = "22222222-2222-4333-8444-555555555555";
        const inputs = { name: "Team leads", permissions: ["BasicAgentAccess", "OutboundCallAccess"], instanceId: "x" };
        const profile = {
            ...{ urn: `urn:pulumi:prod::connect-entra-sso::${type}::leads`, type, id: `x:${id}` },
            ...{ inputs, outputs: { ...inputs, securityProfileId: id } },
        };
        export1.deployment.resources.push(profile);
        const step = update(profile, { permissions: ["BasicAgentAccess", "OutboundCallAccess", "AccessMetrics"] });
        const { verdict, trust } = reviewStack(inputOf(export1, step));
        expect({ verdict, trust }).to.deep.equal({
            verdict: "lookAtThis",
            trust: [
                {
                    id: "profilePermissions",
                    name: "Team leads",
                    before: [],
                    after: ["AccessMetrics"],
                    direction: "wider",
                },
            ],
        });
    });

    it("says of a program without these components what its resources tell, and that it has none of them", () => {
        const { export2 } = rehearsed().exports;
        const exported = withoutComponents();
        const { samlMetadataDocument } = resourceOf(export2, samlProvider).inputs ?? {};
        const review = reviewStack(
            inputOf(exported, update(resourceOf(exported, samlProvider), { samlMetadataDocument })),
        );
        const [first, both] = [["2026"], ["2026", "2027"]];
        const names = (lines: string[] = []) => lines.map((line) => line.split(" ")[0]);
        expect({
            verdict: review.verdict,
            trust: review.trust.map(({ before, after, ...it }) => ({
                ...it,
                before: names(before),
                after: names(after),
            })),
            access: review.access,
            notJudged: review.notJudged,
        }).to.deep.equal({
            verdict: "lookAtThis",
            trust: [{ id: "certificateEntersAws", name: "sso", direction: "wider", before: first, after: both }],
            access: {
                before: { can: 0, cannot: 0, unknown: 2 },
                after: { can: 0, cannot: 0, unknown: 2 },
                gains: [],
                addedInVain: [],
                loses: [],
                unknown: [],
            },
            notJudged: [{ id: "notOurComponents" }],
        });
    });
});
