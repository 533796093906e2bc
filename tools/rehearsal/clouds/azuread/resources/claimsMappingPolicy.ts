/** azuread.ClaimsMappingPolicy: which claims go into the tokens of the service principals that have the policy. */
import type { ResourceType, Values } from "../../provider/resourceType";
import {
    createClaimsMappingPolicy,
    deleteClaimsMappingPolicy,
    updateClaimsMappingPolicy,
} from "../entra/claimsMappingPolicies";
import { Directory, tokens } from "../entra/directory";
import { during } from "../entra/errors";
import { notEmpty } from "./formats";
import { claimsMappingPolicyId, namedPolicy } from "./ids";
import { requiredText, textsOf } from "./values";

export const claimsMappingPolicy: ResourceType = {
    token: tokens.claimsMappingPolicy,
    properties: {
        definitions: {
            kind: "list",
            ownName: "definition",
            required: true,
            items: { kind: "string", format: notEmpty },
        },
        displayName: { kind: "string", required: true, format: notEmpty },
    },
    create(call, inputs) {
        const { id } = during("Could not create Claims Mapping Policy", () =>
            createClaimsMappingPolicy(new Directory(call), contentFrom(inputs)),
        );
        return claimsMappingPolicyId.format({ claimsMappingPolicyId: id });
    },
    read(call, id) {
        const policy = new Directory(call).claimsMappingPolicies.get(
            claimsMappingPolicyId.parse(id).claimsMappingPolicyId,
        );
        return policy && { definitions: policy.definition, displayName: policy.displayName };
    },
    update(call, id, inputs) {
        const { claimsMappingPolicyId: objectId } = claimsMappingPolicyId.parse(id);
        during(`Could not update ${namedPolicy(objectId)}`, () =>
            updateClaimsMappingPolicy(new Directory(call), objectId, contentFrom(inputs)),
        );
    },
    delete(call, id) {
        const { claimsMappingPolicyId: objectId } = claimsMappingPolicyId.parse(id);
        during(`Deleting ${namedPolicy(objectId)}`, () => deleteClaimsMappingPolicy(new Directory(call), objectId));
    },
    reads: {
        create: [{ name: "readBack", when: "after", missed: "gone" }],
        update: [{ name: "readBack", when: "after", missed: "gone" }],
    },
};

function contentFrom(inputs: Values): { definition: string[]; displayName: string } {
    return { definition: textsOf(inputs, "definitions"), displayName: requiredText(inputs, "displayName") };
}
