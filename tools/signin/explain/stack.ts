/** The deployment that an explanation compares with. */
import type { webcrypto } from "node:crypto";
import type { Deployment, EntraApplication } from "../../deployment/deployment";
import type { Directory, Person } from "../../deployment/directory";
import { isUnreadable } from "../../deployment/unreadable";
import type { SignIn } from "../result";
import { sessionNameAttribute } from "../walk/entra/assignedPolicy";
import { address } from "./words/mail";

export interface Stack {
    deployment: Deployment;
    application: EntraApplication;
    directory?: Directory;
}

export interface ExplainContext {
    stack?: Stack;
    /** When it was tried; undefined: not known. */
    triedAtMs?: number;
    nowMs: number;
    newId: () => string;
    crypto: typeof webcrypto;
}

export const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

export const isConnectUser = (name: string, stack: Stack | undefined): boolean =>
    stack?.deployment.connectUsers.some(({ username }) => username === name) === true;

/** What the deployment knows for the places in the catalogue's words. */
export function valuesOfStack({ stack }: Pick<ExplainContext, "stack">): Record<string, string> {
    const application = stack?.application;
    const { roles: [role] = [], samlProviders: [provider] = [], instances: [instance] = [] } = stack?.deployment ?? {};
    const found = {
        clientId: application?.clientId,
        application: application?.displayName,
        tenant: application?.tenantId,
        roleArn: role?.arn,
        roleName: role?.name,
        providerArn: provider?.arn,
        instanceId: instance?.instanceId,
        instanceArn: instance?.arn,
    };
    const texts = Object.entries(found).filter(([, value]) => typeof value === "string");
    return Object.fromEntries(texts) as Record<string, string>;
}

/** Whether the directory has a value of the session name's attribute for a person; undefined where that is not known. */
export function hasSessionName(stack: Stack | undefined, name: string | undefined): boolean | undefined {
    const attribute = stack && sessionNameAttribute(stack.application);
    const person = stack?.directory?.people.find(({ userPrincipalName, attributes }) =>
        [userPrincipalName, attributes.mail].some((one) => one?.toLowerCase() === name?.toLowerCase()),
    );
    const value = attribute === undefined ? undefined : person?.attributes[attribute];
    return value === undefined ? undefined : isText(value);
}

/** More people than these are not walked in search of a fault that all would meet. */
const mostWalked = 25;

/**
 * The walks that may show the same refusal: the person who is named, else some of the configured ones. Without a directory
 * each Connect user stands for a person of that name, so that what lies behind Entra's checks of the person is found too.
 */
export async function walksOf({ stack, ...context }: ExplainContext, person: string | undefined): Promise<SignIn[]> {
    if (stack === undefined) {
        return [];
    }
    const { deployment, application } = stack;
    const usernames = deployment.connectUsers.flatMap(({ username }) => (isUnreadable(username) ? [] : [username]));
    const named = person === undefined ? [] : [person];
    const directory = stack.directory ?? standIns([...new Set([...usernames, ...named])]);
    // Loaded only here: an error text alone needs no walk.
    const { prepareWalk } = require("../walk/walk") as typeof import("../walk/walk");
    const walk = prepareWalk({
        deployment,
        application,
        directory,
        nowMs: context.triedAtMs ?? context.nowMs,
    });
    const people =
        person === undefined
            ? new Set([
                  ...usernames.slice(0, mostWalked),
                  ...namesakes(directory, usernames),
                  ...assigned(directory, application, usernames),
              ])
            : named;
    const walks: SignIn[] = [];
    for (const one of people) {
        walks.push(await walk(one));
    }
    return walks;
}

/** People who are known to Connect under another domain or spelling: asked for by their own name they come that far. */
function namesakes({ people }: Directory, usernames: readonly string[]): string[] {
    const names = new Set(usernames.map((name) => name.toLowerCase()));
    const mailboxes = new Set([...names].map((name) => name.split("@")[0]));
    return people
        .map(({ userPrincipalName }) => userPrincipalName)
        .filter((upn) => !names.has(upn.toLowerCase()) && mailboxes.has(upn.toLowerCase().split("@")[0]))
        .slice(0, mostWalked);
}

/** People who may start, directly or as members of a group, and may have no Connect user. */
function assigned(
    { people, groups }: Directory,
    { servicePrincipal }: EntraApplication,
    usernames: readonly string[],
): string[] {
    const known = new Set(usernames.map((name) => name.toLowerCase()));
    const assignments = servicePrincipal?.appRoleAssignments;
    const ids = new Set(
        isUnreadable(assignments)
            ? []
            : (assignments ?? []).flatMap(({ principalObjectId: id }) => (isUnreadable(id) ? [] : [id.toLowerCase()])),
    );
    for (const { members } of groups.filter(({ id }) => ids.has(id.toLowerCase()))) {
        for (const member of members) {
            ids.add(member.toLowerCase());
        }
    }
    return people
        .filter(({ id }) => id !== undefined && ids.has(id.toLowerCase()))
        .map(({ userPrincipalName }) => userPrincipalName)
        .filter((upn) => !known.has(upn.toLowerCase()))
        .slice(0, mostWalked);
}

/** The person in a text: a user of Connect or somebody of the directory, in the text's own spelling. */
export function personIn(text: string, stack: Stack | undefined): string | undefined {
    if (stack === undefined) {
        return undefined;
    }
    const known = namesOf(stack);
    return addressesIn(text).find((name) => known.has(name.toLowerCase()));
}

/** The only address of a text, where it is of a domain of the stack's people, and of nobody that the stack knows. */
export function strangerIn(text: string, stack: Stack | undefined): string | undefined {
    const known = stack === undefined ? new Set<string>() : namesOf(stack);
    const domains = new Set([...known].map(domainOf));
    const [address, ...others] = new Set(addressesIn(text).filter((name) => domains.has(domainOf(name.toLowerCase()))));
    return address === undefined || others.length > 0 || known.has(address.toLowerCase()) ? undefined : address;
}

/** Whether an address may be of a person who signs in: with a deployment those of its domains. */
export function isPersonOf(stack: Stack | undefined): (address: string) => boolean {
    if (stack === undefined) {
        return () => true;
    }
    const domains = new Set([...namesOf(stack)].map(domainOf));
    return (name) => domains.has(domainOf(name.toLowerCase()));
}

const addressesIn = (text: string) => text.match(address) ?? [];

const domainOf = (name: string) => name.slice(name.lastIndexOf("@") + 1);

/** In lower case. */
function namesOf({ deployment, directory }: Stack): ReadonlySet<string> {
    const names = [
        ...deployment.connectUsers.map(({ username }) => username),
        ...(directory?.people ?? []).flatMap(({ userPrincipalName, attributes }) => [
            userPrincipalName,
            ...(isText(attributes.mail) ? [attributes.mail] : []),
        ]),
    ];
    return new Set(names.flatMap((name) => (isUnreadable(name) ? [] : [name.toLowerCase()])));
}

function standIns(usernames: readonly string[]): Directory {
    const people = usernames.map((name): Person => {
        const attributes = { userprincipalname: name, mail: name, employeeid: name };
        return { userPrincipalName: name, attributes };
    });
    return { source: "the list of Connect users", people, groups: [] };
}
