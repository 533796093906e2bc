import type * as pulumi from "@pulumi/pulumi";

/** A Connect user. The key of the entry is the user name, which must equal the session name (RoleSessionName) exactly. */
export interface ConnectUserEntry {
    /** First name, 1–100 characters. */
    firstName: pulumi.Input<string>;
    /** Last name, 1–100 characters. */
    lastName: pulumi.Input<string>;
    /** Names of 1–10 security profiles of the instance. */
    securityProfiles: pulumi.Input<pulumi.Input<string>[]>;
    /** Name of a routing profile of the instance. @default `Basic Routing Profile` */
    routingProfile?: pulumi.Input<string>;
    /** `SOFT_PHONE` or `DESK_PHONE`, one of {@link phoneTypes}. @default `SOFT_PHONE` */
    phoneType?: pulumi.Input<string>;
    /** Number of the desk phone in E.164 form, `+4930123456`. Required for a desk phone. @default - none */
    deskPhoneNumber?: pulumi.Input<string>;
    /** Limit of after-contact work in seconds, 0 (no limit) to 2,000,000. @default - Connect's default */
    afterContactWorkTimeLimitSeconds?: pulumi.Input<number>;
    /** Whether calls are answered without a click. @default false */
    autoAccept?: pulumi.Input<boolean>;
    /** Address for notifications. SAML instances accept no primary one. @default - none */
    secondaryEmail?: pulumi.Input<string>;
    /** Tags, at most 50. @default - none */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /**
     * Id of an existing Connect user with this user name, who is then managed but never deleted. Pulumi decides on an import before
     * the program's Outputs are known, so the instance must be known, too: either `instanceId` is a plain string, or write
     * `<instance id>:<user id>`. @default - the user is created
     */
    userId?: string;
}

/** Arguments of `ConnectUsers`. */
export interface ConnectUsersArgs {
    /** Id of the instance, a GUID. */
    instanceId: pulumi.Input<string>;
    /** Users by user name. */
    users: Record<string, ConnectUserEntry>;
    /** User names that you removed from `users`. Their Connect users are deleted with their history. @default - none */
    removedUsers?: string[];
    /** Whether removing a user from `users` is refused unless `removedUsers` has the name. @default true */
    protection?: boolean;
}
