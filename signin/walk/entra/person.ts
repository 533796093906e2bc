/** Who signs in: from a Connect user's name, or any name of a person, to the account in the directory. */
import type { Directory, Person } from "../../../deployment/directory";
import { nearest, quote } from "../../../rules/text";
import type { Trail } from "../trail";

/** A directory with its people by name. */
export interface DirectoryIndex {
    directory: Directory;
    /** The attribute that becomes RoleSessionName, in lower case. */
    attribute: string;
    /** By the attribute that becomes RoleSessionName, in lower case; a value may be several people's. */
    bySessionName: ReadonlyMap<string, Person[]>;
    byUserPrincipalName: ReadonlyMap<string, Person>;
    byMail: ReadonlyMap<string, Person>;
    /** Object ids of the groups each person is a direct member of. */
    groupsOf: ReadonlyMap<string, string[]>;
    nestedGroupsOf: ReadonlyMap<string, string[]>;
}

/** `attribute`: name of the attribute in lower case, as in `Person.attributes`. */
export function indexDirectory(directory: Directory, attribute: string): DirectoryIndex {
    const bySessionName = new Map<string, Person[]>();
    const byUserPrincipalName = new Map<string, Person>();
    const byMail = new Map<string, Person>();
    for (const person of directory.people) {
        const name = person.attributes[attribute];
        if (typeof name === "string") {
            push(bySessionName, name.toLowerCase(), person);
        }
        byUserPrincipalName.set(person.userPrincipalName.toLowerCase(), person);
        if (typeof person.mail === "string") {
            byMail.set(person.mail.toLowerCase(), person);
        }
    }
    const groupsOf = new Map<string, string[]>();
    const nestedGroupsOf = new Map<string, string[]>();
    for (const group of directory.groups) {
        for (const member of group.members) {
            push(groupsOf, member.toLowerCase(), group.id.toLowerCase());
        }
        for (const nested of group.nestedGroups ?? []) {
            push(nestedGroupsOf, nested.toLowerCase(), group.id.toLowerCase());
        }
    }
    return { directory, attribute, bySessionName, byUserPrincipalName, byMail, groupsOf, nestedGroupsOf };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
    const list = map.get(key);
    if (list === undefined) {
        map.set(key, [value]);
    } else {
        list.push(value);
    }
}

/** Edit distances to more names than these are not worth the wait. */
const mostToCompare = 5000;

/** The account of whom the name means; stops the walk where there is none. */
export function findPerson(trail: Trail, user: string, index: DirectoryIndex): Person {
    const name = user.toLowerCase();
    const named = index.bySessionName.get(name) ?? [];
    const exact = named.find(({ attributes }) => attributes[index.attribute] === user);
    const person = exact ?? named[0] ?? index.byUserPrincipalName.get(name) ?? index.byMail.get(name);
    const about = "the account exists in the directory";
    if (person === undefined) {
        const { people, source } = index.directory;
        const near = people.length > mostToCompare ? undefined : nearest(user, namesIn(index));
        const seen = `nobody is ${quote(user)} among ${people.length} in ${source}`;
        return trail.stop(
            "userNotInDirectory",
            "absent",
            { about, seen: near === undefined ? seen : `${seen}; the nearest is ${quote(near)}` },
            { user, upn: user },
        );
    }
    trail.know({ user, upn: person.userPrincipalName });
    trail.checked(about, person.userPrincipalName);
    return person;
}

function namesIn(index: DirectoryIndex): string[] {
    return [...index.byUserPrincipalName.values()].map(({ userPrincipalName }) => userPrincipalName);
}
