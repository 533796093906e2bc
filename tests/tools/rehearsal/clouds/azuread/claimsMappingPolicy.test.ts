import { expect } from "chai";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import { definitionOf, invalidDefinition, nameId, roleClaim } from "./claims";
import {
    failuresOf,
    makeSamlApplication,
    NOBODY,
    POLICY,
    POLICY_ASSIGNMENT,
    resourceNotFound,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
} from "./entra";

describe("azuread.ClaimsMappingPolicy and its assignment in the emulated Entra", () => {
    let entra: CloudClient;
    let servicePrincipalId: string;
    before(async () => {
        entra = await startEntra();
    });
    beforeEach(async () => {
        servicePrincipalId = (await makeSamlApplication(entra)).servicePrincipal.id;
    });
    after(() => entra.stop());

    const makePolicy = (displayName = "AWS claims") =>
        entra.make(POLICY, { definitions: [definitionOf(roleClaim, nameId)], displayName });

    it("keeps a policy's text as it was sent", async () => {
        const inputs = { definitions: [definitionOf(roleClaim, nameId)], displayName: "AWS claims" };
        const { id, state } = await entra.make(POLICY, inputs);
        expect(id).to.match(/^\/policies\/claimsMappingPolicies\/[\da-f-]{36}$/);
        expect(state).to.deep.equal({ id, ...inputs });
    });

    it("refuses empty texts before and bad ones at creation", async () => {
        expect(await failuresOf(entra, POLICY, { definitions: [""], displayName: "" })).to.deep.equal([
            'expected "definition.0" to not be an empty string, got ',
            'expected "display_name" to not be an empty string, got ',
        ]);
        expect(await refusal(entra.make(POLICY, { definitions: ["{}"], displayName: "a" }))).to.equal(
            `Could not create Claims Mapping Policy: ${invalidDefinition("the one key must be ClaimsMappingPolicy, an object")}`,
        );
    });

    it("changes a policy in place, assigned or not, and refuses a bad change", async () => {
        const { id, state } = await makePolicy();
        await entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: id, servicePrincipalId });
        const news = { definitions: [definitionOf(nameId)], displayName: "Other" };
        const { detailed, replaces } = await entra.diff(POLICY, state, news);
        expect([detailed, replaces]).to.deep.equal([{ "definitions[0]": "update", displayName: "update" }, []]);
        expect(await entra.update(POLICY, id, state, news)).to.deep.equal({ id, ...news });
        const bad = entra.update(POLICY, id, state, { ...news, definitions: ["[]"] });
        expect(await refusal(bad)).to.equal(
            `Could not update Policy Claims Mapping Policy (Claims Mapping Policy: "${id.split("/")[3]}"): ${invalidDefinition("not a JSON object")}`,
        );
        expect((await entra.read(POLICY, id)).state.definitions).to.deep.equal(news.definitions);
    });

    it("assigns a policy under both ids", async () => {
        const { id: claimsMappingPolicyId } = await makePolicy();
        const inputs = { claimsMappingPolicyId, servicePrincipalId };
        const { id, state } = await entra.make(POLICY_ASSIGNMENT, inputs);
        expect(id).to.equal(`${servicePrincipalId}/claimsMappingPolicies/${claimsMappingPolicyId.split("/")[3]}`);
        expect(state).to.deep.equal({ id, ...inputs });
        const { replaces } = await entra.diff(POLICY_ASSIGNMENT, inputs, {
            claimsMappingPolicyId: UNKNOWN,
            servicePrincipalId: UNKNOWN,
        });
        expect(replaces.sort()).to.deep.equal(["claimsMappingPolicyId", "servicePrincipalId"]);
    });

    it("wants resource ids, not object ids", async () => {
        expect(
            await failuresOf(entra, POLICY_ASSIGNMENT, { claimsMappingPolicyId: NOBODY, servicePrincipalId: NOBODY }),
        ).to.deep.equal([
            `parsing "${NOBODY}": parsing the PolicyClaimsMappingPolicy ID: the number of segments didn't match. Expected a ` +
                "PolicyClaimsMappingPolicy ID that matched (containing 3 segments): " +
                "/policies/claimsMappingPolicies/claimsMappingPolicyId",
            `parsing "${NOBODY}": parsing the ServicePrincipal ID: the number of segments didn't match. Expected a ` +
                "ServicePrincipal ID that matched (containing 2 segments): /servicePrincipals/servicePrincipalId",
        ]);
    });

    it("refuses a policy or a service principal that is not there", async () => {
        const { id: policyId } = await makePolicy();
        const noPolicy = { claimsMappingPolicyId: `/policies/claimsMappingPolicies/${NOBODY}`, servicePrincipalId };
        const nowhere = { claimsMappingPolicyId: policyId, servicePrincipalId: `/servicePrincipals/${NOBODY}` };
        for (const [inputs, objectId] of [
            [noPolicy, servicePrincipalId.split("/")[2]],
            [nowhere, NOBODY],
        ] as const) {
            expect(await refusal(entra.make(POLICY_ASSIGNMENT, inputs))).to.equal(
                `Creating ClaimsMappingPolicyAssignment for Service Principal (Service Principal: "${objectId}"): ${resourceNotFound(NOBODY)}`,
            );
        }
    });

    it("refuses a second policy for one service principal, and the same one twice", async () => {
        const [one, two] = [await makePolicy(), await makePolicy("Two")];
        await entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: one.id, servicePrincipalId });
        const again = await refusal(
            entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: one.id, servicePrincipalId }),
        );
        const second = await refusal(
            entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: two.id, servicePrincipalId }),
        );
        expect(again).to.match(
            /One or more added object references already exist for the following modified properties/,
        );
        expect(second).to.match(/A conflicting object with one or more of the specified property values is present/);
    });

    it("deletes a policy only when nothing has it any more", async () => {
        const { id: policyId } = await makePolicy();
        const { id } = await entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: policyId, servicePrincipalId });
        expect(await refusal(entra.delete(POLICY, policyId))).to.match(/The policy is applied to at least one object/);
        await entra.delete(POLICY_ASSIGNMENT, id);
        expect((await entra.read(POLICY_ASSIGNMENT, id)).id).to.equal("");
        await entra.delete(POLICY, policyId);
        expect((await entra.read(POLICY, policyId)).id).to.equal("");
    });

    it("loses the assignment, not the policy, with the service principal", async () => {
        const { id: policyId } = await makePolicy();
        const { id } = await entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: policyId, servicePrincipalId });
        await entra.delete(SERVICE_PRINCIPAL, servicePrincipalId);
        const found = [await entra.read(POLICY_ASSIGNMENT, id), await entra.read(POLICY, policyId)];
        expect(found.map((each) => each.id)).to.deep.equal(["", policyId]);
        expect(text({ id: policyId, state: found[1]?.state ?? {} }, "displayName")).to.equal("AWS claims");
    });
});
