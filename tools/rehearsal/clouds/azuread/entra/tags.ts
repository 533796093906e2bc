/** Tags of applications and service principals. */
import { invalidValue } from "./errors";

/** Throws the refusal of a list of tags, if it is refused. */
export function refuseTags(resource: string, tags: readonly string[]): void {
    if (tags.some((tag) => tag === "" || tag.length > 256 || /\s/.test(tag)) || new Set(tags).size < tags.length) {
        throw invalidValue("tags", resource, "1 to 256 characters each, no white space, none twice");
    }
}
