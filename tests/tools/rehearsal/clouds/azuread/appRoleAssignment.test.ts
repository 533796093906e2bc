import { expect } from "chai";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import type { Made } from "./entra";
import {
    DEFAULT_ROLE,
    directory,
    failuresOf,
    graphError,
    makeApplication,
    makeSamlApplication,
    NOBODY,
    ROLE_ASSIGNMENT,
    resourceNotFound,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
    userId,
} from "./entra";

const role = {
    id: "0f3f8a7c-6a11-4a07-9a0f-2b9e4c7d5e61",
    description: "Agents",
    displayName: "Agents",
    value: "agent",
};

describe("azuread.AppRoleAssignment in the emulated Entra", () => {
    let entra: CloudClient;
    let application: Made;
    let resourceObjectId: string;
    before(async () => {
        entra = await startEntra();
    });
    beforeEach(async () => {
        const made = await makeSamlApplication(entra);
        application = made.application;
        resourceObjectId = text(made.servicePrincipal, "objectId");
    });
    after(() => entra.stop());

    const assign = (principalObjectId: string, appRoleId = DEFAULT_ROLE) =>
        entra.make(ROLE_ASSIGNMENT, { appRoleId, principalObjectId, resourceObjectId });
    const badRequest = (message: string) =>
        `Could not create app role assignment: ${graphError("400 Bad Request", "Request_BadRequest", message)}`;

    it("assigns a user, a group and a service principal", async () => {
        const group = directory.groups[0];
        const other = text((await makeSamlApplication(entra)).servicePrincipal, "objectId");
        const made = [await assign(userId("alice")), await assign(String(group?.id)), await assign(other)];
        expect(made.map(({ state }) => [state.principalType, state.principalDisplayName])).to.deep.equal([
            ["User", "Alice Agent"],
            ["Group", "agents"],
            ["ServicePrincipal", "Contact centre"],
        ]);
        expect(made[0]?.id).to.match(
            new RegExp(`^/servicePrincipals/${resourceObjectId}/appRoleAssignedTo/[\\w-]{43}$`),
        );
        const { id, ...rest } = (await entra.read(ROLE_ASSIGNMENT, String(made[0]?.id))).state;
        expect(rest).to.deep.equal({
            appRoleId: DEFAULT_ROLE,
            principalDisplayName: "Alice Agent",
            principalObjectId: userId("alice"),
            principalType: "User",
            resourceDisplayName: "Contact centre",
            resourceObjectId,
        });
    });

    it("wants three bare object ids", async () => {
        const inputs = {
            appRoleId: "User",
            principalObjectId: "alice@contoso.example",
            resourceObjectId: `/servicePrincipals/${resourceObjectId}`,
        };
        expect(await failuresOf(entra, ROLE_ASSIGNMENT, inputs)).to.deep.equal([
            'expected "app_role_id" to be a valid UUID, got User',
            'expected "principal_object_id" to be a valid UUID, got alice@contoso.example',
            `expected "resource_object_id" to be a valid UUID, got /servicePrincipals/${resourceObjectId}`,
        ]);
    });

    it("refuses the same assignment twice, whatever the case of the ids", async () => {
        await assign(userId("bob"));
        expect(await refusal(assign(userId("bob").toUpperCase()))).to.equal(
            badRequest("Permission being assigned already exists on the object"),
        );
    });

    const recased: [what: string, change: (ids: Record<string, string>) => Record<string, string>][] = [
        ["as it was", (ids) => ids],
        [
            "with the group in upper case",
            (ids) => ({ ...ids, principalObjectId: ids.principalObjectId?.toUpperCase() ?? "" }),
        ],
        [
            "with the service principal in upper case",
            (ids) => ({ ...ids, resourceObjectId: ids.resourceObjectId?.toUpperCase() ?? "" }),
        ],
        ["with the role in upper case", (ids) => ({ ...ids, appRoleId: ids.appRoleId?.toUpperCase() ?? "" })],
    ];
    for (const [what, change] of recased) {
        it(`refuses a group's assignment again ${what}, and keeps the first`, async () => {
            const withRole = await makeApplication(entra, { appRoles: [{ ...role, allowedMemberTypes: ["User"] }] });
            const { state } = await entra.make(SERVICE_PRINCIPAL, { clientId: text(withRole, "clientId") });
            const principalObjectId = String(directory.groups[0]?.id);
            const ids = { appRoleId: role.id, principalObjectId, resourceObjectId: String(state.objectId) };
            const { id } = await entra.make(ROLE_ASSIGNMENT, ids);
            expect(await refusal(entra.make(ROLE_ASSIGNMENT, change(ids)))).to.equal(
                badRequest("Permission being assigned already exists on the object"),
            );
            expect((await entra.read(ROLE_ASSIGNMENT, id)).state).to.deep.include(ids);
        });
    }

    it("refuses a principal, and a resource, that are not there", async () => {
        expect(await refusal(assign(NOBODY))).to.equal(badRequest("Not a valid reference update."));
        resourceObjectId = NOBODY;
        expect(await refusal(assign(userId("bob")))).to.equal(
            `Service principal not found for resource (Object ID: "${NOBODY}"): ${resourceNotFound(NOBODY)}`,
        );
    });

    it("refuses a role that the application does not declare", async () => {
        expect(await refusal(assign(userId("bob"), NOBODY))).to.equal(
            badRequest(`Permission being assigned was not found on application '${text(application, "clientId")}'.`),
        );
    });

    it("has the default role only where the application declares none", async () => {
        const withRoles = await makeApplication(entra, { appRoles: [{ ...role, allowedMemberTypes: ["User"] }] });
        const clientId = text(withRoles, "clientId");
        const { state } = await entra.make(SERVICE_PRINCIPAL, { clientId });
        resourceObjectId = String(state.objectId);
        expect(state.appRoleIds).to.deep.equal({ agent: role.id });
        const notFound = badRequest(`Permission being assigned was not found on application '${clientId}'.`);
        expect(await refusal(assign(userId("bob")))).to.equal(notFound);
        expect((await assign(userId("bob"), role.id)).state.appRoleId).to.equal(role.id);
        expect(await refusal(assign(resourceObjectId, role.id))).to.equal(notFound);
    });

    it("replaces for every change", async () => {
        const before = { appRoleId: DEFAULT_ROLE, principalObjectId: NOBODY, resourceObjectId: NOBODY };
        const after = { appRoleId: NOBODY, principalObjectId: UNKNOWN, resourceObjectId: UNKNOWN };
        const { replaces } = await entra.diff(ROLE_ASSIGNMENT, before, after);
        expect(replaces.sort()).to.deep.equal(["appRoleId", "principalObjectId", "resourceObjectId"]);
    });

    it("does not wait for a new service principal that its first look does not find, but does so at the assignment", async () => {
        entra.plan({ replicationDelayReads: { [SERVICE_PRINCIPAL]: 1 } });
        try {
            resourceObjectId = text((await makeSamlApplication(entra)).servicePrincipal, "objectId");
            expect(await refusal(assign(userId("alice")))).to.equal(
                `Service principal not found for resource (Object ID: "${resourceObjectId}"): ${resourceNotFound(resourceObjectId)}`,
            );
            expect((await assign(userId("alice"))).state.principalType).to.equal("User");
        } finally {
            entra.plan({});
        }
    });

    it("is gone with the service principal that was assigned", async () => {
        const other = (await makeSamlApplication(entra)).servicePrincipal;
        const { id } = await assign(text(other, "objectId"));
        await entra.delete(SERVICE_PRINCIPAL, other.id);
        expect((await entra.read(ROLE_ASSIGNMENT, id)).id).to.equal("");
    });

    it("is gone when deleted, and with its service principal", async () => {
        const [one, two] = [await assign(userId("alice")), await assign(userId("bob"))];
        await entra.delete(ROLE_ASSIGNMENT, one.id);
        expect((await entra.read(ROLE_ASSIGNMENT, one.id)).id).to.equal("");
        await entra.delete(SERVICE_PRINCIPAL, `/servicePrincipals/${resourceObjectId}`);
        expect((await entra.read(ROLE_ASSIGNMENT, two.id)).id).to.equal("");
    });
});
