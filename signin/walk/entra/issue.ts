/** The first hop: Entra looks at the application and the person, and issues a response, or refuses with an AADSTS error. */
import type { KeyObject } from "node:crypto";
import type { EntraApplication, ServicePrincipal } from "../../../deployment/deployment";
import { isUnreadable } from "../../../deployment/unreadable";
import { quote } from "../../../rules/text";
import type { Missing } from "../../result";
import { buildResponse } from "../../saml/buildResponse";
import { awsAttributes } from "../../saml/names";
import { signResponse } from "../../saml/signResponse";
import type { Trail } from "../trail";
import type { World } from "../world";
import { checkAccount } from "./account";
import { audienceOf, openApplication, replyUrlOf } from "./application";
import { type Assignments, checkAssignment } from "./assignment";
import { evaluateClaims } from "./claims";
import { type ClaimsPolicy, readClaimsPolicy } from "./claimsPolicy";
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
    const person = findPerson(trail, user, index);
    checkAccount(trail, person, index.directory.source);
    if (assignments !== undefined) {
        checkAssignment(trail, { person, servicePrincipal, assignments, index, signIn });
    }
    const policy = claimsPolicyOf(trail, servicePrincipal, application);
    const signingKey = chooseSigningKey(trail, servicePrincipal, {
        nowMs,
        hasClaims: policy !== undefined,
        acceptMappedClaims: application.acceptMappedClaims === true,
        isManaged: application.isManaged === true,
        knownToAws: knownToAws(issuer),
    });
    const audience = audienceOf(trail, application, policy?.audienceOverride);
    if (policy === undefined && application.areClaimsManaged !== true) {
        return trail.cannotGoOn(claimsAbout, claimsElsewhere);
    }
    const tenantId = trail.read("the tenant is known", application.tenantId);
    const claims = evaluateClaims(trail, policy, person, { tenantId, source: index.directory.source });
    const relayState = trail.read("the relay state is known", servicePrincipal.relayState);
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
    const about = "the sign-in starts at Entra";
    const loginUrl = trail.tryRead(about, servicePrincipal.loginUrl);
    if (loginUrl !== undefined && loginUrl !== "") {
        trail.enter("aws");
        const comparison = { about, seen: `loginUrl: ${loginUrl}`, expected: "no loginUrl" };
        trail.stop("noSamlResponse", "startedAtAws", comparison, { loginUrl });
    }
    if (loginUrl === "") {
        trail.checked(about, "no loginUrl");
    }
}

const claimsAbout = "the claims mapping policy can be evaluated";

/** Of an application that another program makes a part of. */
const claimsElsewhere: Omit<Missing, "hop"> = {
    what: "the claims that Entra issues",
    why: "the stack assigns no claims mapping policy, and claims set in the portal do not show in a stack",
    supply:
        "read the policy and its assignment into the stack with `azuread.ClaimsMappingPolicy.get` and " +
        "`azuread.ServicePrincipalClaimsMappingPolicyAssignment.get`, run `pulumi up`, then export the stack again; " +
        "claims set in the portal can be seen in a response only, which `connect-sso explain` reads",
};

/** The one policy that is assigned, or none. */
function claimsPolicyOf(
    trail: Trail,
    { claimsMappingPolicies }: ServicePrincipal,
    { areClaimsManaged }: EntraApplication,
): ClaimsPolicy | undefined {
    const about = claimsAbout;
    const [first, ...more] = claimsMappingPolicies;
    if (first === undefined) {
        if (areClaimsManaged === true) {
            trail.assumed(
                about,
                "the stack assigns none, and nothing else makes the application's claims",
                "no policy",
            );
        }
        return undefined;
    }
    if (more.length > 0) {
        return trail.cannotGoOn(about, {
            what: "which claims mapping policy is in force",
            why: `${more.length + 1} are assigned, and Entra uses one`,
            supply: "assign one policy to the service principal",
        });
    }
    const definition = trail.read(about, first);
    try {
        const policy = readClaimsPolicy(definition);
        for (const element of policy.notModelled) {
            trail.unknown(about, {
                what: `what ${quote(element)} of the claims mapping policy does to the token`,
                why: "it is outside this model",
                supply: "take it out of the policy's definition, if it is not needed",
            });
        }
        trail.checked(about, `${policy.rules.length} claims`);
        return policy;
    } catch (error) {
        return trail.cannotGoOn(about, {
            what: "the claims mapping policy",
            why: `its definition ${error instanceof Error ? error.message : String(error)}`,
            supply: "correct the definition",
        });
    }
}

/**
 * The attribute that becomes RoleSessionName, in lower case; the user principal name where the policy has no such claim.
 * Undefined where it can't be told.
 */
export function sessionNameAttribute({ servicePrincipal }: EntraApplication): string | undefined {
    const [definition, ...more] = servicePrincipal?.claimsMappingPolicies ?? [];
    if (definition === undefined) {
        return "userprincipalname";
    }
    if (isUnreadable(definition) || more.length > 0) {
        return undefined;
    }
    try {
        const rules = readClaimsPolicy(definition).rules.filter(({ name }) => name === awsAttributes.roleSessionName);
        const [source = { kind: "user", id: "userprincipalname" } as const] = rules.map((rule) => rule.source);
        return source.kind === "user" ? source.id : undefined;
    } catch {
        // Said when the policy is evaluated.
        return undefined;
    }
}

const textOf = (value: unknown) => (isUnreadable(value) || typeof value !== "string" ? undefined : value);
