/** What `aws` printed of Connect and IAM. */
import { instanceArnProblem } from "../../rules/connect";
import { isRecord } from "../../rules/record";
import { listOf } from "../../rules/text";
import type { MadeInAws, MadeInstance, MadeProvider, MadeRole, MadeUser } from "./made";
import { type Fields, type FileProblem, type Printed, Reading, textIn, textsIn, valueAt } from "./reading";

export function readAws(printed: Printed, problems: FileProblem[]): MadeInAws {
    const of = (file: keyof Printed) => new Reading(file, problems);
    const instance = readInstance(printed["instance.json"]?.[0], of("instance.json"));
    const users = (printed["users.json"] ?? []).map((one) => readUser(one, instance, of("users.json")));
    findLeftOut(printed, problems);
    for (const { Arn } of recordsIn(valueAt(printed["user-list.json"]?.[0], ["UserSummaryList"]))) {
        refuseOtherInstance(textIn(Arn) ?? "", instance, of("user-list.json"));
    }
    const role = readRole(printed["role.json"]?.[0], of("role.json"));
    if (role.arn !== "" && instance.arn !== "" && accountOf(role.arn) !== instance.accountId) {
        of("role.json").problem(
            `has a role of the account ${accountOf(role.arn)}, and the instance is in ${instance.accountId}: log in to one account ` +
                "and print both again",
        );
    }
    return {
        instance,
        users,
        securityProfiles: namesIn(printed, "security-profiles.json", "SecurityProfileSummaryList", instance, problems),
        routingProfiles: namesIn(printed, "routing-profiles.json", "RoutingProfileSummaryList", instance, problems),
        permissions: new Map(
            (printed["profile-permissions.json"] ?? []).map((one) => [
                of("profile-permissions.json").text(one, "SecurityProfileId"),
                textsIn(valueAt(one, ["Permissions"])),
            ]),
        ),
        role: {
            ...role,
            inlinePolicies: (printed["role-policies.json"] ?? []).map((one) => ({
                name: of("role-policies.json").text(one, "PolicyName"),
                document: documentIn(valueAt(one, ["PolicyDocument"])),
            })),
            attachedPolicies: (printed["attached-policies.json"] ?? []).map((one) => ({
                arn: of("attached-policies.json").text(one, "Arn"),
                document: documentIn(valueAt(one, ["Document"])),
            })),
        },
        samlProviders: (printed["saml-providers.json"] ?? []).map((one) =>
            readProvider(one, instance, of("saml-providers.json")),
        ),
    };
}

/** One of another account would be taken for one that the role does not trust, and the role's own for one that is gone. */
function readProvider(printed: unknown, instance: MadeInstance, reading: Reading): MadeProvider {
    const arn = reading.text(printed, "Arn");
    if (arn !== "" && instance.arn !== "" && accountOf(arn) !== instance.accountId) {
        reading.problem(
            `has a SAML provider of the account ${accountOf(arn)}, and the instance is in ${instance.accountId}: log in to one account ` +
                "and print saml-provider-list.json and this again",
        );
    }
    return {
        arn,
        document: reading.text(printed, "SAMLMetadataDocument"),
        hasTags: isRecord(printed) && Array.isArray(printed.Tags) && printed.Tags.length > 0,
    };
}

function readInstance(printed: unknown, reading: Reading): MadeInstance {
    const instance = reading.record(printed, "Instance");
    const arn = reading.text(instance, "Arn");
    const wrong = arn === "" ? undefined : instanceArnProblem(arn);
    if (wrong !== undefined) {
        reading.problem(`has an Arn that ${wrong}; print it again`);
    }
    const [, partition = "", , region = "", accountId = ""] = arn.split(":");
    return {
        id: reading.text(instance, "Id"),
        arn,
        // An instance that takes its users from a directory has none.
        alias: textIn(instance.InstanceAlias) ?? "",
        identityManagementType: reading.text(instance, "IdentityManagementType"),
        status: reading.text(instance, "InstanceStatus"),
        ...{ partition, region, accountId },
    };
}

function readUser(printed: unknown, instance: MadeInstance, reading: Reading): MadeUser {
    const user = reading.record(printed, "User");
    const identity = isRecord(user.IdentityInfo) ? user.IdentityInfo : {};
    const phone = isRecord(user.PhoneConfig) ? user.PhoneConfig : {};
    refuseOtherInstance(reading.text(user, "Arn"), instance, reading);
    const limit = phone.AfterContactWorkTimeLimit;
    return {
        id: reading.text(user, "Id"),
        username: reading.text(user, "Username"),
        firstName: textIn(identity.FirstName) ?? "",
        lastName: textIn(identity.LastName) ?? "",
        ...optional("email", identity.Email),
        ...optional("secondaryEmail", identity.SecondaryEmail),
        ...optional("mobile", identity.Mobile),
        phoneType: textIn(phone.PhoneType) ?? "SOFT_PHONE",
        autoAccept: phone.AutoAccept === true,
        ...(typeof limit === "number" ? { afterContactWorkTimeLimit: limit } : {}),
        ...optional("deskPhoneNumber", phone.DeskPhoneNumber),
        routingProfileId: reading.text(user, "RoutingProfileId"),
        securityProfileIds: textsIn(user.SecurityProfileIds),
    };
}

/** What belongs to another instance would be taken for what this one does not have. */
function refuseOtherInstance(arn: string, { id }: MadeInstance, reading: Reading): void {
    const other = /:instance\/([^/]+)/.exec(arn)?.[1];
    if (other !== undefined && id !== "" && other !== id) {
        reading.problem(`is of the instance ${other}, and instance.json is ${id}`);
    }
}

function optional<Key extends string>(key: Key, value: unknown): { [key in Key]?: string } {
    const text = textIn(value);
    return (text === undefined ? {} : { [key]: text }) as { [key in Key]?: string };
}

/** Lists, what they list by which key, the file that has each of them in full, and what it is known by there. */
const lists = [
    ["user-list.json", ["UserSummaryList"], "Id", "users.json", ["User", "Id"]],
    ["security-profiles.json", ["SecurityProfileSummaryList"], "Id", "profile-permissions.json", ["SecurityProfileId"]],
    ["role-policy-list.json", ["PolicyNames"], "", "role-policies.json", ["PolicyName"]],
    ["attached-policy-list.json", ["AttachedPolicies"], "PolicyArn", "attached-policies.json", ["Arn"]],
    ["saml-provider-list.json", ["SAMLProviderList"], "Arn", "saml-providers.json", ["Arn"]],
] as const;

/** A loop that was stopped half way leaves some out, and what is not there must not be taken for gone. */
function findLeftOut(printed: Printed, problems: FileProblem[]): void {
    for (const [list, keys, key, file, idKeys] of lists) {
        const items = valueAt(printed[list]?.[0], keys);
        if (!Array.isArray(items)) {
            new Reading(list, problems).records(printed[list]?.[0], ...keys);
            continue;
        }
        new Reading(list, problems).refusePage(printed[list]?.[0]);
        const known = new Set((printed[file] ?? []).map((one) => valueAt(one, idKeys)));
        const ids = items.map((item) => (key === "" ? item : valueAt(item, [key])));
        const missing = ids.filter((id) => !known.has(id));
        if (missing.length > 0) {
            const named = listOf(missing.slice(0, 5).map(String));
            const more = missing.length > 5 ? ` and ${missing.length - 5} more` : "";
            new Reading(file, problems).problem(`lacks ${named}${more}, which ${list} lists: print it again`);
        }
    }
}

function namesIn(
    printed: Printed,
    file: "security-profiles.json" | "routing-profiles.json",
    list: string,
    instance: MadeInstance,
    problems: FileProblem[],
): ReadonlyMap<string, string> {
    const reading = new Reading(file, problems);
    const read = (one: Fields) => {
        refuseOtherInstance(textIn(one.Arn) ?? "", instance, reading);
        return [reading.text(one, "Id"), reading.text(one, "Name")] as const;
    };
    return new Map(reading.records(printed[file]?.[0], list).map(read));
}

function readRole(printed: unknown, reading: Reading): Omit<MadeRole, "inlinePolicies" | "attachedPolicies"> {
    const role = reading.record(printed, "Role");
    const boundary = textIn(valueAt(role, ["PermissionsBoundary", "PermissionsBoundaryArn"]));
    return {
        name: reading.text(role, "RoleName"),
        arn: reading.text(role, "Arn"),
        uniqueId: reading.text(role, "RoleId"),
        trustPolicy: documentIn(role.AssumeRolePolicyDocument),
        maxSessionDurationSeconds: Number(role.MaxSessionDuration ?? 3600),
        ...(boundary === undefined ? {} : { boundaryArn: boundary }),
    };
}

/** aws decodes documents; a text is URL-encoded, as the API has it. */
function documentIn(value: unknown): string {
    if (typeof value !== "string") {
        return JSON.stringify(value ?? null);
    }
    try {
        return decodeURIComponent(value);
    } catch {
        return value;
    }
}

const recordsIn = (list: unknown) => (Array.isArray(list) ? list.filter(isRecord) : []);

const accountOf = (arn: string) => arn.split(":")[4] ?? "";
