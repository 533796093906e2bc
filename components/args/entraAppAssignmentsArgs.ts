import type * as pulumi from "@pulumi/pulumi";

/** Arguments of `EntraAppAssignments`. */
export interface EntraAppAssignmentsArgs {
    /** Object id of the application's service principal, a GUID. */
    servicePrincipalObjectId: pulumi.Input<string>;
    /** Users who may sign in, each by their value of `userAttribute`. They are looked up in the directory. @default - none */
    users?: string[];
    /** Directory attribute that `users` holds: `userPrincipalName`, `mail` or `employeeId`. @default `userPrincipalName` */
    userAttribute?: string;
    /** Object ids of groups whose direct members may sign in, by a name of your choice. Nested groups don't count. @default - none */
    groups?: Record<string, pulumi.Input<string>>;
    /** Names of groups that you removed from `groups`. Required only for the last assignment. @default - none */
    removedGroups?: string[];
    /** Id of the app role to assign, a GUID. @default - the default role of an application that declares none */
    appRoleId?: pulumi.Input<string>;
    /** Whether the assignment of a configured user or group can't be deleted, and the last one only if `removedGroups` names it. @default true */
    protection?: boolean;
}
