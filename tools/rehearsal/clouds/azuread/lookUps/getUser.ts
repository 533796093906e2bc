/**
 * azuread.getUser: one person by one of five keys, with the names that getUsers leaves out.
 * https://github.com/hashicorp/terraform-provider-azuread/blob/main/internal/services/users/user_data_source.go
 */
import type { LookUp, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { Directory } from "../entra/directory";
import { during } from "../entra/errors";
import type { User } from "../entra/objects";
import { notEmpty, uuid } from "../resources/formats";
import { requiredText } from "../resources/values";
import { exactlyOneOf, refuseWithoutPermission, visible } from "./people";

interface Key {
    readonly of: (user: User) => string | null;
    readonly finding: string;
    readonly missing: (quoted: string) => string;
    readonly several?: (quoted: string) => string;
}

const keys: Readonly<Record<string, Key>> = {
    employeeId: {
        of: (user) => user.employeeId,
        finding: "Finding user with employee ID",
        missing: (quoted) => `User not found with employee ID: ${quoted}`,
        several: (quoted) => `More than one user found with employee ID: ${quoted}`,
    },
    // The provider shows the user principal name here, which is empty: its own mistake.
    mail: {
        of: (user) => user.mail,
        finding: "Finding user with mail",
        missing: () => 'User not found with mail: ""',
        several: () => 'More than one user found with mail: ""',
    },
    mailNickname: {
        of: (user) => user.mailNickname,
        finding: "Finding user with email alias",
        missing: (quoted) => `User not found with email alias: ${quoted}`,
        several: (quoted) => `More than one user found with email alias: ${quoted}`,
    },
    objectId: {
        of: (user) => user.id,
        finding: "Retrieving user with object ID",
        missing: (quoted) => `User not found with object ID: ${quoted}`,
    },
    userPrincipalName: {
        of: (user) => user.userPrincipalName,
        finding: "Finding user with UPN",
        missing: (quoted) => `User with UPN ${quoted} was not found`,
        several: (quoted) => `More than one user found with UPN: ${quoted}`,
    },
};
const choices = Object.keys(keys);

export const getUser: LookUp = {
    token: "azuread:index/getUser:getUser",
    arguments: Object.fromEntries(
        choices.map((name) => [name, { kind: "string", format: name === "objectId" ? uuid : notEmpty }]),
    ),
    check: (inputs) => exactlyOneOf(choices, inputs),
    result(call, inputs) {
        const directory = new Directory(call);
        const [name = "", key] = Object.entries(keys).find(([each]) => inputs[each] !== undefined) ?? [];
        const value = requiredText(inputs, name);
        const quoted = JSON.stringify(value);
        during(`${key?.finding}: ${quoted}`, () => refuseWithoutPermission(directory));
        const [found, another] = directory.users
            .list()
            .filter((user) => key?.of(user)?.toLowerCase() === value.toLowerCase());
        if (found === undefined) {
            throw new CloudError(key?.missing(quoted));
        }
        if (another !== undefined) {
            throw new CloudError(key?.several?.(quoted));
        }
        return answer(visible(found, directory.tenant.userPermission), found, directory);
    },
};

/** What the directory file does not hold of people: there it is not set. */
const notHeld = {
    texts: [
        "ageGroup",
        "city",
        "companyName",
        "consentProvidedForMinor",
        "costCenter",
        "country",
        "creationType",
        "department",
        "division",
        "employeeHireDate",
        "employeeType",
        "externalUserState",
        "faxNumber",
        "jobTitle",
        "managerId",
        "mobilePhone",
        "officeLocation",
        "onpremisesDistinguishedName",
        "onpremisesDomainName",
        "onpremisesSecurityIdentifier",
        "postalCode",
        "preferredLanguage",
        "state",
        "streetAddress",
    ],
    lists: ["businessPhones", "imAddresses", "otherMails", "proxyAddresses"],
    flags: ["onpremisesSyncEnabled", "showInAddressList"],
};

/** With User.ReadBasic.All the kind of a user is not given, either. */
function answer(shown: User, found: User, directory: Directory): Values {
    const isBasic = directory.tenant.userPermission !== "User.Read.All";
    return {
        ...Object.fromEntries(notHeld.texts.map((key) => [key, ""])),
        ...Object.fromEntries(notHeld.lists.map((key) => [key, []])),
        ...Object.fromEntries(notHeld.flags.map((key) => [key, false])),
        id: `/users/${found.id}`,
        accountEnabled: shown.accountEnabled,
        displayName: shown.displayName ?? "",
        employeeId: shown.employeeId ?? "",
        givenName: shown.givenName ?? "",
        mail: shown.mail ?? "",
        mailNickname: shown.mailNickname ?? "",
        objectId: shown.id,
        onpremisesImmutableId: shown.onPremisesImmutableId ?? "",
        onpremisesSamAccountName: shown.onPremisesSamAccountName ?? "",
        onpremisesUserPrincipalName: shown.onPremisesUserPrincipalName ?? "",
        surname: shown.surname ?? "",
        usageLocation: shown.usageLocation ?? "",
        userPrincipalName: shown.userPrincipalName,
        userType: isBasic ? "" : shown.userType,
    };
}
