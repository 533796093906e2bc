/** Entra's half of a sign-in: whether it issues a response for somebody, and what stands in it. */
import { createPrivateKey, sign } from "node:crypto";
import { activeCertificate } from "../azuread/entra/activeCertificate";
import type { Directory } from "../azuread/entra/directory";
import type { Application, ServicePrincipal, SigningKey, User } from "../azuread/entra/objects";
import { Refused } from "./refused";

/** A response, with the signature that each certificate would give it that Entra may sign with. */
export interface SamlResponse {
    issuer: string;
    audience: string;
    recipient: string;
    hasNameId: boolean;
    /** Values by claim type. */
    claims: Record<string, string[]>;
    relayState: string;
    signed: string;
    signatures: Buffer[];
}

export const nameIdClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
/** https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud; the emulated tenant is in the global one. */
const issuerOf = (tenantId: string) => `https://sts.windows.net/${tenantId}/`;

/** What a response says, and with what Entra may sign it. */
interface Issued {
    content: Pick<SamlResponse, "issuer" | "audience" | "recipient" | "hasNameId" | "claims">;
    relayState: string;
    keys: SigningKey[];
}

export function issueResponse(...asked: Parameters<typeof issue>): SamlResponse {
    const { content, relayState, keys } = issue(...asked);
    const signed = JSON.stringify(content);
    const signatures = keys.map(({ privateKey }) => sign("sha256", Buffer.from(signed), createPrivateKey(privateKey)));
    return { ...content, relayState, signed, signatures };
}

export function issue(
    directory: Directory,
    servicePrincipalId: string,
    userId: string,
    nowMs: number,
    startsAt: "entra" | "service" = "entra",
): Issued {
    const servicePrincipal = directory.servicePrincipals.get(servicePrincipalId);
    const application = servicePrincipal && directory.applicationOf(servicePrincipal.appId);
    if (servicePrincipal === undefined || application === undefined) {
        throw new Refused("AADSTS700016: the application is not in the directory");
    }
    if (!servicePrincipal.accountEnabled) {
        throw new Refused("AADSTS7000112: the application is disabled");
    }
    const startsElsewhere = startsAt === "entra" && servicePrincipal.loginUrl;
    if (servicePrincipal.preferredSingleSignOnMode !== "saml" || startsElsewhere) {
        throw new Refused("no IdP-initiated sign-in by SAML: another mode, or a login URL");
    }
    const [recipient] = application.redirectUris.Web;
    if (recipient === undefined) {
        throw new Refused("AADSTS500113: no reply address is registered");
    }
    const user = directory.users.get(userId);
    if (user === undefined || !user.accountEnabled) {
        throw new Refused("AADSTS50034 or AADSTS50057: no such account, or a disabled one");
    }
    refuseUnassigned(directory, servicePrincipal, user);
    const policy = policyOf(directory, servicePrincipal);
    const claims = claimsOf(directory, application, servicePrincipal, user, policy);
    const [identifier = ""] = application.identifierUris;
    const content = {
        issuer: issuerOf(directory.tenant.id),
        audience: String(policy.audienceOverride ?? identifier.replace(/#.*$/, "")),
        recipient,
        hasNameId: (claims[nameIdClaim] ?? ["of Entra's own choice"]).length > 0,
        claims,
    };
    const keys = keysOf(directory, servicePrincipal, nowMs);
    return { content, relayState: servicePrincipal.relayState ?? "", keys };
}

/** Assigned directly, or as a direct member of an assigned group. */
function refuseUnassigned(directory: Directory, servicePrincipal: ServicePrincipal, user: User): void {
    if (servicePrincipal.appRoleAssignmentRequired && assignmentsOf(directory, servicePrincipal, user).length === 0) {
        throw new Refused("AADSTS50105: the user is not assigned to the application");
    }
}

function assignmentsOf(directory: Directory, { id }: ServicePrincipal, user: User) {
    const groups = directory.groups.list().filter(({ members }) => (members ?? []).includes(user.id));
    const principals = [user.id, ...groups.map((group) => group.id)];
    return directory.appRoleAssignments
        .list()
        .filter(({ resourceId, principalId }) => resourceId === id && principals.includes(principalId));
}

type Policy = { IncludeBasicClaimSet?: string; ClaimsSchema?: Record<string, string>[]; audienceOverride?: string };

function policyOf(directory: Directory, { claimsMappingPolicies: [id] }: ServicePrincipal): Policy {
    const definition = id === undefined ? undefined : directory.claimsMappingPolicies.get(id)?.definition[0];
    return definition === undefined ? {} : (JSON.parse(definition).ClaimsMappingPolicy as Policy);
}

/** Claims of every SAML token: https://learn.microsoft.com/entra/identity-platform/reference-saml-tokens */
function basicClaimsOf(user: User): Record<string, string[]> {
    const values = { givenname: user.givenName, surname: user.surname, emailaddress: user.mail };
    const claims = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
    return Object.fromEntries(
        claims.map(([name, value]) => [`http://schemas.xmlsoap.org/ws/2005/05/identity/claims/${name}`, [value]]),
    );
}

/** A claim without a value is left out. A NameID that the policy speaks of and that has no value is an empty list. */
function claimsOf(
    directory: Directory,
    application: Application,
    servicePrincipal: ServicePrincipal,
    user: User,
    { ClaimsSchema = [], IncludeBasicClaimSet = "true" }: Policy,
): Record<string, string[]> {
    const claims = String(IncludeBasicClaimSet).toLowerCase() === "true" ? basicClaimsOf(user) : {};
    const fromPolicy = new Set(ClaimsSchema.map(({ SamlClaimType }) => SamlClaimType));
    for (const type of Object.keys(claims).filter((one) => fromPolicy.has(one))) {
        delete claims[type];
    }
    for (const { SamlClaimType: type, Value: constant, Source: source, ID: id } of ClaimsSchema) {
        if (type === undefined) {
            continue;
        }
        claims[type] ??= [];
        const roles = assignmentsOf(directory, servicePrincipal, user).map(({ appRoleId }) => appRoleId);
        if (constant !== undefined) {
            claims[type].push(constant);
        } else if (source === "user" && id?.toLowerCase() === "assignedroles") {
            const assigned = application.appRoles.filter((role) => role.isEnabled && roles.includes(role.id));
            claims[type].push(...assigned.flatMap(({ value }) => value ?? []));
        } else if (source === "user" && id !== undefined) {
            claims[type].push(...attributeOf(user, id.toLowerCase()));
        }
    }
    return Object.fromEntries(
        Object.entries(claims).filter(([type, values]) => type === nameIdClaim || values.length > 0),
    );
}

/** What of a guest's user principal name is issued depends on their home, which the directory does not say: no session's name. */
function attributeOf(user: User, id: string): string[] {
    const [, value] = Object.entries(user).find(([name]) => name.toLowerCase() === id) ?? [];
    const isGuest = id === "userprincipalname" && user.userPrincipalName.includes("#EXT#");
    return typeof value !== "string" || value === "" ? [] : [isGuest ? "a name of their home" : value];
}

/** Of each certificate that Entra may sign with; where no document says which, of every valid one. */
function keysOf(directory: Directory, servicePrincipal: ServicePrincipal, nowMs: number): Issued["keys"] {
    const { basis, thumbprint } = activeCertificate(servicePrincipal, nowMs);
    if (basis === "none") {
        throw new Refused("AADSTS50146: no signing key that is valid now");
    }
    const isValid = (identifier: string) =>
        servicePrincipal.keyCredentials.some(
            (key) =>
                key.customKeyIdentifier === identifier &&
                Date.parse(key.startDateTime) <= nowMs &&
                nowMs < Date.parse(key.endDateTime),
        );
    const wanted = thumbprint === undefined ? undefined : Buffer.from(thumbprint, "hex").toString("base64");
    const keys = directory.signingKeys
        .list()
        .filter(({ servicePrincipalId }) => servicePrincipalId === servicePrincipal.id)
        .filter(({ customKeyIdentifier: one }) => (wanted === undefined ? isValid(one) : one === wanted));
    if (keys.length === 0) {
        throw new Refused("AADSTS50146: the signing key is gone");
    }
    return keys;
}
