/** Which Connect users are adopted, under which directory attribute, and who of them may sign in. */
import { readAwsClaims, roleSessionNameAttributes } from "../../rules/claims";
import type { Directory, Person } from "../deployment/directory";
import { append } from "../deployment/properties";
import { type Access, accessOf, namedGroups } from "./assigned";
import type { MadeAssignment, MadeByHand, MadeUser } from "./made";
import { problemOf, type UserEntry } from "./userEntry";

export interface TakenUser {
    user: MadeUser;
    person: Person;
    access: Access;
    /** Name of the group, with the access `group`. */
    group?: string;
    entry: UserEntry;
}

export type LeftReason =
    /** Nobody in the directory has the name as the attribute. */
    | { id: "noPerson" }
    /** The directory spells it otherwise, and Connect compares letter by letter. */
    | { id: "otherCase"; spelled: string }
    | { id: "twoPeople" }
    /** An id that the lists of profiles do not have. */
    | { id: "unknownProfile"; profileId: string }
    /** A rule of this program, after the name of the field. */
    | { id: "rule"; field: string; message: string };

export interface LeftUser {
    user: MadeUser;
    reason: LeftReason;
}

export interface People {
    attribute: string;
    /** What the claims say decides; without it, which attribute most user names are. */
    isAttributeInferred: boolean;
    taken: TakenUser[];
    left: LeftUser[];
    /** Object ids by the name that the stack file gives them. */
    groups: Record<string, string>;
    /** False where somebody is assigned by a group alone, so that nobody gets an assignment of their own. */
    directoryLookup: boolean;
    /** Principals that are assigned and that nothing adopts. */
    otherAssignments: MadeAssignment[];
}

export function planPeople(made: MadeByHand): People {
    const { attribute, isAttributeInferred } = attributeOf(made);
    const groups = namedGroups(made);
    const byName = indexOf(made.directory, attribute);
    const results = made.users.map((user) => readUser(user, { attribute, byName }, made));
    const taken = results.flatMap((one) => ("entry" in one ? [one] : []));
    const byGroupAlone = taken.some(({ access }) => access === "group");
    const ids = new Set(taken.flatMap(({ person }) => (person.id === undefined ? [] : [person.id.toLowerCase()])));
    return {
        attribute,
        isAttributeInferred,
        taken: taken.map((one) => withObjectId(one, byGroupAlone)),
        left: results.flatMap((one) => ("entry" in one ? [] : [one])),
        groups,
        directoryLookup: !byGroupAlone,
        otherAssignments: made.assignments.filter(
            ({ principalType, principalId }) => principalType !== "Group" && !ids.has(principalId),
        ),
    };
}

/** Without the look-up only they get an assignment of their own. */
function withObjectId(one: TakenUser, byGroupAlone: boolean): TakenUser {
    const { id } = one.person;
    return byGroupAlone && id !== undefined && (one.access === "direct" || one.access === "everybody")
        ? { ...one, entry: { ...one.entry, objectId: id } }
        : one;
}

/** Whether the stack assigns the user by themselves. */
export const hasAssignment = (entry: { signIn?: false; objectId?: string }, directoryLookup: boolean): boolean =>
    entry.signIn !== false && (directoryLookup || entry.objectId !== undefined);

/** The attribute of the session's name. */
function attributeOf({ claims, users, directory }: MadeByHand): Pick<People, "attribute" | "isAttributeInferred"> {
    const said = claims.kind === "unknown" ? undefined : readAwsClaims(claims.definition).sessionNameAttribute;
    if (said !== undefined) {
        return { attribute: said, isAttributeInferred: false };
    }
    const names = new Set(users.map(({ username }) => username));
    const matches = Object.values(roleSessionNameAttributes).map((attribute) => ({
        attribute,
        count: directory.people.filter((person) => names.has(attributeIn(person, attribute) ?? "")).length,
    }));
    const most = Math.max(...matches.map(({ count }) => count));
    // The first of several is the user principal name.
    const attribute = matches.find(({ count }) => count === most)?.attribute ?? "userPrincipalName";
    return { attribute, isAttributeInferred: true };
}

function attributeIn({ attributes }: Person, attribute: string): string | undefined {
    return attributes[attribute.toLowerCase()] ?? undefined;
}

function readUser(
    user: MadeUser,
    { attribute, byName }: { attribute: string; byName: ReadonlyMap<string, Person[]> },
    made: MadeByHand,
): TakenUser | LeftUser {
    const [person, other] = byName.get(user.username.toLowerCase()) ?? [];
    if (person === undefined) {
        return { user, reason: { id: "noPerson" } };
    }
    if (other !== undefined) {
        return { user, reason: { id: "twoPeople" } };
    }
    const spelled = attributeIn(person, attribute) ?? "";
    if (spelled !== user.username) {
        return { user, reason: { id: "otherCase", spelled } };
    }
    const { securityProfiles, routingProfiles } = made;
    const unknown =
        user.securityProfileIds.find((id) => !securityProfiles.has(id)) ??
        (routingProfiles.has(user.routingProfileId) ? undefined : user.routingProfileId);
    if (unknown !== undefined) {
        return { user, reason: { id: "unknownProfile", profileId: unknown } };
    }
    const allowed = accessOf(person, made);
    const entry: UserEntry = {
        firstName: user.firstName,
        lastName: user.lastName,
        securityProfiles: user.securityProfileIds.map((id) => securityProfiles.get(id) ?? ""),
        routingProfile: routingProfiles.get(user.routingProfileId) ?? "",
        phoneType: user.phoneType,
        ...given("deskPhoneNumber", user.deskPhoneNumber),
        ...given("afterContactWorkTimeLimitSeconds", user.afterContactWorkTimeLimit),
        ...(user.autoAccept ? { autoAccept: true } : {}),
        ...given("secondaryEmail", user.secondaryEmail),
        userId: user.id,
        ...(allowed.access === "notAssigned" || allowed.access === "disabled" ? { signIn: false as const } : {}),
    };
    const problem = problemOf(user.username, entry);
    return problem === undefined ? { user, person, ...allowed, entry } : { user, reason: { id: "rule", ...problem } };
}

/** People by their session name in lower case. */
function indexOf({ people }: Directory, attribute: string): ReadonlyMap<string, Person[]> {
    const byName = new Map<string, Person[]>();
    for (const person of people) {
        const name = attributeIn(person, attribute);
        if (name !== undefined) {
            append(byName, name.toLowerCase(), person);
        }
    }
    return byName;
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { [key in Key]?: Value } {
    return (value === undefined ? {} : { [key]: value }) as { [key in Key]?: Value };
}
