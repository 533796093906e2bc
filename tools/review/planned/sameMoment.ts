/** Whether an export is of the moment from which a preview starts. */
import { DeploymentUnreadable } from "../../deployment/exportedState";
import { isSecret } from "../../deployment/pulumiValue";
import type { Entry, Operation, Step } from "../preview/preview";
import { isSame, mapMembers, secretMark } from "./values";

const needsStanding: ReadonlySet<Operation> = new Set(["same", "update", "replace", "delete"]);

/** Throws {@link DeploymentUnreadable} where the preview changes what the export does not have. */
export function expectAllStanding(steps: readonly Step[], exported: readonly Entry[], source: string): void {
    const known = new Set(exported.map(({ urn }) => urn));
    const missing = steps.filter(
        ({ operation, before, urn }) => needsStanding.has(operation) && before !== undefined && !known.has(urn),
    );
    const [first] = missing;
    if (first !== undefined) {
        const resources = missing.length === 1 ? "a resource" : `${missing.length} resources`;
        const [, , types = "", ...name] = first.urn.split("::");
        const example = `${types.slice(types.lastIndexOf("$") + 1)} ${name.join("::")}`;
        throw new DeploymentUnreadable(
            `${source} must be the export from which the preview starts, got one without ${resources} that the preview ` +
                `changes${missing.length === 1 ? ": " : ", such as "}${example}; run \`pulumi stack export\`, then ` +
                "`pulumi preview --json`, and deploy nothing in between",
        );
    }
}

/** URNs of what the preview begins with otherwise than the export ends. After `preview --refresh` this may be drift. */
export function startingElsewhere(steps: readonly Step[], exported: readonly Entry[]): Set<string> {
    const standing = new Map(exported.filter((it) => it.delete !== true).map((entry) => [entry.urn, entry]));
    const isElsewhere = ({ operation, before, urn }: Step) => {
        const known = standing.get(urn);
        if (known === undefined) {
            return false;
        }
        return before === undefined || before.inputs === undefined
            ? operation === "create"
            : operation !== "read" && !isSame(masked(before.inputs, 0), masked(known.inputs ?? {}, 0));
    };
    return new Set(steps.filter(isElsewhere).map(({ urn }) => urn));
}

function masked(value: unknown, depth: number): unknown {
    if (isSecret(value)) {
        return secretMark;
    }
    if (typeof value !== "object" || value === null || depth > 100) {
        return value;
    }
    return mapMembers(value, (it) => masked(it, depth + 1));
}
