import { expect } from "chai";
import { findInterrupted, settlingRefresh } from "../../cli/interrupted";

describe("A creation that was interrupted", () => {
    const role = "urn:pulumi:dev::p::aws:iam/role:Role::sso-role";
    const app = "urn:pulumi:dev::p::azuread:index/application:Application::sso-app";
    const pending = (urn: string, type = "creating") => ({ type, resource: { urn, type: "t" } });

    it("is taken over if the cloud has made it, and forgotten if not", () => {
        const interrupted = findInterrupted(
            { pending_operations: [pending(role), pending(app)] },
            { aws: { created: { [role]: { id: "sso" } } }, azuread: {} },
        );
        expect(interrupted).to.deep.equal([
            { urn: role, id: "sso" },
            { urn: app, id: undefined },
        ]);
        expect(settlingRefresh(interrupted)).to.deep.equal([
            ...["refresh", "--yes", "--skip-preview", "--clear-pending-creates"],
            ...["--import-pending-creates", role, "--import-pending-creates", "sso"],
        ]);
    });

    it("is not what its replacement replaces", () => {
        const interrupted = findInterrupted(
            { pending_operations: [pending(role)], resources: [{ urn: role, id: "old", type: "t" }] },
            { aws: { created: { [role]: { id: "old" } } } },
        );
        expect(interrupted).to.deep.equal([{ urn: role, id: undefined }]);
    });

    it("is not an interrupted update or deletion, which the engine settles by itself", () => {
        const operations = [pending(role, "updating"), pending(app, "deleting")];
        expect(findInterrupted({ pending_operations: operations }, {})).to.deep.equal([]);
        expect(findInterrupted({}, {})).to.deep.equal([]);
    });
});
