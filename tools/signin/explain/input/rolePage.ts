/** The page on which AWS asks which of several roles to take. Never throws; time is linear. */
import type { Handler } from "htmlparser2";
import { parse } from "./html";

/** More roles than these are not listed. */
const mostRoles = 100;

/** The roles that a saved or recorded page offers, by their ARNs; undefined for any other page. */
export function rolesOfPage(html: string): string[] | undefined {
    if (!html.includes("roleIndex")) {
        return undefined;
    }
    const roles = new Set<string>();
    const handler: Partial<Handler> = {
        onopentag(name, { name: field, value = "" }) {
            if (name === "input" && field === "roleIndex" && value !== "" && roles.size < mostRoles) {
                roles.add(value);
            }
        },
    };
    parse(handler, html);
    return roles.size === 0 ? undefined : [...roles];
}
