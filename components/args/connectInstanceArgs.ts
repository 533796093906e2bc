import type * as pulumi from "@pulumi/pulumi";

/** Arguments of `ConnectInstance`. */
export interface ConnectInstanceArgs {
    /**
     * Alias of the instance to create, 2–45 letters, digits or hyphens. It becomes the address
     * `https://<alias>.my.connect.aws`. Permanent. Set either this or `existingInstanceId`.
     */
    instanceAlias?: pulumi.Input<string>;
    /** Id of an existing instance, a GUID. The instance is read, never changed or deleted. */
    existingInstanceId?: pulumi.Input<string>;
    /** Whether customers can call the contact centre. @default true */
    inboundCallsEnabled?: pulumi.Input<boolean>;
    /** Whether agents can call out. @default true */
    outboundCallsEnabled?: pulumi.Input<boolean>;
    /** Whether flows write to CloudWatch Logs. @default true */
    contactFlowLogsEnabled?: pulumi.Input<boolean>;
    /** Whether Contact Lens is on. @default true */
    contactLensEnabled?: pulumi.Input<boolean>;
    /** Tags of a created instance, at most 50. @default - none */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** Whether a created instance is protected from replacement and deletion, and a change of instance is refused. @default true */
    protection?: boolean;
}
