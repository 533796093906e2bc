import { expect } from "chai";
import { asRefreshed } from "../../../../tools/cli/pipeline/asRefreshed";

const urn = (name: string) => `urn:pulumi:prod::contoso::aws:iam/role:Role::${name}`;
const resource = (name: string, path: string) => ({
    urn: urn(name),
    type: "aws:iam/role:Role",
    inputs: { path },
    outputs: { path, arn: name },
});
const exported = (...resources: object[]) => JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });

describe("An export as a preview with --refresh found the clouds", () => {
    it("has what was changed by hand, lacks what was deleted by hand, and keeps the rest and what waits for deletion", () => {
        const waiting = { ...resource("changed", "/waiting/"), delete: true };
        const before = exported(resource("same", "/"), resource("changed", "/"), waiting, resource("deleted", "/"));
        const step = (op: string, name: string, states: object) => ({ op, urn: urn(name), ...states });
        const preview = {
            steps: [
                step("refresh", "changed", { oldState: resource("changed", "/"), newState: resource("changed", "/") }),
                step("same", "same", { oldState: resource("same", "/"), newState: resource("same", "/") }),
                step("update", "changed", {
                    oldState: resource("changed", "/by/hand/"),
                    newState: resource("changed", "/"),
                }),
                step("create", "deleted", { newState: resource("deleted", "/") }),
                step("create", "new", { newState: resource("new", "/") }),
            ],
            changeSummary: {},
        };
        expect(asRefreshed(before, preview)).to.equal(
            exported(resource("same", "/"), resource("changed", "/by/hand/"), waiting),
        );
    });

    it("is the export itself where that has no list of resources", () => {
        for (const text of ["null", "[]", '{"deployment":{}}', '{"deployment":{"resources":{}}}']) {
            expect(asRefreshed(text, { steps: [], changeSummary: {} })).to.equal(text);
        }
    });
});
