/** What `pulumi preview --json` would create. */
import { isRecord } from "../../rules/record";
import { missingFrom } from "./readStack";
import type { Missing } from "./recovery";

export interface Preview {
    creates: Missing[];
    /** URNs of what it would replace or delete. */
    replaces: string[];
    deletes: string[];
    /** URNs of what it would update. */
    updates: string[];
}

/** Undefined for anything that is no preview. */
export function readPreview(printed: unknown): Preview | undefined {
    if (!isRecord(printed) || !Array.isArray(printed.steps)) {
        return undefined;
    }
    const steps = printed.steps.filter(isRecord);
    const of = (...ops: string[]) =>
        steps.filter(({ op, urn }) => typeof urn === "string" && ops.includes(String(op))) as ({
            urn: string;
        } & Record<string, unknown>)[];
    const urnsOf = (...ops: string[]) => [...new Set(of(...ops).map(({ urn }) => urn))];
    const creates = of("create").flatMap(({ urn, newState }) =>
        isRecord(newState) && newState.custom === true && !urn.includes("::pulumi:providers:")
            ? [missingFrom(newState, urn, false)]
            : [],
    );
    return {
        creates,
        replaces: urnsOf("replace", "create-replacement", "delete-replaced", "import-replacement"),
        deletes: urnsOf("delete", "discard"),
        updates: urnsOf("update"),
    };
}
