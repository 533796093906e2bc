/** Attributes of a person under the IDs that a claims mapping policy has for them, all in lower case. */
import type { Person } from "../../../deployment/directory";

/** What Graph calls otherwise. */
const graphNames: Readonly<Record<string, string>> = {
    objectid: "id",
    prefferedlanguage: "preferredLanguage",
    facsimiletelephonenumber: "faxNumber",
    dnsdomainname: "onPremisesDomainName",
    onpremisesecurityidentifier: "onPremisesSecurityIdentifier",
};

/** What is within another property of Graph's; the reader of the directory takes it out. */
const graphHolders: Readonly<Record<string, string>> = { telephonenumber: "businessPhones" };

/** Sources that Microsoft documents for the NameID, "Claims mapping policy type". */
const nameIdSources = ["mail", "userprincipalname", "onpremisessamaccountname", "employeeid", "telephonenumber"];

/**
 * The others that Microsoft documents ("Claims customization using a policy") and that are one text in Graph: neither lists,
 * times and true or false, of which Entra's spelling is not documented, nor the roles that are assigned.
 */
const otherTexts = new Set([
    ...(
        "surname givenname displayname department companyname streetaddress postalcode country city state " +
        "jobtitle mailnickname mobilephone officelocation preferredlanguage usertype " +
        "onpremisesuserprincipalname onpremisesdomainname onpremisesimmutableid preferreddatalocation " +
        "consentprovidedforminor creationtype"
    ).split(" "),
    ...Object.keys(graphNames),
]);

/** Whether a directory file may hold it. */
export function isAttribute(id: string): boolean {
    return mayBeNameId(id) || otherTexts.has(id);
}

export const nameIdSourcesInWords = `${nameIdSources.join(", ")} and extensionattribute1 to extensionattribute15`;

export function mayBeNameId(id: string): boolean {
    return nameIdSources.includes(id) || isExtensionAttribute(id);
}

/** Entra keeps such an ID and issues nothing for it (https://github.com/manicminer/hamilton/issues/224). */
export function isQuotedText(id: string): boolean {
    return /^".*"$/s.test(id);
}

/** `null`: not set; undefined: the file does not say. */
export function attributeOf(person: Person, id: string): string | null | undefined {
    const name = (own(graphNames, id) ?? id).toLowerCase();
    const value = Object.hasOwn(person.attributes, name) ? person.attributes[name] : undefined;
    return value === "" ? null : value;
}

/** What brings an attribute into the directory file, as an instruction. */
export function exportAttribute(id: string): string {
    const holder = isExtensionAttribute(id) ? "onPremisesExtensionAttributes" : own(graphHolders, id);
    return `export people with ${holder ?? own(graphNames, id) ?? id}: add it to \`$select\``;
}

function isExtensionAttribute(id: string): boolean {
    return /^extensionattribute([1-9]|1[0-5])$/.test(id);
}

function own(names: Readonly<Record<string, string>>, id: string): string | undefined {
    return Object.hasOwn(names, id) ? names[id] : undefined;
}
