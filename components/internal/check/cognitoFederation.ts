import {
    appClientNameProblem,
    attributeMappingProblem,
    callbackUrlsProblem,
    customDomainProblem,
    domainCertificateProblem,
    domainPrefixProblem,
    logoutUrlsProblem,
    providerNameProblem,
    redirectUrlProblem,
    scopesProblem,
    userPoolIdProblem,
    userPoolNameProblem,
    userPoolTagsProblem,
} from "../../../rules/cognito";
import { addressesLeaving, appClientsLeaving, fixedValueChanged } from "../../../rules/lockouts";
import type { Problem } from "../../../rules/problem";
import { listProblem, quote } from "../../../rules/text";
import type { CognitoFederationArgs } from "../../args/cognitoFederationArgs";
import type { Fields } from "../args";
import { isPlainMap } from "../maps";
import { certificateFields, entraSamlAppFields, findAppLockouts, type RegisteredApp } from "./entraSamlApp";
import { flag } from "./flag";

const removes = "it decides what may be removed. Write it as plain text";

/** Fields of a `CognitoFederation`. */
export const cognitoFederationFields = {
    userPoolName: { rule: userPoolNameProblem },
    existingUserPoolId: { rule: userPoolIdProblem },
    domainPrefix: { rule: domainPrefixProblem },
    customDomain: { rule: customDomainProblem },
    certificateArn: { rule: domainCertificateProblem },
    appClients: {
        required: true,
        rule: (value) => `must be a map from a name to an app client, got ${quote(value)}`,
        plain: "its keys decide which app clients exist. Write the map itself, with Outputs as its values",
        entries: {
            key: appClientNameProblem,
            shape: " with callbackUrls",
            fields: {
                callbackUrls: { rule: callbackUrlsProblem, required: true },
                removedCallbackUrls: {
                    rule: (value) => listProblem(value, "addresses", redirectUrlProblem),
                    plain: removes,
                },
                logoutUrls: { rule: logoutUrlsProblem },
                scopes: { rule: scopesProblem },
                generateSecret: flag,
            },
        },
    },
    removedAppClients: { rule: (value) => listProblem(value, "names of app clients"), plain: removes },
    providerName: { rule: providerNameProblem },
    attributeMapping: { rule: attributeMappingProblem },
    signOutOfEntra: flag,
    displayName: { rule: entraSamlAppFields.displayName.rule },
    startUrl: { rule: entraSamlAppFields.relayState.rule },
    ...certificateFields,
    certificateActivation: flag,
    owners: entraSamlAppFields.owners,
    notificationEmailAddresses: entraSamlAppFields.notificationEmailAddresses,
    appRoleAssignmentRequired: entraSamlAppFields.appRoleAssignmentRequired,
    tenantId: entraSamlAppFields.tenantId,
    environment: entraSamlAppFields.environment,
    tags: { rule: userPoolTagsProblem },
    protection: flag,
} satisfies Fields;

/** What is wrong with the arguments about user pool, domain and app clients taken together. */
export function findCognitoProblems(args: CognitoFederationArgs): Problem[] {
    const { userPoolName, existingUserPoolId, domainPrefix, customDomain, certificateArn, tags } = args;
    const problems: Problem[] = [];
    const refuse = (field: string, message: string) => problems.push({ path: [field], message });
    if (existingUserPoolId !== undefined && userPoolName !== undefined) {
        refuse("userPoolName", "must not be set together with existingUserPoolId, got both. Keep one of the two");
    }
    if (existingUserPoolId !== undefined && tags !== undefined) {
        refuse(
            "tags",
            "must not be set together with existingUserPoolId: an existing user pool is not changed. Remove one of the two",
        );
    }
    if (domainPrefix !== undefined && customDomain !== undefined) {
        refuse("customDomain", "must not be set together with domainPrefix, got both. Keep one of the two");
    }
    if (existingUserPoolId === undefined && domainPrefix === undefined && customDomain === undefined) {
        refuse(
            "domainPrefix",
            "or customDomain must be set, got neither: Entra sends people to the domain of the user pool. Write a prefix of Cognito's domain",
        );
    }
    if (customDomain !== undefined && certificateArn === undefined) {
        refuse(
            "certificateArn",
            "must be set with customDomain, got none. Write the ARN of an ACM certificate in us-east-1",
        );
    }
    if (customDomain === undefined && certificateArn !== undefined) {
        refuse(
            "certificateArn",
            "must not be set without customDomain. Remove it: Cognito's own domain has a certificate",
        );
    }
    return [...problems, ...findAppClientProblems(args)];
}

function findAppClientProblems({ appClients, removedAppClients = [] }: CognitoFederationArgs): Problem[] {
    if (!isPlainMap(appClients)) {
        return [];
    }
    const names = Object.keys(appClients);
    const none: Problem[] =
        names.length > 0
            ? []
            : [{ path: ["appClients"], message: "must list at least one app client, got none: people sign in to one" }];
    const both = (Array.isArray(removedAppClients) ? removedAppClients : []).filter((it) => names.includes(String(it)));
    return [
        ...none,
        ...both.map((name) => ({
            path: ["removedAppClients"],
            message: `must not name ${quote(name)} while appClients lists it. Remove it from one of the two`,
        })),
    ];
}

/** What a federation registers, and its guards compare. */
export interface RegisteredCognito extends RegisteredApp {
    userPoolName?: unknown;
    existingUserPoolId?: unknown;
    providerName?: unknown;
    region?: unknown;
    /** Addresses and secret of each app client. */
    appClients?: unknown;
    removedAppClients?: unknown;
}

/** What a change would take from people. */
export function findCognitoLockouts(
    before: RegisteredCognito,
    after: RegisteredCognito,
    certificates: unknown,
): Problem[] {
    const users = "the users are in that user pool, and the identifier contains its id";
    const isOther = (one: unknown, other: unknown) => one !== undefined && other !== undefined;
    return [
        ...fixedValueChanged(["userPoolName"], before.userPoolName, after.userPoolName, users),
        ...fixedValueChanged(["existingUserPoolId"], before.existingUserPoolId, after.existingUserPoolId, users),
        ...(isOther(before.userPoolName, after.existingUserPoolId)
            ? fixedValueChanged(
                  ["userPoolName"],
                  before.userPoolName,
                  null,
                  "this stack created the user pool and would delete it",
              )
            : []),
        ...(isOther(before.existingUserPoolId, after.userPoolName)
            ? fixedValueChanged(["existingUserPoolId"], before.existingUserPoolId, null, users)
            : []),
        ...fixedValueChanged(
            ["providerName"],
            before.providerName,
            after.providerName,
            "it begins the name of each user, so everybody would be a new user",
        ),
        ...fixedValueChanged(
            [],
            before.region,
            after.region,
            "the user pool is there",
            "The Region of the aws provider",
        ),
        ...findAppClientLockouts(before, after),
        ...findAppLockouts(before, after, certificates),
    ];
}

function findAppClientLockouts(before: RegisteredCognito, after: RegisteredCognito): Problem[] {
    const [old, now] = [before.appClients, after.appClients].map((it) => (isPlainMap(it) ? it : {})) as [
        Entries,
        Entries,
    ];
    const removed = Array.isArray(after.removedAppClients) ? after.removedAppClients.map(String) : [];
    const changed = Object.entries(now).flatMap(([name, entry]) => {
        const known = old[name];
        return known === undefined ? [] : findEntryLockouts(["appClients", name], known, entry);
    });
    return [...appClientsLeaving(Object.keys(old), Object.keys(now), removed), ...changed];
}

type Entries = Record<string, Record<string, unknown>>;

function findEntryLockouts(path: string[], known: Record<string, unknown>, entry: Record<string, unknown>): Problem[] {
    const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
    return [
        ...addressesLeaving([...path, "callbackUrls"], list(known.callbackUrls), {
            after: list(entry.callbackUrls),
            removed: list(entry.removedCallbackUrls),
        }),
        ...fixedValueChanged(
            [...path, "generateSecret"],
            known.generateSecret ?? false,
            entry.generateSecret ?? false,
            "the app client would get another id, which the application does not know",
        ),
    ];
}
