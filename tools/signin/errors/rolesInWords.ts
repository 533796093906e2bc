import { listOf } from "../../../rules/text";

const mostNamed = 5;

/** The names of roles, given by ARN or name, and how many more there are. */
export function rolesInWords(roles: readonly string[]): string {
    const names = roles.map((role) => role.split("/").at(-1) ?? role);
    return listOf(
        names.length > mostNamed ? [...names.slice(0, mostNamed), `${names.length - mostNamed} more`] : names,
    );
}
