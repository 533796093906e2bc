import { getRoutingProfile, getSecurityProfile } from "@pulumi/aws/connect";
import type * as pulumi from "@pulumi/pulumi";
import { defaultRoutingProfileNames, defaultSecurityProfileNames } from "../../rules/connect";
import type { Problem } from "../../rules/problem";
import { listOf, nearest, quote } from "../../rules/text";
import { type Answer, ask } from "./lookups";

/** The profile names of one user, and where they were written. */
export interface ProfileNames {
    username: string;
    securityProfiles: readonly string[];
    routingProfile: string;
}

/** Ids of an instance's profiles by name. */
export interface ProfileIds {
    security: Readonly<Record<string, string>>;
    routing: Readonly<Record<string, string>>;
}

type Kind = keyof ProfileIds;

/** Looks up each distinct profile name of an instance once, however often it is asked for. */
export class ProfileLookup {
    private readonly answers = new Map<string, Promise<Answer<{ id: string }>>>();

    constructor(private readonly lookup: pulumi.InvokeOptions) {}

    /** The ids of all names, or a problem for each name of a user that can't be found. */
    async find(instanceId: string, users: readonly ProfileNames[]): Promise<{ ids: ProfileIds; problems: Problem[] }> {
        const ids = { security: {} as Record<string, string>, routing: {} as Record<string, string> };
        const problems = await Promise.all(
            usesOf(users).map(async ({ kind, name, path }): Promise<Problem[]> => {
                const found = await this.once(kind, instanceId, name);
                if ("answer" in found) {
                    ids[kind][name] = found.answer.id;
                    return [];
                }
                const near = nearest(
                    name,
                    defaultNamesOf(kind).filter((known) => known !== name),
                );
                return [
                    {
                        path,
                        message:
                            `must name a ${kind} profile of the instance ${quote(instanceId)}, got ${quote(name)} (${found.failure})` +
                            `${near === undefined ? `; a new instance has ${listOf(defaultNamesOf(kind))}` : `; did you mean ${quote(near)}?`}`,
                    },
                ];
            }),
        );
        return { ids, problems: problems.flat() };
    }

    private once(kind: Kind, instanceId: string, name: string): Promise<Answer<{ id: string }>> {
        const key = JSON.stringify([kind, instanceId, name]);
        const asked = this.answers.get(key);
        if (asked !== undefined) {
            return asked;
        }
        const answer = ask(async () =>
            kind === "security"
                ? { id: (await getSecurityProfile({ instanceId, name }, this.lookup)).securityProfileId }
                : { id: (await getRoutingProfile({ instanceId, name }, this.lookup)).routingProfileId },
        );
        this.answers.set(key, answer);
        return answer;
    }
}

/** Profile names that an instance which is yet to be made will not have. */
export function newInstanceProfileProblems(users: readonly ProfileNames[]): Problem[] {
    return usesOf(users)
        .filter(({ kind, name }) => !defaultNamesOf(kind).includes(name))
        .map(({ kind, name, path }) => {
            const known = defaultNamesOf(kind);
            const near = nearest(name, known);
            return {
                path,
                message:
                    `must be a ${kind} profile that a new instance has (${listOf(known)}), got ${quote(name)}; ` +
                    `${near === undefined ? "" : `did you mean ${quote(near)}? `}A profile of your own can be given once the instance is there`,
            };
        });
}

function usesOf(users: readonly ProfileNames[]): { kind: Kind; name: string; path: string[] }[] {
    return users.flatMap(({ username, securityProfiles, routingProfile }) => [
        ...securityProfiles.map((name) => ({
            kind: "security" as const,
            name,
            path: ["users", username, "securityProfiles"],
        })),
        { kind: "routing" as const, name: routingProfile, path: ["users", username, "routingProfile"] },
    ]);
}

function defaultNamesOf(kind: Kind): readonly string[] {
    return kind === "security" ? defaultSecurityProfileNames : defaultRoutingProfileNames;
}
