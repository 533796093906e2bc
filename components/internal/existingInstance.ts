import { getInstance } from "@pulumi/aws/connect";
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../rules/problem";
import { quote } from "../../rules/text";
import { type Answer, ask, isNotFound } from "./lookups";
import type { Refusals } from "./problems";

/** An instance that this deployment did not create. */
export interface ExistingInstance {
    id: string;
    arn: string;
    alias: string;
}

/** Reads an existing instance, or says why it can't be used: it can't be read, or its users don't sign in by SAML. */
export async function lookUpInstance(
    instanceId: string,
    lookup: pulumi.InvokeOptions,
    refusals: Refusals,
): Promise<{ instance?: ExistingInstance; isGone: boolean; problems: Problem[] }> {
    const refuse = (message: string, isGone = false) => ({
        isGone,
        problems: [{ path: ["existingInstanceId"], message }],
    });
    const found = await ask(
        () => getInstance({ instanceId }, lookup),
        ["id", "arn", "instanceAlias", "identityManagementType"],
    );
    if ("failure" in found && found.unanswered) {
        refusals.noteUnanswered(
            `Whether the instance ${quote(instanceId)} exists and its users sign in by SAML: the mocks do not answer getInstance.`,
        );
        return { isGone: false, problems: [] };
    }
    if ("failure" in found) {
        return refuse(
            `must be an Amazon Connect instance in the account and Region of the aws provider, got ${quote(instanceId)}, ` +
                `which can't be read: ${found.failure}`,
            isNotFound(found.failure),
        );
    }
    const { id, arn, instanceAlias: alias, identityManagementType } = found.answer;
    if (identityManagementType !== "SAML") {
        return refuse(
            `must be an instance whose identity management type is SAML, got ${quote(instanceId)}, which has ` +
                `${quote(identityManagementType)}. The type of an instance is permanent: use another instance, or write ` +
                "instanceAlias to create one",
        );
    }
    return { instance: { id, arn, alias }, isGone: false, problems: [] };
}

/** The id of the instance with this alias in the account and Region, if there is one already. */
export async function findInstanceId(alias: string, lookup: pulumi.InvokeOptions): Promise<Answer<string>> {
    const found = await ask(() => getInstance({ instanceAlias: alias }, lookup), ["id"]);
    return "answer" in found ? { answer: found.answer.id } : found;
}
