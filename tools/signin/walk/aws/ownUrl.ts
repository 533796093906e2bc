/** The sign-in URL that a SAML provider has for itself alone, `…/saml/acs/<id>`. */
import type { Deployment } from "../../../deployment/deployment";
import type { Trail } from "../trail";
import type { RolePair } from "./rolePair";

/** Its id must be the provider's; the endpoint without one is every provider's. */
export function checkOwnUrl(trail: Trail, deployment: Deployment, pair: RolePair, recipient: string): void {
    const id = /\/saml\/acs\/([^/]+)$/.exec(recipient)?.[1];
    if (id === undefined) {
        return;
    }
    const about = "ownSignInUrl";
    const read = deployment.samlProviders.find(({ arn }) => arn === pair.providerArn)?.uuid;
    const uuid = read === undefined ? undefined : trail.tryRead(about, read);
    if (uuid === id) {
        trail.checked(about, id);
    } else if (uuid !== undefined) {
        trail.unknown(about, {
            what: `what AWS says to a response at ${recipient}`,
            why: `the SAML provider's own id is ${uuid}, and AWS does not document its error for another id`,
            supply: `set the reply URL to ${recipient.slice(0, -id.length)}${uuid}, or to the one without /acs/`,
        });
    } else if (read === undefined) {
        trail.assumed(about, "the export does not say the SAML provider's id", id);
    }
}
