/** Whom the directory wants as a Connect user, under which name and with which settings. */
import { personNameProblem, usernameProblem } from "../../rules/connect";
import { listOf } from "../../rules/text";
import type { Mapping, Settings } from "./mapping";
import type { Member, Membership } from "./membership";

export interface Wanted {
    /** Object id. */
    id: string;
    /** The Connect user name. */
    name: string;
    firstName?: string;
    lastName?: string;
    settings: Settings;
    /** False for an account that the directory says is disabled. */
    isEnabled: boolean;
    /** The group that decides, and others that have the person, by name. */
    group: string;
    otherGroups: string[];
}

/** Somebody in a group who can't become a user. What the users file has of them stays as it is. */
export interface LeftOut {
    id: string;
    /** The user principal name. */
    person: string;
    /** Every name under which the users file may have them. */
    names: string[];
    why: string;
}

export function findWanted(
    members: readonly Membership[],
    mapping: Mapping,
): { wanted: Wanted[]; leftOut: LeftOut[]; warnings: string[] } {
    const leftOut: LeftOut[] = [];
    const warnings: string[] = [];
    const wanted: Wanted[] = [];
    const out = (person: Member, why: string) =>
        leftOut.push({ id: person.id, person: person.userPrincipalName, names: namesOf(person), why });
    const shared = sharedNames(members, mapping);
    for (const { person, groups } of members) {
        const name = nameOf(person, mapping);
        const isGuest = person.userType === "Guest" || /#EXT#/i.test(person.userPrincipalName);
        const same = name === undefined ? undefined : shared.get(name.toLowerCase());
        if (isGuest && !mapping.guests) {
            out(person, "is a guest; to make guests users, write guests: true and username: mail in the mapping");
        } else if (name === undefined) {
            out(person, `has no ${mapping.username} in the export; set it in the directory, and export that property`);
        } else if (same !== undefined) {
            out(person, `has the same name as others, but for upper and lower case: ${same}; make it unique there`);
        } else if (usernameProblem(name) !== undefined) {
            out(person, `can't be a Connect user: ${mapping.username} ${usernameProblem(name)}`);
        } else {
            const [group, ...others] = groups;
            wanted.push({
                id: person.id,
                name,
                ...personNames(person, warnings),
                settings: group.settings,
                isEnabled: person.accountEnabled !== false,
                group: group.name,
                otherGroups: others.map((other) => other.name),
            });
        }
    }
    const unknown = members.filter(({ person }) => person.accountEnabled === undefined).length;
    if (unknown > 0) {
        warnings.push(
            `${unknown} of ${members.length} people have no accountEnabled in the export, and count as enabled; ` +
                "to know it, ask Graph with $select (docs/users-sync.md)",
        );
    }
    wanted.sort((one, other) => (one.name < other.name ? -1 : 1));
    leftOut.sort((one, other) => (one.person < other.person ? -1 : 1));
    return { wanted, leftOut, warnings };
}

function nameOf(person: Member, { username }: Mapping): string | undefined {
    const name = username === "userPrincipalName" ? person.userPrincipalName : attribute(person, username);
    return name === undefined || name.trim() === "" ? undefined : name;
}

const attribute = (person: Member, name: string) => person.attributes[name.toLowerCase()] ?? undefined;

function namesOf(person: Member): string[] {
    return [person.userPrincipalName, attribute(person, "mail"), attribute(person, "employeeId")].filter(
        (name): name is string => typeof name === "string" && name !== "",
    );
}

/** Names that several people have, with their object ids in words. */
function sharedNames(members: readonly Membership[], mapping: Mapping): Map<string, string> {
    const holders = new Map<string, string[]>();
    for (const { person } of members) {
        const key = nameOf(person, mapping)?.toLowerCase();
        if (key !== undefined) {
            holders.set(key, [...(holders.get(key) ?? []), `${nameOf(person, mapping)} (${person.id})`]);
        }
    }
    return new Map([...holders].filter(([, all]) => all.length > 1).map(([key, all]) => [key, listOf(all.sort())]));
}

/** First and last name, which Connect requires; what the directory lacks is taken from the display name. */
function personNames(person: Member, warnings: string[]): Pick<Wanted, "firstName" | "lastName"> {
    const [, first, last] = /^(.*\S)\s+(\S+)$/.exec(person.displayName?.trim() ?? "") ?? [];
    const usable = (what: string, ...candidates: (string | null | undefined)[]) => {
        const name = candidates.map((it) => it?.trim().normalize("NFC")).find((it) => it !== undefined && it !== "");
        const problem = name === undefined ? undefined : personNameProblem(name);
        if (problem !== undefined) {
            warnings.push(`${person.userPrincipalName}: ${what} ${problem}`);
        }
        return problem === undefined ? name : undefined;
    };
    const firstName = usable("givenName", person.givenName, first);
    const lastName = usable("surname", person.surname, last);
    return {
        ...(firstName === undefined ? {} : { firstName }),
        ...(lastName === undefined ? {} : { lastName }),
    };
}

/** Why somebody new can't be added; undefined where nothing is missing. */
export function missingNames({ firstName, lastName }: Wanted): string | undefined {
    const missing = [...(firstName === undefined ? ["givenName"] : []), ...(lastName === undefined ? ["surname"] : [])];
    return missing.length === 0
        ? undefined
        : `has no ${missing.join(" and no ")} that Connect takes; set it in the directory`;
}
