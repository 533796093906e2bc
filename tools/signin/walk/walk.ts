/** One person's sign-in, hop by hop: Entra issues, AWS accepts, Connect admits, or the first of them that refuses. */
import type { KeyObject } from "node:crypto";
import { isUnreadable } from "../../deployment/unreadable";
import type { SignIn } from "../result";
import { accept } from "./aws/accept";
import { checkArrival } from "./aws/delivery";
import { checkPermission } from "./aws/permission";
import { type ProviderDocument, providerDocuments } from "./aws/provider";
import { chooseRole } from "./chooseRole";
import { admit, destinationOf } from "./connect/admit";
import { indexUsers, type UserIndex } from "./connect/user";
import { exportPeople } from "./entra/account";
import { sessionNameAttribute } from "./entra/assignedPolicy";
import { type Assignments, indexAssignments } from "./entra/assignment";
import { documentCertificates } from "./entra/documentCertificates";
import { type Issued, issue } from "./entra/issue";
import { type DirectoryIndex, indexDirectory, sessionNameOf } from "./entra/person";
import { CannotGoOn, Stopped, Trail } from "./trail";
import type { World } from "./world";

/** Takes one person through; the name is a Connect user's, a user principal name or a mail address. */
export type Walk = (user: string) => Promise<SignIn>;

/** Makes ready what all sign-ins of a deployment share. */
export function prepareWalk(world: World): Walk {
    const { application, directory, deployment } = world;
    const attribute = sessionNameAttribute(application);
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
        knownToAws: documentCertificates(deployment),
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
    knownToAws: ReturnType<typeof documentCertificates>;
    key: (thumbprint: string) => KeyObject | undefined;
}

async function walk(prepared: Prepared, user: string): Promise<SignIn> {
    const trail = new Trail();
    const signIn = signInOf(prepared, user);
    const common = { user, ...(signIn === false ? { stopIsWanted: true } : {}) };
    try {
        await goThrough(prepared, { user, signIn, trail });
        const verdict = trail.missing.length > 0 ? "cannotTell" : "yes";
        return { ...common, verdict, ...trail.found, hops: trail.hops("through"), missing: trail.missing };
    } catch (error) {
        const { found, missing } = trail;
        if (error instanceof Stopped) {
            return { ...common, verdict: "no", ...found, hops: trail.hops("stopped"), stop: error.stop, missing };
        }
        if (error instanceof CannotGoOn) {
            return { ...common, verdict: "cannotTell", ...found, hops: trail.hops("cannotGoOn"), missing };
        }
        throw error;
    }
}

/** `signIn` of the entry of whom is asked for, by whatever name. */
function signInOf({ signIns, index }: Prepared, user: string): boolean | undefined {
    const name = signIns.has(user) || index === undefined ? user : (sessionNameOf(user, index) ?? user);
    return signIns.get(name);
}

/** One walk under way. */
interface Going {
    user: string;
    signIn: boolean | undefined;
    trail: Trail;
}

async function goThrough(prepared: Prepared, { user, signIn, trail }: Going): Promise<void> {
    const { world, index, assignments, knownToAws, key } = prepared;
    const { deployment } = world;
    if (index === undefined) {
        return trail.cannotGoOn("accountExists", {
            what: "the people of the directory",
            why: "no directory was given",
            supply: `add --directory FILE (${exportPeople})`,
        });
    }
    const issued = issue(trail, { world, user, signIn, index, assignments, knownToAws, key });
    trail.enter("aws");
    checkArrival(trail, deployment, issued.postedTo);
    await chooseRole(trail, issued.roles, (way, choice) => comeIn(prepared, issued, way, choice));
}

/** From AWS's sign-in on, with one of the roles that the response brings. */
async function comeIn(
    { world: { deployment, nowMs }, users, documents }: Prepared,
    issued: Issued,
    trail: Trail,
    choice: number,
): Promise<void> {
    const accepted = await accept(trail, {
        samlResponse: issued.samlResponse,
        postedTo: issued.postedTo,
        ...{ deployment, nowMs, documents, choice },
        hasSessionNameClaim: issued.hasSessionNameClaim,
        ...(issued.signed ? {} : { unsigned: issued.signingKey }),
    });
    const { role, roleSessionName, pair } = accepted;
    const destination = destinationOf(deployment, issued.relayState, pair);
    if (destination !== undefined) {
        checkPermission(trail, { role, roleSessionName, ...destination });
    }
    trail.enter("connect");
    trail.found.page = admit(trail, { deployment, users, relayState: issued.relayState, accepted });
}
