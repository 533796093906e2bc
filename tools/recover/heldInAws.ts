/** What `aws` prints of IAM and Connect. */
import { isRecord } from "../../rules/record";
import { awsTypes } from "../deployment/types";
import { type HeldObject, type HeldPart, unknown } from "./recovery";

type Fields = Record<string, unknown>;

/** Undefined for anything else. */
export function readAws(printed: unknown): HeldPart | undefined {
    if (!isRecord(printed)) {
        return undefined;
    }
    const list = (key: string) => recordsIn(printed[key]);
    if (Array.isArray(printed.SAMLProviderList)) {
        return { objects: list("SAMLProviderList").map((it) => samlProvider(it)), listings: ["samlProviders"] };
    }
    if (typeof printed.SAMLMetadataDocument === "string") {
        return { objects: [samlProvider(printed, printed.SAMLMetadataDocument)], listings: [] };
    }
    if (Array.isArray(printed.Roles)) {
        return { objects: list("Roles").map(role), listings: ["roles"] };
    }
    if (isRecord(printed.Role)) {
        return { objects: [role(printed.Role)], listings: [] };
    }
    if (Array.isArray(printed.InstanceSummaryList)) {
        return { objects: list("InstanceSummaryList").map(instance), listings: ["instances"] };
    }
    if (Array.isArray(printed.UserSummaryList)) {
        return users(list("UserSummaryList").map(userByName));
    }
    if (Array.isArray(printed.Users)) {
        return users(list("Users").map(user), printed.InstanceId);
    }
    if (isRecord(printed.User) && typeof printed.User.Username === "string") {
        return { objects: [user(printed.User)], listings: [] };
    }
    return undefined;
}

/** A search that finds nobody says in which instance only by what our command adds. */
function users(objects: HeldObject[], instanceId?: unknown): HeldPart {
    const found = objects.map(({ values }) => values.instanceId);
    const ids = new Set([...found, instanceId].filter((id) => typeof id === "string"));
    return { objects, listings: [...ids].map((id) => `users ${id}`) };
}

function samlProvider({ Arn }: Fields, document?: string): HeldObject {
    const arn = String(Arn);
    return {
        type: awsTypes.samlProvider,
        id: arn,
        values: { name: arn.slice(arn.lastIndexOf("/") + 1), samlMetadataDocument: document ?? unknown },
    };
}

function role({ RoleName, Path, AssumeRolePolicyDocument: policy }: Fields): HeldObject {
    return {
        type: awsTypes.role,
        id: String(RoleName),
        values: {
            name: RoleName,
            path: Path ?? "/",
            // aws decodes it; a text is URL-encoded, as the API has it.
            assumeRolePolicy: typeof policy === "string" ? decoded(policy) : (policy ?? unknown),
        },
    };
}

function instance({ Id, InstanceAlias, IdentityManagementType }: Fields): HeldObject {
    return {
        type: awsTypes.instance,
        id: String(Id),
        values: { instanceAlias: InstanceAlias, identityManagementType: IdentityManagementType },
    };
}

function userByName({ Id, Arn, Username }: Fields): HeldObject {
    const instanceId = instanceIn(Arn);
    return {
        type: awsTypes.user,
        id: `${instanceId}:${Id}`,
        values: {
            instanceId,
            name: Username,
            identityInfo: unknown,
            phoneConfig: unknown,
            routingProfileId: unknown,
            securityProfileIds: unknown,
        },
    };
}

function user(fields: Fields): HeldObject {
    const { id, values } = { ...userByName(fields) };
    return {
        type: awsTypes.user,
        id,
        values: {
            instanceId: values.instanceId,
            name: values.name,
            identityInfo: camelCase(fields.IdentityInfo),
            phoneConfig: camelCase(fields.PhoneConfig),
            routingProfileId: fields.RoutingProfileId,
            securityProfileIds: fields.SecurityProfileIds,
        },
    };
}

/** `FirstName` of the API is `firstName` of the provider. */
function camelCase(record: unknown): Fields {
    return Object.fromEntries(
        Object.entries(isRecord(record) ? record : {}).map(([key, value]) => [
            key.charAt(0).toLowerCase() + key.slice(1),
            value,
        ]),
    );
}

const instanceIn = (arn: unknown) => /:instance\/([^/]+)/.exec(String(arn))?.[1] ?? "";

function decoded(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

const recordsIn = (list: unknown) => (Array.isArray(list) ? list.filter(isRecord) : []);
