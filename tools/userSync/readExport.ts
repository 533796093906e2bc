/** Reads what `az` and Microsoft Graph print of a group's members. */
import { isRecord } from "../../rules/record";
import { listOf, quote } from "../../rules/text";
import type { Person } from "../deployment/directory";
import { readPerson } from "../deployment/directoryPeople";
import { kindOf } from "../deployment/pulumiValue";

/** The members of one group, as one file has them. */
export interface GroupExport {
    /** The name or object id of the group, as typed. */
    which: string;
    source: string;
    people: (Person & { id: string })[];
    /** Groups that are members. */
    groups: { id: string; name: string }[];
    /** Devices, service principals, contacts: how many of each. */
    others: Map<string, number>;
    /** Everything that is wrong. */
    problems: string[];
    warnings: string[];
}

/** As many as Graph's `$expand` gives of a directory object, without a word on the rest. */
const expandLimit = 20;
/** What Graph gives on a page unless it is told, and at most (https://learn.microsoft.com/graph/api/group-list-members). */
const pageSizes = [100, 999];

const again = "export it with `az ad group member list`, which reads all pages";

export function readExport(content: unknown, which: string, source: string): GroupExport {
    const result: GroupExport = {
        ...{ which, source, people: [], groups: [], others: new Map(), problems: [], warnings: [] },
    };
    const list = listIn(content, result);
    if (list !== undefined && list.length > 0 && list.every(isWithoutProperties)) {
        result.problems.push(
            "has only the ids of the members: the caller may not read people; grant User.Read.All beside GroupMember.Read.All",
        );
        return result;
    }
    for (const [index, entry] of (list ?? []).entries()) {
        readMember(entry, `[${index}]`, result);
    }
    return result;
}

/** As Graph shows members to a caller without a permission for them: their type and id, all else null. */
function isWithoutProperties(entry: unknown): boolean {
    return (
        isRecord(entry) &&
        memberKind(entry) === "user" &&
        Object.entries(entry).every(([key, value]) => key === "id" || key.startsWith("@odata.") || value === null)
    );
}

function listIn(content: unknown, { problems, warnings }: GroupExport): unknown[] | undefined {
    if (Array.isArray(content)) {
        if (pageSizes.includes(content.length)) {
            warnings.push(
                `has exactly ${content.length} members, as many as a page of Graph's answer: if the group has more, ${again}`,
            );
        }
        return content;
    }
    if (!isRecord(content)) {
        problems.push(`must be a list of members, got ${kindOf(content)}; ${again}`);
        return undefined;
    }
    const pages = Object.keys(content).find((key) => key.endsWith("@odata.nextLink"));
    if (pages !== undefined) {
        problems.push(
            `has ${quote(pages)}: it is the first page only, and who is on the others would lose their sign-in; ${again}, ` +
                "or put the value lists of all pages into one",
        );
        return undefined;
    }
    if (Array.isArray(content.members)) {
        if (content.members.length === expandLimit) {
            problems.push(`has ${expandLimit} members, after which Graph's $expand stops; ${again}`);
        }
        return content.members;
    }
    if (Array.isArray(content.value)) {
        return content.value;
    }
    const { error } = content;
    problems.push(
        isRecord(error)
            ? `has an error of Graph, ${quote(`${error.code}: ${error.message}`)}; sign in with \`az login\`, as somebody who may read groups and people, and ${again}`
            : `must be a list of members, or an object with value, got ${listOf(Object.keys(content))}; ${again}`,
    );
    return undefined;
}

function readMember(entry: unknown, at: string, result: GroupExport): void {
    const { problems } = result;
    if (!isRecord(entry)) {
        problems.push(`${at} must be a member with its properties, got ${kindOf(entry)}; ${again}`);
        return;
    }
    const kind = memberKind(entry);
    const id = entry.id ?? entry.objectId;
    if (kind === undefined) {
        problems.push(
            `${at} is neither a person nor anything else that a group may have, got ${quote(Object.keys(entry))}; ${again}`,
        );
    } else if (kind !== "user" && kind !== "group") {
        result.others.set(kind, (result.others.get(kind) ?? 0) + 1);
    } else if (typeof id !== "string" || id === "") {
        problems.push(`${at}.id must be the object id, got ${quote(id)}; ${again}`);
    } else if (kind === "group") {
        result.groups.push({ id, name: typeof entry.displayName === "string" ? entry.displayName : id });
    } else {
        const person = readPerson(entry, at, problems);
        if (person !== undefined) {
            result.people.push({ ...person, id });
        }
    }
}

/** By Graph's type, by what `az` before version 2.37 called it, or by properties that only such objects have. */
function memberKind(entry: Record<string, unknown>): string | undefined {
    const type = entry["@odata.type"] ?? entry.objectType;
    if (typeof type === "string") {
        const word = type.replace(/^#?microsoft\.graph\./, "");
        return words[word.toLowerCase()] ?? word;
    }
    if (Object.hasOwn(entry, "userPrincipalName")) {
        return "user";
    }
    const found = telling.find(([, keys]) => keys.some((key) => Object.hasOwn(entry, key)));
    return found?.[0];
}

const words: Readonly<Record<string, string>> = {
    user: "user",
    group: "group",
    serviceprincipal: "service principal",
    device: "device",
    orgcontact: "contact",
};

const telling: [kind: string, keys: string[]][] = [
    ["service principal", ["servicePrincipalType", "servicePrincipalNames", "appId"]],
    ["device", ["deviceId", "operatingSystem"]],
    ["group", ["groupTypes", "securityEnabled", "mailEnabled"]],
];
