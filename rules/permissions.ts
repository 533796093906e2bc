/** What the caller needs permissions for. The lists are in graphPermissions.ts and awsPermissions.ts: docs/permissions.md is made from them. */

/**
 * `preview` and `up` of a stack, each also with `--refresh`; `destroy --run-program`; `activate`: the `activateCommand` of a certificate;
 * `findErrors` and `recover`: the commands of docs/sign-in-errors.md, and of `connect-sso recover`, which only read.
 */
export const permissionPurposes = ["preview", "up", "destroy", "activate", "findErrors", "recover"] as const;
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
