/** What the mocked clouds answer to look-ups: those of the components, and a few that people make beside them. */
import { type Clouds, groupOf, instanceOf, userOf } from "./clouds";
import { guidOf, profileId } from "./ids";
import type { MockedUser } from "./options";
import { instanceArn, userPoolArn } from "./resources";

type Inputs = Readonly<Record<string, unknown>>;
type Answer = Record<string, unknown>;

const lookUps: Readonly<Record<string, (inputs: Inputs, clouds: Clouds) => Answer>> = {
    "aws:index/getRegion:getRegion": (_, { region }) => ({ id: region, name: region, region }),
    "aws:index/getPartition:getPartition": (_, { partition }) => ({
        id: partition,
        partition,
        dnsSuffix: partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
    }),
    "aws:index/getCallerIdentity:getCallerIdentity": (_, { accountId, partition }) => ({
        id: accountId,
        accountId,
        arn: `arn:${partition}:iam::${accountId}:user/caller`,
        userId: "AIDAEXAMPLEEXAMPLE123",
    }),
    "aws:connect/getInstance:getInstance": getInstance,
    "aws:connect/getSecurityProfile:getSecurityProfile": profile("security"),
    "aws:connect/getRoutingProfile:getRoutingProfile": profile("routing"),
    "aws:cognito/getUserPool:getUserPool": ({ userPoolId }, clouds) => ({
        userPoolId,
        id: userPoolId,
        arn: userPoolArn(clouds, String(userPoolId)),
        domain: "",
        customDomain: "",
        schemaAttributes: standardAttributes.map((name) => ({ name, required: false, mutable: name !== "sub" })),
    }),
    "azuread:index/getClientConfig:getClientConfig": (_, { tenantId, callerId }) => ({
        tenantId,
        objectId: callerId,
        // The Azure CLI.
        clientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
    }),
    "azuread:index/getUsers:getUsers": getUsers,
    "azuread:index/getUser:getUser": getUser,
    "azuread:index/getGroup:getGroup": getGroup,
};

/** The answer of the clouds to a look-up; to one that is not mocked its inputs, as in Pulumi's documentation. Throws what a cloud refuses. */
export function answerLookUp(token: string, inputs: Inputs, clouds: Clouds): Answer {
    return lookUps[token]?.(inputs, clouds) ?? { ...inputs };
}

/** Attributes that every user pool has (OpenID Connect Core 1.0, section 5.1, and Cognito's own). */
const standardAttributes = [
    ...[
        "sub",
        "name",
        "given_name",
        "family_name",
        "middle_name",
        "nickname",
        "preferred_username",
        "profile",
        "picture",
    ],
    ...["website", "email", "email_verified", "gender", "birthdate", "zoneinfo", "locale", "phone_number"],
    ...["phone_number_verified", "address", "updated_at"],
];

function getInstance({ instanceId, instanceAlias }: Inputs, clouds: Clouds): Answer {
    const asked = typeof instanceId === "string" ? [instanceOf({ instanceId })] : [];
    const found = (clouds.instances ?? asked).find(
        (it) => it.instanceId === instanceId || it.instanceAlias === instanceAlias,
    );
    return found === undefined
        ? refuse(`reading Connect Instance (${instanceId ?? instanceAlias}): couldn't find resource`)
        : { ...found, id: found.instanceId, arn: instanceArn(clouds, found.instanceId), status: "ACTIVE" };
}

function profile(kind: "security" | "routing"): (inputs: Inputs, clouds: Clouds) => Answer {
    const what = kind === "security" ? "Security Profile" : "Routing Profile";
    return ({ instanceId, name }, { profiles }) =>
        profiles[kind].has(String(name))
            ? { instanceId, name, [`${kind}ProfileId`]: profileId(kind, String(name)) }
            : refuse(`finding Connect ${what} Summary by name (${name}): couldn't find resource`);
}

const keys = {
    userPrincipalNames: "userPrincipalName",
    mails: "mail",
    employeeIds: "employeeId",
    objectIds: "objectId",
} as const;

function getUsers(inputs: Inputs, clouds: Clouds): Answer {
    if (inputs.returnAll === true) {
        // Where every user exists who is asked for, nobody can list them: then this is not answered.
        return clouds.users === undefined ? {} : { users: clouds.users };
    }
    const [list, key] = Object.entries(keys).find(([name]) => Array.isArray(inputs[name])) ?? [];
    const values = list === undefined ? [] : (inputs[list] as unknown[]).map(String);
    const found = values.map((value) => findUser(key ?? "userPrincipalName", value, clouds));
    const missing = found.findIndex((some) => some.length === 0);
    const users = found.flat();
    return missing >= 0 && inputs.ignoreMissing !== true
        ? refuse(`User with ${key} "${values[missing]}" was not found`)
        : { users, objectIds: users.map(({ objectId }) => objectId) };
}

function getUser(inputs: Inputs, clouds: Clouds): Answer {
    const [key = "", value = ""] = Object.entries(inputs).find(([, it]) => typeof it === "string") ?? [];
    return (
        findUser(key as keyof MockedUser, String(value), clouds)[0] ??
        refuse(`User with ${key} "${value}" was not found`)
    );
}

/** All users with a value, whatever the case, as Entra compares. */
function findUser(key: keyof MockedUser, value: string, { users, principals }: Clouds): Required<MockedUser>[] {
    if (users !== undefined) {
        return users.filter((it) => String(it[key]).toLowerCase() === value.toLowerCase());
    }
    const name = key === "objectId" ? (principals.get(value) ?? `${value}@contoso.example`) : value;
    const user = { ...userOf(name), [key]: value };
    principals.set(user.objectId, name);
    return [user];
}

function getGroup({ displayName, objectId }: Inputs, { groups, principals }: Clouds): Answer {
    const asked = groupOf({
        displayName: String(displayName ?? principals.get(String(objectId)) ?? `group ${objectId}`),
        ...(typeof objectId === "string" ? { objectId } : {}),
    });
    const found = (groups ?? [asked]).find((it) => it.displayName === displayName || it.objectId === objectId);
    if (found === undefined) {
        return refuse(`No group found matching specified filter (${displayName ?? objectId})`);
    }
    principals.set(found.objectId, found.displayName);
    return { ...found, id: `/groups/${found.objectId}`, members: [], owners: [guidOf("caller")] };
}

function refuse(message: string): never {
    throw new Error(message);
}
