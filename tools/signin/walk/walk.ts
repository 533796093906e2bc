/** One person's sign-in, hop by hop: Entra issues, AWS accepts, Connect admits, or the first of them that refuses. */
import { isUnreadable } from "../../deployment/unreadable";
import { hopNames, type SignIn } from "../result";
import { acceptIssued } from "./aws/acceptIssued";
import { checkArrival } from "./aws/delivery";
import { checkPermission } from "./aws/permission";
import { providerDocuments } from "./aws/provider";
import { admit, destinationOf } from "./connect/admit";
import { indexUsers } from "./connect/user";
import { sessionNameAttribute } from "./entra/assignedPolicy";
import { documentCertificates } from "./entra/documentCertificates";
import { issue, prepareIssuer } from "./entra/issue";
import { sessionNameOf } from "./entra/person";
import { walkAll } from "./possibilities";
import type { Trail } from "./trail";
import type { World } from "./world";

/** Takes one person through; the name is a Connect user's, a user principal name or a mail address. */
type Walk = (user: string) => SignIn;

/** Makes ready what all sign-ins of a deployment share. */
export function prepareWalk(world: World): Walk {
    const { application, deployment } = world;
    const documents = providerDocuments();
    const knownToAws = documentCertificates(deployment, documents);
    const issuer = prepareIssuer(world, sessionNameAttribute(application), knownToAws);
    const users = indexUsers(deployment);
    const signIns = new Map(
        deployment.connectUsers.map(({ username, signIn }) => [isUnreadable(username) ? "" : username, signIn]),
    );

    function goThrough(trail: Trail, user: string, signIn: boolean | undefined): void {
        const issued = issue(trail, issuer, user, signIn);
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

    return (user) => {
        // `signIn` of the entry of the person who is asked for, by whatever name.
        const { index } = issuer;
        const name = signIns.has(user) || index === undefined ? user : (sessionNameOf(user, index) ?? user);
        const signIn = signIns.get(name);
        const person = { user, ...(signIn === false ? { stopIsWanted: true } : {}) };
        return walkAll((trail) => goThrough(trail, user, signIn), hopNames, person);
    };
}
