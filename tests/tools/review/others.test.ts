import { expect } from "chai";
import { reviewStack } from "../../../tools/review/reviewStack";
import { application, inputOf, instance, remove, resourceOf, role, samlProvider, update } from "./changes";
import { type RehearsedExport, type RehearsedResource, type RehearsedStep, rehearsed } from "./rehearsed";

const { export1 } = rehearsed().exports;
const standing = (end: string) => resourceOf(export1, end);

function made(type: string, name: string): RehearsedResource {
    const urn = `urn:pulumi:prod::connect-entra-sso::${type}::${name}`;
    return { urn, type, custom: true, id: name, inputs: { state: "enabled" }, outputs: { state: "enabled" } } as never;
}
const withMore = (...more: RehearsedResource[]): RehearsedExport => ({
    ...export1,
    deployment: { resources: [...export1.deployment.resources, ...more] },
});
const create = (resource: RehearsedResource): RehearsedStep => ({
    op: "create",
    urn: resource.urn,
    newState: { ...resource, id: undefined, outputs: {} },
});

function said(exported: RehearsedExport, step: RehearsedStep, { isAlone = false } = {}) {
    const { deployment, ...input } = inputOf(exported, step);
    const { verdict, reasons, others } = reviewStack(isAlone ? input : { ...input, deployment });
    return { verdict, others: others.map(({ id, name }) => `${id} ${name}`), reasons };
}

describe("changes that no other list of a review names", () => {
    const bucket = made("aws:s3/bucket:Bucket", "recordings");
    const access = made("azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy", "block");
    const limit = made("aws:organizations/policy:Policy", "limit");

    for (const { title, step, id, name } of [
        {
            title: "a bucket is deleted",
            step: remove(bucket),
            id: "deleted",
            name: 'aws:s3/bucket:Bucket "recordings"',
        },
        {
            title: "a bucket is replaced",
            step: update(bucket, { bucket: "b" }, "replace"),
            id: "replaced",
            name: 'aws:s3/bucket:Bucket "recordings"',
        },
        {
            title: "a policy of conditional access comes",
            step: create(made(access.type, "new")),
            id: "outsideModel",
            name: `${access.type} "new"`,
        },
        {
            title: "a policy of conditional access goes",
            step: remove(access),
            id: "outsideModel",
            name: `${access.type} "block"`,
        },
        {
            title: "a policy of the organization changes",
            step: update(limit, { state: "off" }),
            id: "outsideModel",
            name: `${limit.type} "limit"`,
        },
    ] as const) {
        it(`must be looked at and are named, with and without the export: ${title}`, () => {
            const expected = {
                verdict: "lookAtThis",
                others: [`${id} ${name}`],
                reasons: [{ kind: "other", id, count: 1 }],
            };
            const exported = withMore(bucket, access, limit);
            expect(said(exported, step)).to.deep.equal(expected);
            expect(said(exported, step, { isAlone: true })).to.deep.equal(expected);
        });
    }

    it("do not alarm where a resource that nobody loses anything with comes or changes", () => {
        const nothing = { verdict: "safe", others: [], reasons: [] };
        expect(said(export1, create(bucket))).to.deep.equal(nothing);
        expect(said(withMore(bucket), update(bucket, { tags: { a: "b" } }))).to.deep.equal(nothing);
    });
});

describe("a preview without the export", () => {
    const rolePolicy = "aws:iam/rolePolicy:RolePolicy::sso";
    const claims = "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy::sso";
    const definition = String(standing(claims).inputs?.definitions);
    const withLength = (seconds: number) => [definition.replace(/43200/, String(seconds))];

    for (const { title, step, isSafe = false } of [
        { title: "permissions of the role end", step: remove(standing(rolePolicy)) },
        { title: "permissions of the role change", step: update(standing(rolePolicy), { policy: "{}" }) },
        { title: "the claims change", step: update(standing(claims), { definitions: ["{}"] }) },
        { title: "the claims are not known yet", step: update(standing(claims), { definitions: undefined }) },
        {
            title: "the claims ask for a longer session",
            step: update(standing(claims), { definitions: withLength(43201) }),
        },
        {
            title: "the claims ask for a shorter session",
            step: update(standing(claims), { definitions: withLength(900) }),
            isSafe: true,
        },
        { title: "the name of the claims changes", step: update(standing(claims), { displayName: "x" }), isSafe: true },
        {
            title: "the claims are assigned no longer",
            step: remove(standing("ServicePrincipalClaimsMappingPolicyAssignment::sso")),
        },
        { title: "the identifier goes", step: remove(standing("ApplicationIdentifierUri::sso")) },
        { title: "the role allows shorter sessions only", step: update(standing(role), { maxSessionDuration: 3600 }) },
        { title: "tags of the role change", step: update(standing(role), { tags: { a: "b" } }), isSafe: true },
        {
            title: "tags of the provider change",
            step: update(standing(samlProvider), { tags: { a: "b" } }),
            isSafe: true,
        },
        {
            title: "the application is called otherwise",
            step: update(standing(application), { displayName: "x" }),
            isSafe: true,
        },
        { title: "tags of the instance change", step: update(standing(instance), { tags: { a: "b" } }), isSafe: true },
    ]) {
        it(`${isSafe ? "alarms nobody" : "must be looked at"} where ${title}`, () => {
            const { verdict, others } = said(export1, step, { isAlone: true });
            const name = `${step.oldState?.type} "sso"`;
            expect({ verdict, others }).to.deep.equal({
                verdict: isSafe ? "safe" : "lookAtThis",
                others: isSafe ? [] : [`notJudged ${name}`],
            });
        });
    }

    it("is safe where a shorter session is allowed and asked for", () => {
        const { deployment: _, ...input } = inputOf(
            export1,
            update(standing(role), { maxSessionDuration: 3600 }),
            update(standing(claims), { definitions: withLength(3600) }),
        );
        const { verdict, others } = reviewStack(input);
        expect({ verdict, others }).to.deep.equal({ verdict: "safe", others: [] });
    });
});
