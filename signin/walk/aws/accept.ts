/**
 * The second hop: AWS's sign-in takes the response and assumes the role. AWS does not document in which order it checks; this is
 * the order in which one check needs the other.
 */
import type { Deployment, IamRole } from "../../../deployment/deployment";
import { quote } from "../../../rules/text";
import { awsAttributes } from "../../saml/names";
import { type SamlAssertion, valuesOf } from "../../saml/response";
import type { Trail } from "../trail";
import { checkAudience, checkFirstUse, checkRecipient, checkTimes, confirmationOf } from "./delivery";
import type { Endpoint } from "./endpoints";
import { assertionOf, openEnvelope } from "./envelope";
import { checkIssuer, checkSignature, findProvider, type ProviderDocument, type UnsignedBy } from "./provider";
import { checkDuration, checkTrust, findRole } from "./role";
import { checkNameId, type RolePair, rolePairOf, sessionDurationOf, sessionNameOf } from "./roleClaim";

export interface AcceptRequest {
    /** The form field, as it was posted. */
    samlResponse: string;
    /** The address it was posted to, if that is known. */
    postedTo?: string;
    deployment: Deployment;
    nowMs: number;
    /** Ids of responses and assertions that were used before. */
    redeemed?: ReadonlySet<string>;
    documents: (document: string) => ProviderDocument | Error;
    /** The response bears no signature because the private key is Entra's. */
    unsigned?: UnsignedBy;
    /** False where the claims mapping policy has no RoleSessionName for anybody. @default - not known */
    hasSessionNameClaim?: boolean;
}

/** A session of the role. */
export interface Accepted {
    role: IamRole;
    pair: RolePair;
    roleSessionName: string;
    assertion: SamlAssertion;
    endpoint: Endpoint;
}

/** STS, SourceIdentity: 2 to 64 of these, and no name of AWS's own. */
const sourceIdentityPattern = /^(?!aws:)[\w+=,.@-]{2,64}$/i;

/** A claim that few have: without it there is nothing to look at. */
export function checkSourceIdentity(trail: Trail, assertion: SamlAssertion): void {
    const about = "SourceIdentity is 2 to 64 of a-z A-Z 0-9 _ + = , . @ -";
    const values = valuesOf(assertion, awsAttributes.sourceIdentity);
    if (values.length > 1 || values.some((value) => !sourceIdentityPattern.test(value))) {
        const seen = values.map((value) => quote(value)).join(", ");
        trail.stop("sourceIdentityMismatch", "form", { about, seen });
    }
    if (values.length > 0) {
        trail.checked(about, values[0]);
    }
}

/** The partitions of AWS know nothing of each other's accounts. */
export function checkPartition(trail: Trail, recipient: string, { partition }: Endpoint, pair: RolePair): void {
    const about = "the role is in the partition of the endpoint";
    if (pair.partition !== partition) {
        const expected = `the sign-in endpoint of the partition ${pair.partition}, in which the role is`;
        trail.stop("recipientWrong", "replyUrl", { about, seen: recipient, expected });
    }
    trail.checked(about, partition);
}

export async function accept(trail: Trail, request: AcceptRequest): Promise<Accepted> {
    const { deployment, nowMs } = request;
    const read = openEnvelope(trail, request.samlResponse);
    const assertion = assertionOf(trail, read);
    const confirmation = confirmationOf(trail, assertion);
    const endpoint = checkRecipient(trail, confirmation.recipient, request.postedTo);
    const pair = rolePairOf(trail, assertion);
    trail.found.roleArn = pair.roleArn;
    checkPartition(trail, confirmation.recipient, endpoint, pair);
    const provider = findProvider(trail, deployment, pair, request.documents);
    checkIssuer(trail, assertion, provider);
    await checkSignature(trail, read, provider, request.unsigned);
    checkTimes(trail, { assertion, confirmation, nowMs });
    checkFirstUse(trail, read.response, assertion, request.redeemed ?? new Set());
    checkAudience(trail, assertion, endpoint);
    if (request.hasSessionNameClaim === false) {
        const about = "the claims mapping policy has a RoleSessionName";
        trail.stop("roleSessionNameRequired", "claimMissing", { about, seen: "no such claim" });
    }
    const roleSessionName = sessionNameOf(trail, assertion);
    checkSourceIdentity(trail, assertion);
    trail.found.roleSessionName = roleSessionName;
    const seconds = sessionDurationOf(trail, assertion);
    const role = findRole(trail, deployment, pair);
    checkNameId(trail, assertion);
    checkTrust(trail, { role, pair, assertion, recipient: confirmation.recipient, roleSessionName });
    checkDuration(trail, role, seconds);
    return { role, pair, roleSessionName, assertion, endpoint };
}
