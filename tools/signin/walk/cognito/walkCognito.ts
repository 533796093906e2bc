/** One person's sign-in to an application by a Cognito user pool: Entra issues, Cognito accepts, or the first that refuses. */
import type { CognitoAppClient, CognitoUserPool, Deployment, SamlProvider } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { cognitoHopNames, type SignIn } from "../../result";
import { providerDocuments } from "../aws/provider";
import { indexAssignments } from "../entra/assignment";
import { documentCertificates } from "../entra/documentCertificates";
import { issue } from "../entra/issue";
import { indexDirectory } from "../entra/person";
import { walkAll } from "../possibilities";
import type { World } from "../world";
import { acceptInPool } from "./accept";

/** Takes one person through to one application; the name is a user principal name or a mail address. */
type CognitoWalk = (user: string, appClient: CognitoAppClient) => SignIn;

/** Makes ready what all sign-ins by a user pool share. */
export function prepareCognitoWalk(world: World, pool: CognitoUserPool): CognitoWalk {
    const { application, directory, deployment } = world;
    const { servicePrincipal } = application;
    const index = directory && indexDirectory(directory, undefined);
    const assignments = index && servicePrincipal && indexAssignments(servicePrincipal, index, deployment.groups);
    const read = providerDocuments();
    const knownToAws = documentCertificates(asProviders(pool), read);
    return (user, appClient) => {
        const end = walkAll((trail) => {
            trail.found.appClient = appClient.name;
            trail.know({ userPoolId: pool.userPoolId, appClient: appClient.name, appClientId: appClient.clientId });
            const issued = issue(trail, {
                ...{ world, user, signIn: undefined, index, assignments, knownToAws },
                startsAtService: true,
            });
            trail.enter("cognito");
            trail.found.page = acceptInPool(trail, issued, { pool, appClient, read });
        }, cognitoHopNames);
        const { verdict, trail } = end;
        const common = { user, verdict, ...trail.found, missing: trail.missing };
        if (end.verdict === "no") {
            return { ...common, hops: trail.hops("stopped"), stop: end.stopped.stop };
        }
        const isThrough = end.verdict === "yes" || end.through;
        return { ...common, hops: trail.hops(isThrough ? "through" : "cannotGoOn") };
    };
}

/** The pool's SAML providers in the form in which certificates are looked for. */
function asProviders({ providers }: CognitoUserPool): Pick<Deployment, "samlProviders"> {
    const documents = providers.flatMap(({ metadataDocument, name }): SamlProvider[] =>
        metadataDocument === "" ? [] : [{ arn: isUnreadable(name) ? "" : name, metadataDocument }],
    );
    return { samlProviders: documents };
}
