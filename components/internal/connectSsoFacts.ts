import * as pulumi from "@pulumi/pulumi";
import { directoryProblems } from "../../rules/directory";
import type { Problem } from "../../rules/problem";
import { quote } from "../../rules/text";
import type { ConnectSsoArgs } from "../connectSsoArgs";
import { usersWhoMaySignIn } from "./connectSsoArgs";
import { profileNames } from "./connectSsoChecks";
import { lookUpPeople } from "./directory";
import { findInstanceId, lookUpInstance } from "./existingInstance";
import { ask, azureadCaller, type LookupOptions } from "./lookups";
import { holdUnless } from "./problems";
import { newInstanceProfileProblems, type ProfileLookup } from "./profiles";

/** What both clouds say before anything is made. The program fails with one message that lists everything they say against it. */
export interface Facts {
    /** Says "passed"; a component registers with it, so that a failure comes before its first child. */
    checks: pulumi.Output<string>;
    tenantId: pulumi.Output<string>;
    /** Object ids of the people of the directory by user name. */
    principalIds: pulumi.Output<Readonly<Record<string, string>>>;
    /** What could not be looked at, in words. */
    notChecked: pulumi.Output<string[]>;
}

/** Asks both clouds all that can be asked before the first resource, at once. */
export function findFacts(
    headline: string,
    args: ConnectSsoArgs,
    attribute: string,
    lookups: LookupOptions,
    profiles: ProfileLookup,
): Facts {
    const client = pulumi.output(azureadCaller(lookups.azuread));
    // Only profile names are looked at, and none of them is a secret.
    const users = pulumi.unsecret(pulumi.output(args.users));
    const found = pulumi.all([client, users]).apply(async ([{ tenantId }, known]) => {
        const [tenant, directory, connect] = await Promise.all([
            tenantProblems(args.tenantId, tenantId),
            askDirectory(args, attribute, lookups),
            askConnect({ ...args, users: known as ConnectSsoArgs["users"] }, lookups, profiles),
        ]);
        await holdUnless(headline, [...tenant, ...directory.problems, ...connect], args.fieldStyle);
        return { tenantId, principalIds: directory.principalIds };
    });
    return {
        checks: found.apply(() => "passed"),
        tenantId: found.tenantId,
        principalIds: found.principalIds,
        notChecked: pulumi.output(notChecked(args)),
    };
}

function tenantProblems(configured: string | undefined, actual: string): Problem[] {
    return configured === undefined || configured.toLowerCase() === actual.toLowerCase()
        ? []
        : [
              {
                  path: ["tenantId"],
                  message: `must be the tenant the azuread provider is signed in to, got ${quote(configured)} while it is ${quote(actual)}; sign in to the right tenant, or leave tenantId out`,
              },
          ];
}

async function askDirectory(
    args: ConnectSsoArgs,
    attribute: string,
    lookups: LookupOptions,
): Promise<{ principalIds: Record<string, string>; problems: Problem[] }> {
    const usernames = usersWhoMaySignIn(args.users);
    if (args.directoryLookup === false || usernames.length === 0) {
        return { principalIds: {}, problems: [] };
    }
    const found = await ask(() => lookUpPeople(usernames, attribute, lookups.azuread));
    if ("failure" in found) {
        const message =
            `can't be looked up in the directory: ${found.failure}. Grant the caller User.Read.All, or set directoryLookup ` +
            "to false and list groups";
        return { principalIds: {}, problems: [{ path: ["users"], message }] };
    }
    return {
        principalIds: Object.fromEntries(
            found.answer.map(({ roleSessionName, objectId }) => [roleSessionName, objectId]),
        ),
        problems: directoryProblems(usernames, attribute, found.answer),
    };
}

async function askConnect(args: ConnectSsoArgs, lookups: LookupOptions, profiles: ProfileLookup): Promise<Problem[]> {
    const names = profileNames(args.users);
    if (args.existingInstanceId !== undefined) {
        const { instance, problems } = await lookUpInstance(args.existingInstanceId, lookups.aws);
        return instance === undefined ? problems : (await profiles.find(instance.id, names)).problems;
    }
    // A name of the customer's own can only be right if the instance was made by an earlier run.
    const own = newInstanceProfileProblems(names);
    if (own.length === 0 || args.instanceAlias === undefined) {
        return [];
    }
    const instanceId = await findInstanceId(args.instanceAlias, lookups.aws);
    return instanceId === undefined ? own : (await profiles.find(instanceId, names)).problems;
}

function notChecked({ directoryLookup, users }: ConnectSsoArgs): string[] {
    return directoryLookup === false
        ? [
              `Whether ${Object.keys(users).length} user(s) exist in the directory, are enabled, are spelled like this and belong to a ` +
                  "listed group (directoryLookup is false).",
          ]
        : [];
}
