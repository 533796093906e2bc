/** The person's account. */

import { quote } from "../../../../rules/text";
import type { Person } from "../../../deployment/directory";
import type { Trail } from "../trail";

/** What exports everything of people that a walk looks at. */
export const exportPeople =
    "`az rest --url 'https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,mail,accountEnabled,userType&$top=999'`, all pages";

export function checkAccount(trail: Trail, person: Person, source: string): void {
    const about = "accountEnabled";
    if (person.accountEnabled === undefined) {
        trail.unknown(about, {
            what: `whether the account of ${quote(person.userPrincipalName)} is enabled`,
            why: `${source} does not say (exports leave accountEnabled out unless asked for it)`,
            supply: `export people with it: ${exportPeople}`,
        });
        return;
    }
    if (!person.accountEnabled) {
        trail.stop("userDisabled", "disabled", { about, seen: "accountEnabled: false", expected: "true" });
    }
    trail.checked(about, "accountEnabled: true");
}
