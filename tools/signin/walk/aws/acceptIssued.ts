/**
 * The second hop for what Entra is known to issue. What is not known of it ends nothing: the checks that need it are left out,
 * since it was said to be missing, and a later one may refuse.
 */
import type { Deployment, IamRole } from "../../../deployment/deployment";
import { longestResponse } from "../../saml/decodeResponse";
import { awsAttributes, nameIdentifierClaim } from "../../saml/names";
import { type SamlAssertion, valuesOf } from "../../saml/response";
import type { Issued } from "../entra/issue";
import type { Trail } from "../trail";
import { checkAudience, checkPartition } from "./delivery";
import { endpointOf } from "./endpoints";
import { checkOwnUrl } from "./ownUrl";
import { checkCertificate, checkIssuer, findProvider, type ReadDocument } from "./provider";
import { checkDuration, checkTrust, findRole } from "./role";
import { checkNameId, checkSourceIdentity, rolePairOf, sessionDurationOf, sessionNameOf } from "./roleClaim";
import { type RolePair, readRolePair } from "./rolePair";
import { checkSessionTags } from "./sessionTags";

/** A session of the role, as far as it is known. */
interface Session {
    role?: IamRole;
    pair: RolePair;
    roleSessionName?: string;
}

export function acceptIssued(
    trail: Trail,
    issued: Issued,
    { deployment, documents }: { deployment: Deployment; documents: ReadDocument },
): Session {
    const { recipient, issuer, audience, signingKey, unknownClaims } = issued;
    const assertion = assertionOf(issued);
    checkLength(trail, assertion);
    const pair = rolePairOf(trail, assertion, chosenRole(trail, assertion));
    trail.found.roleArn = pair.roleArn;
    const endpoint = recipient === undefined ? undefined : endpointOf(recipient);
    if (recipient !== undefined && endpoint !== undefined) {
        checkPartition(trail, recipient, endpoint, pair);
        checkOwnUrl(trail, deployment, pair, recipient);
    }
    const provider = findProvider(trail, deployment, pair, { issuer, read: documents });
    if (provider !== undefined && issuer !== undefined) {
        checkIssuer(trail, { issuer }, provider);
    }
    if (provider !== undefined && signingKey !== undefined) {
        checkCertificate(trail, provider, signingKey);
    }
    if (audience !== undefined) {
        checkAudience(trail, assertion, pair);
    }
    const roleSessionName = unknownClaims.has(awsAttributes.roleSessionName)
        ? undefined
        : nameOf(trail, assertion, issued);
    checkSourceIdentity(trail, assertion);
    checkSessionTags(trail, assertion);
    const seconds = sessionDurationOf(trail, assertion);
    const role = findRole(trail, deployment, pair);
    if (!unknownClaims.has(nameIdentifierClaim)) {
        checkNameId(trail, assertion);
    }
    if (role !== undefined) {
        checkTrust(trail, {
            role,
            pair,
            recipient,
            roleSessionName,
            unknownClaims,
            assertion: { ...assertion, issuer },
        });
        if (!unknownClaims.has(awsAttributes.sessionDuration)) {
            checkDuration(trail, role, seconds);
        }
    }
    return { role, pair, roleSessionName };
}

/** Three bytes are four characters of base64, and the tags around the claims count, too. */
function checkLength(trail: Trail, { attributes }: SamlAssertion): void {
    const about = "responseLength";
    const bytes = attributes
        .flatMap(({ name, values }) => [name, ...values])
        .reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const characters = Math.ceil((bytes * 4) / 3);
    const expected = `at most ${longestResponse} characters`;
    if (characters > longestResponse) {
        trail.stop("responseTooLarge", "claims", { about, seen: `more than ${characters}`, expected });
    }
    if (characters > longestResponse - mostTags) {
        trail.unknown(about, {
            what: "how long the response is",
            why: `its claims alone have ${characters} characters, and AWS accepts ${longestResponse}`,
            supply: "remove from the claims mapping policy the claims that AWS does not read",
        });
    }
}

/** More than signature, certificate and tags of a response come to. */
const mostTags = 20_000;

/** AWS lets the person choose where several values are pairs. */
function chosenRole(trail: Trail, assertion: SamlAssertion): number {
    const roles = valuesOf(assertion, awsAttributes.role).filter((value) => readRolePair(value) !== undefined);
    const options = roles.map((words, value) => ({ words, value }));
    return options.length < 2 ? 0 : trail.oneOf("roleChosen", options);
}

function nameOf(trail: Trail, assertion: SamlAssertion, { hasSessionNameClaim }: Issued): string {
    if (!hasSessionNameClaim) {
        const about = "sessionNameClaim";
        return trail.stop("roleSessionNameRequired", "claimMissing", { about, seen: "no such claim" });
    }
    trail.found.roleSessionName = sessionNameOf(trail, assertion);
    return trail.found.roleSessionName;
}

/** In the form in which a response is read; what is not known of it is not looked at. */
function assertionOf({ issuer = "", audience = "", nameId, attributes }: Issued): SamlAssertion {
    const audienceRestrictions = [[audience]];
    return { id: "", issueInstant: "", issuer, nameId, confirmations: [], audienceRestrictions, attributes };
}
