/**
 * What messages that several components share tell to write: each component names arguments of its own only. Belongs here: the
 * words for each component. Not here: when a message is due.
 */
import type { DirectoryCures } from "../../rules/directory";
import type { AssignmentCures, AttributeCures, UserCures } from "../../rules/lockouts";

/** The cures of a `ConnectSso`. */
export const connectSsoCures: DirectoryCures & AssignmentCures & UserCures & AttributeCures = {
    leaver: "set signIn: false for someone who has left",
    withoutLookup: "set objectId for each user (az ad user show --id NAME --query id) and directoryLookup to false",
    endSignIn: "remove the group or set signIn: false for the user",
    removed: "removedGroups or removedUsers",
    renamedUser: "If they were a user of this stack under another name, set formerUsername in the entry.",
    keepUser: "Put the entry back, with signIn: false if they must no longer sign in",
    checkAttribute: "Look up every user for this change",
};

/** The cures of a `ConnectUsers`. */
export const connectUsersCures: UserCures = { keepUser: "Put the entry back" };

/** The cures of an `EntraAppAssignments`. */
export const entraAppAssignmentsCures: DirectoryCures & AssignmentCures = {
    leaver: "remove the entry of someone who has left",
    withoutLookup: "list groups instead of users",
    endSignIn: "remove the name from users or groups",
    removed: "removedGroups",
    renamedUser: "",
};

/** The cures of an `EntraAwsClaims`. */
export const entraAwsClaimsCures: AttributeCures = { checkAttribute: "Compare the two for every user" };
