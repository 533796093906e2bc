/** AWS asked the person which role to take. */
import { rolesInWords } from "../errors/rolesInWords";
import type { Finding } from "./explanation";
import { finding } from "./finding";

/** `roles`: ARNs or names, as the page offers them. */
export function severalRoles(roles: readonly string[], evidence: string, values: Record<string, string>): Finding {
    const known = { ...values, seen: rolesInWords(roles) };
    return finding("severalRoles", { sureness: "certain", evidence, causeId: "severalOffered", values: known });
}

/** Beside a response with several pairs: what was looked at. */
export function severalRolesNote(count: number, chosen: string | undefined, isChosen: boolean): string {
    const rest = "Amazon Connect keeps a person to the role of their first sign-in";
    return isChosen
        ? `the response offers ${count} roles, and the person chose ${chosen}, which is the one that was checked; ${rest}`
        : `the response offers ${count} roles, so AWS asks the person which one to use; ${chosen ?? "none"} was checked, the first; ${rest}`;
}
