/** One person's sign-in, hop by hop: Entra issues, AWS accepts, Connect admits, or the first of them that refuses. */
import type { KeyObject } from "node:crypto";
import { isUnreadable } from "../../deployment/unreadable";
import type { SignIn } from "../result";
import { awsAttributes } from "../saml/names";
import { accept } from "./aws/accept";
import { checkPermission } from "./aws/permission";
import { type ProviderDocument, providerDocuments } from "./aws/provider";
import { admit, instanceOf } from "./connect/admit";
import { indexUsers, type UserIndex } from "./connect/user";
import { type Assignments, indexAssignments } from "./entra/assignment";
import { issue, sessionNameAttribute } from "./entra/issue";
import { type DirectoryIndex, indexDirectory } from "./entra/person";
import { CannotGoOn, Stopped, Trail } from "./trail";
import type { World } from "./world";

/** Takes one person through; the name is a Connect user's, a user principal name or a mail address. */
export type Walk = (user: string) => Promise<SignIn>;

/** Makes ready what all sign-ins of a deployment share. */
export function prepareWalk(world: World): Walk {
    const { application, directory, deployment } = world;
    const attribute = sessionNameAttribute(application, awsAttributes.roleSessionName);
    const index = directory === undefined ? undefined : indexDirectory(directory, attribute);
    const { servicePrincipal } = application;
    const prepared: Prepared = {
        world,
        index,
        assignments:
            index === undefined || servicePrincipal === undefined
                ? undefined
                : indexAssignments(servicePrincipal, index),
        users: indexUsers(deployment),
        signIns: new Map(
            deployment.connectUsers.map(({ username, signIn }) => [isUnreadable(username) ? "" : username, signIn]),
        ),
        documents: providerDocuments(world.crypto),
        key: (thumbprint) => world.privateKeys.get(thumbprint),
    };
    return (user) => walk(prepared, user);
}

interface Prepared {
    world: World;
    index: DirectoryIndex | undefined;
    assignments: Assignments | undefined;
    users: UserIndex;
    signIns: ReadonlyMap<string, boolean | undefined>;
    documents: (document: string) => ProviderDocument | Error;
    key: (thumbprint: string) => KeyObject | undefined;
}

async function walk(prepared: Prepared, user: string): Promise<SignIn> {
    const trail = new Trail();
    const found: Partial<SignIn> = {};
    const signIn = prepared.signIns.get(user);
    const common = { user, ...(signIn === false ? { stopIsWanted: true } : {}) };
    try {
        await goThrough(prepared, user, trail, found);
        const verdict = trail.missing.length > 0 ? "cannotTell" : "yes";
        return { ...common, verdict, ...found, hops: trail.hops("through"), missing: trail.missing };
    } catch (error) {
        if (error instanceof Stopped) {
            const { stop } = error;
            return { ...common, verdict: "no", ...found, hops: trail.hops("stopped"), stop, missing: trail.missing };
        }
        if (error instanceof CannotGoOn) {
            return {
                ...common,
                verdict: "cannotTell",
                ...found,
                hops: trail.hops("cannotGoOn"),
                missing: trail.missing,
            };
        }
        throw error;
    }
}

async function goThrough(prepared: Prepared, user: string, trail: Trail, found: Partial<SignIn>): Promise<void> {
    const { world, index, assignments, users, signIns, documents, key } = prepared;
    const { deployment, nowMs } = world;
    if (index === undefined) {
        trail.cannotGoOn("the account exists in the directory", {
            what: "the people of the directory",
            why: "no directory was given",
            supply: "add --directory FILE (`az rest --url 'https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,mail,accountEnabled,userType&$top=999'`, all pages)",
        });
    }
    const issued = issue(trail, { world, user, signIn: signIns.get(user), index, assignments, key });
    found.userPrincipalName = issued.userPrincipalName;
    trail.enter("aws");
    const accepted = await accept(trail, {
        samlResponse: issued.samlResponse,
        postedTo: issued.postedTo,
        ...{ deployment, nowMs, documents },
        ...(issued.signed ? {} : { unsigned: issued.signingKey }),
    });
    const { role, roleSessionName, pair } = accepted;
    found.roleSessionName = roleSessionName;
    found.roleArn = pair.roleArn;
    const instance = instanceOf(deployment, issued.relayState);
    if (instance !== undefined) {
        const instanceId = trail.read("the instance's id is known", instance.instanceId);
        checkPermission(trail, { role, roleSessionName, instanceArn: instance.arn, instanceId });
    }
    trail.enter("connect");
    const { connectUser, page } = admit(trail, { deployment, users, relayState: issued.relayState, accepted });
    found.connectUser = connectUser;
    found.page = page;
}
