import { expect } from "chai";
import { DeploymentUnreadable, reviewStack } from "../../../tools/review/reviewStack";
import { aliceUser, inputOf, resourceOf, role, update } from "./changes";
import { inputFor, rehearsed } from "./rehearsed";

const said = (name: string, exported: unknown) => {
    const { verdict, others } = reviewStack({ ...inputFor(name), deployment: exported });
    return { verdict, others };
};

describe("An export that is not the one from which the preview starts", () => {
    const { exports, previews } = rehearsed();

    it("is refused where it lacks what the preview changes, with what to do", () => {
        const { export1 } = exports;
        const resources = export1.deployment.resources.filter(({ urn }) => !urn.endsWith(aliceUser));
        const input = { ...inputFor("removed"), deployment: { ...export1, deployment: { resources } } };
        expect(() => reviewStack({ ...input, deploymentSource: "before.json" })).to.throw(
            DeploymentUnreadable,
            "before.json must be the export from which the preview starts, got one without a resource that the preview " +
                "changes: aws:connect/user:User sso-alice@contoso.example; run `pulumi stack export`, then " +
                "`pulumi preview --json`, and deploy nothing in between",
        );
    });

    for (const name of ["removed", "signInEnded", "same"]) {
        it(`is refused where it is empty: ${name}`, () => {
            const input = { ...inputFor(name), deployment: { version: 3, deployment: { resources: [] } } };
            if (previews[name]?.steps.length === 0) {
                expect(reviewStack(input).verdict).to.equal("noChange");
            } else {
                expect(() => reviewStack(input)).to.throw(
                    DeploymentUnreadable,
                    "the export from which the preview starts",
                );
            }
        });
    }

    it("must be looked at where it already has what the preview creates", () => {
        const { verdict, others } = said("certAdded", exports.export2);
        expect({ verdict, ids: [...new Set(others.map(({ id }) => id))] }).to.deep.equal({
            verdict: "lookAtThis",
            ids: ["otherMoment"],
        });
    });

    it("must be looked at where it has other values than the preview begins with", () => {
        const { export1 } = exports;
        const step = update(resourceOf(export1, role), { tags: { a: "b" } });
        const old = { ...step.oldState, inputs: { ...step.oldState?.inputs, maxSessionDuration: 3600 } };
        const { verdict, others } = reviewStack(inputOf(export1, { ...step, oldState: old } as typeof step));
        expect({ verdict, others }).to.deep.equal({
            verdict: "lookAtThis",
            others: [{ id: "otherMoment", name: 'aws:iam/role:Role "sso"' }],
        });
    });

    for (const name of Object.keys(previews).filter((it) => it !== "create")) {
        it(`is none of those that the engine printed: ${name}`, () => {
            const { others } = reviewStack(inputFor(name));
            expect(others.filter(({ id }) => id === "otherMoment")).to.deep.equal([]);
        });
    }
});
