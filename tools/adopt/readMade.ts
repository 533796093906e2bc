/** All files as one value, or every problem with them. */
import { isRecord } from "../../rules/record";
import { quote } from "../../rules/text";
import { environmentOf } from "./environment";
import { type FileName, fileNames, isSingle, mayBeEmpty, type Named, optionalFiles } from "./files";
import type { MadeByHand } from "./made";
import { readAws } from "./readAws";
import { readEntra } from "./readEntra";
import { type FileProblem, type Printed, textIn, valueAt } from "./reading";

/** `texts` that are no JSON have no documents. */
export function readMade(printed: Printed): { made: MadeByHand } | { problems: FileProblem[] } {
    const missing = findMissing(printed);
    const problems: FileProblem[] = [];
    // Several documents may stand in a list, as `jq -s` puts them.
    const read = Object.fromEntries(
        Object.entries(printed).map(([file, documents]) => [
            file,
            isSingle(file as FileName) || file === "people.json" ? documents : documents.flat(),
        ]),
    );
    const made = { ...readAws(read, problems), ...readEntra(read, problems) };
    // What is wrong in a file that is not there is that it is not there.
    const absent = new Set(missing.map(({ file }) => file));
    const all = [...missing, ...problems.filter(({ file }) => !absent.has(file))];
    return all.length > 0 ? { problems: all } : { made };
}

function findMissing(printed: Printed): FileProblem[] {
    return fileNames.flatMap((file): FileProblem[] => {
        const documents = printed[file];
        if (documents === undefined) {
            return optionalFiles.includes(file) ? [] : [{ file, message: "is missing" }];
        }
        if (documents.length === 0 && !mayBeEmpty(file)) {
            return [{ file, message: "is empty" }];
        }
        const other = documents.map((one) => otherFileOf(one, file)).find((it) => it !== undefined);
        if (other !== undefined) {
            return [{ file, message: other }];
        }
        return isSingle(file) && documents.length > 1
            ? [{ file, message: `has ${documents.length} documents, and must have one` }]
            : [];
    });
}

/** What a document is, where it is not what the file must hold: that of another file, or an error. */
function otherFileOf(document: unknown, file: FileName): string | undefined {
    if (!isRecord(document)) {
        return undefined;
    }
    const { error } = document;
    if (isRecord(error) && file !== "claims.json") {
        const said = [textIn(error.code), textIn(error.message)].filter((it) => it !== undefined).join(": ");
        const cure = /denied|forbidden/i.test(said) ? "; docs/adopt.md has the permissions that the commands need" : "";
        return `has an error of Graph, ${quote(said)}${cure}`;
    }
    const [first] = Array.isArray(document.value) ? document.value : [];
    const holds = (key: string) => Object.hasOwn(document, key) || (isRecord(first) && Object.hasOwn(first, key));
    const is = tellingKeys.filter(([, key]) => holds(key)).map(([name]) => name);
    const [other] = is;
    return other === undefined || is.includes(file) ? undefined : `has what ${other} must have`;
}

/** A key that only the documents of one file have. */
const tellingKeys: readonly [FileName, string][] = [
    ["instance.json", "Instance"],
    ["user-list.json", "UserSummaryList"],
    ["users.json", "User"],
    ["security-profiles.json", "SecurityProfileSummaryList"],
    ["profile-permissions.json", "SecurityProfileId"],
    ["routing-profiles.json", "RoutingProfileSummaryList"],
    ["role.json", "Role"],
    ["role-policy-list.json", "PolicyNames"],
    ["role-policies.json", "PolicyName"],
    ["attached-policy-list.json", "AttachedPolicies"],
    ["saml-provider-list.json", "SAMLProviderList"],
    ["saml-providers.json", "SAMLMetadataDocument"],
    ["application.json", "identifierUris"],
    ["service-principal.json", "appRoleAssignmentRequired"],
    ["assignments.json", "principalId"],
    ["people.json", "userPrincipalName"],
    ["claims.json", "includeApplicationIdInIssuer"],
    ["policy-uses.json", "appliesTo"],
    ["groups.json", "members"],
];

/** What stands in a command for what no file says. */
export const placeholders: Named = { instanceId: "INSTANCE_ID", roleName: "ROLE_NAME", clientId: "CLIENT_ID" };

/** What the files say of which world they are. */
export function namedIn(printed: Printed): Partial<Named> {
    const first = (file: FileName, ...keys: string[]) => textIn(valueAt(printed[file]?.[0], keys));
    const list = valueAt(printed["user-list.json"]?.[0], ["UserSummaryList"]);
    const arn =
        first("instance.json", "Instance", "Arn") ??
        first("users.json", "User", "Arn") ??
        textIn(valueAt(Array.isArray(list) ? list[0] : undefined, ["Arn"]));
    return withoutUndefined({
        instanceId: first("instance.json", "Instance", "Id") ?? /:instance\/([^/]+)/.exec(arn ?? "")?.[1],
        roleName: first("role.json", "Role", "RoleName"),
        clientId: first("application.json", "appId") ?? first("service-principal.json", "appId"),
        region: arn?.split(":")[3],
        environment: environmentOf(printed),
    });
}

function withoutUndefined<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
        [Key in keyof T]?: Exclude<T[Key], undefined>;
    };
}
