import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal } from "../provider/client";
import { failuresOf, GROUP, GROUP_MEMBER, graphError, NOBODY, resourceNotFound, startEntra, userId } from "./entra";

describe("azuread.GroupMember in the emulated Entra", () => {
    let entra: CloudClient;
    let groupObjectId: string;
    let groupId: string;
    beforeEach(async () => {
        entra = await startEntra();
        const { id, state } = await entra.make(GROUP, {
            displayName: "Night shift",
            securityEnabled: true,
            members: [userId("alice")],
        });
        [groupId, groupObjectId] = [id, String(state.objectId)];
    });
    afterEach(() => entra.stop());

    const add = (memberObjectId: string) => entra.make(GROUP_MEMBER, { groupObjectId, memberObjectId });
    const membersNow = async () => (await entra.read(GROUP, groupId)).state.members;

    it("adds a member, reads it back, and takes that one out again", async () => {
        const { id, state } = await add(userId("bob"));
        expect(id).to.equal(`${groupObjectId}/member/${userId("bob")}`);
        expect(state).to.deep.equal({ id, groupObjectId, memberObjectId: userId("bob") });
        expect(await membersNow()).to.deep.equal([userId("alice"), userId("bob")]);
        await entra.delete(GROUP_MEMBER, id);
        expect(await membersNow()).to.deep.equal([userId("alice")]);
        expect((await entra.read(GROUP_MEMBER, id)).id).to.equal("");
    });

    it("is gone with its group", async () => {
        const { id } = await add(userId("bob"));
        await entra.delete(GROUP, groupId);
        expect((await entra.read(GROUP_MEMBER, id)).id).to.equal("");
    });

    it("refuses who is a member already, whatever the case of the ids", async () => {
        const again = userId("alice").toUpperCase();
        expect(await refusal(add(again))).to.equal(
            `A resource with the ID "${groupObjectId}/member/${again}" already exists: To be managed via Terraform, this resource ` +
                "needs to be imported into the State. Please see the resource documentation for " +
                '"azuread_group_member" for more information.',
        );
    });

    it("refuses a group and a member that are not there, and a group in itself", async () => {
        const adding = (member: string) =>
            `Adding Group Id Member (Group: "${groupObjectId}"\nDirectory Object: "${member}")`;
        expect(await refusal(add(NOBODY))).to.equal(`${adding(NOBODY)}: ${resourceNotFound(NOBODY)}`);
        const itself = graphError(
            "400 Bad Request",
            "Request_BadRequest",
            "Invalid value specified for property 'members' of resource 'Group'. (rehearsal: a group can't be a member of itself)",
        );
        expect(await refusal(add(groupObjectId))).to.equal(`${adding(groupObjectId)}: ${itself}`);
        groupObjectId = NOBODY;
        expect(await refusal(add(userId("bob")))).to.equal(`Group (Group: "${NOBODY}") was not found`);
    });

    it("wants two bare object ids, and replaces for every change", async () => {
        const inputs: Values = { groupObjectId: groupId, memberObjectId: "alice" };
        expect(await failuresOf(entra, GROUP_MEMBER, inputs)).to.deep.equal([
            `expected "group_object_id" to be a valid UUID, got ${groupId}`,
            'expected "member_object_id" to be a valid UUID, got alice',
        ]);
        const { replaces } = await entra.diff(GROUP_MEMBER, inputs, { groupObjectId: "a", memberObjectId: "b" });
        expect(replaces.sort()).to.deep.equal(["groupObjectId", "memberObjectId"]);
    });

    it("refuses an id of another form", async () => {
        expect(await refusal(entra.read(GROUP_MEMBER, "x"))).to.match(/^Parsing Group Member ID "x": /);
    });
});
