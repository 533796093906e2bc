/** What a mapping file says: which groups make Connect users, and with which profiles. */

/** Keys of a user that a mapping decides. All others are kept as people write them. */
export const settingNames = [
    "securityProfiles",
    "routingProfile",
    "afterContactWorkTimeLimitSeconds",
    "autoAccept",
    "tags",
] as const;

export type Settings = { [name in (typeof settingNames)[number]]?: unknown };

export type NameAttribute = "userPrincipalName" | "mail" | "employeeId";

export interface MappedGroup {
    /** Object id. */
    id: string;
    /** For people, and for `--group`. */
    name: string;
    /** An export without members is believed. */
    mayBeEmpty: boolean;
    /** With the defaults. */
    settings: Settings;
}

export interface Mapping {
    /** The attribute that is the user name, as the stack's roleSessionNameAttribute. */
    username: NameAttribute;
    /** The first one that has a person decides. */
    groups: MappedGroup[];
    /** User names that are never touched. */
    breakGlass: string[];
    /** Whether guests become users. */
    guests: boolean;
    /** What the mapping decides, for everybody: the settings that it names anywhere. */
    decides: (keyof Settings)[];
}
