/** Words that findings share. */
import { listOf, visibleLine } from "../rules/text";
import type { Resource } from "./resource";
import type { Finding } from "./rule";

/** A value that is known only after the deployment. */
export function notYet(resource: Resource, property: string): Finding {
    return { resource, notChecked: `${property} is known only after the deployment` };
}

/** Values in quotation marks; of many the first ones. */
export function quoted(values: readonly string[]): string {
    const most = 8;
    const shown = values.slice(0, most).map(visibleLine);
    return values.length > most
        ? `${shown.map((one) => `"${one}"`).join(", ")} and ${values.length - most} more`
        : listOf(shown);
}
