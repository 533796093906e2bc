/** Who is in the groups of a mapping, nested groups followed. */
import { guidProblem, sameGuid } from "../../rules/guid";
import { shellWord } from "../../rules/shell";
import { listOf, nearest, quote } from "../../rules/text";
import type { Person } from "../deployment/directory";
import type { MappedGroup, Mapping } from "./mapping";
import type { GroupExport } from "./readExport";

export type Member = Person & { id: string };

export interface Membership {
    person: Member;
    /** Groups of the mapping that have the person, the one that decides first. */
    groups: [MappedGroup, ...MappedGroup[]];
}

export interface Memberships {
    members: Membership[];
    /** Why the exports can't be used. */
    problems: string[];
    warnings: string[];
}

/** What shows the members of a group. */
export const exportCommand = (group: string) => `az ad group member list --group ${shellWord(group)}`;

export function findMemberships(mapping: Mapping, exports: readonly GroupExport[]): Memberships {
    const problems = exports.flatMap(({ source, problems: own }) => own.map((it) => `${source} ${it}`));
    const warnings = exports.flatMap((one) => [
        ...one.warnings.map((it) => `${one.source} ${it}`),
        ...[...one.others].map(
            ([kind, count]) => `${one.source}: ${count} ${kind}${count === 1 ? "" : "s"} left out: only people sign in`,
        ),
    ]);
    const used = new Set<GroupExport>();
    const found = new Map<string, { person: Member; source: string; groups: MappedGroup[] }>();
    for (const group of mapping.groups) {
        const own = exportsOf(exports, group, mapping);
        const seen = new Set([group.id.toLowerCase()]);
        const walk: Walk = { mapping, exports, used, problems, warnings, top: group, seen };
        const people = own.length === 0 ? undefined : peopleOf(own, walk, [group.id]);
        if (people === undefined) {
            problems.push(
                `the group ${quote(group.name)} has no export, and its members would lose their sign-in; give the output of ` +
                    `\`${exportCommand(group.id)}\` as --group ${shellWord(`${group.name}=FILE`)}`,
            );
            continue;
        }
        if (people.length === 0 && !group.mayBeEmpty && own.every(({ problems: broken }) => broken.length === 0)) {
            problems.push(
                `the group ${quote(group.name)} has no people in ${listOf(own.map(({ source }) => source))}, and everybody in it would lose ` +
                    "their sign-in; export it again, or write mayBeEmpty: true for it in the mapping",
            );
        }
        for (const { person, source } of people) {
            const key = person.id.toLowerCase();
            const known = found.get(key);
            if (known === undefined) {
                found.set(key, { person, source, groups: [group] });
                continue;
            }
            const differing = contradiction(known.person, person);
            if (differing !== undefined) {
                problems.push(
                    `${known.source} and ${source} have the same object id ${quote(person.id)} with ${differing}; export both again`,
                );
            }
            if (!known.groups.includes(group)) {
                known.groups.push(group);
            }
        }
    }
    warnings.push(...likely(exports));
    // What is within a group whose export is broken is not known; it may be this one.
    const isKnown = problems.length === 0;
    for (const { which, source } of exports.filter((one) => !used.has(one) && (isKnown || !isGuid(one.which)))) {
        const names = mapping.groups.map(({ name }) => name);
        const meant = nearest(which, names);
        const cure = meant === undefined ? `the mapping has ${listOf(names)}` : `did you mean ${quote(meant)}?`;
        problems.push(`${source}: the group ${quote(which)} is not in the mapping, nor in a group of it; ${cure}`);
    }
    return {
        members: [...found.values()].map(({ person, groups }) => ({
            person,
            groups: groups as Membership["groups"],
        })),
        problems: [...new Set(problems)],
        warnings: [...new Set(warnings)],
    };
}

/** Exports that say the same of two groups: most likely the same command was run twice. */
function likely(exports: readonly GroupExport[]): string[] {
    const first = new Map<string, GroupExport>();
    return exports.flatMap((one) => {
        const key = one.people
            .map(({ id }) => id.toLowerCase())
            .sort()
            .join();
        const same = first.get(key);
        first.set(key, same ?? one);
        return same === undefined || one.people.length < 3 || sameWord(same.which, one.which)
            ? []
            : [
                  `${same.source} and ${one.source} have the same ${one.people.length} people. Check that each is of its own group ` +
                      `(${quote(same.which)} and ${quote(one.which)})`,
              ];
    });
}

const sameWord = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const isGuid = (which: string) => guidProblem(which) === undefined;

interface Walk {
    mapping: Mapping;
    exports: readonly GroupExport[];
    used: Set<GroupExport>;
    problems: string[];
    warnings: string[];
    top: MappedGroup;
    /** Ids of groups whose members are counted already. */
    seen: Set<string>;
}

/** The people of exports of one group and of the groups in it. `way`: the ids of the groups around, that one included. */
function peopleOf(own: readonly GroupExport[], walk: Walk, way: string[]): { person: Member; source: string }[] {
    return own.flatMap((one) => {
        walk.used.add(one);
        const nested = one.groups.flatMap(({ id, name }) => {
            if (way.some((before) => sameGuid(before, id))) {
                walk.warnings.push(
                    `the group ${quote(name)} is within itself (${one.source}): it is followed once, and nobody is lost`,
                );
                return [];
            }
            if (walk.seen.has(id.toLowerCase())) {
                return [];
            }
            walk.seen.add(id.toLowerCase());
            const inner = exportsOf(walk.exports, { id }, walk.mapping);
            if (inner.length === 0) {
                walk.problems.push(
                    `${one.source} has the group ${quote(name)} (${id}), whose members are not known and would lose their sign-in; give the ` +
                        `output of \`${exportCommand(id)}\` as --group ${shellWord(`${id}=FILE`)}`,
                );
                return [];
            }
            walk.warnings.push(
                `the members of ${quote(name)} count as members of ${quote(walk.top.name)}. Entra itself does not assign an application to ` +
                    "the members of a nested group: each needs an own assignment, which the stack makes for users with objectId",
            );
            return peopleOf(inner, walk, [...way, id]);
        });
        return [...one.people.map((person) => ({ person, source: one.source })), ...nested];
    });
}

/**
 * By object id, or by its name in the mapping. Not by the name in the directory, which several groups may have: the members of
 * one would get the settings of another.
 */
function exportsOf(exports: readonly GroupExport[], { id }: { id: string }, { groups }: Mapping): GroupExport[] {
    const mapped = groups.find((group) => sameGuid(group.id, id))?.name.toLowerCase();
    return exports.filter(({ which }) => sameGuid(which, id) || which.toLowerCase() === mapped);
}

/** How two exports differ about a person; undefined where they agree. */
function contradiction(one: Member, other: Member): string | undefined {
    if (one.userPrincipalName !== other.userPrincipalName) {
        return `the names ${quote(one.userPrincipalName)} and ${quote(other.userPrincipalName)}`;
    }
    return one.accountEnabled !== undefined &&
        other.accountEnabled !== undefined &&
        one.accountEnabled !== other.accountEnabled
        ? "an enabled and a disabled account"
        : undefined;
}
