/** What AWS itself gives as the reason of a denial. */
import type { Said, Told } from "./signInError";

const word = /[a-z-]{2,20}/.source;
const policy = String.raw`(?:${word}\s{1,9}){0,3}(?:policy|boundary)`;
const denied = new RegExp(String.raw`\bexplicit\s{1,9}deny\s{1,9}in\s{1,9}((?:an?|the)\s{1,9}${policy})`, "i");
const notAllowed = new RegExp(String.raw`\bbecause\s{1,9}no\s{1,9}(${policy})\s{1,9}allows?\b`, "i");

/**
 * The kind of policy that AWS blames: `service control policy`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
 */
function blamed(form: RegExp, { pasted }: Said): string | undefined {
    return form
        .exec(pasted)?.[1]
        ?.replace(/\s+/g, " ")
        .toLowerCase()
        .replace(/\bvpc\b/, "VPC");
}

/** AWS denies an action that a role's trust policy must allow beside `sts:AssumeRoleWithSAML`. */
export const deniesBeside = /not authorized to perform:?\s{1,9}(sts:(?:TagSession|SetSourceIdentity))\b/i;

export const denies =
    (action: string) =>
    ({ pasted }: Said): Told | undefined =>
        deniesBeside.exec(pasted)?.[1]?.endsWith(action) === true ? {} : undefined;

/** "because no … allows": a policy of these kinds. */
export const lacksAllow =
    (kinds: RegExp) =>
    (said: Said): Told | undefined => {
        const kind = blamed(notAllowed, said);
        const article = kind !== undefined && /^[aeiou]/.test(kind) ? "an" : "a";
        return kind !== undefined && kinds.test(kind)
            ? { values: { policy: `${article} ${kind}`, statement: `${article} ${kind}` } }
            : undefined;
    };

/** "explicit deny in a …": a policy of these kinds. */
export const hasDeny =
    (kinds: RegExp) =>
    (said: Said): Told | undefined => {
        const kind = blamed(denied, said);
        return kind !== undefined && kinds.test(kind) ? { values: { statement: `a statement in ${kind}` } } : undefined;
    };
