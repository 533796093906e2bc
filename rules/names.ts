/** Names that people and claims meet, when the configuration gives none. */
import { createHash } from "node:crypto";

/** A role's name may have 64 characters, the shortest limit of the three. */
const longest = 64;

/**
 * `<project>-<stack>` for the role, the SAML provider and the application: fixed, since Connect binds people to the
 * role they first came with. Of a stack `organization/project/stack` only the last part counts. Characters that IAM
 * refuses become "-". `component` names another federation of the same stack. A name that must be cut ends in a hash of the whole, so that two long ones stay different.
 */
export function defaultNames(
    project: string,
    stack: string,
    component?: string,
): { roleName: string; samlProviderName: string; displayName: string } {
    const parts = [project, stack.slice(stack.lastIndexOf("/") + 1), ...(component === undefined ? [] : [component])];
    const whole = parts.join("-");
    const name = cut(whole.replace(/[^A-Za-z0-9._-]/gu, "-"), whole);
    return { roleName: name, samlProviderName: name, displayName: name };
}

function cut(name: string, whole: string): string {
    if (name.length <= longest) {
        return name;
    }
    const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
    return `${name.slice(0, longest - hash.length - 1)}-${hash}`;
}

/** The policy of the pack in `policy/` that lists what the other rules could not check; a review shows it as that. */
export const notCheckedPolicy = "not-checked";

/** The message of what only ends a run that was refused: what was wrong stands in another one. */
export const seeOtherErrors = "see the other errors";
