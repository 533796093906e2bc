/** `aws.cognito.IdentityProvider`, SAML providers as far as they come by a document. */
import { randomBytes, X509Certificate } from "node:crypto";
import { DOMParser } from "@xmldom/xmldom";
import { all, lengthBetween, matches, oneOf } from "../../provider/formats";
import type { Call, ResourceType, Value, Values } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import { regionOf } from "../account";
import { because } from "../errors";
import { metadataProblem } from "../iam/samlMetadata";
import { identityProviderToken, ofPool, refused, requirePool } from "./store";
import { attributesOf } from "./userPool";

const metadataNamespace = "urn:oasis:names:tc:SAML:2.0:metadata";
const xmldsig = "http://www.w3.org/2000/09/xmldsig#";
const redirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
const maxProviders = 300;
const maxDetail = 131_072;
const maxCertificate = 4096;

/** What a program may say of a SAML provider; what Cognito adds, and takes back unchanged, stands below. */
const samlDetails = [
    ...["MetadataFile", "MetadataURL", "IDPSignout", "IDPInit", "EncryptedResponses", "RequestSigningAlgorithm"],
    ...["SSORedirectBindingURI", "SLORedirectBindingURI"],
];

const elementsOf = (document: string, namespace: string, name: string) => [
    ...new DOMParser().parseFromString(document, "text/xml").getElementsByTagNameNS(namespace, name),
];

function certificatesProblem(document: string): string | undefined {
    for (const { textContent } of elementsOf(document, xmldsig, "X509Certificate")) {
        const text = (textContent ?? "").replace(/\s+/g, "");
        if (text.length > maxCertificate) {
            return because("Invalid metadata", `a certificate has more than ${maxCertificate} characters`);
        }
        if (Date.parse(new X509Certificate(Buffer.from(text, "base64")).validTo) <= Date.now()) {
            return "Signing certificates are expired";
        }
    }
    return undefined;
}

/** Why Cognito does not take the details of a SAML provider. */
function detailsProblem(details: Values): string | undefined {
    const unknown = Object.keys(details).find((key) => !samlDetails.includes(key));
    if (unknown !== undefined) {
        return `${unknown} is not a valid key for SAML identity provider details`;
    }
    const long = Object.entries(details).find(([, value]) => String(value).length > maxDetail);
    if (long !== undefined) {
        return because("Value is too long", `${long[0]} has at most ${maxDetail} characters`);
    }
    const { MetadataFile: file, MetadataURL: url } = details;
    if (!file && !url) {
        return "At least one of the MetadataURL or MetadataFile should be provided.";
    }
    if (!file) {
        return because("Error retrieving metadata", "no address can be asked here: MetadataFile is modelled");
    }
    const unreadable = metadataProblem(String(file));
    return unreadable === undefined
        ? certificatesProblem(String(file))
        : because("Metadata could not be parsed", unreadable);
}

function mappingProblem(pool: Values, mapping: Value | undefined): string | undefined {
    const attributes = attributesOf(pool);
    const names = Object.keys(isObject(mapping) ? mapping : {});
    const wrong = names.find((name) => name !== "username" && attributes.get(name) === undefined);
    if (wrong !== undefined) {
        return because(`Attribute mapping: ${wrong}`, "the user pool has no such attribute");
    }
    const fixed = names.find((name) => attributes.get(name)?.mutable === false);
    return fixed && because(`Attribute mapping: ${fixed}`, "the attribute is not mutable");
}

function refuse(call: Call, pool: Values, inputs: Values, doing: string, operation: string): void {
    const { providerType, providerDetails, attributeMapping } = inputs;
    const details = isObject(providerDetails) ? providerDetails : {};
    const problem =
        providerType === "SAML"
            ? (detailsProblem(details) ?? mappingProblem(pool, attributeMapping))
            : because(`Provider type ${providerType}`, "only SAML is modelled");
    if (problem !== undefined) {
        throw refused(doing, operation, `InvalidParameterException: ${problem}`);
    }
    const taken = ofPool(call, identityProviderToken, String(inputs.userPoolId)).flatMap(({ value }) =>
        value.providerName === inputs.providerName ? [] : ((value.idpIdentifiers as string[] | undefined) ?? []),
    );
    const twice = ((inputs.idpIdentifiers ?? []) as string[]).find((one) => taken.includes(one));
    if (twice !== undefined) {
        throw refused(doing, operation, `DuplicateProviderException: Identifier ${twice} already exists.`);
    }
}

/** What Cognito adds to a SAML provider's details, from the document and of its own. */
function addedTo(details: Values, encryption: Value): Values {
    const locations = (name: string) =>
        elementsOf(String(details.MetadataFile), metadataNamespace, name).find(
            (element) => element.getAttribute("Binding") === redirect,
        );
    const added = (key: string, name: string): Values => {
        const location = locations(name)?.getAttribute("Location");
        return location ? { [key]: location } : {};
    };
    return {
        ...details,
        ...added("SSORedirectBindingURI", "SingleSignOnService"),
        ...added("SLORedirectBindingURI", "SingleLogoutService"),
        ActiveEncryptionCertificate: encryption,
    };
}

function put(call: Call, id: string, inputs: Values, encryption: Value): void {
    const details = isObject(inputs.providerDetails) ? inputs.providerDetails : {};
    call.store.put(identityProviderToken, id, { ...inputs, providerDetails: addedTo(details, encryption) });
}

export const identityProvider: ResourceType = {
    token: identityProviderToken,
    properties: {
        userPoolId: { kind: "string", required: true, replace: true },
        providerName: {
            kind: "string",
            required: true,
            replace: true,
            format: all(
                lengthBetween(1, 32),
                matches(
                    /^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$/u,
                    "must satisfy regular expression pattern: [^_\\p{Z}][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}][^_\\p{Z}]+",
                ),
            ),
        },
        providerType: {
            kind: "string",
            required: true,
            replace: true,
            format: oneOf("SAML", "Facebook", "Google", "LoginWithAmazon", "SignInWithApple", "OIDC"),
        },
        // What Cognito adds is in the state and not in the program (hashicorp/terraform-provider-aws#36912).
        providerDetails: { kind: "map", required: true, items: { kind: "string" }, comparesState: true },
        attributeMapping: { kind: "map", items: { kind: "string" }, computed: true },
        idpIdentifiers: { kind: "list", items: { kind: "string", format: lengthBetween(1, 40) } },
        region: { kind: "string", computed: true, replace: true },
    },
    plan: (inputs, config) => ({ region: regionOf({ config } as Call, inputs) }),
    create: (call, inputs) => {
        const [userPoolId, name] = [String(inputs.userPoolId), String(inputs.providerName)];
        const id = `${userPoolId}:${name}`;
        const doing = `creating Cognito Identity Provider (${id})`;
        const pool = requirePool(call, userPoolId, doing, "CreateIdentityProvider");
        if (call.store.get(identityProviderToken, id) !== undefined) {
            const message = `DuplicateProviderException: A provider already exists with name ${name}.`;
            throw refused(doing, "CreateIdentityProvider", message);
        }
        refuse(call, pool, inputs, doing, "CreateIdentityProvider");
        if (ofPool(call, identityProviderToken, userPoolId).length >= maxProviders) {
            const message = `LimitExceededException: Exceeded limit: ${maxProviders} identity providers`;
            throw refused(doing, "CreateIdentityProvider", message);
        }
        put(call, id, { ...inputs, region: regionOf(call, inputs) }, randomBytes(700).toString("base64"));
        return id;
    },
    read: ({ store }, id) => store.get(identityProviderToken, id),
    update: (call, id, inputs) => {
        const doing = `updating Cognito Identity Provider (${id})`;
        const pool = requirePool(call, String(inputs.userPoolId), doing, "UpdateIdentityProvider");
        // The provider itself leaves out what Cognito would refuse of its own additions.
        const { ActiveEncryptionCertificate: _, ...details } = isObject(inputs.providerDetails)
            ? inputs.providerDetails
            : {};
        const asked = { ...inputs, providerDetails: details };
        refuse(call, pool, asked, doing, "UpdateIdentityProvider");
        const kept = call.store.get(identityProviderToken, id) as Values;
        const { ActiveEncryptionCertificate = "" } = kept.providerDetails as Values;
        put(call, id, { ...asked, region: kept.region ?? "" }, ActiveEncryptionCertificate);
    },
    delete: ({ store }, id) => store.remove(identityProviderToken, id),
    notFound: (id) =>
        refused(
            `updating Cognito Identity Provider (${id})`,
            "UpdateIdentityProvider",
            `ResourceNotFoundException: Identity provider ${id.split(":")[1]} does not exist.`,
        ).message,
};
