/**
 * The second hop: AWS's sign-in takes the response and assumes the role. AWS does not document in which order it checks; this is
 * the order in which one check needs the other.
 */
import type { webcrypto } from "node:crypto";
import type { Deployment, IamRole } from "../../../deployment/deployment";
import type { SamlAssertion } from "../../saml/response";
import type { Trail } from "../trail";
import { checkAudience, checkFirstUse, checkPartition, checkRecipient, checkTimes, confirmationOf } from "./delivery";
import type { Endpoint } from "./endpoints";
import { assertionOf, openEnvelope } from "./envelope";
import { checkOwnUrl } from "./ownUrl";
import { checkIssuer, checkSignature, findProvider, type ProviderDocument } from "./provider";
import { checkDuration, checkTrust, findRole } from "./role";
import { checkNameId, checkSourceIdentity, rolePairOf, sessionDurationOf, sessionNameOf } from "./roleClaim";
import type { RolePair } from "./rolePair";
import { checkSessionTags } from "./sessionTags";

interface AcceptRequest {
    /** The form field, as it was posted. */
    samlResponse: string;
    /** The address it was posted to, if that is known. */
    postedTo?: string;
    deployment: Deployment;
    nowMs: number;
    /** Ids of responses and assertions that were used before. */
    redeemed?: ReadonlySet<string>;
    documents: (document: string) => ProviderDocument | Error;
    crypto: typeof webcrypto;
}

/** A session of the role. */
interface Accepted {
    role: IamRole;
    pair: RolePair;
    roleSessionName: string;
    assertion: SamlAssertion;
    endpoint: Endpoint;
}

/** Takes a response as it was posted. */
export async function accept(trail: Trail, request: AcceptRequest): Promise<Accepted> {
    const { deployment, nowMs } = request;
    const read = openEnvelope(trail, request.samlResponse);
    const assertion = assertionOf(trail, read);
    const confirmation = confirmationOf(trail, assertion);
    const endpoint = checkRecipient(trail, confirmation.recipient, request.postedTo);
    const pair = rolePairOf(trail, assertion);
    trail.found.roleArn = pair.roleArn;
    checkPartition(trail, confirmation.recipient, endpoint, pair);
    const { issuer } = assertion;
    const provider = findProvider(trail, deployment, pair, { issuer, read: request.documents }) ?? trail.giveUp();
    checkOwnUrl(trail, deployment, pair, confirmation.recipient);
    checkIssuer(trail, assertion, provider);
    await checkSignature(trail, read, provider, request.crypto);
    checkTimes(trail, { assertion, confirmation, nowMs });
    checkFirstUse(trail, read.response, assertion, request.redeemed ?? new Set());
    checkAudience(trail, assertion, endpoint);
    const roleSessionName = sessionNameOf(trail, assertion);
    checkSourceIdentity(trail, assertion);
    checkSessionTags(trail, assertion);
    trail.found.roleSessionName = roleSessionName;
    const seconds = sessionDurationOf(trail, assertion);
    const role = findRole(trail, deployment, pair) ?? trail.giveUp();
    checkNameId(trail, assertion);
    checkTrust(trail, { role, pair, assertion, recipient: confirmation.recipient, roleSessionName });
    checkDuration(trail, role, seconds);
    return { role, pair, roleSessionName, assertion, endpoint };
}
