/** What stands around every sign-in of a walk. All of it is passed in: there is no clock, network or randomness here. */
import type { Deployment, EntraApplication } from "../../deployment/deployment";
import type { Directory } from "../../deployment/directory";

export interface World {
    deployment: Deployment;
    /** The one of the deployment's applications at which people start. */
    application: EntraApplication;
    /** Undefined: nothing is known of the people, so that nobody is known to be able to sign in. */
    directory?: Directory;
    nowMs: number;
}
