/** azuread.getUsers: people by one of five keys, one request to Graph a key, or all of them. */
import { createHash } from "node:crypto";
import type { Failure, LookUp, Properties, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { Directory } from "../entra/directory";
import { during } from "../entra/errors";
import type { User } from "../entra/objects";
import { notEmpty, uuid } from "../resources/formats";
import { flagOf, textsOf } from "../resources/values";
import { exactlyOneOf, refuseWithoutPermission, visible } from "./people";

/** How the provider looks people up by one key, and what it says of one who is missing. */
interface Key {
    readonly of: (user: User) => string | null;
    readonly finding: (value: string) => string;
    readonly missing: (value: string) => string;
    /** Refuses more than one; for mail nicknames it takes them all. */
    readonly ambiguous?: (value: string) => string;
}

const keys = {
    userPrincipalNames: {
        of: (user) => user.userPrincipalName,
        finding: (value) => `Finding user with UPN: ${value}`,
        missing: (value) => `User with UPN ${value} was not found`,
        ambiguous: (value) => `More than one user found with UPN: ${value}`,
    },
    objectIds: {
        of: (user) => user.id,
        finding: (value) => `Retrieving user with object ID: ${value}`,
        missing: (value) => `User not found with object ID: ${value}`,
    },
    mailNicknames: {
        of: (user) => user.mailNickname,
        finding: (value) => `Finding user with email alias: ${value}`,
        missing: (value) => `no user(s) found with email alias: ${value}`,
    },
    mails: {
        of: (user) => user.mail,
        finding: (value) => `Finding user with mail address: ${value}`,
        missing: (value) => `User not found with mail address: ${value}`,
        ambiguous: (value) => `More than one user found with mail address: ${value}`,
    },
    employeeIds: {
        of: (user) => user.employeeId,
        finding: (value) => `Finding user with employee ID: ${value}`,
        missing: (value) => `User not found with employee ID: ${value}`,
        ambiguous: (value) => `More than one user found with employee ID: ${value}`,
    },
} satisfies Record<string, Key>;
type KeyName = keyof typeof keys;
const keyNames = Object.keys(keys) as KeyName[];
const choices = [...keyNames, "returnAll"];

const keyArguments: Properties = Object.fromEntries(
    keyNames.map((name) => [
        name,
        { kind: "list", items: { kind: "string", format: name === "objectIds" ? uuid : notEmpty } },
    ]),
);

export const getUsers: LookUp = {
    token: "azuread:index/getUsers:getUsers",
    arguments: { ...keyArguments, ignoreMissing: { kind: "boolean" }, returnAll: { kind: "boolean" } },
    check(inputs): Failure[] {
        const failures = exactlyOneOf(choices, inputs);
        if (failures.length > 0) {
            return failures;
        }
        return inputs.returnAll !== undefined && inputs.ignoreMissing !== undefined
            ? [{ path: "returnAll", reason: '"return_all": conflicts with ignore_missing' }]
            : [];
    },
    result(call, inputs) {
        const directory = new Directory(call);
        const found = flagOf(inputs, "returnAll") ? allUsers(directory) : usersByKey(directory, inputs);
        return answer(
            inputs,
            found.map((user) => visible(user, directory.tenant.userPermission)),
        );
    },
};

function allUsers(directory: Directory): User[] {
    during("Could not retrieve users", () => refuseWithoutPermission(directory));
    const users = directory.users.list();
    if (users.length === 0) {
        throw new CloudError("No users found");
    }
    return users;
}

function usersByKey(directory: Directory, inputs: Values): User[] {
    const name = keyNames.find((each) => inputs[each] !== undefined);
    return name === undefined
        ? []
        : textsOf(inputs, name).flatMap((value) =>
              usersWith(directory, keys[name], value, flagOf(inputs, "ignoreMissing")),
          );
}

function usersWith(directory: Directory, key: Key, value: string, ignoreMissing: boolean): User[] {
    const quoted = JSON.stringify(value);
    during(key.finding(quoted), () => refuseWithoutPermission(directory));
    const matching = directory.users.list().filter((user) => key.of(user)?.toLowerCase() === value.toLowerCase());
    if (matching.length > 1 && key.ambiguous !== undefined) {
        throw new CloudError(key.ambiguous(quoted));
    }
    if (matching.length === 0 && !ignoreMissing) {
        throw new CloudError(key.missing(quoted));
    }
    return matching;
}

function answer(inputs: Values, users: readonly User[]): Values {
    const names = users.map((user) => user.userPrincipalName);
    const present = (values: readonly (string | null)[]) => values.filter((value) => value !== null);
    return {
        id: `users#${createHash("sha1").update(names.join("/")).digest("base64").replaceAll("+", "-").replaceAll("/", "_")}`,
        employeeIds: present(users.map((user) => user.employeeId)),
        ignoreMissing: flagOf(inputs, "ignoreMissing"),
        mailNicknames: present(users.map((user) => user.mailNickname)),
        mails: users.map((user) => user.mail ?? ""),
        objectIds: users.map((user) => user.id),
        returnAll: flagOf(inputs, "returnAll"),
        userPrincipalNames: names,
        users: users.map((user) => ({
            accountEnabled: user.accountEnabled,
            displayName: user.displayName ?? "",
            employeeId: user.employeeId ?? "",
            mail: user.mail ?? "",
            mailNickname: user.mailNickname ?? "",
            objectId: user.id,
            onpremisesImmutableId: user.onPremisesImmutableId ?? "",
            onpremisesSamAccountName: user.onPremisesSamAccountName ?? "",
            onpremisesUserPrincipalName: user.onPremisesUserPrincipalName ?? "",
            usageLocation: user.usageLocation ?? "",
            userPrincipalName: user.userPrincipalName,
        })),
    };
}
