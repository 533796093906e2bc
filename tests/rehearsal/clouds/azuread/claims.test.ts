import { expect } from "chai";
import fc from "fast-check";
import { refuseDefinition } from "../../../../rehearsal/clouds/azuread/entra/claimsDefinition";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import {
    failuresOf,
    graphError,
    makeSamlApplication,
    NOBODY,
    POLICY,
    POLICY_ASSIGNMENT,
    resourceNotFound,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
} from "./entra";

const NAME_ID = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
const roleClaim = {
    Value: "arn:aws:iam::123456789012:role/r,arn:aws:iam::123456789012:saml-provider/p",
    SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role",
};
const nameId = { Source: "user", ID: "userprincipalname", SamlClaimType: NAME_ID };
const policyWith = (...entries: unknown[]) => ({
    ClaimsMappingPolicy: { Version: 1, IncludeBasicClaimSet: "true", ClaimsSchema: entries },
});
const definitionOf = (...entries: unknown[]) => JSON.stringify(policyWith(...entries));
const invalidDefinition = (why: string) =>
    graphError(
        "400 Bad Request",
        "Request_BadRequest",
        `Property definition has an invalid value. (rehearsal: ${why})`,
    );
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

describe("azuread.ClaimsMappingPolicy and its assignment in the emulated Entra", () => {
    let entra: CloudClient;
    let servicePrincipalId: string;
    before(async () => {
        entra = await startEntra();
    });
    beforeEach(async () => {
        servicePrincipalId = (await makeSamlApplication(entra)).servicePrincipal.id;
    });
    after(() => entra.stop());

    const makePolicy = (displayName = "AWS claims") =>
        entra.make(POLICY, { definitions: [definitionOf(roleClaim, nameId)], displayName });

    it("keeps a policy's text as it was sent", async () => {
        const inputs = { definitions: [definitionOf(roleClaim, nameId)], displayName: "AWS claims" };
        const { id, state } = await entra.make(POLICY, inputs);
        expect(id).to.match(/^\/policies\/claimsMappingPolicies\/[\da-f-]{36}$/);
        expect(state).to.deep.equal({ id, ...inputs });
    });

    it("refuses empty texts before and bad ones at creation", async () => {
        expect(await failuresOf(entra, POLICY, { definitions: [""], displayName: "" })).to.deep.equal([
            'expected "definitions.0" to not be an empty string, got ',
            'expected "display_name" to not be an empty string, got ',
        ]);
        expect(await refusal(entra.make(POLICY, { definitions: ["{}"], displayName: "a" }))).to.equal(
            `Could not create Claims Mapping Policy: ${invalidDefinition("the one key must be ClaimsMappingPolicy, an object")}`,
        );
    });

    it("changes a policy in place, assigned or not, and refuses a bad change", async () => {
        const { id, state } = await makePolicy();
        await entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: id, servicePrincipalId });
        const news = { definitions: [definitionOf(nameId)], displayName: "Other" };
        const { detailed, replaces } = await entra.diff(POLICY, state, news);
        expect([detailed, replaces]).to.deep.equal([{ "definitions[0]": "update", displayName: "update" }, []]);
        expect(await entra.update(POLICY, id, state, news)).to.deep.equal({ id, ...news });
        const bad = entra.update(POLICY, id, state, { ...news, definitions: ["[]"] });
        expect(await refusal(bad)).to.equal(
            `Could not update Policy Claims Mapping Policy (Claims Mapping Policy: "${id.split("/")[3]}"): ${invalidDefinition("not a JSON object")}`,
        );
        expect((await entra.read(POLICY, id)).state.definitions).to.deep.equal(news.definitions);
    });

    it("assigns a policy under both ids", async () => {
        const { id: claimsMappingPolicyId } = await makePolicy();
        const inputs = { claimsMappingPolicyId, servicePrincipalId };
        const { id, state } = await entra.make(POLICY_ASSIGNMENT, inputs);
        expect(id).to.equal(`${servicePrincipalId}/claimsMappingPolicies/${claimsMappingPolicyId.split("/")[3]}`);
        expect(state).to.deep.equal({ id, ...inputs });
        const { replaces } = await entra.diff(POLICY_ASSIGNMENT, inputs, {
            claimsMappingPolicyId: UNKNOWN,
            servicePrincipalId: UNKNOWN,
        });
        expect(replaces.sort()).to.deep.equal(["claimsMappingPolicyId", "servicePrincipalId"]);
    });

    it("wants resource ids, not object ids", async () => {
        expect(
            await failuresOf(entra, POLICY_ASSIGNMENT, { claimsMappingPolicyId: NOBODY, servicePrincipalId: NOBODY }),
        ).to.deep.equal([
            `parsing "${NOBODY}": parsing the PolicyClaimsMappingPolicy ID: the number of segments didn't match. Expected a ` +
                "PolicyClaimsMappingPolicy ID that matched (containing 3 segments): " +
                "/policies/claimsMappingPolicies/claimsMappingPolicyId",
            `parsing "${NOBODY}": parsing the ServicePrincipal ID: the number of segments didn't match. Expected a ` +
                "ServicePrincipal ID that matched (containing 2 segments): /servicePrincipals/servicePrincipalId",
        ]);
    });

    it("refuses a policy or a service principal that is not there", async () => {
        const { id: policyId } = await makePolicy();
        const noPolicy = { claimsMappingPolicyId: `/policies/claimsMappingPolicies/${NOBODY}`, servicePrincipalId };
        const nowhere = { claimsMappingPolicyId: policyId, servicePrincipalId: `/servicePrincipals/${NOBODY}` };
        for (const [inputs, objectId] of [
            [noPolicy, servicePrincipalId.split("/")[2]],
            [nowhere, NOBODY],
        ] as const) {
            expect(await refusal(entra.make(POLICY_ASSIGNMENT, inputs))).to.equal(
                `Creating ClaimsMappingPolicyAssignment for Service Principal (Service Principal: "${objectId}"): ${resourceNotFound(NOBODY)}`,
            );
        }
    });

    it("refuses a second policy for one service principal, and the same one twice", async () => {
        const [one, two] = [await makePolicy(), await makePolicy("Two")];
        await entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: one.id, servicePrincipalId });
        const again = await refusal(
            entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: one.id, servicePrincipalId }),
        );
        const second = await refusal(
            entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: two.id, servicePrincipalId }),
        );
        expect(again).to.match(
            /One or more added object references already exist for the following modified properties/,
        );
        expect(second).to.match(/A conflicting object with one or more of the specified property values is present/);
    });

    it("deletes a policy only when nothing has it any more", async () => {
        const { id: policyId } = await makePolicy();
        const { id } = await entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: policyId, servicePrincipalId });
        expect(await refusal(entra.delete(POLICY, policyId))).to.match(/The policy is applied to at least one object/);
        await entra.delete(POLICY_ASSIGNMENT, id);
        expect((await entra.read(POLICY_ASSIGNMENT, id)).id).to.equal("");
        await entra.delete(POLICY, policyId);
        expect((await entra.read(POLICY, policyId)).id).to.equal("");
    });

    it("loses the assignment, not the policy, with the service principal", async () => {
        const { id: policyId } = await makePolicy();
        const { id } = await entra.make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: policyId, servicePrincipalId });
        await entra.delete(SERVICE_PRINCIPAL, servicePrincipalId);
        const found = [await entra.read(POLICY_ASSIGNMENT, id), await entra.read(POLICY, policyId)];
        expect(found.map((each) => each.id)).to.deep.equal(["", policyId]);
        expect(text({ id: policyId, state: found[1]?.state ?? {} }, "displayName")).to.equal("AWS claims");
    });
});
