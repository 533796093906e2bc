/** Which of the real provider's requests come before the work is done, and which after it: a caller may lack a permission for either. */
import type { AskedOperation, Call, Cloud } from "./resourceType";

/**
 * Refuses what the caller may not do. `before` are all requests up to the last one that changes something, so that what is refused
 * changes nothing; `after` are those that read what was made.
 */
export function permit(cloud: Cloud, call: Call, when: "before" | "after", asked: AskedOperation): void {
    const requests = cloud.requests?.(call, asked) ?? [];
    const lastChange = requests.findLastIndex(({ changes }) => changes);
    const firstAfter = lastChange < 0 ? requests.length : lastChange + 1;
    for (const request of when === "before" ? requests.slice(0, firstAfter) : requests.slice(firstAfter)) {
        request.refuse();
    }
}
