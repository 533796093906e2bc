/** Components of this project put their own name and a hyphen before the key that the configuration has. */
import type { StateResource } from "../deployment/stateResource";

/** The key; undefined for what none of them made. */
export function ownName({ name, parent = "" }: Pick<StateResource, "name" | "parent">): string | undefined {
    // urn:pulumi:<stack>::<project>::<types>::<name>
    const [, , types = "", ...names] = parent.split("::");
    const prefix = `${names.join("::")}-`;
    const isOwn = types.slice(types.lastIndexOf("$") + 1).startsWith("connect-entra-sso:");
    return isOwn && name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}
