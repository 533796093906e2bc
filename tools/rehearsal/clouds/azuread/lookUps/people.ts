/** What look-ups of people have in common: what the caller may read, and exactly one key to look up by. */
import type { Failure, Values } from "../../provider/resourceType";
import type { Directory } from "../entra/directory";
import { insufficientPrivileges } from "../entra/errors";
import type { User, UserPermission } from "../entra/objects";

export function refuseWithoutPermission(directory: Directory): void {
    if (directory.tenant.userPermission === "none") {
        throw insufficientPrivileges();
    }
}

/** User.ReadBasic.All gives names, mail and UPN: what can't be read comes back empty, and accountEnabled false. */
export function visible(user: User, permission: UserPermission): User {
    return permission === "User.Read.All"
        ? user
        : {
              ...user,
              accountEnabled: false,
              employeeId: null,
              mailNickname: null,
              onPremisesImmutableId: null,
              onPremisesSamAccountName: null,
              onPremisesUserPrincipalName: null,
              usageLocation: null,
          };
}

/** The provider's ExactlyOneOf. */
export function exactlyOneOf(choices: readonly string[], inputs: Values): Failure[] {
    const given = choices.filter((name) => inputs[name] !== undefined);
    if (given.length === 1) {
        return [];
    }
    const said = given.length === 0 ? "must be specified" : `can be specified, but ${given.join(", ")} were specified`;
    return [{ reason: `only one of ${choices.join(", ")} ${said}` }];
}
