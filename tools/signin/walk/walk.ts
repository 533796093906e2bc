/** One person's sign-in, hop by hop: Entra issues, AWS accepts, Connect admits, or the first of them that refuses. */
import { isUnreadable } from "../../deployment/unreadable";
import type { SignIn } from "../result";
import { acceptIssued } from "./aws/acceptIssued";
import { checkArrival } from "./aws/delivery";
import { checkPermission } from "./aws/permission";
import { type ProviderDocument, providerDocuments } from "./aws/provider";
import { admit, destinationOf } from "./connect/admit";
import { indexUsers, type UserIndex } from "./connect/user";
import { sessionNameAttribute } from "./entra/assignedPolicy";
import { type Assignments, indexAssignments } from "./entra/assignment";
import { documentCertificates } from "./entra/documentCertificates";
import { issue } from "./entra/issue";
import { type DirectoryIndex, indexDirectory, sessionNameOf } from "./entra/person";
import { walkAll } from "./possibilities";
import type { Trail } from "./trail";
import type { World } from "./world";

/** Takes one person through; the name is a Connect user's, a user principal name or a mail address. */
type Walk = (user: string) => SignIn;

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
                : indexAssignments(servicePrincipal, index, deployment.groups),
        users: indexUsers(deployment),
        signIns: new Map(
            deployment.connectUsers.map(({ username, signIn }) => [isUnreadable(username) ? "" : username, signIn]),
        ),
        documents: providerDocuments(),
        knownToAws: documentCertificates(deployment),
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
}

function walk(prepared: Prepared, user: string): SignIn {
    const signIn = signInOf(prepared, user);
    const end = walkAll((trail) => goThrough(prepared, { user, signIn, trail }));
    const { verdict, trail } = end;
    const { found, missing } = trail;
    const common = { user, ...(signIn === false ? { stopIsWanted: true } : {}), verdict, ...found, missing };
    if (end.verdict === "no") {
        return { ...common, hops: trail.hops("stopped"), stop: end.stopped.stop };
    }
    const isThrough = end.verdict === "yes" || end.through;
    return { ...common, hops: trail.hops(isThrough ? "through" : "cannotGoOn") };
}

/** `signIn` of the entry of the person who is asked for, by whatever name. */
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

function goThrough(prepared: Prepared, { user, signIn, trail }: Going): void {
    const { world, index, assignments, users, documents, knownToAws } = prepared;
    const { deployment } = world;
    const issued = issue(trail, { world, user, signIn, index, assignments, knownToAws });
    trail.enter("aws");
    checkArrival(trail, deployment, issued.recipient);
    const accepted = acceptIssued(trail, issued, { deployment, documents });
    const { role, roleSessionName, pair } = accepted;
    const relayState = trail.read("relayStateKnown", issued.relayState);
    const destination = destinationOf(deployment, relayState, pair);
    if (role !== undefined && destination !== undefined) {
        checkPermission(trail, { role, roleSessionName, ...destination });
    }
    trail.enter("connect");
    trail.found.page = admit(trail, { deployment, users, relayState, accepted });
}
