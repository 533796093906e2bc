import { expect } from "chai";
import type { CloudClient } from "../../provider/client";
import {
    DEFAULT_ROLE,
    directory,
    makeSamlApplication,
    NOBODY,
    ROLE_ASSIGNMENT,
    startEntra,
    text,
    userId,
} from "../entra";
import { GraphClient } from "./client";

describe("Graph's app role assignments", () => {
    let entra: CloudClient;
    let graph: GraphClient;
    let resourceId: string;
    let place: string;
    before(async () => {
        entra = await startEntra();
        graph = await GraphClient.start(entra);
    });
    beforeEach(async () => {
        const { servicePrincipal } = await makeSamlApplication(entra);
        resourceId = text(servicePrincipal, "objectId");
        place = `v1.0/servicePrincipals/${resourceId}/appRoleAssignedTo`;
    });
    after(async () => {
        await graph.stop();
        entra.stop();
    });

    const assign = (principalId: string) => graph.post(place, { appRoleId: DEFAULT_ROLE, principalId, resourceId });

    it("are made, shown, found by the emulated provider and deleted", async () => {
        const made = await assign(userId("alice"));
        const entity = {
            "@odata.context": `${graph.server.url}/v1.0/$metadata#servicePrincipals('${resourceId}')/appRoleAssignedTo/$entity`,
            id: made.body.id,
            deletedDateTime: null,
            appRoleId: DEFAULT_ROLE,
            principalDisplayName: "Alice Agent",
            principalId: userId("alice"),
            principalType: "User",
            resourceDisplayName: "Contact centre",
            resourceId,
        };
        expect([made.status, made.body]).to.deep.equal([201, entity]);
        expect((await graph.get(`${place}/${made.body.id}`)).body).to.deep.equal(entity);
        const known = await entra.read(
            ROLE_ASSIGNMENT,
            `/servicePrincipals/${resourceId}/appRoleAssignedTo/${made.body.id}`,
        );
        expect(known.state.principalObjectId).to.equal(userId("alice"));
        expect((await graph.delete(`${place}/${made.body.id}`)).status).to.equal(204);
        expect((await graph.get(`${place}/${made.body.id}`)).status).to.equal(404);
        expect((await graph.delete(`${place}/${made.body.id}`)).status).to.equal(404);
    });

    it("come in pages, each once, though one is deleted in between", async () => {
        const people = directory.users.slice(0, 5);
        for (const { id } of people) {
            await assign(id);
        }
        const first = (await graph.get(`${place}?$top=2&$select=id,principalId`)).body;
        expect([first.value.length, Object.keys(first.value[0])]).to.deep.equal([2, ["id", "principalId"]]);
        await graph.delete(`${place}/${first.value[1].id}`);
        const rest = await graph.list(first["@odata.nextLink"]);
        const seen = [...first.value, ...rest].map(({ principalId }) => principalId);
        expect(seen).to.have.members(people.map(({ id }) => id));
        const whole = (await graph.get(`${place}?$count=true`)).body;
        expect([whole["@odata.count"], whole.value.length, whole["@odata.nextLink"]]).to.deep.equal([4, 4, undefined]);
    });

    it("of a user or a group are found from there, to one service principal where asked", async () => {
        const group = directory.groups[0]?.id ?? "";
        await assign(group);
        await assign(userId("alice"));
        const ofGroup = await graph.list(`v1.0/groups/${group}/appRoleAssignments?$filter=resourceId eq ${resourceId}`);
        expect(ofGroup.map(({ principalId, principalType }) => [principalId, principalType])).to.deep.equal([
            [group, "Group"],
        ]);
        const ofUser = await graph.list(`v1.0/users/${userId("alice")}/appRoleAssignments`);
        expect(ofUser.map(({ resourceId: id }) => id)).to.include(resourceId);
        const elsewhere = `v1.0/users/${userId("alice")}/appRoleAssignments?$filter=resourceId eq ${NOBODY}`;
        expect(await graph.list(elsewhere)).to.deep.equal([]);
        expect((await graph.get(`v1.0/users/${NOBODY}/appRoleAssignments`)).status).to.equal(404);
    });

    const refused: [string, (ids: Record<string, string>) => unknown, string][] = [
        ["a stranger", (ids) => ({ ...ids, principalId: NOBODY }), "Not a valid reference update."],
        ["another resource", (ids) => ({ ...ids, resourceId: NOBODY }), "The resourceId of the assignment must be"],
        ["no principal", ({ principalId: _, ...ids }) => ids, "Property principalId value is required"],
        ["an unknown property", (ids) => ({ ...ids, note: "x" }), "Invalid property 'note'."],
        ["a role of nobody's", (ids) => ({ ...ids, appRoleId: NOBODY }), "Permission being assigned was not found"],
    ];
    for (const [what, change, message] of refused) {
        it(`refuse ${what}`, async () => {
            const ids = { appRoleId: DEFAULT_ROLE, principalId: userId("alice"), resourceId };
            const { status, body } = await graph.post(place, change(ids));
            expect(status).to.equal(400);
            expect(body.error.message).to.contain(message);
            expect(await graph.list(place)).to.deep.equal([]);
        });
    }

    it("are not made twice", async () => {
        await assign(userId("alice"));
        const { status, body } = await assign(userId("alice").toUpperCase());
        expect([status, body.error.message]).to.deep.equal([
            400,
            "Permission being assigned already exists on the object",
        ]);
    });

    it("are not filtered by what Graph does not filter them by", async () => {
        const { body } = await graph.get(`${place}?$filter=principalId eq ${NOBODY}`);
        expect(body.error).to.include({
            code: "Request_UnsupportedQuery",
            message:
                "Unsupported or invalid query filter clause specified for property 'principalId' of resource 'appRoleAssignment'.",
        });
    });
});
