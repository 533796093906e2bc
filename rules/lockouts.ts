import { sameGuid } from "./guid";
import type { Problem } from "./problem";
import { shellText } from "./shell";
import { quote } from "./text";

// What a change must not do: end somebody's sign-in, or lose what can't be restored. Each function compares what stands with
// what is asked for. Components ask it once for all resources, and for each resource alone. The cure each message names is
// tested on the engine. Certificates are in certificateLosses.ts.

const anyway = "or set protection to false to do it anyway";
const forOnce = "then set protection to false for this change";

/** The same where protection is false already: without the advice to set it so, the last of a list or what follows a first step. */
export function asUnprotected({ path, message }: Problem): Problem {
    const [advice, ...others] = message.split(`, ${anyway}`);
    const without = others.length === 0 ? advice : advice?.replace(/, (use a separate stack|set objectId)/, " or $1");
    return { path, message: [without, ...others].join("").replace(`, ${forOnce}`, "") };
}

/**
 * A value that people, roles or other systems depend on, so that it can't change while the deployment lives.
 * @param subject what it is called where it is no argument, and `path` is empty
 */
export function fixedValueChanged(
    path: string[],
    before: unknown,
    after: unknown,
    why: string,
    subject?: string,
): Problem[] {
    if (before === undefined || after === undefined || before === after) {
        return [];
    }
    const other = after === null ? "nothing" : quote(after);
    return [
        {
            path,
            message:
                `${subject === undefined ? "" : `${subject} `}can't change from ${quote(before)} to ${other}: ${why}. ` +
                `${subject === undefined ? "Write" : "Keep"} ${quote(before)}${subject === undefined ? " again" : ""}, use a separate stack` +
                `${after === null ? "" : ` for ${other}`}, ${anyway}`,
        },
    ];
}

/** The same for an id, whose letters may be in upper or lower case. */
export function fixedIdChanged(path: string[], before: unknown, after: unknown, why: string): Problem[] {
    return fixedValueChanged(path, before, sameGuid(before, after) ? before : after, why);
}

/** A condition that people must fulfil now and needn't before, so that some may be refused. `cure` is a sentence. */
export function conditionAdded(
    path: string[],
    before: unknown,
    after: unknown,
    { why, cure }: { why: string; cure: string },
): Problem {
    const from = before === undefined ? "nothing" : quote(before);
    return {
        path,
        message: `can't change from ${from} to ${quote(after)}: ${why}. ${cure}, ${forOnce}`,
    };
}

/** What to write instead of a user who leaves, in the component that asks. */
export interface UserCures {
    /** How an entry is put back. */
    keepUser: string;
}

/** Users who leave. */
interface UsersLeaving {
    before: readonly string[];
    after: readonly string[];
    removed: readonly string[];
    /** Who of them was taken over, and is not deleted; `unknown` where that is not known any more. */
    takenOver: readonly string[] | "unknown";
    cures: UserCures;
}

/** Users whose Connect user would be deleted, and its history with it, or let go, although nobody asked for that by name. */
export function usersLeaving({ before, after, removed, takenOver, cures }: UsersLeaving): Problem[] {
    const deleted = "Connect user and their history are deleted";
    const staying = new Set(after);
    const asked = new Set(removed);
    const byCase = new Map(after.map((username) => [username.toLowerCase(), username]));
    return before
        .filter((username) => !staying.has(username) && !asked.has(username))
        .map((username) => {
            const other = byCase.get(username.toLowerCase());
            const hint = other === undefined ? "" : ` (${quote(other)} is another user: Connect can't rename a user)`;
            const [effect, end] =
                takenOver === "unknown"
                    ? [`Without the entry the ${deleted}, unless they were adopted (userId)`, "remove them"]
                    : takenOver.includes(username)
                      ? [
                            "They were adopted, so their Connect user and history stay, but this stack no longer manages them",
                            "stop managing them",
                        ]
                      : [`Without the entry the ${deleted}`, "delete them"];
            return {
                path: ["users", username],
                message: `is missing${hint}. ${effect}. ${cures.keepUser}, or list ${quote(username)} under removedUsers to ${end}`,
            };
        });
}

/** Connect users or roles that were taken over, and that a later destroy would delete without the line that says so. */
export function takenOverDropped(
    path: readonly string[],
    field: string,
    before: string | undefined,
    after: string | undefined,
): Problem[] {
    return before === undefined || after !== undefined
        ? []
        : [
              {
                  path: [...path, field],
                  message:
                      `is missing, it was ${quote(before)}. Without it, pulumi destroy deletes what existed before this stack. Put the ` +
                      "line back",
              },
          ];
}

/** SAML providers a role trusts besides the federation's own, which would no longer be trusted. */
export function providersLeaving(
    before: readonly string[],
    after: readonly string[],
    retired: readonly string[],
): Problem[] {
    return before
        .filter((arn) => !after.includes(arn) && !retired.includes(arn))
        .map((arn) => ({
            path: ["alsoTrustedSamlProviders"],
            message:
                `must list ${quote(arn)}, which the role trusts today: AWS would refuse the people who sign in through that provider. ` +
                "Add it, or list it under retiredSamlProviders once nobody signs in through it",
        }));
}

/** App clients of a user pool that leave: nobody can sign in to an application by an id that is gone, and a new one has another. */
export function appClientsLeaving(
    before: readonly string[],
    after: readonly string[],
    removed: readonly string[],
): Problem[] {
    return before
        .filter((name) => !after.includes(name) && !removed.includes(name))
        .map((name) => ({
            path: ["appClients", name],
            message:
                "is missing. Without the entry the app client is deleted, and nobody can sign in to the application that uses it. Put the " +
                `entry back, or list ${quote(name)} under removedAppClients to delete it`,
        }));
}

/** Addresses to which people are sent after sign-in, and would no longer be. */
export function addressesLeaving(
    path: string[],
    before: readonly string[],
    { after, removed }: { after: readonly string[]; removed: readonly string[] },
): Problem[] {
    return before
        .filter((url) => !after.includes(url) && !removed.includes(url))
        .map((url) => ({
            path,
            message:
                `must list ${quote(url)}, to which Cognito sends people today: sign-ins from there would fail. Add it, or list it under ` +
                "removedCallbackUrls once the application no longer uses it",
        }));
}

/** Turning the directory look-up off removes the assignments of single users, which only the look-up can make. */
export function lookupTurnedOff(before: unknown, after: unknown, usersWithoutAssignment: unknown): Problem[] {
    return before !== true || after !== false || !usersWithoutAssignment
        ? []
        : [
              {
                  path: ["directoryLookup"],
                  message:
                      `can't change from true to false: this deletes the assignments of ${String(usersWithoutAssignment)} user(s), and without the ` +
                      `look-up it is unknown whether a group assigns the application to them. Keep true, set objectId for each of them, ${anyway}`,
              },
          ];
}

/** What to do about another attribute, in the component that asks. */
export interface AttributeCures {
    /** How to make sure that it is the same for everybody. */
    checkAttribute: string;
}

/** Another directory attribute as the session name, while users who are not looked up may have another value in it. */
export function attributeUnchecked(
    before: unknown,
    after: unknown,
    usersNotLookedUp: unknown,
    { checkAttribute }: AttributeCures,
): Problem[] {
    return before === undefined || before === after || !usersNotLookedUp
        ? []
        : [
              {
                  path: ["roleSessionNameAttribute"],
                  message:
                      `can't change from ${quote(before)} to ${quote(after)} while users are not looked up in the directory: it is unknown whether ` +
                      `each user's ${String(after)} equals their Connect user name. ${checkAttribute}, ${anyway}`,
              },
          ];
}

/** What to write instead, in the component that asks. */
export interface AssignmentCures {
    /** To end somebody's sign-in. */
    endSignIn: string;
    /** Where the names of assignments are listed that may go although no other stands. */
    removed: string;
    /** For a user who had another name before, as a sentence; empty where nothing is to be written. */
    renamedUser: string;
}

/** What is asked of the assignments of an application. */
interface WantedAssignments {
    /** Names of the users and groups that are to be assigned. */
    wanted: readonly string[];
    /** Names of assignments that stand, or will stand before this one goes. */
    standing: readonly string[];
    /** Names that may go even if nobody else is assigned after that. */
    removed: readonly string[];
    cures: AssignmentCures;
}

/** A name that stood for one group and stands for another now, while the first is still there under a new name. */
export function groupNamesMoved(
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
): Problem[] {
    return Object.keys(before).flatMap((name) => {
        const isOtherGroup =
            Object.hasOwn(after, name) && typeof after[name] === "string" && !sameGuid(before[name], after[name]);
        const now = Object.keys(after).find((other) => sameGuid(before[name], after[other]));
        return isOtherGroup && now !== undefined
            ? [
                  {
                      path: ["groups", name],
                      message:
                          `can't change from ${quote(before[name])} to ${quote(after[name])} while ${quote(now)} becomes the first: Entra assigns a ` +
                          `group once, and the old assignment ends only after the new one is made. Write ${quote(before[name])} again, and ` +
                          "give the other group a new name",
                  },
              ]
            : [];
    });
}

/** An assignment that goes under one name although it is also the assignment of another name. */
export function assignmentStillNeeded(name: string, other: string, urn: string): Problem[] {
    return [
        {
            path: [],
            message:
                `The assignment of ${quote(name)} is also that of ${quote(other)}: both have the same object id. Remove it from the state under ` +
                `its old name; it stays in Entra: pulumi state delete ${shellText(urn)}`,
        },
    ];
}

/** An assignment that goes although its user or group is still configured, or that is the last one. */
export function assignmentLeaving(name: string, { wanted, standing, removed, cures }: WantedAssignments): Problem[] {
    if (wanted.includes(name)) {
        return [
            {
                path: [],
                message:
                    `The assignment of ${quote(name)} would be deleted although ${quote(name)} is configured. To end their sign-in, ` +
                    `${cures.endSignIn}, ${anyway}`,
            },
        ];
    }
    if (standing.some((other) => other !== name) || removed.includes(name)) {
        return [];
    }
    return [
        {
            path: [],
            message:
                `The assignment of ${quote(name)} is the last one, and nobody can sign in without it. Deploy another user or ` +
                `group first, or list ${quote(name)} under ${cures.removed}`,
        },
    ];
}
