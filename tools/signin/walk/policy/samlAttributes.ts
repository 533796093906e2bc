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
const primaryGroupSid = "http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid";

const eduPerson = (
    "affiliation nickname orgdn orgunitdn primaryaffiliation principalname entitlement primaryorgunitdn " +
    "scopedaffiliation targetedid assurance"
)
    .split(" ")
    .map((name, index) => oid(`eduperson${name}`, `urn:oid:1.3.6.1.4.1.5923.1.1.1.${index + 1}`));

const eduOrg = "homepageuri identityauthnpolicyuri legalname superioruri whitepagesuri"
    .split(" ")
    .map((name, index) => oid(`eduorg${name}`, `urn:oid:1.3.6.1.4.1.5923.1.2.1.${index + 2}`));

export const samlKeys: readonly SamlKey[] = [
    ...eduPerson,
    ...eduOrg,
    { key: "cn", from: ["urn:oid:2.5.4.3"], doubtful: ["2.5.4.3"] },
    { key: "name", from: [`${xmlsoap}/name`], doubtful: [] },
    {
        key: "commonname",
        from: ["http://schemas.xmlsoap.org/claims/CommonName", "2.5.4.3"],
        doubtful: ["urn:oid:2.5.4.3"],
    },
    { key: "surname", from: [`${xmlsoap}/surname`, "2.5.4.4"], doubtful: ["urn:oid:2.5.4.4"] },
    {
        key: "givenname",
        from: [`${xmlsoap}/givenname`, "2.4.5.42"],
        doubtful: ["2.5.4.42", "urn:oid:2.5.4.42", "urn:oid:2.4.5.42"],
    },
    {
        key: "mail",
        from: [`${xmlsoap}/emailaddress`, "0.9.2342.19200300100.1.3"],
        doubtful: [
            "0.9.2342.19200300.100.1.3",
            "urn:oid:0.9.2342.19200300.100.1.3",
            "urn:oid:0.9.2342.19200300100.1.3",
        ],
    },
    { key: "x500uniqueidentifier", from: ["2.5.4.45"], doubtful: ["urn:oid:2.5.4.45"] },
    {
        key: "uid",
        from: ["0.9.2342.19200300100.1.1"],
        doubtful: [
            "0.9.2342.19200300.100.1.1",
            "urn:oid:0.9.2342.19200300.100.1.1",
            "urn:oid:0.9.2342.19200300100.1.1",
            primaryGroupSid,
        ],
    },
    { key: "primarygroupsid", from: [], doubtful: [primaryGroupSid] },
    {
        key: "organizationstatus",
        from: ["0.9.2342.19200300.100.1.45"],
        doubtful: ["urn:oid:0.9.2342.19200300.100.1.45"],
    },
];

function oid(key: string, name: string): SamlKey {
    return { key, from: [name], doubtful: [] };
}
