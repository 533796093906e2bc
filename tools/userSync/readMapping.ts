/** Reads a mapping file, strictly: what is wrong with it, all of it. */
import { roleSessionNameAttributeProblem } from "../../rules/claims";
import {
    afterContactWorkTimeLimitProblem,
    connectTagsProblem,
    profileNameProblem,
    securityProfilesProblem,
    usernameProblem,
} from "../../rules/connect";
import { guidProblem, sameButForCase } from "../../rules/guid";
import type { Problem } from "../../rules/problem";
import { isRecord } from "../../rules/record";
import { booleanProblem, listOf, listProblem, nearest, nonEmptyTextProblem, quote } from "../../rules/text";
import { type MappedGroup, type Mapping, type NameAttribute, type Settings, settingNames } from "./mapping";

type Rule = (value: unknown) => string | undefined;

const settingRules: Record<keyof Settings, Rule> = {
    securityProfiles: securityProfilesProblem,
    routingProfile: profileNameProblem,
    afterContactWorkTimeLimitSeconds: afterContactWorkTimeLimitProblem,
    autoAccept: booleanProblem,
    tags: connectTagsProblem,
};

const groupRules: Record<string, Rule> = {
    id: guidProblem,
    name: groupNameProblem,
    mayBeEmpty: booleanProblem,
    ...settingRules,
};

const rules: Record<string, Rule> = {
    username: roleSessionNameAttributeProblem,
    groups: (value) =>
        Array.isArray(value) && value.length > 0 ? undefined : `must be a list of groups, got ${quote(value)}`,
    defaults: (value) => (isRecord(value) ? undefined : `must be a mapping of settings, got ${quote(value)}`),
    breakGlass: (value) => listProblem(value, "user names", usernameProblem),
    guests: booleanProblem,
};

/** The mapping, or every problem. */
export function readMapping(content: unknown): { mapping: Mapping } | { problems: Problem[] } {
    if (!isRecord(content)) {
        const what = content === undefined || content === null ? "nothing" : quote(content);
        return { problems: [{ path: [], message: `must be a mapping with groups, got ${what}` }] };
    }
    const problems = [
        ...(content.groups === undefined ? [{ path: ["groups"], message: "must be there, got nothing" }] : []),
        ...fieldProblems(content, rules, []),
        ...(isRecord(content.defaults) ? fieldProblems(content.defaults, settingRules, ["defaults"]) : []),
        ...groupProblems(content),
    ];
    return problems.length > 0 ? { problems } : { mapping: mappingOf(content) };
}

function mappingOf(content: Record<string, unknown>): Mapping {
    const defaults = settingsOf(content.defaults);
    const groups = (content.groups as Record<string, unknown>[]).map(
        (group): MappedGroup => ({
            id: String(group.id),
            name: String(group.name),
            mayBeEmpty: group.mayBeEmpty === true,
            settings: { ...defaults, ...settingsOf(group) },
        }),
    );
    return {
        username: (content.username ?? "userPrincipalName") as NameAttribute,
        groups,
        breakGlass: (content.breakGlass ?? []) as string[],
        guests: content.guests === true,
        decides: settingNames.filter((name) => groups.some(({ settings }) => settings[name] !== undefined)),
    };
}

function settingsOf(holder: unknown): Settings {
    const source = isRecord(holder) ? holder : {};
    return Object.fromEntries(
        settingNames.filter((name) => source[name] !== undefined).map((name) => [name, source[name]]),
    );
}

function groupProblems({ groups, defaults }: Record<string, unknown>): Problem[] {
    if (!Array.isArray(groups)) {
        return [];
    }
    const hasDefault = isRecord(defaults) && defaults.securityProfiles !== undefined;
    const at = (index: number) => {
        const name = isRecord(groups[index]) ? groups[index].name : undefined;
        return ["groups", isText(name) ? name : String(index + 1)];
    };
    return [
        ...groups.flatMap((group: unknown, index): Problem[] => {
            if (!isRecord(group)) {
                return [{ path: at(index), message: `must be a mapping with id and name, got ${quote(group)}` }];
            }
            const missing = ["id", "name"].filter((name) => group[name] === undefined);
            const noProfiles = group.securityProfiles === undefined && !hasDefault;
            return [
                ...missing.map((name) => ({ path: [...at(index), name], message: "must be there, got nothing" })),
                ...(noProfiles
                    ? [
                          {
                              path: [...at(index), "securityProfiles"],
                              message: 'must be there or under defaults, got nothing; write for example ["Agent"]',
                          },
                      ]
                    : []),
                ...fieldProblems(group, groupRules, at(index)),
            ];
        }),
        ...["id", "name"].flatMap((name) =>
            sameButForCase(groups.map((group) => (isRecord(group) ? group[name] : undefined)).filter(isText)).map(
                (same) => ({
                    path: ["groups"],
                    message: `must each have another ${name}, got ${listOf(same)}; remove all but one`,
                }),
            ),
        ),
    ];
}

const isText = (value: unknown): value is string => typeof value === "string";

function fieldProblems(holder: Record<string, unknown>, known: Record<string, Rule>, path: string[]): Problem[] {
    return Object.entries(holder).flatMap(([name, value]) => {
        const rule = Object.hasOwn(known, name) ? known[name] : undefined;
        const message = rule === undefined ? unknownKey(name, Object.keys(known)) : rule(value);
        return message === undefined ? [] : [{ path: [...path, name], message }];
    });
}

function unknownKey(name: string, known: string[]): string {
    const meant = nearest(name, known);
    return `is an unknown key; ${meant === undefined ? `there are ${listOf(known)}` : `did you mean ${quote(meant)}?`}`;
}

/** It stands before `=` in `--group`, and may be the name of a file. */
function groupNameProblem(value: unknown): string | undefined {
    const problem = nonEmptyTextProblem(value);
    if (problem !== undefined || typeof value !== "string") {
        return problem;
    }
    return /[=\p{Cc}]/u.test(value) || value !== value.trim()
        ? `must not contain "=" or control characters, nor begin or end with a blank, got ${quote(value)}`
        : undefined;
}
