/** Which stack a preview or an export is of: its resources' URNs say it. */
import { isRecord } from "../../../rules/record";
import { readPreview } from "../../review/preview/readPreview";

export interface StackId {
    stack: string;
    project: string;
}

/** `urn:pulumi:<stack>::<project>::…`. */
function stackOfUrn(urn: unknown): StackId | undefined {
    const [, stack, project] = (typeof urn === "string" ? /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn) : null) ?? [];
    return stack === undefined || project === undefined ? undefined : { stack, project };
}

/** Unknown where nothing changes, and the preview lists nothing. Throws PreviewUnreadable. */
export function stackOfPreview(content: string): StackId | undefined {
    const { steps, diagnostics } = readPreview(content);
    return stackOfUrn([...steps, ...diagnostics].find(({ urn }) => urn !== undefined && urn !== "")?.urn);
}

export function stackOfExport(content: unknown): StackId | undefined {
    const deployment = isRecord(content) ? content.deployment : undefined;
    const resources = isRecord(deployment) ? deployment.resources : undefined;
    const [first] = Array.isArray(resources) ? resources.filter(isRecord) : [];
    return stackOfUrn(first?.urn);
}

/** The stack's name; with the project's, where two stacks of several projects share the name. */
export function titleOf(id: StackId | undefined, all: readonly (StackId | undefined)[]): string | undefined {
    if (id === undefined) {
        return undefined;
    }
    const isShared = all.filter((other) => other?.stack === id.stack).length > 1;
    return isShared ? `${id.project}/${id.stack}` : id.stack;
}
