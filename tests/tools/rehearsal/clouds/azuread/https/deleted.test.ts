import { expect } from "chai";
import { deleteObject } from "../../../../../helpers/graph";
import { type CloudClient, refusal } from "../../provider/client";
import {
    APPLICATION,
    DEFAULT_ROLE,
    GROUP,
    IDENTIFIER_URI,
    type Made,
    makeSamlApplication,
    NOBODY,
    POLICY,
    POLICY_ASSIGNMENT,
    ROLE_ASSIGNMENT,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
    userId,
} from "../entra";

describe("what Graph deletes behind Pulumi's back", () => {
    let entra: CloudClient;
    let application: Made;
    let servicePrincipal: Made;
    before(async () => {
        entra = await startEntra();
    });
    beforeEach(async () => {
        ({ application, servicePrincipal } = await makeSamlApplication(entra));
    });
    after(() => entra.stop());

    it("Pulumi finds gone, object by object", async () => {
        const policy = await entra.make(POLICY, {
            definitions: ['{"ClaimsMappingPolicy":{"Version":1}}'],
            displayName: "claims",
        });
        const assignment = await entra.make(POLICY_ASSIGNMENT, {
            claimsMappingPolicyId: policy.id,
            servicePrincipalId: servicePrincipal.id,
        });
        const roleAssignment = await entra.make(ROLE_ASSIGNMENT, {
            appRoleId: DEFAULT_ROLE,
            principalObjectId: userId("alice"),
            resourceObjectId: text(servicePrincipal, "objectId"),
        });
        const identifier = await entra.make(IDENTIFIER_URI, {
            applicationId: application.id,
            identifierUri: "urn:behind",
        });
        const group = await entra.make(GROUP, { displayName: "behind", securityEnabled: true });
        const gone: [string, string][] = [
            [ROLE_ASSIGNMENT, roleAssignment.id],
            [POLICY_ASSIGNMENT, assignment.id],
            [POLICY, policy.id],
            [GROUP, group.id],
            [SERVICE_PRINCIPAL, servicePrincipal.id],
            [APPLICATION, application.id],
        ];
        for (const [token, id] of gone) {
            await deleteObject(entra.folder, id);
            expect((await entra.read(token, id)).id, token).to.equal("");
            expect(await refusal(deleteObject(entra.folder, id)), token).to.contain("Request_ResourceNotFound");
        }
        expect((await entra.read(IDENTIFIER_URI, identifier.id)).id).to.equal("");
    });

    it("takes the service principal with its application", async () => {
        await deleteObject(entra.folder, application.id);
        expect((await entra.read(SERVICE_PRINCIPAL, servicePrincipal.id)).id).to.equal("");
    });

    it("is never a person", async () => {
        expect(await refusal(deleteObject(entra.folder, `/users/${NOBODY}`))).to.contain(
            `The emulated Entra does not serve DELETE /v1.0/users/${NOBODY}.`,
        );
    });
});
