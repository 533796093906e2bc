/** Who signs in: from a Connect user's name, or any name of a person, to the account in the directory. */

import { listOf, nearest, quote } from "../../../../rules/text";
import type { Directory, Person } from "../../../deployment/directory";
import { append } from "../../../deployment/properties";
import type { About } from "../../checks";
import type { Refusal, Trail } from "../trail";
import { attributeOf, exportAttribute } from "./attributes";

/** A directory with its people by name. */
export interface DirectoryIndex {
    directory: Directory;
    /** The attribute that becomes RoleSessionName, by its ID in the claims mapping policy; undefined: unknown. */
    attribute: string | undefined;
    /** By the attribute that becomes RoleSessionName, in lower case; a value may be several people's. */
    bySessionName: ReadonlyMap<string, Person[]>;
    byUserPrincipalName: ReadonlyMap<string, Person>;
    byMail: ReadonlyMap<string, Person[]>;
    /** People of whom the file does not hold that attribute. */
    withoutSessionName: number;
    /** Object ids of the groups each person is a direct member of. */
    groupsOf: ReadonlyMap<string, string[]>;
    nestedGroupsOf: ReadonlyMap<string, string[]>;
}

/** `attribute`: that of RoleSessionName, by its ID in the claims mapping policy in lower case; undefined: unknown. */
export function indexDirectory(directory: Directory, attribute: string | undefined): DirectoryIndex {
    const bySessionName = new Map<string, Person[]>();
    const byUserPrincipalName = new Map<string, Person>();
    const byMail = new Map<string, Person[]>();
    let withoutSessionName = 0;
    for (const person of directory.people) {
        const name = sessionNameIn(person, attribute);
        if (typeof name === "string") {
            append(bySessionName, name.toLowerCase(), person);
        }
        withoutSessionName += name === undefined ? 1 : 0;
        byUserPrincipalName.set(person.userPrincipalName.toLowerCase(), person);
        if (typeof person.mail === "string") {
            append(byMail, person.mail.toLowerCase(), person);
        }
    }
    const groupsOf = new Map<string, string[]>();
    const nestedGroupsOf = new Map<string, string[]>();
    for (const group of directory.groups) {
        for (const member of group.members) {
            append(groupsOf, member.toLowerCase(), group.id.toLowerCase());
        }
        for (const nested of group.nestedGroups ?? []) {
            append(nestedGroupsOf, nested.toLowerCase(), group.id.toLowerCase());
        }
    }
    return {
        directory,
        attribute,
        bySessionName,
        byUserPrincipalName,
        byMail,
        withoutSessionName,
        groupsOf,
        nestedGroupsOf,
    };
}

/** Edit distances to more names than these are not worth the wait. */
const mostToCompare = 5000;

/** The attribute's value; `null`: not set, undefined: not known. */
export function sessionNameIn(person: Person, attribute: string | undefined): string | null | undefined {
    return attribute === undefined ? undefined : attributeOf(person, attribute);
}

/** Everybody the name may mean, the best kind of match alone. A Connect user's name comes first: it is what is asked for. */
function peopleNamed(user: string, index: DirectoryIndex): readonly Person[] {
    const name = user.toLowerCase();
    const bySessionName = index.bySessionName.get(name) ?? [];
    const exact = bySessionName.filter((person) => sessionNameIn(person, index.attribute) === user);
    const byPrincipal = index.byUserPrincipalName.get(name);
    const kinds = [exact, bySessionName, byPrincipal === undefined ? [] : [byPrincipal], index.byMail.get(name) ?? []];
    const found = kinds.find((people) => people.length > 0) ?? [];
    return byPrincipal !== undefined && found.includes(byPrincipal) ? [byPrincipal] : found;
}

/** The name under which Connect would know the person whom `user` means; undefined where that is nobody, or is unknown. */
export function sessionNameOf(user: string, index: DirectoryIndex): string | undefined {
    const [person, ...others] = peopleNamed(user, index);
    const name = person === undefined || others.length > 0 ? undefined : sessionNameIn(person, index.attribute);
    return name ?? undefined;
}

/** The account of the person whom the name means; stops the walk where there is none. Undefined where that is not known. */
export function findPerson(
    trail: Trail,
    user: string,
    index: DirectoryIndex,
    isConnectUser: () => boolean,
): Person | undefined {
    const about = "accountExists";
    const [person, ...others] = peopleNamed(user, index);
    if (person === undefined) {
        const people = index.attribute === undefined || isConnectUser() ? [] : index.directory.people;
        const known = people.find(({ attributes }) => Object.values(attributes).includes(user));
        return known === undefined
            ? stopWithoutPerson(trail, about, user, index)
            : noteOtherName(trail, about, user, known);
    }
    if (others.length > 0) {
        const names = [person, ...others].map(({ userPrincipalName }) => userPrincipalName).sort();
        return trail.unknown(about, {
            what: `who ${quote(user)} is`,
            why: `it is the name of ${listOf(names)}`,
            supply: "ask by user principal name, and give each of them a different name",
        });
    }
    // Commands of the directory take the user principal name, whichever name was asked for.
    trail.know({ user: person.userPrincipalName, upn: person.userPrincipalName, userId: person.id });
    trail.found.userPrincipalName = person.userPrincipalName;
    trail.checked(about, person.userPrincipalName);
    return person;
}

/** A display name or number names somebody, and is no name to sign in with: that says nothing of whether they can. */
function noteOtherName(trail: Trail, about: About, user: string, { attributes, userPrincipalName }: Person): undefined {
    const [attribute = ""] = Object.entries(attributes).find(([, value]) => value === user) ?? [];
    trail.unknown(about, {
        what: `who ${quote(user)} is`,
        why: `it is the ${attribute} of ${quote(userPrincipalName)}, and nobody signs in with it`,
        supply: `ask by user principal name: --user ${userPrincipalName}`,
    });
}

function stopWithoutPerson(trail: Trail, about: About, user: string, index: DirectoryIndex): undefined {
    const { people, source } = index.directory;
    if (index.attribute === undefined) {
        return trail.unknown(about, {
            what: `who ${quote(user)} is`,
            why: `nobody in ${source} has this user principal name or mail, and which attribute becomes the session name is unknown`,
            supply: "ask by user principal name, or export the stack with `pulumi stack export --show-secrets`",
        });
    }
    if (index.withoutSessionName > 0) {
        return trail.unknown(about, {
            what: `who ${quote(user)} is`,
            why: `the session name is the ${index.attribute}, which ${source} lacks for ${index.withoutSessionName} people`,
            supply: exportAttribute(index.attribute),
        });
    }
    const near = people.length > mostToCompare ? undefined : nearest(user, namesIn(index));
    const seen = `nobody is ${quote(user)} among ${people.length} in ${source}`;
    const refusal: Refusal = { about, seen: near === undefined ? seen : `${seen}; the nearest is ${quote(near)}` };
    return trail.stop("userNotInDirectory", "absent", refusal, { user, upn: user });
}

function namesIn(index: DirectoryIndex): string[] {
    return [...index.byUserPrincipalName.values()].map(({ userPrincipalName }) => userPrincipalName).sort();
}
