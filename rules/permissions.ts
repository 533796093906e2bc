/** What the caller needs permissions for. The lists are in graphPermissions.ts and awsPermissions.ts: docs/permissions.md is made from them. */

/**
 * `preview` and `up` of a stack, each also with `--refresh`; `destroy --run-program`; `activate`: the `activateCommand` of a certificate;
 * `findErrors`, `recover` and `syncUsers`: the commands of docs/sign-in-errors.md, of `connect-sso recover`, and of `connect-sso users sync --live`, which only read.
 */
export const permissionPurposes = [
    "preview",
    "up",
    "destroy",
    "activate",
    "findErrors",
    "recover",
    "syncUsers",
] as const;
export type PermissionPurpose = (typeof permissionPurposes)[number];

/** What both lists say of a permission. */
export interface Permission {
    purposes: readonly PermissionPurpose[];
    why: string;
    /** Why the emulated clouds can't show that it is needed. What has none is tested against them, by removing it. */
    unproved?: string;
}

export const isFor =
    (purposes: readonly PermissionPurpose[]) =>
    (permission: Permission): boolean =>
        permission.purposes.some((purpose) => purposes.includes(purpose));
