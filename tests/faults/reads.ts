/** Each further read of Entra that may come too early: each, by each way, is a case. The matrix has the provider's last one. */
import { azureadCloud } from "../../tools/rehearsal/clouds/azuread";
import type { FaultPlan } from "../../tools/rehearsal/clouds/provider/plan/format";
import { readsOf } from "../../tools/rehearsal/clouds/provider/readsOf";
import { earlyReadOf, shortName, tokensOf } from "./matrix";

export interface ReadCase {
    way: "cli" | "start";
    operation: "create" | "update";
    /** Token of the resource type. */
    token: string;
    read: string;
}

export const readCases: readonly ReadCase[] = (["cli", "start"] as const).flatMap((way) =>
    (["create", "update"] as const).flatMap((operation) =>
        tokensOf[operation].flatMap((token) => {
            const type = azureadCloud.types.find((one) => one.token === token);
            const reads = type === undefined ? [] : readsOf(type, operation).map(({ name }) => name);
            return reads.filter((read) => read !== earlyReadOf(token)).map((read) => ({ way, operation, token, read }));
        }),
    ),
);

export const readId = ({ way, operation, token, read }: ReadCase): string =>
    [way, operation, shortName(token), "stale", read].join("/");

export const planOfRead = ({ operation, token, read }: ReadCase): FaultPlan => ({
    stale: [{ type: token, operation, call: 1, read }],
    once: true,
});
