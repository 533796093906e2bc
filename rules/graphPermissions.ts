/** The application roles of Microsoft Graph that a caller needs: from the pages of the Graph API and the requests of azuread 3.8.0. */
import { isFor, type Permission, type PermissionPurpose } from "./permissions";

interface GraphPermission extends Permission {
    appRole: string;
    /** Wider roles, each of which does as well. */
    instead?: readonly string[];
    /** Left out unless you do this. */
    onlyFor?: string;
}

const everyRun = ["preview", "up", "destroy"] as const;

export const graphPermissionList: readonly GraphPermission[] = [
    {
        appRole: "Application.Read.All",
        purposes: [...everyRun, "findErrors", "recover"],
        instead: ["Directory.Read.All"],
        why:
            "Finds another application that has the identifier (without this role a preview warns, and Entra refuses during `up`). Reads " +
            "applications and assignments for a refresh. Required with `AppRoleAssignment.ReadWrite.All`",
    },
    {
        appRole: "User.Read.All",
        purposes: [...everyRun, "findErrors", "syncUsers"],
        instead: ["Directory.Read.All"],
        why: "Finds users in the directory. `User.ReadBasic.All` is not enough: the azuread provider then reads every account as disabled",
    },
    {
        appRole: "Policy.Read.All",
        purposes: [...everyRun, "findErrors", "recover"],
        why: "Reads the claims mapping policy and its assignment. Without it, `up` can't read back what it wrote",
    },
    {
        appRole: "Application.ReadWrite.OwnedBy",
        purposes: ["up", "destroy", "activate"],
        instead: ["Application.ReadWrite.All"],
        why:
            "Writes the application, identifier, service principal and signing certificates, and activates a certificate. It is enough " +
            "only while the caller is an owner of the application and its service principal: list the caller's object id if you set `owners`",
    },
    {
        appRole: "Policy.ReadWrite.ApplicationConfiguration",
        purposes: ["up", "destroy"],
        why: "Writes the claims mapping policy and its assignment",
    },
    {
        appRole: "AppRoleAssignment.ReadWrite.All",
        purposes: ["up", "destroy"],
        why:
            "Assigns users and groups. Entra lets its holder give any application role to any application, so guard this identity. That " +
            "`Application.ReadWrite.All` alone is enough is *assumed*",
    },
    {
        appRole: "Directory.Read.All",
        purposes: ["up"],
        why: "Adds owners to what exists",
        onlyFor: "you change `owners` later",
    },
    {
        appRole: "GroupMember.Read.All",
        purposes: ["findErrors", "syncUsers"],
        why: "Reads the members of groups",
        unproved: "a rehearsal does not run such commands",
    },
];

/** The application roles of Microsoft Graph that these purposes need together; the last one of the list only if you change `owners` later. */
export function graphPermissions(purposes: readonly PermissionPurpose[]): string[] {
    return graphPermissionList
        .filter(isFor(purposes))
        .filter(({ onlyFor }) => onlyFor === undefined)
        .map(({ appRole }) => appRole);
}
