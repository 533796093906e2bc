/** One person's sign-in to an application by a Cognito user pool: Entra issues, Cognito accepts, or the first that refuses. */
import type { CognitoAppClient, CognitoUserPool, SamlProvider } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { cognitoHopNames, type SignIn } from "../../result";
import { providerDocuments } from "../aws/provider";
import { documentCertificates } from "../entra/documentCertificates";
import { issue, prepareIssuer } from "../entra/issue";
import { walkAll } from "../possibilities";
import type { World } from "../world";
import { acceptInPool } from "./accept";

/** Takes one person through to one application; the name is a user principal name or a mail address. */
type CognitoWalk = (user: string, appClient: CognitoAppClient) => SignIn;

/** Makes ready what all sign-ins by a user pool share. */
export function prepareCognitoWalk(world: World, pool: CognitoUserPool): CognitoWalk {
    const read = providerDocuments();
    const issuer = prepareIssuer(
        world,
        undefined,
        documentCertificates({ samlProviders: documentsOf(pool) }, read),
        true,
    );
    return (user, appClient) =>
        walkAll(
            (trail) => {
                trail.found.appClient = appClient.name;
                trail.know({ userPoolId: pool.userPoolId, appClient: appClient.name, appClientId: appClient.clientId });
                const issued = issue(trail, issuer, user);
                trail.enter("cognito");
                trail.found.page = acceptInPool(trail, issued, { pool, appClient, read });
            },
            cognitoHopNames,
            { user },
        );
}

/** The pool's SAML providers in the form in which certificates are looked for. */
function documentsOf({ providers }: CognitoUserPool): SamlProvider[] {
    return providers.flatMap(({ metadataDocument, name }) =>
        metadataDocument === "" ? [] : [{ arn: isUnreadable(name) ? "" : name, metadataDocument }],
    );
}
