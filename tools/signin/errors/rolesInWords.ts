import { listOf } from "../../../rules/text";

const mostNamed = 5;

/** The names of roles, given by ARN or name, with their accounts where names alone are not enough, and how many more there are. */
export function rolesInWords(roles: readonly string[]): string {
    const short = roles.map((role) => role.split("/").at(-1) ?? role);
    const isUnique = new Set(short).size === roles.length;
    const names = isUnique ? short : roles.map((role, index) => `${short[index]} (${role.split(":")[4] ?? role})`);
    return listOf(
        names.length > mostNamed ? [...names.slice(0, mostNamed), `${names.length - mostNamed} more`] : names,
    );
}
