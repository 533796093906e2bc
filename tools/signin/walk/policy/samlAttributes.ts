/**
 * The attributes of an assertion from which AWS fills the `saml:` condition keys.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html#saml-attribute-mapping
 */

interface SamlKey {
    /** Lower case, without `saml:`. */
    key: string;
    /** Names of attributes that fill it, as documented. */
    from: string[];
    /**
     * Names of which it is not clear that they fill it: the attribute's own identifier where AWS's table has a misprint or
     * leaves out `urn:oid:`, or an attribute that AWS lists with another key than its name suggests.
     */
    doubtful: string[];
}

const xmlsoap = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
/** Attributes of RFC 4524, and how AWS's table has two of them. */
const pilot = "0.9.2342.19200300.100.1";
const misprint = "0.9.2342.19200300100.1";
const primaryGroupSid = "http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid";

const eduPerson = (
    "affiliation nickname orgdn orgunitdn primaryaffiliation principalname entitlement primaryorgunitdn " +
    "scopedaffiliation targetedid assurance"
)
    .split(" ")
    .map((name, index) => spelled(`eduperson${name}`, [`urn:oid:1.3.6.1.4.1.5923.1.1.1.${index + 1}`]));

const eduOrg = "homepageuri identityauthnpolicyuri legalname superioruri whitepagesuri"
    .split(" ")
    .map((name, index) => spelled(`eduorg${name}`, [`urn:oid:1.3.6.1.4.1.5923.1.2.1.${index + 2}`]));

export const samlKeys: readonly SamlKey[] = [
    ...eduPerson,
    ...eduOrg,
    spelled("cn", ["urn:oid:2.5.4.3"], ["2.5.4.3"]),
    spelled("name", [`${xmlsoap}/name`]),
    spelled("commonname", ["http://schemas.xmlsoap.org/claims/CommonName", "2.5.4.3"], ["2.5.4.3"]),
    spelled("surname", [`${xmlsoap}/surname`, "2.5.4.4"], ["2.5.4.4"]),
    spelled("givenname", [`${xmlsoap}/givenname`, "2.4.5.42"], ["2.5.4.42", "2.4.5.42"]),
    spelled("mail", [`${xmlsoap}/emailaddress`, `${misprint}.3`], [`${pilot}.3`, `${misprint}.3`]),
    spelled("x500uniqueidentifier", ["2.5.4.45"], ["2.5.4.45"]),
    spelled("uid", [`${misprint}.1`], [`${pilot}.1`, `${misprint}.1`], [primaryGroupSid]),
    spelled("primarygroupsid", [], [], [primaryGroupSid]),
    spelled("organizationstatus", [`${pilot}.45`], [`${pilot}.45`]),
];

/** `oids`: the attribute's own, with which and without `urn:oid:` it is doubtful unless the table has it so. */
function spelled(key: string, from: string[], oids: readonly string[] = [], more: readonly string[] = []): SamlKey {
    const spellings = oids.flatMap((oid) => [oid, `urn:oid:${oid}`]).filter((name) => !from.includes(name));
    return { key, from, doubtful: [...spellings, ...more] };
}
