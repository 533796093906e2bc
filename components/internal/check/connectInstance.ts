import { connectTagsProblem, instanceAliasProblem, instanceIdProblem } from "../../../rules/connect";
import { fixedValueChanged } from "../../../rules/lockouts";
import type { Problem } from "../../../rules/problem";
import { booleanProblem } from "../../../rules/text";
import type { ConnectInstanceArgs } from "../../args/connectInstanceArgs";
import type { Fields } from "../args";
import { flag } from "./flag";

/** Fields of a `ConnectInstance`. */
export const connectInstanceFields = {
    instanceAlias: { rule: instanceAliasProblem },
    existingInstanceId: { rule: instanceIdProblem },
    inboundCallsEnabled: { rule: booleanProblem },
    outboundCallsEnabled: { rule: booleanProblem },
    contactFlowLogsEnabled: { rule: booleanProblem },
    contactLensEnabled: { rule: booleanProblem },
    tags: { rule: connectTagsProblem },
    protection: flag,
} satisfies Fields;

/** What is wrong with the instance arguments taken together. */
export function findInstanceProblems({
    instanceAlias,
    existingInstanceId,
}: Pick<ConnectInstanceArgs, "instanceAlias" | "existingInstanceId">): Problem[] {
    if (instanceAlias === undefined && existingInstanceId === undefined) {
        return [
            {
                path: ["instanceAlias"],
                message:
                    "or existingInstanceId must be set, got neither. Write the alias of an instance to create, or the id of an existing one",
            },
        ];
    }
    return instanceAlias === undefined || existingInstanceId === undefined
        ? []
        : [
              {
                  path: ["instanceAlias"],
                  message:
                      "must not be set together with existingInstanceId, got both. Keep instanceAlias to create an instance, or existingInstanceId to use an existing one",
              },
          ];
}

/** What an instance registers, and its guards compare. */
export interface RegisteredInstance {
    instanceAlias?: unknown;
    existingInstanceId?: unknown;
    /** Region of the aws provider. */
    region?: unknown;
}

/** What a change of the instance would take from people for good. */
export function findInstanceLockouts(before: RegisteredInstance, after: RegisteredInstance): Problem[] {
    const users = "the users and all history are in that instance";
    const becomesExisting = before.instanceAlias !== undefined && after.existingInstanceId !== undefined;
    const becomesCreated = before.existingInstanceId !== undefined && after.instanceAlias !== undefined;
    const created = "this stack created the instance and would delete it";
    return [
        ...fixedValueChanged(["instanceAlias"], before.instanceAlias, after.instanceAlias, users),
        ...fixedValueChanged(["existingInstanceId"], before.existingInstanceId, after.existingInstanceId, users),
        ...(becomesExisting ? fixedValueChanged(["instanceAlias"], before.instanceAlias, null, created) : []),
        ...(becomesCreated ? fixedValueChanged(["existingInstanceId"], before.existingInstanceId, null, users) : []),
        ...fixedValueChanged(
            [],
            before.region,
            after.region,
            "the instance is there",
            "The Region of the aws provider",
        ),
    ];
}
