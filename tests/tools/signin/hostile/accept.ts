/**
 * The whole second hop for a response as it was posted: every check that `walk/aws/` has, in the order in which one needs the
 * other. The program itself runs them in `acceptIssued.ts` and `explainResponse.ts`.
 */
import type { webcrypto } from "node:crypto";
import type { Deployment, IamRole } from "../../../../tools/deployment/deployment";
import type { SamlAssertion } from "../../../../tools/signin/saml/response";
import {
    checkAudience,
    checkPartition,
    checkRecipient,
    checkTimes,
    confirmationOf,
} from "../../../../tools/signin/walk/aws/delivery";
import type { Endpoint } from "../../../../tools/signin/walk/aws/endpoints";
import { assertionOf, openEnvelope } from "../../../../tools/signin/walk/aws/envelope";
import { checkOwnUrl } from "../../../../tools/signin/walk/aws/ownUrl";
import {
    checkIssuer,
    checkSignature,
    findProvider,
    type ProviderDocument,
} from "../../../../tools/signin/walk/aws/provider";
import { checkDuration, checkTrust, findRole } from "../../../../tools/signin/walk/aws/role";
import {
    checkNameId,
    checkSourceIdentity,
    rolePairOf,
    sessionDurationOf,
    sessionNameOf,
} from "../../../../tools/signin/walk/aws/roleClaim";
import type { RolePair } from "../../../../tools/signin/walk/aws/rolePair";
import { checkSessionTags } from "../../../../tools/signin/walk/aws/sessionTags";
import type { Trail } from "../../../../tools/signin/walk/trail";

interface AcceptRequest {
    /** The form field, as it was posted. */
    samlResponse: string;
    /** The address it was posted to, if that is known. */
    postedTo?: string;
    deployment: Deployment;
    nowMs: number;
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
