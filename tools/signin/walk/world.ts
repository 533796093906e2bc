/** What stands around every sign-in of a walk. All of it is passed in: there is no clock, network or randomness here. */
import type { KeyObject, webcrypto } from "node:crypto";
import type { Deployment, EntraApplication } from "../../deployment/deployment";
import type { Directory } from "../../deployment/directory";

export interface World {
    deployment: Deployment;
    /** The one of the deployment's applications at which people start. */
    application: EntraApplication;
    /** Undefined: nothing is known of the people, so that nobody can be told. */
    directory?: Directory;
    nowMs: number;
    /** A new GUID for each response. */
    newId: () => string;
    /**
     * Private keys by SHA-1 thumbprint (upper case) of their certificate: a rehearsal's. Without the key of the certificate in use
     * no signature is made, and the answer says that none was checked.
     */
    privateKeys: ReadonlyMap<string, KeyObject>;
    crypto: typeof webcrypto;
}
