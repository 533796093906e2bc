/** What a preview is about to do, in a number: the same for two previews that do the same. */
import { createHash } from "node:crypto";

interface Step {
    op: string;
    urn: string;
    oldState?: { id?: string; inputs?: unknown; provider?: string };
    newState?: { inputs?: unknown; provider?: string };
    replaceReasons?: string[];
}

/** Secrets are `[secret]` in a preview, so that a secret's new value changes nothing here. */
export function fingerprintOf(preview: unknown): string {
    const { steps = [] } = (preview ?? {}) as { steps?: Step[] };
    const planned = steps
        .map(({ op, urn, oldState, newState, replaceReasons }) => ({
            op,
            urn,
            id: oldState?.id,
            before: oldState?.inputs,
            after: newState?.inputs,
            provider: newState?.provider?.split("::").slice(0, -1),
            replaceReasons,
        }))
        .sort((one, other) => compare(`${one.urn} ${one.op}`, `${other.urn} ${other.op}`));
    return createHash("sha256").update(JSON.stringify(planned, sortKeys)).digest("hex");
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

function sortKeys(_key: string, value: unknown): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => compare(one, other)));
}
