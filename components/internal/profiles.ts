import { getRoutingProfile, getSecurityProfile } from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../rules/problem";
import { listOf, nearest, quote } from "../../rules/text";
import type { ConnectUserEntry } from "../args/connectUsersArgs";
import { defaultNamesOf, defaultRoutingProfile, type ProfileKind, type ProfileUse } from "./check/profiles";
import { type Answer, ask } from "./lookups";
import type { Refusals } from "./problems";

/** Ids of profiles by their names. */
interface ProfileIds {
    securityProfileIds: pulumi.Output<Record<string, string>>;
    routingProfileIds: pulumi.Output<Record<string, string>>;
}

type Names = pulumi.Input<string | string[]>;

/** Looks up each distinct profile name of an instance once, however often it is asked for. */
export class ProfileLookup {
    private readonly answers = new Map<string, Promise<Answer<{ id: string }>>>();

    constructor(
        private readonly lookup: pulumi.InvokeOptions,
        private readonly refusals: Refusals,
    ) {}

    /** The id of a profile, or why there is none. */
    async find(
        kind: ProfileKind,
        instanceId: string,
        name: string,
        path: string[],
    ): Promise<{ id?: string; problems: Problem[] }> {
        const found = await this.once(kind, instanceId, name);
        if ("answer" in found) {
            return { id: found.answer.id, problems: [] };
        }
        if (found.unanswered) {
            this.refusals.noteUnanswered(
                `Whether the instance has the ${kind} profile ${quote(name)}: the mocks do not answer ${kind === "security" ? "getSecurityProfile" : "getRoutingProfile"}.`,
            );
            return { problems: [] };
        }
        const near = nearest(
            name,
            defaultNamesOf(kind).filter((known) => known !== name),
        );
        return {
            problems: [
                {
                    path,
                    message:
                        `must name a ${kind} profile of the instance ${quote(instanceId)}, got ${quote(name)} (${found.failure})` +
                        `${near === undefined ? `. A new instance has ${listOf(defaultNamesOf(kind))}` : `. Did you mean ${quote(near)}?`}`,
                },
            ],
        };
    }

    /** Every problem with the profile names of users. */
    async problems(instanceId: string, uses: readonly ProfileUse[]): Promise<Problem[]> {
        const found = await Promise.all(uses.map(({ kind, name, path }) => this.find(kind, instanceId, name, path)));
        return found.flatMap(({ problems }) => problems);
    }

    /**
     * The id of each profile that users name, by its name. A component registers them as inputs: a user's resource holds ids alone, and
     * a preview shows no other place for the names. A name that has none is left out; it is refused elsewhere.
     */
    idsOf(instanceId: pulumi.Output<string>, users: Readonly<Record<string, ConnectUserEntry>>): ProfileIds {
        const entries = Object.values(users);
        const named = (kind: ProfileKind, given: readonly Names[]) =>
            // Once each, since hundreds of users have the same.
            pulumi.all([instanceId, pulumi.all([...new Set(given)])]).apply(async ([instance, names]) => {
                const distinct = [...new Set(names.flat())].sort();
                const found = await Promise.all(distinct.map((name) => this.once(kind, instance, name)));
                return Object.fromEntries(
                    found.flatMap((it, index) => ("answer" in it ? [[distinct[index] ?? "", it.answer.id]] : [])),
                );
            });
        return {
            securityProfileIds: named(
                "security",
                entries.flatMap(({ securityProfiles: it }): Names[] => (Array.isArray(it) ? it : [it as Names])),
            ),
            routingProfileIds: named(
                "routing",
                entries.map(({ routingProfile }) => routingProfile ?? defaultRoutingProfile),
            ),
        };
    }

    private once(kind: ProfileKind, instanceId: string, name: string): Promise<Answer<{ id: string }>> {
        const key = JSON.stringify([kind, instanceId, name]);
        const asked = this.answers.get(key);
        if (asked !== undefined) {
            return asked;
        }
        const answer = ask(
            async () =>
                kind === "security"
                    ? { id: (await getSecurityProfile({ instanceId, name }, this.lookup)).securityProfileId }
                    : { id: (await getRoutingProfile({ instanceId, name }, this.lookup)).routingProfileId },
            ["id"],
        );
        this.answers.set(key, answer);
        return answer;
    }
}
