import { expect } from "chai";
import { findInterrupted, settle } from "../../../tools/cli/interrupted";

describe("A creation that was interrupted", () => {
    const role = {
        urn: "urn:pulumi:dev::p::aws:iam/role:Role::sso",
        type: "aws:iam/role:Role",
        inputs: { name: "sso" },
    };
    const app = { urn: "urn:pulumi:dev::p::azuread:index/application:Application::sso", type: "Application" };
    const policy = { urn: "urn:pulumi:dev::p::aws:iam/rolePolicy:RolePolicy::sso", type: "RolePolicy", id: "sso:sso" };
    const created = (id: string) => ({ aws: { created: { [role.urn]: { id } } }, azuread: {} });

    it("is taken over if the cloud has made it, and forgotten if not", () => {
        const deployment = {
            manifest: { version: "v3.259.0" },
            resources: [policy],
            pending_operations: [role, app].map((resource) => ({ type: "creating", resource })),
        };
        const interrupted = findInterrupted(deployment, created("sso"));
        expect(interrupted).to.deep.equal([
            { resource: role, id: "sso" },
            { resource: app, id: undefined },
        ]);
        expect(settle(deployment, interrupted)).to.deep.equal({
            manifest: { version: "v3.259.0" },
            resources: [policy, { ...role, id: "sso" }],
        });
    });

    it("takes the place of what it replaces, which is left to be deleted", () => {
        const deployment = {
            resources: [{ ...role, id: "old" }, policy],
            pending_operations: [{ type: "creating", resource: role }],
        };
        expect(settle(deployment, findInterrupted(deployment, created("new")))).to.deep.equal({
            resources: [{ ...role, id: "new" }, policy, { ...role, id: "old", delete: true }],
        });
    });

    it("is not what its replacement replaces", () => {
        const deployment = {
            resources: [{ ...role, id: "old" }],
            pending_operations: [{ type: "creating", resource: role }],
        };
        expect(findInterrupted(deployment, created("old"))).to.deep.equal([{ resource: role, id: undefined }]);
    });

    it("is not an interrupted update or deletion, which is forgotten and then refreshed", () => {
        const deployment = {
            resources: [{ ...role, id: "sso" }],
            pending_operations: ["updating", "deleting"].map((type) => ({ type, resource: { ...role, id: "sso" } })),
        };
        const interrupted = findInterrupted(deployment, created("sso"));
        expect(interrupted).to.deep.equal([]);
        expect(settle(deployment, interrupted)).to.deep.equal({ resources: [{ ...role, id: "sso" }] });
    });
});
