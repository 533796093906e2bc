/** Long lists, shortened for a terminal. */
import { listOf, quote } from "../../../rules/text";

/** The first names, and how many there are beside them. */
export function someOf(names: readonly string[], most: number): string {
    const left = names.length - most;
    return left <= 0 ? listOf(names) : `${names.slice(0, most).map(quote).join(", ")} and ${left} more`;
}
