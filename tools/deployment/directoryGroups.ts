/** Groups of a directory's export, from lists of members and from what people say they are members of. */

import { isRecord } from "../../rules/record";
import { quote } from "../../rules/text";
import type { Group } from "./directory";
import { kindOf } from "./pulumiValue";

/**
 * As many related objects as Graph's `$expand` gives of a directory object, without a word on the rest
 * (https://learn.microsoft.com/graph/query-parameters#expand).
 */
const expandLimit = 20;
const groupType = "#microsoft.graph.group";
const userType = "#microsoft.graph.user";

interface GroupInProgress {
    id: string;
    displayName?: string;
    members: Set<string>;
    nestedGroups: Set<string>;
    /** False while only the group itself was seen, and nothing of who is in it. */
    membersKnown: boolean;
}

/** Collects groups by id; what is wrong is added to the problems. */
export class GroupReader {
    private readonly byId = new Map<string, GroupInProgress>();

    constructor(private readonly problems: string[]) {}

    /** `[{ id, displayName, members }]`, or Graph's answer around it. */
    readGroups(content: unknown): void {
        if (isRecord(content)) {
            this.refusePages(content, "@odata.nextLink", "groups");
        }
        const list = isRecord(content) ? content.value : content;
        if (list === undefined || list === null) {
            return;
        }
        if (!Array.isArray(list)) {
            this.problems.push(`groups must be a list of groups, got ${kindOf(list)}`);
            return;
        }
        for (const [index, entry] of list.entries()) {
            this.readGroup(entry, `groups[${index}]`);
        }
    }

    /** `memberOf` of people, as `$expand=memberOf` gives it: of everybody or of nobody, which is the answer. */
    readMemberships(people: readonly { entry: unknown; at: string }[]): boolean {
        const records = people.flatMap(({ entry, at }) => (isRecord(entry) ? [{ entry, at }] : []));
        if (records.every(({ entry }) => entry.memberOf === undefined)) {
            return false;
        }
        for (const { entry, at } of records) {
            this.refusePages(entry, "memberOf@odata.nextLink", `${at}.memberOf`);
            const list = this.expanded(entry.memberOf, `${at}.memberOf`);
            const id = entry.id ?? entry.objectId;
            if (list.length > 0 && typeof id !== "string") {
                this.problems.push(
                    `${at}.id must be there for ${at}.memberOf to be of use, got ${quote(id)}; export it`,
                );
                continue;
            }
            for (const [index, entryOrId] of list.entries()) {
                const group = typeof entryOrId === "string" ? { id: entryOrId } : entryOrId;
                if (typeOf(group) === undefined || typeOf(group) === groupType) {
                    const known = this.group(group, `${at}.memberOf[${index}]`);
                    known?.members.add(id as string);
                    if (known !== undefined) {
                        known.membersKnown = true;
                    }
                }
            }
        }
        return true;
    }

    /** The groups of whose members something is known. A member that is itself a listed group is a nested one. */
    groups(): Group[] {
        return [...this.byId.values()]
            .filter(({ membersKnown }) => membersKnown)
            .map(({ id, displayName, members, nestedGroups }) => {
                const isGroup = (member: string) => nestedGroups.has(member) || this.byId.has(member.toLowerCase());
                const nested = [...new Set([...nestedGroups, ...[...members].filter(isGroup)])];
                return {
                    id,
                    ...(displayName === undefined ? {} : { displayName }),
                    members: [...members].filter((it) => !isGroup(it)),
                    ...(nested.length === 0 ? {} : { nestedGroups: nested }),
                };
            });
    }

    private readGroup(entry: unknown, at: string): void {
        const group = this.group(entry, at);
        if (group === undefined || !isRecord(entry) || entry.members === undefined) {
            return;
        }
        this.refusePages(entry, "members@odata.nextLink", `${at}.members`);
        group.membersKnown = true;
        for (const [index, member] of this.expanded(entry.members, `${at}.members`).entries()) {
            const id = isRecord(member) ? (member.id ?? member.objectId) : member;
            if (typeof id !== "string" || id === "" || id.includes("@")) {
                this.problems.push(
                    `${at}.members[${index}] must be an object id, or an object with one as id, got ${quote(member)}`,
                );
            } else if (typeOf(member) === groupType) {
                group.nestedGroups.add(id);
            } else if (typeOf(member) === undefined || typeOf(member) === userType) {
                group.members.add(id);
            }
        }
    }

    private group(entry: unknown, at: string): GroupInProgress | undefined {
        const id = isRecord(entry) ? (entry.id ?? entry.objectId) : undefined;
        if (!isRecord(entry) || typeof id !== "string" || id === "") {
            this.problems.push(`${at} must be a group with an object id as id, got ${quote(entry)}`);
            return undefined;
        }
        const displayName = typeof entry.displayName === "string" ? entry.displayName : undefined;
        const known = this.byId.get(id.toLowerCase());
        if (known !== undefined) {
            known.displayName ??= displayName;
            return known;
        }
        const group = {
            id,
            displayName,
            members: new Set<string>(),
            nestedGroups: new Set<string>(),
            membersKnown: false,
        };
        this.byId.set(id.toLowerCase(), group);
        return group;
    }

    private expanded(list: unknown, at: string): unknown[] {
        if (!Array.isArray(list)) {
            this.problems.push(`${at} must be a list, as every other, got ${kindOf(list)}; export it, or write []`);
            return [];
        }
        if (list.length === expandLimit && list.every(isRecord)) {
            this.problems.push(
                `${at} must be whole, got ${expandLimit} objects, after which Graph's $expand stops; ask for the list by itself, ` +
                    "and write its object ids as texts",
            );
        }
        return list;
    }

    private refusePages(holder: Record<string, unknown>, link: string, at: string): void {
        if (Object.hasOwn(holder, link)) {
            this.problems.push(`${at} must be whole, got its first page only; put the lists of all pages into one`);
        }
    }
}

function typeOf(entry: unknown): string | undefined {
    const type = isRecord(entry) ? entry["@odata.type"] : undefined;
    return typeof type === "string" ? type : undefined;
}
