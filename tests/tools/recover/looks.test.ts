import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { search } from "jmespath";
import { awsTypes, entraTypes } from "../../../tools/deployment/types";
import { lookCommand, looksFor } from "../../../tools/recover/looks";
import { readStack } from "../../../tools/recover/readStack";
import { exportOf, instanceId } from "./cases";

const hostile = `o'neil "$(id)" \\ & #`;
const stack = readStack(exportOf([]), "the export");

/** The words that a shell makes of the one command for a resource. */
function wordsFor(type: string, inputs: Record<string, unknown>): string[] {
    const [look] = looksFor([{ type, inputs }], stack, "global");
    const line = look === undefined ? "" : lookCommand(look);
    const print = 'show() { printf "%s\\n" "$@"; }; az() { show "$@"; }; aws() { show "$@"; };';
    return spawnSync("sh", ["-c", `${print} ${line}`], { encoding: "utf8" })
        .stdout.trimEnd()
        .split("\n");
}

describe("A command that shows what a cloud has", () => {
    it("selects the role of a name, whatever the name holds", () => {
        const query = wordsFor(awsTypes.role, { name: hostile }).at(-1) ?? "";
        const roles = [{ RoleName: "other" }, { RoleName: hostile }];
        expect(search({ Roles: roles }, query)).to.deep.equal({ Roles: [{ RoleName: hostile }] });
    });

    it("asks Graph for the application of a name, whatever the name holds", () => {
        const url = new URL(wordsFor(entraTypes.application, { displayName: hostile }).at(-1) ?? "");
        expect(url.searchParams.get("$filter")).to.equal(`displayName eq '${hostile.replace("'", "''")}'`);
        expect(url.searchParams.get("$select")).to.equal("id,appId,displayName,identifierUris,notes,web");
    });

    it("says of an empty list what it is a list of", () => {
        const users = wordsFor(awsTypes.user, { instanceId, name: "alice@contoso.example" }).at(-1) ?? "";
        expect(search({ Users: [] }, users)).to.deep.equal({ InstanceId: instanceId, Users: [] });
        const assigned = wordsFor(entraTypes.roleAssignment, { resourceObjectId: "sp" }).at(-1) ?? "";
        expect(search({ value: [], "@odata.nextLink": "next" }, assigned)).to.deep.equal({
            resourceId: "sp",
            appRoleAssignedTo: [],
            nextLink: "next",
        });
    });

    it("asks the national cloud of the stack", () => {
        const [look] = looksFor([{ type: entraTypes.claimsPolicy, inputs: {} }], stack, "usgovernment");
        expect(look).to.deep.equal({
            asks: "graph",
            url: "https://graph.microsoft.us/v1.0/policies/claimsMappingPolicies",
        });
    });

    it("names all users of an instance in one request", () => {
        const users = ["alice", "bob"].map((name) => ({ type: awsTypes.user, inputs: { instanceId, name } }));
        expect(looksFor(users, stack, "global")).to.deep.equal([
            { asks: "users", instanceId, names: ["alice", "bob"] },
        ]);
    });
});
