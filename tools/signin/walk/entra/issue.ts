/** The first hop: Entra looks at the application and the person, and issues a response, or refuses with an AADSTS error. */
import type { KeyObject } from "node:crypto";
import type { ServicePrincipal } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { buildResponse } from "../../saml/buildResponse";
import { awsAttributes } from "../../saml/names";
import { signResponse } from "../../saml/signResponse";
import type { Comparison, Trail } from "../trail";
import type { World } from "../world";
import { checkAccount } from "./account";
import { audienceOf, openApplication, replyUrlOf } from "./application";
import { assignedPolicy, refuseUnseenClaims } from "./assignedPolicy";
import { type Assignments, checkAssignment } from "./assignment";
import { evaluateClaims } from "./claims";
import type { DocumentCertificates } from "./documentCertificates";
import { issuerOf } from "./issuer";
import { type DirectoryIndex, findPerson } from "./person";
import { chooseSigningKey, type SigningKey } from "./signingKey";

/** What the browser takes to AWS. */
export interface Issued {
    /** The form field, base64. */
    samlResponse: string;
    relayState: string;
    /** Where it is posted: the reply URL. */
    postedTo: string;
    signingKey: SigningKey;
    /** False where the private key is Entra's, so that the response bears no signature. */
    signed: boolean;
    /** How many values its Role claim has. */
    roles: number;
    /** Whether the claims mapping policy has a RoleSessionName, with or without a value for this person. */
    hasSessionNameClaim: boolean;
}

export interface IssueRequest {
    world: World;
    user: string;
    /** `signIn` of the user's entry. */
    signIn: boolean | undefined;
    index: DirectoryIndex;
    assignments: Assignments | undefined;
    /** What AWS has of an issuer. */
    knownToAws: (issuer: string) => DocumentCertificates;
    key: (thumbprint: string) => KeyObject | undefined;
}

export function issue(
    trail: Trail,
    { world, user, signIn, index, assignments, knownToAws, key }: IssueRequest,
): Issued {
    const { application, nowMs } = world;
    trail.know({
        user,
        application: textOf(application.displayName),
        clientId: textOf(application.clientId),
    });
    const servicePrincipal = openApplication(trail, application);
    checkStartsHere(trail, servicePrincipal);
    const postedTo = replyUrlOf(trail, application);
    const issuer = issuerOf(trail, application, knownToAws);
    const isConnectUser = () => world.deployment.connectUsers.some(({ username }) => username === user);
    const person = findPerson(trail, user, index, isConnectUser);
    checkAccount(trail, person, index.directory.source);
    if (assignments !== undefined) {
        const isManaged = application.isManaged === true;
        checkAssignment(trail, { person, servicePrincipal, assignments, index, signIn, isManaged });
    }
    const policy = assignedPolicy(trail, application, servicePrincipal);
    const signingKey = chooseSigningKey(trail, servicePrincipal, {
        nowMs,
        hasClaims: policy !== undefined,
        acceptMappedClaims: application.acceptMappedClaims === true,
        isManaged: application.isManaged === true,
        knownToAws: knownToAws(issuer),
    });
    const audience = audienceOf(trail, application, policy?.audienceOverride);
    refuseUnseenClaims(trail, application, policy);
    const tenantId = trail.read("tenant", application.tenantId);
    const claims = evaluateClaims(trail, policy, person, { tenantId, source: index.directory.source });
    const relayState = trail.read("relayStateKnown", servicePrincipal.relayState);
    const xml = buildResponse({
        ...claims,
        responseId: `_${world.newId()}`,
        assertionId: `_${world.newId()}`,
        issuer,
        audience,
        recipient: postedTo,
        issuedAtMs: nowMs,
    });
    const privateKey = key(signingKey.thumbprint);
    const signedXml = privateKey === undefined ? xml : signResponse(xml, { privateKey, certificate: signingKey.value });
    return {
        samlResponse: Buffer.from(signedXml).toString("base64"),
        relayState,
        postedTo,
        signingKey,
        signed: privateKey !== undefined,
        roles: claims.attributes.find(({ name }) => name === awsAttributes.role)?.values.length ?? 0,
        hasSessionNameClaim: policy?.rules.some(({ name }) => name === awsAttributes.roleSessionName) ?? false,
    };
}

/** With a login URL, My Apps opens that address instead of issuing anything. */
function checkStartsHere(trail: Trail, servicePrincipal: ServicePrincipal): void {
    const about = "startsAtEntra";
    const loginUrl = trail.tryRead(about, servicePrincipal.loginUrl);
    if (loginUrl !== undefined && loginUrl !== "") {
        trail.enter("aws");
        const comparison: Comparison = { about, seen: `loginUrl: ${loginUrl}`, expected: "no loginUrl" };
        trail.stop("noSamlResponse", "startedAtAws", comparison, { loginUrl });
    }
    if (loginUrl === "") {
        trail.checked(about, "no loginUrl");
    }
}

const textOf = (value: unknown) => (isUnreadable(value) || typeof value !== "string" ? undefined : value);
