/**
 * What messages that several components share tell to write: each component names arguments of its own only. Belongs here: the
 * words for each component. Not here: when a message is due.
 */
import type { DirectoryCures } from "../../rules/directory";
import type { AssignmentCures } from "../../rules/lockouts";

/** The cures of a `ConnectSso`. */
export const connectSsoCures: DirectoryCures & AssignmentCures = {
    leaver: "set signIn: false for someone who has left",
    withoutLookup: "set objectId for each user (az ad user show --id NAME --query id) and directoryLookup to false",
    endSignIn: "remove the group or set signIn: false for the user",
    removed: "removedGroups or removedUsers",
    renamedUser: "If they were a user of this stack under another name, set formerUsername in the entry.",
};

/** The cures of an `EntraAppAssignments`. */
export const entraAppAssignmentsCures: DirectoryCures & AssignmentCures = {
    leaver: "remove the entry of someone who has left",
    withoutLookup: "list groups instead of users",
    endSignIn: "remove the name from users or groups",
    removed: "removedGroups",
    renamedUser: "",
};
