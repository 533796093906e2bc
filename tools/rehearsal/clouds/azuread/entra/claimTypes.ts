/**
 * Claim types and sources that a claims mapping policy may not use:
 * https://learn.microsoft.com/entra/identity-platform/reference-claims-customization
 */
export const nameIdClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";

/** What NameID may be taken from, all of `user`. */
export const nameIdSources: readonly string[] = [
    "mail",
    "userprincipalname",
    "onpremisessamaccountname",
    "employeeid",
    "telephonenumber",
    ...Array.from({ length: 15 }, (_, index) => `extensionattribute${index + 1}`),
];

export const nameIdTransformations: readonly string[] = ["ExtractMailPrefix", "Join"];

export const claimSources: readonly string[] = [
    "user",
    "application",
    "resource",
    "audience",
    "company",
    "transformation",
];

export const samlNameForms: readonly string[] = ["unspecified", "uri", "basic"].map(
    (form) => `urn:oasis:names:tc:SAML:2.0:attrname-format:${form}`,
);

/**
 * The SAML restricted claim set, without the seven types that an application with a signing key of its own may use (upn,
 * role, windowsaccountname, primarysid, primarygroupsid, sid, x500distinguishedname).
 */
export const restrictedSamlClaimTypes: ReadonlySet<string> = new Set([
    "http://schemas.microsoft.com/2012/01/devicecontext/claims/ismanaged",
    "http://schemas.microsoft.com/2014/02/devicecontext/claims/isknown",
    "http://schemas.microsoft.com/2014/03/psso",
    "http://schemas.microsoft.com/2014/09/devicecontext/claims/iscompliant",
    "http://schemas.microsoft.com/claims/authnmethodsreferences",
    "http://schemas.microsoft.com/claims/groups.link",
    ...[
        "accesstoken",
        "acct",
        "agegroup",
        "aio",
        "identityprovider",
        "objectidentifier",
        "openid2_id",
        "puid",
        "scope",
        "tenantid",
        "xms_et",
    ].map((name) => `http://schemas.microsoft.com/identity/claims/${name}`),
    ...[
        "authenticationinstant",
        "authenticationmethod",
        "confirmationkey",
        "denyonlyprimarygroupsid",
        "denyonlyprimarysid",
        "denyonlywindowsdevicegroup",
        "expiration",
        "expired",
        "groups",
        "groupsid",
        "ispersistent",
        "samlissuername",
        "wids",
        "windowsdeviceclaim",
        "windowsdevicegroup",
        "windowsfqbnversion",
        "windowssubauthority",
        "windowsuserclaim",
    ].map((name) => `http://schemas.microsoft.com/ws/2008/06/identity/claims/${name}`),
    ...["authentication", "authorizationdecision", "denyonlysid", "privatepersonalidentifier", "spn"].map(
        (name) => `http://schemas.xmlsoap.org/ws/2005/05/identity/claims/${name}`,
    ),
    "http://schemas.xmlsoap.org/ws/2009/09/identity/claims/actor",
]);
