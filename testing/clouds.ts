/** The mocked clouds as one program sees them: what was said of them, with every default, and what the program created. */
import * as pulumi from "@pulumi/pulumi";
import { defaultRoutingProfileNames, defaultSecurityProfileNames } from "../rules/connect";
import { defined } from "../rules/record";
import { groupObjectId, guidOf, userObjectId } from "./ids";
import type { MockedGroup, MockedInstance, MockedUser, SsoMocksOptions } from "./options";

/** Facts of the mocked clouds. `undefined` for a list says that whatever is looked up exists. */
export interface Clouds {
    region: string;
    partition: string;
    accountId: string;
    tenantId: string;
    /** Object id of the caller, a user. */
    callerId: string;
    users: Required<MockedUser>[] | undefined;
    groups: Required<MockedGroup>[] | undefined;
    instances: Required<MockedInstance>[] | undefined;
    profiles: Record<"security" | "routing", Set<string>>;
    /** Names by object id, of every user and group that was looked up or created. */
    principals: Map<string, string>;
}

/** The partition of a Region. */
export function partitionOf(region: string): string {
    return region.startsWith("us-gov-") ? "aws-us-gov" : region.startsWith("cn-") ? "aws-cn" : "aws";
}

/** What the options say, as far as nothing of the run decides it. */
export function cloudsOf(options: SsoMocksOptions): Clouds {
    const { directory = {}, instances, securityProfiles, routingProfiles } = options;
    const clouds: Clouds = {
        get region() {
            return options.region ?? new pulumi.Config("aws").get("region") ?? "us-east-1";
        },
        get partition() {
            return partitionOf(this.region);
        },
        get tenantId() {
            return options.tenantId ?? new pulumi.Config("azuread").get("tenantId") ?? guidOf("tenant");
        },
        accountId: options.accountId ?? "123456789012",
        callerId: guidOf("caller"),
        users: directory.users?.map(userOf),
        groups: directory.groups?.map(groupOf),
        instances: instances?.map(instanceOf),
        profiles: {
            security: new Set(securityProfiles ?? defaultSecurityProfileNames),
            routing: new Set(routingProfiles ?? defaultRoutingProfileNames),
        },
        principals: new Map(),
    };
    for (const { objectId, userPrincipalName } of clouds.users ?? []) {
        clouds.principals.set(objectId, userPrincipalName);
    }
    for (const { objectId, displayName } of clouds.groups ?? []) {
        clouds.principals.set(objectId, displayName);
    }
    return clouds;
}

/** A user with every default. */
export function userOf(user: string | MockedUser): Required<MockedUser> {
    const { userPrincipalName, ...others } = typeof user === "string" ? { userPrincipalName: user } : user;
    return {
        mail: userPrincipalName,
        employeeId: "",
        objectId: userObjectId(userPrincipalName),
        accountEnabled: true,
        ...defined(others),
        userPrincipalName,
    };
}

/** A group with every default. */
export function groupOf(group: string | MockedGroup): Required<MockedGroup> {
    const { displayName, objectId } = typeof group === "string" ? { displayName: group, objectId: undefined } : group;
    return { displayName, objectId: objectId ?? groupObjectId(displayName) };
}

/** An instance with every default. */
export function instanceOf({ instanceId, ...others }: MockedInstance): Required<MockedInstance> {
    return {
        instanceAlias: `instance-${instanceId.slice(0, 8)}`,
        identityManagementType: "SAML",
        ...defined(others),
        instanceId,
    };
}
