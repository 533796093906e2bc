import { expect } from "chai";
import fc from "fast-check";
import { refuseDefinition } from "../../../../../tools/rehearsal/clouds/azuread/entra/claimsDefinition";
import { definitionOf, invalidDefinition, NAME_ID, nameId, policyWith, roleClaim } from "./claims";

const joined = {
    ID: "Joined",
    TransformationMethod: "Join",
    InputClaims: [{ ClaimTypeReferenceId: "mail", TransformationClaimType: "string1" }],
};
const fromTransformation = { Source: "transformation", ID: "x", TransformationID: "Joined", SamlClaimType: NAME_ID };
const withTransformation = (transformation: object, key = "ClaimsTransformation") =>
    JSON.stringify({
        ClaimsMappingPolicy: {
            Version: 1,
            ClaimsSchema: [{ Source: "user", ID: "mail" }, fromTransformation],
            [key]: [transformation],
        },
    });

describe("the definition of a claims mapping policy in the emulated Entra", () => {
    const accepted: [string, string][] = [
        [
            "Microsoft's example for AWS",
            '{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":"true", "ClaimsSchema": [{"Source":"user","ID":"assignedroles","SamlClaimType": "https://aws.amazon.com/SAML/Attributes/Role"}, {"Source":"user","ID":"userprincipalname","SamlClaimType": "https://aws.amazon.com/SAML/Attributes/RoleSessionName"}, {"Value":"900","SamlClaimType": "https://aws.amazon.com/SAML/Attributes/SessionDuration"}, {"Source":"user","ID":"assignedroles","SamlClaimType": "appRoles"}, {"Source":"user","ID":"userprincipalname","SamlClaimType": "https://aws.amazon.com/SAML/Attributes/nameidentifier"}]}}',
        ],
        ["constants and attributes", definitionOf(roleClaim, nameId)],
        ["a claim for JWTs alone", definitionOf({ Source: "user", ID: "employeeid", JwtClaimType: "employee" })],
        ["a directory extension", definitionOf({ Source: "user", ExtensionID: "extension_x", SamlClaimType: "x" })],
        [
            "a name format",
            definitionOf({ ...roleClaim, SAMLNameForm: "urn:oasis:names:tc:SAML:2.0:attrname-format:uri" }),
        ],
        [
            "upn, which a signing key of one's own allows",
            definitionOf({ ...roleClaim, SamlClaimType: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn" }),
        ],
        ["true as a boolean", JSON.stringify({ ClaimsMappingPolicy: { Version: 1, IncludeBasicClaimSet: true } })],
        [
            "another audience",
            JSON.stringify({ ClaimsMappingPolicy: { Version: 1, audienceOverride: "urn:amazon:webservices" } }),
        ],
        ["fifty entries", definitionOf(...Array.from({ length: 50 }, () => roleClaim))],
        ["NameID joined", withTransformation(joined)],
        ["transformations in the plural", withTransformation(joined, "ClaimsTransformations")],
        ["NameID from extensionattribute15", definitionOf({ ...nameId, ID: "extensionattribute15" })],
    ];
    for (const [what, definition] of accepted) {
        it(`takes ${what}`, () => {
            expect(refuseDefinition([definition])).to.equal(undefined);
        });
    }

    const refused: [string, string[], string][] = [
        ["two texts", [definitionOf(), definitionOf()], "exactly one JSON text, got 2"],
        ["no text", [], "exactly one JSON text, got 0"],
        ["no JSON", ["{"], "not a JSON object"],
        ["a list", ["[]"], "not a JSON object"],
        ["another key in front", ['{"ClaimsPolicy":{}}'], "the one key must be ClaimsMappingPolicy, an object"],
        [
            "a second key",
            [JSON.stringify({ ...policyWith(), x: 1 })],
            "the one key must be ClaimsMappingPolicy, an object",
        ],
        ["no version", ['{"ClaimsMappingPolicy":{"ClaimsSchema":[]}}'], "Version must be 1"],
        ["a version in quotes", ['{"ClaimsMappingPolicy":{"Version":"1"}}'], "Version must be 1"],
        [
            "a key in another case",
            ['{"ClaimsMappingPolicy":{"version":1}}'],
            "ClaimsMappingPolicy has no key version; case counts: Version",
        ],
        [
            "an unknown key",
            ['{"ClaimsMappingPolicy":{"Version":1,"Claims":[]}}'],
            "ClaimsMappingPolicy has no key Claims",
        ],
        [
            "a basic claim set of yes",
            ['{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":"yes"}}'],
            "IncludeBasicClaimSet must be true or false",
        ],
        [
            "a relative audience",
            ['{"ClaimsMappingPolicy":{"Version":1,"audienceOverride":"amazon"}}'],
            "audienceOverride must be an absolute URI",
        ],
        [
            "a schema that is no list",
            ['{"ClaimsMappingPolicy":{"Version":1,"ClaimsSchema":{}}}'],
            "ClaimsSchema must be a list",
        ],
        [
            "fifty-one entries",
            [definitionOf(...Array.from({ length: 51 }, () => roleClaim))],
            "ClaimsSchema has 51 entries; Entra ignores all after 50",
        ],
        ["an entry that is no object", [definitionOf("Role")], "ClaimsSchema[0] must be an object"],
        [
            "an entry's key in another case",
            [definitionOf({ Value: "x", samlClaimType: "y" })],
            "ClaimsSchema[0] has no key samlClaimType; case counts: SamlClaimType",
        ],
        [
            "a constant that is a number",
            [definitionOf({ Value: 900, SamlClaimType: "x" })],
            "ClaimsSchema[0].Value must be a text that is not empty",
        ],
        [
            "an empty constant",
            [definitionOf(roleClaim, { Value: "", SamlClaimType: "x" })],
            "ClaimsSchema[1].Value must be a text that is not empty",
        ],
        [
            "a constant with a source",
            [definitionOf({ ...roleClaim, Source: "user" })],
            "ClaimsSchema[0] has Value and a source; it must have one",
        ],
        [
            "a source named constant",
            [definitionOf({ Source: "constant", ID: "x", SamlClaimType: "y" })],
            "ClaimsSchema[0].Source must be one of user, application, resource, audience, company, transformation; a constant is written as Value alone",
        ],
        [
            "neither constant nor source",
            [definitionOf({ SamlClaimType: "y" })],
            "ClaimsSchema[0].Source must be one of user, application, resource, audience, company, transformation; a constant is written as Value alone",
        ],
        [
            "a source without ID",
            [definitionOf({ Source: "user", SamlClaimType: "y" })],
            "ClaimsSchema[0] needs ID or ExtensionID beside Source",
        ],
        [
            "no claim type",
            [definitionOf({ Source: "user", ID: "mail" })],
            "ClaimsSchema[0] needs SamlClaimType or JwtClaimType",
        ],
        [
            "a restricted claim type",
            [
                definitionOf({
                    ...roleClaim,
                    SamlClaimType: "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",
                }),
            ],
            "ClaimsSchema[0].SamlClaimType http://schemas.microsoft.com/ws/2008/06/identity/claims/groups is in the restricted claim set",
        ],
        [
            "an unknown name format",
            [definitionOf({ ...roleClaim, SAMLNameForm: "uri" })],
            "ClaimsSchema[0].SAMLNameForm must be one of urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified, urn:oasis:names:tc:SAML:2.0:attrname-format:uri, urn:oasis:names:tc:SAML:2.0:attrname-format:basic",
        ],
        [
            "a NameID from the display name",
            [definitionOf({ ...nameId, ID: "displayname" })],
            "ClaimsSchema[0]: NameID must come from one of user mail, userprincipalname, onpremisessamaccountname, employeeid, telephonenumber, extensionattribute1-15",
        ],
        [
            "a constant NameID",
            [definitionOf({ Value: "everyone", SamlClaimType: NAME_ID })],
            "ClaimsSchema[0]: NameID must come from one of user mail, userprincipalname, onpremisessamaccountname, employeeid, telephonenumber, extensionattribute1-15",
        ],
        [
            "a NameID in lower case",
            [withTransformation({ ...joined, TransformationMethod: "ToLowercase()" })],
            "ClaimsSchema[1]: NameID may only be transformed by ExtractMailPrefix or Join",
        ],
        [
            "a transformation that is not there",
            [definitionOf(fromTransformation)],
            "ClaimsSchema[0].TransformationID names no entry of ClaimsTransformation",
        ],
    ];
    for (const [what, definition, why] of refused) {
        it(`refuses ${what}`, () => {
            expect(refuseDefinition(definition)?.message).to.equal(invalidDefinition(why));
        });
    }

    it("takes or refuses any JSON, and never breaks", () => {
        fc.assert(
            fc.property(fc.json(), fc.json(), (whole, inner) => {
                for (const text of [whole, `{"ClaimsMappingPolicy":{"Version":1,"ClaimsSchema":[${inner}]}}`]) {
                    const message = refuseDefinition([text])?.detail ?? "Property definition has an invalid value.";
                    expect(message.startsWith("Property definition has an invalid value.")).to.equal(true);
                }
            }),
        );
    });
});
