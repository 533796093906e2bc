/**
 * Reads the people and groups of the emulated directory from a file: the rehearsal's own form (../../directory.json), or an
 * export of a real directory (`az ad user list`, or Graph's answer to /users). Nothing here knows of Pulumi.
 */
import { join } from "node:path";
import type { Value, Values } from "../provider/resourceType";
import { isObject } from "../provider/values";
import { wholeGroup } from "./entra/groups";
import type { Group, IdentifierUriPolicy, KeyOrder, Tenant, User, UserPermission } from "./entra/objects";
import { keyOrders, userPermissions } from "./entra/objects";
import { JsonFile } from "./jsonFile";

interface DirectoryFile {
    readonly tenant: Tenant;
    readonly users: readonly User[];
    readonly groups: readonly Group[];
}

/** Stand-ins for what an export of users does not say. */
const madeUp = {
    tenantId: "6c0b1b6a-4f0e-4a7b-9f57-2d9a2f8e1c34",
    callerObjectId: "0b8f0d2e-5a43-4c1c-8f6a-9d3f5b7e2a11",
    /** The Azure CLI's own application: what `az login` signs in with. */
    callerClientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
};
const settings = [
    "tenantId",
    "caller",
    "verifiedDomains",
    "identifierUriPolicy",
    "permissions",
    "keyOrder",
    "users",
    "groups",
    "$comment",
];

/** The file that the user chose, else the rehearsal's own. */
export function directoryFilePath(): string {
    return process.env.CONNECT_ENTRA_SSO_DIRECTORY ?? join(__dirname, "..", "..", "directory.json");
}

export function readDirectoryFile(path: string): DirectoryFile {
    const file = new JsonFile(path);
    const content = file.parse();
    const { tenantId, caller, verifiedDomains, identifierUriPolicy, permissions, keyOrder, users, groups } = isExport(
        content,
    )
        ? { users: Array.isArray(content) ? content : (content.value as Value) }
        : file.known(file.object("the file", content), settings);
    const people = file.list("users", users).map((user, index) => readUser(file, `users[${index}]`, user));
    file.refuseTwice("users", "id", people);
    file.refuseTwice("users", "userPrincipalName", people);
    const teams = file.list("groups", groups ?? []).map((group, index) => readGroup(file, `groups[${index}]`, group));
    file.refuseTwice("groups", "id", [...people, ...teams]);
    refuseStrangers(file, people, teams);
    const who = callerIn(file, caller);
    if (appRolesOf(file, who) !== undefined && permissions !== undefined) {
        file.refuse("permissions", permissions, "must be left out where caller.appRoles says what the caller may read");
    }
    return {
        tenant: {
            id: file.guid("tenantId", tenantId ?? madeUp.tenantId),
            callerObjectId: file.guid("caller.objectId", who.objectId ?? people[0]?.id ?? madeUp.callerObjectId),
            callerClientId: file.guid("caller.clientId", who.clientId ?? madeUp.callerClientId),
            verifiedDomains:
                verifiedDomains === undefined
                    ? domainsOf(people)
                    : file
                          .list("verifiedDomains", verifiedDomains)
                          .map((domain, index) => file.text(`verifiedDomains[${index}]`, domain)),
            identifierUriPolicy: readPolicy(file, identifierUriPolicy),
            userPermission: readPermission(file, permissions),
            ...(keyOrder === undefined ? {} : { keyOrder: readKeyOrder(file, keyOrder) }),
        },
        users: people,
        groups: teams,
    };
}

/** The application roles that the file gives the caller; undefined where it says nothing of them. */
export function readAppRoles(path: string): string[] | undefined {
    const file = new JsonFile(path);
    const content = file.parse();
    return isExport(content) ? undefined : appRolesOf(file, callerIn(file, file.object("the file", content).caller));
}

const callerIn = (file: JsonFile, caller: Value | undefined): Values =>
    caller === undefined
        ? {}
        : file.known(file.object("caller", caller), ["objectId", "clientId", "appRoles"], "caller.");

const appRolesOf = (file: JsonFile, { appRoles }: Values): string[] | undefined =>
    appRoles === undefined
        ? undefined
        : file.list("caller.appRoles", appRoles).map((role, index) => {
              const where = `caller.appRoles[${index}]`;
              const rule = "must be the name of an application role, such as User.Read.All";
              return typeof role === "string" && /^[A-Za-z-]+(\.[A-Za-z-]+)+$/.test(role)
                  ? role
                  : file.refuse(where, role, rule);
          });

/** `az ad user list` answers with an array, Graph with `{ value: [...] }`. */
function isExport(content: Value): content is Value[] | { value: Value[] } {
    return Array.isArray(content) || (isObject(content) && Array.isArray(content.value));
}

function readUser(file: JsonFile, where: string, value: Value): User {
    const user = file.object(where, value);
    const optional = (key: string) => file.optionalText(`${where}.${key}`, user[key]);
    return {
        id: file.guid(`${where}.id`, user.id),
        userPrincipalName: file.text(`${where}.userPrincipalName`, user.userPrincipalName),
        displayName: optional("displayName"),
        givenName: optional("givenName"),
        surname: optional("surname"),
        mail: optional("mail"),
        mailNickname: optional("mailNickname"),
        employeeId: optional("employeeId"),
        // Exports leave these two out unless they were asked for.
        accountEnabled: file.boolean(`${where}.accountEnabled`, user.accountEnabled ?? true),
        userType: optional("userType") ?? "Member",
        usageLocation: optional("usageLocation"),
        onPremisesImmutableId: optional("onPremisesImmutableId"),
        onPremisesSamAccountName: optional("onPremisesSamAccountName"),
        onPremisesUserPrincipalName: optional("onPremisesUserPrincipalName"),
    };
}

function readGroup(file: JsonFile, where: string, value: Value): Group {
    const group = file.object(where, value);
    const members = file.list(`${where}.members`, group.members ?? []);
    return wholeGroup({
        id: file.guid(`${where}.id`, group.id),
        displayName: file.text(`${where}.displayName`, group.displayName),
        members: members.map((member, index) => file.guid(`${where}.members[${index}]`, member)),
        description: file.optionalText(`${where}.description`, group.description),
        mailEnabled: file.boolean(`${where}.mailEnabled`, group.mailEnabled ?? false),
        mailNickname: file.optionalText(`${where}.mailNickname`, group.mailNickname),
        securityEnabled: file.boolean(`${where}.securityEnabled`, group.securityEnabled ?? true),
    });
}

function readPolicy(file: JsonFile, value: Value | undefined): IdentifierUriPolicy {
    const keys = ["enforced", "excludeSaml", "excludeAppsReceivingV2Tokens"] as const;
    const policy = file.known(file.object("identifierUriPolicy", value ?? {}), keys, "identifierUriPolicy.");
    const [enforced, excludeSaml, excludeAppsReceivingV2Tokens] = keys.map((key) =>
        file.boolean(`identifierUriPolicy.${key}`, policy[key] ?? true),
    ) as [boolean, boolean, boolean];
    return { enforced, excludeSaml, excludeAppsReceivingV2Tokens };
}

function readPermission(file: JsonFile, value: Value | undefined): UserPermission {
    const permission = userPermissions.find((each) => each === (value ?? "User.Read.All"));
    return permission ?? file.refuse("permissions", value, `must be one of ${userPermissions.join(", ")}`);
}

function readKeyOrder(file: JsonFile, value: Value): KeyOrder {
    const order = keyOrders.find((each) => each === value);
    return order ?? file.refuse("keyOrder", value, `must be one of ${keyOrders.join(", ")}`);
}

function refuseStrangers(file: JsonFile, users: readonly User[], groups: readonly Group[]): void {
    const known = new Set([...users, ...groups].map(({ id }) => id));
    groups.forEach((group, index) => {
        const stranger = group.members.find((member) => !known.has(member));
        if (stranger !== undefined) {
            file.refuse(`groups[${index}].members`, stranger, "must be the id of a user or a group of this file");
        }
    });
}

/** An export does not list the directory's domains: the names in it do: those of guests, too, end in a domain of this directory. */
function domainsOf(users: readonly User[]): string[] {
    const domains = users
        .map((user) => user.userPrincipalName)
        .map((name) => name.slice(name.lastIndexOf("@") + 1).toLowerCase());
    return [...new Set(domains)];
}
