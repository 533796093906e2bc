/** The claims that Entra puts into one person's token. */

import { hasControlCharacter, hasLoneSurrogate, quote } from "../../../../rules/text";
import type { Person } from "../../../deployment/directory";
import { awsAttributes, emailAddressFormat, nameIdentifierClaim, persistentFormat } from "../../saml/names";
import type { SamlAttribute } from "../../saml/response";
import type { Trail } from "../trail";
import { attributeOf, exportAttribute, isQuotedText, mayBeNameId, nameIdSourcesInWords } from "./attributes";
import type { ClaimRule, ClaimsPolicy } from "./claimsPolicy";

export interface Claims {
    nameId?: { value: string; format: string };
    attributes: SamlAttribute[];
}

/** Evaluates a policy for a person. A claim without a value is left out, as Entra does. */
export function evaluateClaims(
    trail: Trail,
    policy: ClaimsPolicy | undefined,
    person: Person,
    context: { tenantId: string; source: string },
): Claims {
    const claims: Claims = { attributes: [] };
    if (policy?.includeBasicClaimSet ?? true) {
        addBasicClaims(claims, person, context.tenantId);
    }
    const lacking = new Map<string, string>();
    for (const rule of policy?.rules ?? []) {
        checkNameIdSource(trail, rule);
        const value = transmissible(trail, rule, claimValue(trail, rule, person, context.source));
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
        claims.nameId = { value: `pairwise identifier of ${person.userPrincipalName}`, format: persistentFormat };
        trail.assumed("nameIdByEntra", "the claims mapping policy says nothing of it");
    }
    return claims;
}

/** XML has no place for most control characters: what becomes of a claim with one, only Entra knows. */
function transmissible(trail: Trail, { name }: ClaimRule, value: string | undefined): string | undefined {
    if (value === undefined || !isUntransmissible(value)) {
        return value;
    }
    const about = ["claimEvaluated", name] as const;
    if (!isRead(name)) {
        trail.notModelled(about, "its value has a control character, and AWS does not read the claim");
        return undefined;
    }
    return trail.cannotGoOn(about, {
        what: `the claim ${name}`,
        why: `its value has a control character or half a surrogate pair, ${quote(value)}`,
        supply: "correct the attribute in the directory, or the constant in the claims mapping policy",
    });
}

const isUntransmissible = (value: string) => hasControlCharacter(value) || hasLoneSurrogate(value);

/** Whether Entra makes a NameID of another source, or what becomes of the response, is documented nowhere. */
function checkNameIdSource(trail: Trail, { name, source }: ClaimRule): void {
    if (name !== nameIdentifierClaim || source.kind === "notModelled") {
        return;
    }
    if (source.kind === "constant" || !mayBeNameId(source.id)) {
        const made = source.kind === "constant" ? "it a constant" : `it from ${source.id}`;
        trail.cannotGoOn(["claimEvaluated", name], {
            what: "the NameID that Entra issues",
            why: `the claims mapping policy makes ${made}, and Entra documents other sources for it`,
            supply: `write one of ${nameIdSourcesInWords} as the "ID" of the claim ${name}, with "Source": "user"`,
        });
    }
}

/** Constants and attributes; undefined where the claim is left out. */
function claimValue(trail: Trail, { name, source }: ClaimRule, person: Person, file: string): string | undefined {
    const about = ["claimEvaluated", name] as const;
    if (source.kind === "constant") {
        return source.value;
    }
    if (source.kind === "notModelled") {
        if (!isRead(name)) {
            trail.notModelled(about, `its ${source.element} is outside this model; AWS does not read it`);
            return undefined;
        }
        return trail.cannotGoOn(about, {
            what: `the value of the claim ${name}`,
            why: `the claims mapping policy makes it from ${source.element}, which is outside this model`,
            supply: 'write the claim as a constant ("Value") or from an attribute of the user ("Source": "user", "ID")',
        });
    }
    if (isQuotedText(source.id)) {
        trail.assumed(about, "Entra keeps a text in quotes as ID, and is reported to issue nothing for it", source.id);
        return undefined;
    }
    const value = attributeOf(person, source.id);
    if (value === undefined && isRead(name)) {
        return trail.cannotGoOn(about, {
            what: `the attribute ${source.id} of ${quote(person.userPrincipalName)}`,
            why: `${file} does not hold it`,
            supply: exportAttribute(source.id),
        });
    }
    if (source.id === "userprincipalname" && isGuest(person)) {
        if (!isRead(name)) {
            return undefined;
        }
        return trail.cannotGoOn(about, {
            what: `which name Entra issues for the guest ${quote(person.userPrincipalName)}`,
            why: "for a guest from another Entra tenant it is the user principal name there, for any other the one here, and a directory does not say which kind a guest is",
            supply:
                "give the person a member's account in this directory; or, where everybody has a mail, set roleSessionNameAttribute to mail, " +
                "which is the same for every kind of guest: it renames everybody's session, so that every Connect user must be named by their mail, too",
        });
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
function addBasicClaims({ attributes }: Claims, person: Person, tenantId: string): void {
    const microsoft = "http://schemas.microsoft.com/identity/claims";
    const xmlsoap = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
    const basic: [string, string | null | undefined][] = [
        [`${microsoft}/tenantid`, tenantId],
        [`${microsoft}/objectidentifier`, person.id],
        [`${microsoft}/displayname`, person.displayName],
        [`${microsoft}/identityprovider`, `https://sts.windows.net/${tenantId}/`],
        [
            "http://schemas.microsoft.com/claims/authnmethodsreferences",
            "http://schemas.microsoft.com/claims/multipleauthn",
        ],
        [`${xmlsoap}/givenname`, person.givenName],
        [`${xmlsoap}/surname`, person.surname],
        [`${xmlsoap}/emailaddress`, person.mail],
        [`${xmlsoap}/name`, isGuest(person) ? undefined : person.userPrincipalName],
    ];
    for (const [name, value] of basic) {
        if (typeof value === "string" && value !== "" && !isUntransmissible(value)) {
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
