/** How long a sign-in lasts. */

import { readAwsClaims } from "../../rules/claims";
import { longestSessionSeconds, maxSessionDurationProblem, sessionDurationProblem } from "../../rules/iam";
import { componentTypes } from "../../rules/resourceTypes";
import { isOurs, outputOf, propertyOf, type Resource, textOf } from "../resource";
import { type Finding, rule } from "../rule";
import { signInRoles } from "../signInRoles";
import type { Stack } from "../stack";
import { types } from "../types";
import { unknown } from "../values";
import { notYet } from "../words";

/** What a role allows that says nothing about it (API model, MaxSessionDuration). */
const defaultOfRoles = 3600;

const claimsTypes = [componentTypes.connectSso, componentTypes.entraAwsClaims];

export const sessionLength = rule<{ longestSeconds: number }>({
    id: "session-length",
    level: "advisory",
    description: "A sign-in lasts no longer than the organization wants.",
    reason: "Somebody whose account was disabled keeps the AWS session until it ends.",
    remedy: "Lower the SessionDuration claim (`sessionDurationSeconds`), then `maxSessionDuration` of the role.",
    parameters: {
        longestSeconds: {
            type: "integer",
            minimum: 900,
            maximum: longestSessionSeconds,
            default: longestSessionSeconds,
            description: "The longest session, in seconds.",
        },
    },
    together: (stack, { longestSeconds }) => [
        ...stack.ofType(...claimsTypes).flatMap((one) => {
            const seconds = propertyOf(one, "sessionDurationSeconds");
            return tooLong(one, "sessionDurationSeconds", seconds, longestSeconds, sessionDurationProblem);
        }),
        ...claimsOf(stack).flatMap(({ resource, seconds }) =>
            isOurs(resource)
                ? []
                : tooLong(resource, "SessionDuration in definitions", seconds, longestSeconds, sessionDurationProblem),
        ),
        ...signInRoles(stack)
            .filter(({ role }) => !isOurs(role))
            .flatMap(({ role }) => {
                const seconds = propertyOf(role, "maxSessionDuration");
                return tooLong(role, "maxSessionDuration", seconds, longestSeconds, maxSessionDurationProblem);
            }),
    ],
});

function tooLong(
    resource: Resource,
    property: string,
    seconds: unknown,
    longest: number,
    problemOf: (value: unknown) => string | undefined,
): Finding[] {
    if (seconds === undefined || seconds === unknown) {
        return [];
    }
    const problem =
        problemOf(seconds) ??
        (Number(seconds) > longest
            ? `must be at most ${longest}, got ${Number(seconds)}; write ${longest}`
            : undefined);
    return problem === undefined ? [] : [{ resource, says: `${property} ${problem}` }];
}

export const sessionWithinRole = rule({
    id: "session-within-role",
    level: "mandatory",
    description: "The role allows a session as long as the SessionDuration claim asks for.",
    reason: 'AWS refuses the sign-in of everybody: "The requested DurationSeconds exceeds the MaxSessionDuration set for this role." A role without maxSessionDuration allows one hour.',
    remedy: "Set `maxSessionDuration` of the role to at least the claim, in seconds.",
    together: (stack) =>
        claimsOf(stack)
            .filter(({ resource }) => !isOurs(resource))
            .flatMap(({ resource, seconds, roleArn }) => {
                if (seconds === unknown) {
                    return stack.madeFrom(resource, "definitions", types.role).length > 0
                        ? [notYet(resource, "definitions")]
                        : [];
                }
                return rolesOf(roleArn, stack).flatMap((role) => {
                    const longest = propertyOf(role, "maxSessionDuration") ?? defaultOfRoles;
                    return typeof longest === "number" && Number(seconds) > longest
                        ? [
                              {
                                  resource: role,
                                  says: `maxSessionDuration is ${longest}, and the claims policy "${resource.name}" asks for ${Number(seconds)}; write maxSessionDuration: ${Number(seconds)}`,
                              },
                          ]
                        : [];
                });
            }),
});

interface Claims {
    resource: Resource;
    seconds: unknown;
    roleArn?: string;
}

/** The claims policies that ask AWS for a length. */
function claimsOf(stack: Stack): Claims[] {
    return stack.ofType(types.claimsPolicy).flatMap((resource): Claims[] => {
        const definitions = propertyOf(resource, "definitions");
        const list = Array.isArray(definitions) ? definitions : [definitions];
        if (list.includes(unknown)) {
            return [{ resource, seconds: unknown }];
        }
        return list.map(readAwsClaims).flatMap(({ sessionDurationSeconds: seconds, role }) => {
            const roleArn = role
                ?.split(",")
                .find((one) => one.includes(":role/"))
                ?.trim();
            return seconds === undefined ? [] : [{ resource, seconds, ...(roleArn === undefined ? {} : { roleArn }) }];
        });
    });
}

/** The stack's role with that ARN; before it stands, the one with that name. */
function rolesOf(arn: string | undefined, stack: Stack): Resource[] {
    return stack.ofType(types.role).filter((role) => {
        const known = outputOf(role, "arn");
        return typeof known === "string" ? known === arn : arn?.split("/").at(-1) === textOf(role, "name");
    });
}
