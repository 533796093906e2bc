/** Reads people and groups of the Entra directory from what a person can export of it. */

import { isRecord } from "../../rules/record";
import { listOf } from "../../rules/text";
import type { Directory, Person } from "./directory";
import { GroupReader } from "./directoryGroups";
import { findDuplicates, readPerson } from "./directoryPeople";
import { exportPeople, notPeople } from "./notPeople";
import { kindOf } from "./pulumiValue";

/** The file is not an export of a directory, or not a whole one. The message lists what is wrong and what to write. */
export class DirectoryUnreadable extends Error {
    override readonly name = "DirectoryUnreadable";
}

const longestReport = 10;
const write =
    "give the output of `az ad user list`, the answer of Graph's /users, or an object with users, groups and tenantId";

/**
 * Reads the output of `az ad user list`, an answer of Microsoft Graph's `/users`, or `{ tenantId, users, groups }`. Groups
 * are `{ id, displayName, members }`, members being object ids or objects with an `id`; people with `memberOf`
 * (`$expand=memberOf`) build groups as well. A group without `members` is left out: nothing is known of who is in it.
 *
 * Throws {@link DirectoryUnreadable} for anything else, with every problem: a first page only, a person without a user
 * principal name, two with the same one.
 */
export function readDirectory(content: unknown, source: string): Directory {
    const { list, path, holder } = findPeople(content, source);
    refuseOtherLists(list, holder, source);
    refuseOtherSpelling(list, source);
    const problems: string[] = [];
    const people: Person[] = [];
    const entries = list.flatMap((entry, index) => (isPerson(entry) ? [{ entry, at: `${path}[${index}]` }] : []));
    for (const { entry, at } of entries) {
        const person = readPerson(entry, at, problems);
        if (person !== undefined) {
            people.push(person);
        }
    }
    for (const problem of findDuplicates(people)) {
        problems.push(problem);
    }
    const groups = new GroupReader(problems);
    groups.readGroups(holder.groups);
    const membershipsAreKnown = groups.readMemberships(entries);
    if (problems.length > 0) {
        throw new DirectoryUnreadable(report(source, problems));
    }
    return {
        source,
        ...(typeof holder.tenantId === "string" ? { tenantId: holder.tenantId } : {}),
        people,
        groups: groups.groups(),
        ...(membershipsAreKnown ? { membershipsAreKnown } : {}),
    };
}

function findPeople(
    content: unknown,
    source: string,
): { list: unknown[]; path: string; holder: Record<string, unknown> } {
    if (Array.isArray(content)) {
        return { list: content, path: "", holder: {} };
    }
    const refuse = (found: string) =>
        new DirectoryUnreadable(`${source} must hold the people of a directory, got ${found}`);
    if (!isRecord(content)) {
        throw refuse(`${kindOf(content)}; ${write}`);
    }
    const answers = [content, content.users].filter(isRecord);
    if (answers.some((it) => Object.hasOwn(it, "@odata.nextLink"))) {
        throw refuse(
            "the first page of an answer only, and people on the others would seem not to exist; export with `az ad user list`, " +
                "which reads all pages, or put the value lists of all pages into one",
        );
    }
    for (const path of ["users", "value"]) {
        const list = isRecord(content[path]) ? content[path].value : content[path];
        if (Array.isArray(list)) {
            return { list, path, holder: content };
        }
    }
    if (isRecord(content.deployment) || isRecord(content.checkpoint)) {
        throw refuse(`an export of a stack; give that file as the deployment (--deployment), and ${write}`);
    }
    if (typeof content.userPrincipalName === "string") {
        throw refuse(`one person; put them into a list, [ … ], or ${write}`);
    }
    const keys = Object.keys(content);
    const more = keys.length > 5 ? ` and ${keys.length - 5} more` : "";
    throw refuse(
        keys.length === 0 ? `an empty object; ${write}` : `an object with ${listOf(keys.slice(0, 5))}${more}; ${write}`,
    );
}

/** Logs and reports name people, too, and hold each of them many times or not at all. */
function refuseOtherLists(list: readonly unknown[], holder: Record<string, unknown>, source: string): void {
    const other = notPeople(list, holder);
    if (other !== undefined) {
        const use = other.use === undefined ? "" : `, ${other.use}`;
        throw new DirectoryUnreadable(
            `${source} must hold the people of a directory, got ${other.what}${use}; ${exportPeople}`,
        );
    }
}

/** Said once, not of each person. */
function refuseOtherSpelling(list: readonly unknown[], source: string): void {
    const isOther = (it: unknown) => isRecord(it) && it.userPrincipalName === undefined && "UserPrincipalName" in it;
    if (list.length > 0 && list.every(isOther)) {
        throw new DirectoryUnreadable(
            `${source} must hold people as Graph spells their properties, got "UserPrincipalName" for "userPrincipalName", as ` +
                "PowerShell's Get-MgUser has it, which prints what it did not ask for as if it were not set; export with `az ad user list`",
        );
    }
}

/** The members of a group, exported as people, may be groups, devices and applications too; these say so. */
function isPerson(entry: unknown): boolean {
    const type = isRecord(entry) ? entry["@odata.type"] : undefined;
    return typeof type !== "string" || type === "#microsoft.graph.user";
}

function report(source: string, problems: readonly string[]): string {
    const more = problems.length - longestReport;
    const lines = [...problems.slice(0, longestReport), ...(more > 0 ? [`and ${more} more`] : [])];
    return `${source} is not a directory that can be used:\n${lines.map((line) => `  - ${line}`).join("\n")}`;
}
