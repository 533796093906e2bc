/** The claims that Entra puts into one person's token. */

import { hasControlCharacter, hasLoneSurrogate, quote } from "../../../../rules/text";
import type { Person } from "../../../deployment/directory";
import type { About } from "../../checks";
import { awsAttributes, emailAddressFormat, nameIdentifierClaim, persistentFormat } from "../../saml/names";
import type { SamlAttribute } from "../../saml/response";
import type { Trail } from "../trail";
import { attributeOf, exportAttribute, isQuotedText, mayBeNameId, nameIdSourcesInWords } from "./attributes";
import type { ClaimRule, ClaimsPolicy } from "./claimsPolicy";

interface Claims {
    nameId?: { value: string; format: string };
    attributes: SamlAttribute[];
    /** Names of claims of which it is not known whether and with which value they come. */
    unknownClaims: Set<string>;
}

interface ClaimsContext {
    /** Values of the person's app roles; undefined: not known. */
    appRoles: readonly string[] | undefined;
    tenantId: string | undefined;
    /** What the directory is called. */
    source: string;
}

/** Of a claim: its value is not known. */
const unknown = Symbol("unknown");
type Value = string | typeof unknown | undefined;

/** Evaluates a policy for a person; undefined: it is not known for whom. A claim without a value is left out, as Entra does. */
export function evaluateClaims(
    trail: Trail,
    policy: ClaimsPolicy | undefined,
    person: Person | undefined,
    context: ClaimsContext,
): Claims {
    const claims: Claims = { attributes: [], unknownClaims: new Set() };
    if (policy?.includeBasicClaimSet ?? true) {
        addBasicClaims(claims, person, context.tenantId);
    }
    const lacking = new Map<string, string>();
    for (const rule of policy?.rules ?? []) {
        if (rule.source.kind === "assignedRoles") {
            addRoles(trail, claims, rule, context.appRoles);
            continue;
        }
        const value = claimOf(trail, rule, person, context.source);
        if (value === unknown) {
            claims.unknownClaims.add(rule.name);
            continue;
        }
        if (value === undefined && rule.source.kind === "user") {
            lacking.set(rule.name, rule.source.id);
        }
        if (rule.name === nameIdentifierClaim) {
            claims.nameId =
                value === undefined ? undefined : { value, format: rule.nameIdFormat ?? emailAddressFormat };
        } else if (value !== undefined) {
            addValue(claims.attributes, rule.name, value);
        }
    }
    // AWS misses RoleSessionName before it misses the NameID.
    trail.know({ attribute: lacking.get(awsAttributes.roleSessionName) ?? lacking.get(nameIdentifierClaim) });
    if (!(policy?.rules ?? []).some(({ name }) => name === nameIdentifierClaim)) {
        // Entra's own choice is an identifier of the person for this application, which can't be computed outside Entra.
        claims.nameId = { value: "", format: persistentFormat };
        claims.unknownClaims.add(nameIdentifierClaim);
        trail.assumed("nameIdByEntra", "the claims mapping policy says nothing of it");
    }
    return claims;
}

function addRoles(trail: Trail, claims: Claims, { name }: ClaimRule, roles: readonly string[] | undefined): void {
    if (roles !== undefined) {
        for (const value of roles) {
            addValue(claims.attributes, name, value);
        }
        return;
    }
    claims.unknownClaims.add(name);
    if (isRead(name)) {
        trail.unknown(["claimEvaluated", name], {
            what: `the value of the claim ${name}`,
            why: "it is made from the app roles that the person has, and some assignments or memberships are unknown",
            supply: "give the people with their groups, `--directory FILE`",
        });
    }
    if (name === awsAttributes.role) {
        trail.giveUp();
    }
}

function claimOf(trail: Trail, rule: ClaimRule, person: Person | undefined, file: string): Value {
    if (hasUndocumentedSource(trail, rule)) {
        return unknown;
    }
    const value = claimValue(trail, rule, person, file);
    if (value === unknown && rule.name === awsAttributes.role) {
        // Everything that AWS looks at depends on the role.
        return trail.giveUp();
    }
    return typeof value === "string" ? transmissible(trail, rule, value) : value;
}

/** XML has no place for most control characters: what becomes of a claim with one, only Entra knows. */
function transmissible(trail: Trail, { name }: ClaimRule, value: string): Value {
    if (!isUntransmissible(value)) {
        return value;
    }
    const about: About = ["claimEvaluated", name];
    if (!isRead(name)) {
        trail.notModelled(about, "its value has a control character, and AWS does not read the claim");
        return undefined;
    }
    trail.unknown(about, {
        what: `the claim ${name}`,
        why: `its value has a control character or half a surrogate pair, ${quote(value)}`,
        supply: "correct the attribute in the directory, or the constant in the claims mapping policy",
    });
    return unknown;
}

const isUntransmissible = (value: string) => hasControlCharacter(value) || hasLoneSurrogate(value);

/** Whether Entra makes a NameID of another source, or what becomes of the response, is documented nowhere. */
function hasUndocumentedSource(trail: Trail, { name, source }: ClaimRule): boolean {
    if (name !== nameIdentifierClaim || source.kind === "notModelled" || source.kind === "assignedRoles") {
        return false;
    }
    if (source.kind === "user" && mayBeNameId(source.id)) {
        return false;
    }
    const made = source.kind === "constant" ? "it a constant" : `it from ${source.id}`;
    trail.unknown(["claimEvaluated", name], {
        what: "the NameID that Entra issues",
        why: `the claims mapping policy makes ${made}, and Entra documents other sources for it`,
        supply: `write one of ${nameIdSourcesInWords} as the "ID" of the claim ${name}, with "Source": "user"`,
    });
    return true;
}

/** Constants and attributes; undefined where the claim is left out. */
function claimValue(trail: Trail, { name, source }: ClaimRule, person: Person | undefined, file: string): Value {
    const about: About = ["claimEvaluated", name];
    if (source.kind === "constant") {
        return source.value;
    }
    if (source.kind === "notModelled") {
        if (!isRead(name)) {
            trail.notModelled(about, `its ${source.element} is outside this model; AWS does not read it`);
            return undefined;
        }
        trail.unknown(about, {
            what: `the value of the claim ${name}`,
            why: `the claims mapping policy makes it from ${source.element}, which is outside this model`,
            supply: 'write the claim as a constant ("Value") or from an attribute of the user ("Source": "user", "ID")',
        });
        return unknown;
    }
    if (source.kind === "assignedRoles") {
        return unknown;
    }
    if (isQuotedText(source.id)) {
        trail.assumed(about, "Entra keeps a text in quotes as ID, and is reported to issue nothing for it", source.id);
        return undefined;
    }
    if (person === undefined) {
        return unknown;
    }
    const value = attributeOf(person, source.id);
    if (value === undefined) {
        if (isRead(name)) {
            trail.unknown(about, {
                what: `the attribute ${source.id} of ${quote(person.userPrincipalName)}`,
                why: `${file} does not hold it`,
                supply: exportAttribute(source.id),
            });
        }
        return unknown;
    }
    if (source.id === "userprincipalname" && isGuest(person)) {
        // AWS wants some NameID, and looks at its value only where a trust policy has a condition on it.
        if (!isRead(name) || name === nameIdentifierClaim) {
            return unknown;
        }
        trail.unknown(about, {
            what: `which name Entra issues for the guest ${quote(person.userPrincipalName)}`,
            why: "for a guest from another Entra tenant it is the user principal name there, for any other the one here, and a directory does not say which kind a guest is",
            supply:
                "give the person a member's account in this directory; or, where everybody has a mail, set roleSessionNameAttribute to mail, " +
                "which is the same for every kind of guest: it renames everybody's session, so that every Connect user must be named by their mail, too",
        });
        return unknown;
    }
    return value ?? undefined;
}

const isGuest = ({ userPrincipalName }: Person) => /#EXT#/i.test(userPrincipalName);

/** What AWS reads, and so what must be known. */
function isRead(name: string): boolean {
    return (
        name === nameIdentifierClaim ||
        (Object.values(awsAttributes) as string[]).includes(name) ||
        name.startsWith(awsAttributes.principalTagPrefix)
    );
}

/** Claims that every SAML token of Entra has (Microsoft, "SAML token claims reference"); AWS reads none of them. */
function addBasicClaims(
    { attributes, unknownClaims }: Claims,
    person: Person | undefined,
    tenantId: string | undefined,
): void {
    const microsoft = "http://schemas.microsoft.com/identity/claims";
    const xmlsoap = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
    const basic: [string, string | null | undefined][] = [
        [`${microsoft}/tenantid`, tenantId],
        [`${microsoft}/objectidentifier`, person?.id],
        [`${microsoft}/displayname`, person?.displayName],
        [`${microsoft}/identityprovider`, tenantId && `https://sts.windows.net/${tenantId}/`],
        [
            "http://schemas.microsoft.com/claims/authnmethodsreferences",
            "http://schemas.microsoft.com/claims/multipleauthn",
        ],
        [`${xmlsoap}/givenname`, person?.givenName],
        [`${xmlsoap}/surname`, person?.surname],
        [`${xmlsoap}/emailaddress`, person?.mail],
        [`${xmlsoap}/name`, person === undefined || isGuest(person) ? undefined : person.userPrincipalName],
    ];
    for (const [name, value] of basic) {
        if (value === undefined) {
            unknownClaims.add(name);
        } else if (typeof value === "string" && value !== "" && !isUntransmissible(value)) {
            attributes.push({ name, values: [value] });
        }
    }
}

/** A second claim of the same name is a second value of the attribute, one of the basic set is replaced. */
function addValue(attributes: SamlAttribute[], name: string, value: string): void {
    const existing = attributes.find((attribute) => attribute.name === name);
    if (existing === undefined) {
        attributes.push({ name, values: [value] });
    } else if (isRead(name)) {
        existing.values.push(value);
    } else {
        existing.values = [value];
    }
}
