/** What the response asks for: the pair of role and SAML provider, the session's name and its length. */
import { quote } from "../../../../rules/text";
import { awsAttributes } from "../../saml/names";
import { type SamlAssertion, valuesOf } from "../../saml/response";
import type { Trail } from "../trail";
import { providerArnPattern, type RolePair, readRolePair, rolePairProblem, shownRole } from "./rolePair";

/** The pair that is used: one of several, where AWS lets the person choose. */
export function rolePairOf(trail: Trail, assertion: SamlAssertion, choice = 0): RolePair {
    const about = "roleClaim";
    const values = valuesOf(assertion, awsAttributes.role);
    if (values.length === 0) {
        const names = assertion.attributes.map(({ name }) => name);
        const other = nearlyNamed(assertion, awsAttributes.role);
        const seen = other === undefined ? claimsInWords(names) : `a claim ${other}`;
        return trail.stop("invalidSamlResponse", "roleMissing", { about, seen, expected: awsAttributes.role });
    }
    const pairs = values.map((value) => ({ value, pair: readRolePair(value) }));
    const choices = pairs.flatMap(({ pair }) => pair ?? []);
    const usable = choices[choice] ?? choices[0];
    if (usable === undefined) {
        const [{ value } = { value: "" }] = pairs;
        const seen = shownRole(value);
        const wrong = rolePairProblem(value);
        const comparison = { about, seen, expected: "roleArn,samlProviderArn" } as const;
        return trail.stop("invalidSamlResponse", "roleMalformed", comparison, { wrong });
    }
    trail.checked(about, `${usable.roleArn}, ${usable.providerArn}`);
    if (pairs.length > 1) {
        trail.assumed("roleChosen", `the response has ${pairs.length}, and AWS lets people choose`, usable.roleArn);
    }
    const roleName = usable.roleArn.split("/").at(-1);
    trail.know({ roleArn: usable.roleArn, providerArn: usable.providerArn, roleName });
    const providerAccount = providerArnPattern.exec(usable.providerArn)?.[2];
    if (providerAccount !== usable.accountId) {
        return trail.stop("roleInOtherAccount", "mixed", {
            about: "oneAccount",
            seen: `${usable.accountId} and ${providerAccount}`,
        });
    }
    return usable;
}

/** AWS compares every letter of a claim's name. */
function nearlyNamed({ attributes }: SamlAssertion, name: string): string | undefined {
    const plain = (one: string) =>
        one
            .trim()
            .toLowerCase()
            .replace(/^http:/, "https:");
    return attributes.find((one) => one.name !== name && plain(one.name) === plain(name))?.name;
}

function claimsInWords(names: string[]): string {
    const [only = ""] = names;
    return names.length === 0 ? "no claims" : names.length === 1 ? `one other, ${only}` : `${names.length} others`;
}

/** STS, RoleSessionName: 2 to 64 of these. */
const sessionNamePattern = /^[\w+=,.@-]{2,64}$/;

export function sessionNameOf(trail: Trail, assertion: SamlAssertion): string {
    const about = "sessionName";
    const values = valuesOf(assertion, awsAttributes.roleSessionName);
    const [name] = values;
    if (name === undefined) {
        const other = nearlyNamed(assertion, awsAttributes.roleSessionName);
        return other === undefined
            ? trail.stop("roleSessionNameRequired", "attributeEmpty", { about, seen: "no such claim" })
            : trail.stop("roleSessionNameRequired", "claimMissing", { about, seen: `a claim ${other}` });
    }
    const seen = values.map((one) => quote(one)).join(", ");
    if (values.length > 1) {
        return trail.stop("roleSessionNameInvalid", "several", { about, seen, expected: "one name" });
    }
    if (!sessionNamePattern.test(name)) {
        const wrong = /[^\w+=,.@-]/u.exec(name)?.[0];
        const character = wrong && `the character ${quote(wrong)}`;
        const words = { length: `${name.length}`, character };
        return trail.stop("roleSessionNameInvalid", sessionNameCause(name), { about, seen }, words);
    }
    trail.checked(about, name);
    return name;
}

function sessionNameCause(name: string): "tooShort" | "tooLong" | "guest" | "character" {
    if (name.length < 2) {
        return "tooShort";
    }
    if (name.length > 64) {
        return "tooLong";
    }
    return /#EXT#/i.test(name) ? "guest" : "character";
}

/** SessionDuration in seconds; undefined without the claim, when AWS gives an hour. */
export function sessionDurationOf(trail: Trail, assertion: SamlAssertion): number | undefined {
    const about = "sessionDuration";
    const [value, ...more] = valuesOf(assertion, awsAttributes.sessionDuration);
    if (value === undefined) {
        return undefined;
    }
    const seconds = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (more.length > 0 || !(seconds >= 900 && seconds <= 43_200)) {
        return trail.stop("durationInvalid", "outOfRange", { about, seen: quote(value), expected: "900 to 43200" });
    }
    trail.checked(about, value);
    return seconds;
}

/** STS, SourceIdentity: 2 to 64 of these, and no name of AWS's own. */
const sourceIdentityPattern = /^(?!aws:)[\w+=,.@-]{2,64}$/i;

/** A claim that few have: without it there is nothing to look at. */
export function checkSourceIdentity(trail: Trail, assertion: SamlAssertion): void {
    const about = "sourceIdentity";
    const values = valuesOf(assertion, awsAttributes.sourceIdentity);
    if (values.length > 1 || values.some((value) => !sourceIdentityPattern.test(value))) {
        const seen = values.map((value) => quote(value)).join(", ");
        trail.stop("sourceIdentityMismatch", "form", { about, seen });
    }
    if (values.length > 0) {
        trail.checked(about, values[0]);
    }
}

/** AWS wants a subject with a NameID; without one it says that the role may not be assumed. */
export function checkNameId(trail: Trail, assertion: SamlAssertion): void {
    const about = "nameId";
    if (assertion.nameId === undefined || assertion.nameId.value === "") {
        trail.stop("notAuthorizedToAssume", "noNameId", { about, seen: "none" });
    }
    trail.checked(about, assertion.nameId?.value);
}
