/** What a unit test says of both clouds. */
import type * as pulumi from "@pulumi/pulumi";

/** A user of the mocked directory. */
export interface MockedUser {
    /** The user's sign-in name, such as `alice@contoso.example`. */
    userPrincipalName: string;
    /** @default the user principal name */
    mail?: string;
    /** @default none */
    employeeId?: string;
    /** A GUID. @default one that follows from the user principal name */
    objectId?: string;
    /** Whether the account is enabled. @default true */
    accountEnabled?: boolean;
}

/** A group of the mocked directory. */
export interface MockedGroup {
    displayName: string;
    /** A GUID. @default one that follows from the display name */
    objectId?: string;
}

/** A Connect instance that the mocked AWS account has before the program runs. */
export interface MockedInstance {
    /** A GUID. */
    instanceId: string;
    /** @default `instance-` and the first eight digits of the id */
    instanceAlias?: string;
    /** How its users sign in: `SAML`, `CONNECT_MANAGED` or `EXISTING_DIRECTORY`. @default "SAML" */
    identityManagementType?: string;
}

/** What the directory of the mocked tenant has. */
export interface MockedDirectory {
    /** All users: a user principal name, or more of a user. @default every user who is looked up exists and is enabled */
    users?: readonly (string | MockedUser)[];
    /** All groups: a display name, or more of a group. @default every group that is looked up exists */
    groups?: readonly (string | MockedGroup)[];
}

/** What `ssoMocks` takes. Without options every look-up finds what it asks for. */
export interface SsoMocksOptions {
    /** Region of the aws provider. @default the configuration key `aws:region`, else "us-east-1" */
    region?: string;
    /** The AWS account, 12 digits. @default "123456789012" */
    accountId?: string;
    /** The Entra tenant, a GUID. @default the configuration key `azuread:tenantId`, else one that is always the same */
    tenantId?: string;
    /** Users and groups of the tenant. Say which there are to test what is refused for others. */
    directory?: MockedDirectory;
    /** Connect instances of the account and Region. @default an instance that is looked up by its id exists, none by its alias */
    instances?: readonly MockedInstance[];
    /**
     * Names of the security profiles that an existing instance has. Those that the program creates are added.
     * @default those of a new instance: Admin, Agent, CallCenterManager, QualityAnalyst
     */
    securityProfiles?: readonly string[];
    /**
     * Names of the routing profiles that an existing instance has. Those that the program creates are added.
     * @default that of a new instance: Basic Routing Profile
     */
    routingProfiles?: readonly string[];
    /** Your own mock of resources, which comes first. Return `undefined` to let these mocks answer. */
    newResource?: (args: pulumi.runtime.MockResourceArgs) => MaybeLater<pulumi.runtime.MockResourceResult | undefined>;
    /** Your own mock of look-ups, which comes first. Return `undefined` to let these mocks answer; throw what a cloud refuses. */
    call?: (args: pulumi.runtime.MockCallArgs) => MaybeLater<pulumi.runtime.MockCallResult | undefined>;
}

type MaybeLater<T> = T | Promise<T>;
