/** Violations of policies beside a preview's JSON, which has none: from its text, or from the engine's event log. */
import { withoutColours } from "./colours";
import { readPolicyText } from "./policyText";
import type { Preview } from "./preview";
import { readPreview } from "./readPreview";

/** What `pulumi preview` says of policies elsewhere. */
export interface PolicyOutput {
    /** What it prints without `--json`. */
    text?: string | undefined;
    /** What it writes with `--event-log`, which has the violations in full. */
    eventLog?: string | undefined;
}

/** The engine's own word for a preview that a policy has stopped. */
const failed = /^(?:error: )?(?:preview|update) failed$/;

/** The preview with its violations. Throws PreviewUnreadable for an event log that is none. */
export function withPolicies(preview: Preview, { text, eventLog }: PolicyOutput): Preview {
    const policyViolations = [
        ...preview.policyViolations,
        ...(text === undefined ? [] : readPolicyText(text)),
        ...(eventLog === undefined ? [] : readPreview(eventLog).policyViolations),
    ];
    const isStopped = policyViolations.some(({ isMandatory }) => isMandatory);
    const diagnostics = preview.diagnostics.filter(
        ({ message }) => !(isStopped && failed.test(withoutColours(message).trim())),
    );
    return { ...preview, policyViolations, diagnostics };
}
