/** Why nothing can be adopted as it stands, or why the application itself can't be imported. */
import type { AwsSamlEndpoints } from "../../rules/awsSignIn";
import { readAwsClaims } from "../../rules/claims";
import { connectDomains } from "../../rules/connect";
import { displayNameProblem } from "../../rules/entra";
import { entraEntityId } from "../../rules/entraClouds";
import { sameGuid } from "../../rules/guid";
import { federatedPrincipals, roleNameProblem, samlStatements } from "../../rules/iam";
import { allows, readStatements, type Statement } from "../../rules/policyStatements";
import type { Certificates } from "./certificates";
import { trustedBy } from "./certificates";
import { claimTypesIn, pairOf } from "./claims";
import type { MadeByHand, MadeProvider } from "./made";
import type { LeftReason, People } from "./people";

/** What must change in what was made before anything is adopted. */
export type Obstacle =
    | { id: "identityManagement"; type: string }
    | { id: "notActive"; status: string }
    | { id: "noConnect"; partition: string }
    | { id: "roleName"; message: string }
    | { id: "noSamlTrust" }
    /** The files are not of one sign-in: the claims name another role, the relay state another instance. */
    | { id: "otherRole"; roleArn: string }
    | { id: "otherInstance"; instanceId: string }
    /** The role takes tags or a source identity with a sign-in, which the new trust policy would refuse. */
    | { id: "sessionTags"; actions: string[] }
    /** People arrive at an endpoint that the new trust policy does not name. */
    | { id: "replyUrl"; replyUrl: string }
    /** `reason`: that of most users; undefined where there are none. */
    | { id: "nobody"; reason?: LeftReason["id"] }
    /** Too many users for the stack file have profiles that a file of users can't name. */
    | { id: "listSeparator"; profiles: string[] }
    | { id: "noIdentifier" }
    | { id: "wouldLose"; usernames: string[] };

/** Why a second application is made beside the existing one. */
export type Reason =
    | { id: "portalClaims" }
    | { id: "sharedPolicy"; others: number }
    | { id: "otherClaims"; claims: string[] }
    | { id: "roleClaim" }
    | { id: "sessionName" }
    | { id: "appRoles"; count: number }
    | { id: "roleAssignments" }
    | { id: "assignmentNotRequired" }
    | { id: "notSaml"; mode: string }
    | { id: "disabled" }
    | { id: "identifier" }
    | { id: "replyUrls"; replyUrls: string[] }
    | { id: "more"; properties: string[] }
    | { id: "displayName"; message: string }
    | { id: "signer" }
    | { id: "provider" }
    | { id: "issuer"; issuer: string };

export function findObstacles(made: MadeByHand, people: People, endpoints: AwsSamlEndpoints): Obstacle[] {
    const { instance, role, application, servicePrincipal, claims } = made;
    const name = roleNameProblem(role.name);
    const further = furtherTrust(role.trustPolicy);
    const roleArn = claims.kind === "unknown" ? undefined : pairOf(readAwsClaims(claims.definition).role)?.roleArn;
    const [, instanceId] = /\/connect\/federate\/([^/?#]+)/.exec(servicePrincipal.relayState) ?? [];
    const accepted = [endpoints.regional, endpoints.global];
    const elsewhere = application.replyUrls.find((url) => isOfAws(url, endpoints) && !accepted.includes(url));
    return [
        ...(instance.identityManagementType === "SAML"
            ? []
            : [{ id: "identityManagement", type: instance.identityManagementType } as const]),
        ...(instance.status === "ACTIVE" ? [] : [{ id: "notActive", status: instance.status } as const]),
        ...(instance.partition in connectDomains ? [] : [{ id: "noConnect", partition: instance.partition } as const]),
        ...(name === undefined ? [] : [{ id: "roleName", message: name } as const]),
        ...(federatedPrincipals(role.trustPolicy).length > 0 ? [] : [{ id: "noSamlTrust" } as const]),
        ...(roleArn === undefined || roleArn === role.arn ? [] : [{ id: "otherRole", roleArn } as const]),
        ...(instanceId === undefined || sameGuid(instanceId, instance.id)
            ? []
            : [{ id: "otherInstance", instanceId } as const]),
        ...(further.length === 0 ? [] : [{ id: "sessionTags", actions: further } as const]),
        ...(elsewhere === undefined ? [] : [{ id: "replyUrl", replyUrl: elsewhere } as const]),
        ...(people.taken.length > 0 ? [] : [nobody(people)]),
    ];
}

function nobody({ left }: People): Obstacle {
    const counts = new Map<LeftReason["id"], number>();
    for (const { reason } of left) {
        counts.set(reason.id, (counts.get(reason.id) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([, one], [, other]) => other - one);
    return { id: "nobody", ...(most === undefined ? {} : { reason: most[0] }) };
}

/** Another Region's endpoint, or one of its own for encrypted responses: whatever is at AWS's sign-in. */
const isOfAws = (url: string, { global }: AwsSamlEndpoints) =>
    new RegExp(`^https://(?:[a-z0-9-]+\\.)?${new URL(global).host.replaceAll(".", "\\.")}/saml`).test(url);

/** Actions with which a response may bring tags or a source identity. */
function furtherTrust(trustPolicy: string): string[] {
    const statements = readStatements(trustPolicy) ?? [];
    return ["sts:TagSession", "sts:SetSourceIdentity"].filter((action) =>
        statements.some((statement) => allows(statement, action)),
    );
}

/** What an import of the application is decided from. */
interface ImportOf {
    made: MadeByHand;
    people: People;
    endpoints: AwsSamlEndpoints;
    /** The one that the Role claim names. */
    provider: MadeProvider | undefined;
    certificates: Certificates;
    identifier: string | undefined;
}

/** Empty where the application, its service principal, its certificates and its claims policy can be imported. */
export function reasonsForSecond({ made, endpoints, provider, certificates, identifier }: ImportOf): Reason[] {
    const { application, servicePrincipal, assignments, role } = made;
    const roles = Object.keys(application.appRoles).length;
    const name = displayNameProblem(application.displayName);
    const more = [...application.more, ...servicePrincipal.more];
    const issuer = trustedBy(provider).entityId;
    const isExpected = issuer === entraEntityId(servicePrincipal.tenantId, made.environment);
    return [
        ...reasonsInClaims(made),
        ...(roles > 0 ? [{ id: "appRoles", count: roles } as const] : []),
        ...(roles === 0 && assignments.some(({ appRoleId }) => appRoleId !== defaultAppRole)
            ? [{ id: "roleAssignments" } as const]
            : []),
        ...(servicePrincipal.appRoleAssignmentRequired ? [] : [{ id: "assignmentNotRequired" } as const]),
        ...(servicePrincipal.preferredSingleSignOnMode === "saml"
            ? []
            : [{ id: "notSaml", mode: servicePrincipal.preferredSingleSignOnMode } as const]),
        ...(servicePrincipal.accountEnabled ? [] : [{ id: "disabled" } as const]),
        ...(identifier === undefined ? [{ id: "identifier" } as const] : []),
        ...(isReplyUrlKept(application.replyUrls, statementsFor(provider, role.trustPolicy), endpoints)
            ? []
            : [{ id: "replyUrls", replyUrls: application.replyUrls } as const]),
        ...(more.length > 0 ? [{ id: "more", properties: more } as const] : []),
        ...(name === undefined ? [] : [{ id: "displayName", message: name } as const]),
        ...(certificates.signing === undefined ? [{ id: "signer" } as const] : []),
        ...(provider === undefined ? [{ id: "provider" } as const] : []),
        ...(provider === undefined || isExpected ? [] : [{ id: "issuer", issuer } as const]),
    ];
}

export const defaultAppRole = "00000000-0000-0000-0000-000000000000";

/** What the trust policy says of this provider's people; of others it may accept more. */
function statementsFor(provider: MadeProvider | undefined, trustPolicy: string): Statement[] {
    return samlStatements(trustPolicy).filter(({ principals }) =>
        principals.some(({ value }) => value === provider?.arn),
    );
}

/** The reply URL changes before the role's trust policy does: in between, the role must accept the new one already. */
function isReplyUrlKept(
    replyUrls: readonly string[],
    statements: readonly Statement[],
    { regional, global }: AwsSamlEndpoints,
): boolean {
    const [only, ...others] = replyUrls;
    if (others.length > 0 || only === undefined) {
        return false;
    }
    const accepted = statements.flatMap(({ conditions }) =>
        conditions.filter(({ key }) => key.toLowerCase() === "saml:aud").flatMap(({ values }) => values),
    );
    return only === regional || (only === global && accepted.includes(regional));
}

const written = ["Role", "RoleSessionName", "SessionDuration"].map(
    (name) => `https://aws.amazon.com/SAML/Attributes/${name}`,
);
const nameIdentifier = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";

function reasonsInClaims({ claims, role, samlProviders }: MadeByHand): Reason[] {
    if (claims.kind !== "policy") {
        return [{ id: "portalClaims" }];
    }
    const { role: pair, sessionNameAttribute } = readAwsClaims(claims.definition);
    const others = claimTypesIn(claims.definition).filter((it) => ![...written, nameIdentifier].includes(it));
    const arns = pairOf(pair);
    const isOwn =
        arns !== undefined && arns.roleArn === role.arn && samlProviders.some(({ arn }) => arn === arns.providerArn);
    return [
        ...(claims.isShared ? [{ id: "sharedPolicy", others: claims.others } as const] : []),
        ...(others.length > 0 ? [{ id: "otherClaims", claims: others } as const] : []),
        // The order of the pair is part of the claim, which the program keeps as it is or not at all.
        ...(isOwn && pair === `${role.arn},${arns.providerArn}` ? [] : [{ id: "roleClaim" } as const]),
        ...(sessionNameAttribute === undefined ? [{ id: "sessionName" } as const] : []),
    ];
}
