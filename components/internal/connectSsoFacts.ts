import { awsSamlEndpoints } from "../../rules/awsSignIn";
import { originsToApprove } from "../../rules/embedding";
import { sameGuid } from "../../rules/guid";
import type { Problem } from "../../rules/problem";
import { landingPages } from "../../rules/relayState";
import { quote } from "../../rules/text";
import type { ConnectSsoArgs } from "../args/connectSsoArgs";
import { attributeOf, usersToLookUp } from "./check/connectSso";
import { newInstanceProfileProblems, profileUses } from "./check/profiles";
import type { Context } from "./context";
import { connectSsoCures } from "./cures";
import { checkDirectory } from "./directory";
import { findInstanceId, lookUpInstance } from "./existingInstance";
import { type AwsLocation, type AzureadCaller, awsLocation, azureadCaller, standInTenantId } from "./lookups";
import { isPlain, isPlainThroughout } from "./plain";
import type { ProfileLookup } from "./profiles";
import { findIamNamesTaken, findIdentifierTaken } from "./runNames";

/** What both clouds say before anything is created. */
export interface Facts extends AwsLocation, AzureadCaller {
    /** Object ids of the users who were looked up, by user name. */
    principalIds: Record<string, string>;
}

/** Asks both clouds, at once, all that can be asked before the first resource; fails with everything that prevents the deployment. */
export async function findFacts(
    args: ConnectSsoArgs,
    names: { roleName: string; samlProviderName: string },
    profiles: ProfileLookup,
    context: Context,
): Promise<Facts> {
    const { lookups, refusals } = context;
    const [location, caller, directory, connect] = await Promise.all([
        awsLocation(lookups.aws, refusals),
        azureadCaller(lookups.azuread, refusals),
        checkDirectory(usersToLookUp(args), attributeOf(args), lookups.azuread, connectSsoCures, refusals),
        askConnect(args, context, profiles),
    ]);
    const identifier = args.identifier ?? awsSamlEndpoints(location.region, location.partition).audience;
    const namesTaken = await findIamNamesTaken(names, context);
    await Promise.all([
        refusals.unlessNone([
            ...tenantProblems(args.tenantId, caller.tenantId),
            ...findIdentifierTaken(identifier, caller.tenantId, context),
            ...namesTaken,
        ]),
        refusals.unlessNoneOrDestroying([...directory.problems, ...connect]),
    ]);
    return { ...location, ...caller, principalIds: directory.principalIds };
}

/** A tenant id that is another than the provider's. One that is an Output is compared once it is known. */
export function tenantProblems(configured: unknown, actual: string): Problem[] {
    return configured === undefined ||
        actual === standInTenantId ||
        sameGuid(configured, actual) ||
        !isPlain(configured)
        ? []
        : [
              {
                  path: ["tenantId"],
                  message:
                      `must be the tenant that the azuread provider is signed in to, ${quote(actual)}, got ${quote(configured)}. Sign in to the ` +
                      "right tenant, or leave tenantId out",
              },
          ];
}

async function askConnect(
    { existingInstanceId, instanceAlias, users }: ConnectSsoArgs,
    { lookups, refusals }: Context,
    profiles: ProfileLookup,
): Promise<Problem[]> {
    const uses = profileUses(users);
    if (typeof existingInstanceId === "string") {
        const { instance, problems } = await lookUpInstance(existingInstanceId, lookups.aws, refusals);
        return instance === undefined ? problems : profiles.problems(instance.id, uses);
    }
    // A name of the customer's own can only be right if the instance was created by an earlier run.
    const own = newInstanceProfileProblems(uses);
    if (own.length === 0 || typeof instanceAlias !== "string") {
        return [];
    }
    const found = await findInstanceId(instanceAlias, lookups.aws);
    if ("failure" in found && found.unanswered) {
        refusals.noteUnanswered(
            `Whether an instance with the alias ${quote(instanceAlias)} exists and has the users' profiles: the mocks do not answer getInstance.`,
        );
        return [];
    }
    return "failure" in found ? own : profiles.problems(found.answer, uses);
}

/** What is not checked before deployment, in words. */
export function notLookedUp(args: ConnectSsoArgs): string[] {
    const { users, directoryLookup, existingInstanceId, instanceAlias } = args;
    const identified = Object.keys(users).filter((name) => users[name]?.objectId !== undefined);
    const profilesArePlain = Object.values(users).every(({ securityProfiles }) => isPlainThroughout(securityProfiles));
    return [
        ...(directoryLookup === false && Object.keys(users).length > 0
            ? [
                  `Whether ${Object.keys(users).length} user(s) exist in the directory, are enabled, are spelled like this and belong to a listed ` +
                      "group (directoryLookup is false).",
              ]
            : []),
        ...(directoryLookup !== false && identified.length > 0
            ? [
                  `Whether ${identified.length} user(s) exist in the directory, are enabled and are spelled like this (objectId is set).`,
              ]
            : []),
        ...(existingInstanceId !== undefined && !isPlain(existingInstanceId)
            ? ["Whether the existing instance has the users' profiles (existingInstanceId is an Output)."]
            : []),
        ...(mayHaveOriginsToApprove(args)
            ? [
                  "Whether the instance approves the origins of the output approvedOrigins, which has the command for each.",
              ]
            : []),
        ...(instanceAlias !== undefined && !profilesArePlain
            ? ["Whether a user has the security profile Admin (securityProfiles of a user is an Output)."]
            : []),
    ];
}

function mayHaveOriginsToApprove({ landingPage = landingPages.ccp, approvedOrigins = [] }: ConnectSsoArgs): boolean {
    return (
        !isPlainThroughout([landingPage, approvedOrigins]) ||
        originsToApprove(String(landingPage), approvedOrigins as string[]).length > 0
    );
}
