/** The first hop: Entra looks at the application and the person, and issues a response, or refuses with an AADSTS error. */
import type { ServicePrincipal } from "../../../deployment/deployment";
import type { Person } from "../../../deployment/directory";
import { isUnreadable, type Readable } from "../../../deployment/unreadable";
import { awsAttributes } from "../../saml/names";
import type { SamlAttribute } from "../../saml/response";
import type { Refusal, Trail } from "../trail";
import type { World } from "../world";
import { checkAccount, exportPeople } from "./account";
import { audienceOf, openApplication, replyUrlOf } from "./application";
import { assignedPolicy, refuseUnseenClaims } from "./assignedPolicy";
import { type Assignments, appRolesOf, checkAssignment, indexAssignments } from "./assignment";
import { evaluateClaims } from "./claims";
import type { DocumentCertificates } from "./documentCertificates";
import { issuerOf } from "./issuer";
import { type DirectoryIndex, findPerson, indexDirectory } from "./person";
import { type SigningKey, signingKeyOf } from "./signingKey";

/** What the browser takes to AWS, as far as it is known; what is not is undefined and was said to be missing. */
export interface Issued {
    issuer?: string;
    audience?: string;
    /** Where it is posted: the reply URL. */
    recipient?: string;
    /** Undefined: it has none, unless it is among the unknown claims. */
    nameId?: { value: string; format: string };
    attributes: SamlAttribute[];
    /** Names of claims of which it is not known whether and with which value they come. */
    unknownClaims: ReadonlySet<string>;
    relayState: Readable<string>;
    signingKey?: SigningKey;
    /** Whether the claims mapping policy has a RoleSessionName, with or without a value for this person. */
    hasSessionNameClaim: boolean;
}

/** What all sign-ins at one application share. */
export interface Issuer {
    world: World;
    index: DirectoryIndex | undefined;
    assignments: Assignments | undefined;
    /** What AWS has of an issuer. */
    knownToAws: (issuer: string) => DocumentCertificates;
    /** Whether the sign-in starts at Entra, to AWS; else a user pool asks Entra for it. */
    isForUserPool: boolean;
}

/** `attribute`: that of RoleSessionName; undefined: unknown, or there is none. */
export function prepareIssuer(
    world: World,
    attribute: string | undefined,
    knownToAws: Issuer["knownToAws"],
    isForUserPool = false,
): Issuer {
    const { servicePrincipal } = world.application;
    const index = world.directory && indexDirectory(world.directory, attribute);
    const assignments = index && servicePrincipal && indexAssignments(servicePrincipal, index, world.deployment.groups);
    return { world, index, assignments, knownToAws, isForUserPool };
}

const nothingKnown: DocumentCertificates = { certificates: [], isKnown: false, issuers: [], isPart: true };

/** `signIn`: that of the user's entry. */
export function issue(trail: Trail, issuing: Issuer, user: string, signIn?: boolean): Issued {
    const { world, index, knownToAws, isForUserPool } = issuing;
    const { application, nowMs } = world;
    trail.know({
        user,
        application: textOf(application.displayName),
        clientId: textOf(application.clientId),
    });
    const servicePrincipal = openApplication(trail, application);
    if (!isForUserPool) {
        checkStartsHere(trail, servicePrincipal);
    }
    const recipient = replyUrlOf(trail, application);
    const issuer = issuerOf(trail, application, knownToAws);
    const person =
        index === undefined
            ? withoutDirectory(trail)
            : personWith(trail, issuing, servicePrincipal, { user, signIn, index });
    const policy = assignedPolicy(trail, application, servicePrincipal);
    const signingKey = signingKeyOf(trail, application, servicePrincipal, {
        nowMs,
        hasClaims: policy !== undefined,
        knownToAws: issuer === undefined ? nothingKnown : knownToAws(issuer),
    });
    if (policy === null) {
        return trail.giveUp();
    }
    const audience = audienceOf(trail, application, policy?.audienceOverride);
    refuseUnseenClaims(trail, application, servicePrincipal, { policy, isForUserPool });
    const claims = evaluateClaims(trail, policy, person, {
        appRoles: rolesOf(issuing, person),
        tenantId: textOf(application.tenantId),
        source: index?.directory.source ?? "",
    });
    return {
        issuer,
        audience,
        recipient,
        signingKey,
        ...claims,
        relayState: servicePrincipal.relayState,
        hasSessionNameClaim: policy?.rules.some(({ name }) => name === awsAttributes.roleSessionName) ?? false,
    };
}

function withoutDirectory(trail: Trail): undefined {
    trail.unknown("accountExists", {
        what: "the people of the directory",
        why: "no directory was given",
        supply: `add --directory FILE (${exportPeople})`,
    });
}

/** Looks at account and assignment; undefined where it is not known who it is. */
function personWith(
    trail: Trail,
    { world: { application, deployment }, assignments }: Issuer,
    servicePrincipal: ServicePrincipal,
    { user, signIn, index }: { user: string; signIn: boolean | undefined; index: DirectoryIndex },
): Person | undefined {
    const isConnectUser = () => deployment.connectUsers.some(({ username }) => username === user);
    const person = findPerson(trail, user, index, isConnectUser);
    if (person === undefined) {
        return undefined;
    }
    checkAccount(trail, person, index.directory.source);
    if (assignments !== undefined) {
        checkAssignment(trail, { person, servicePrincipal, assignments, index, signIn, application });
    }
    return person;
}

/** Values of the app roles that somebody has. */
function rolesOf({ world, assignments, index }: Issuer, person: Person | undefined): string[] | undefined {
    const isKnown = person !== undefined && assignments !== undefined && index !== undefined;
    const ids = isKnown ? appRolesOf(person, assignments, index) : undefined;
    return ids === undefined
        ? undefined
        : [...new Set(ids.map((id) => world.application.appRoles?.[id] ?? ""))].filter((value) => value !== "");
}

/** With a login URL, My Apps opens that address instead of issuing anything. */
function checkStartsHere(trail: Trail, servicePrincipal: ServicePrincipal): void {
    const about = "startsAtEntra";
    const loginUrl = trail.tryRead(about, servicePrincipal.loginUrl);
    if (loginUrl !== undefined && loginUrl !== "") {
        trail.enter("aws");
        const refusal: Refusal = { about, seen: `loginUrl: ${loginUrl}`, expected: "no loginUrl" };
        trail.stop("noSamlResponse", "startedAtAws", refusal, { loginUrl });
    }
    if (loginUrl === "") {
        trail.checked(about, "no loginUrl");
    }
}

const textOf = (value: unknown) => (isUnreadable(value) || typeof value !== "string" ? undefined : value);
