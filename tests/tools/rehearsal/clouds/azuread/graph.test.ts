import { expect } from "chai";
import { patchServicePrincipal } from "../../../../../tools/rehearsal/clouds/azuread/graph";
import { deleteObject, getServicePrincipal } from "../../../../helpers/graph";
import type { CloudClient } from "../provider/client";
import { refusal } from "../provider/client";
import type { Made } from "./entra";
import {
    APPLICATION,
    CERTIFICATE,
    DEFAULT_ROLE,
    IDENTIFIER_URI,
    makeSamlApplication,
    NOBODY,
    POLICY,
    POLICY_ASSIGNMENT,
    ROLE_ASSIGNMENT,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
    userId,
} from "./entra";

const THUMBPRINT = "5214D6BA9438F984A0CC2C856CCEA6A76EDCEC3A";
const azError = (reason: string, code: string, message: string) =>
    `${reason}(${JSON.stringify({ error: { code, message } })})`;

describe("requests to the emulated Graph from outside Pulumi", () => {
    let entra: CloudClient;
    let application: Made;
    let servicePrincipal: Made;
    let objectId: string;
    before(async () => {
        entra = await startEntra();
    });
    beforeEach(async () => {
        ({ application, servicePrincipal } = await makeSamlApplication(entra));
        objectId = text(servicePrincipal, "objectId");
    });
    after(() => entra.stop());

    it("choose the certificate that signs, and the provider's updates leave it so", async () => {
        await patchServicePrincipal(entra.folder, objectId.toUpperCase(), {
            preferredTokenSigningKeyThumbprint: THUMBPRINT,
        });
        const { inputs } = await entra.check(SERVICE_PRINCIPAL, {
            clientId: text(servicePrincipal, "clientId"),
            preferredSingleSignOnMode: "saml",
            notes: "changed",
        });
        await entra.update(SERVICE_PRINCIPAL, servicePrincipal.id, servicePrincipal.state, inputs);
        const found = await getServicePrincipal(entra.folder, objectId);
        expect([found.preferredTokenSigningKeyThumbprint, found.notes]).to.deep.equal([THUMBPRINT, "changed"]);
        await patchServicePrincipal(entra.folder, objectId, { preferredTokenSigningKeyThumbprint: null });
        expect((await getServicePrincipal(entra.folder, objectId)).preferredTokenSigningKeyThumbprint).to.equal(null);
    });

    it("change what the running plugin answers with", async () => {
        await patchServicePrincipal(entra.folder, objectId, {
            accountEnabled: false,
            loginUrl: "https://contoso.example/start",
            samlSingleSignOnSettings: { relayState: "/elsewhere" },
            tags: ["by hand"].map((tag) => tag.replace(" ", "")),
        });
        const { state } = await entra.read(SERVICE_PRINCIPAL, servicePrincipal.id);
        expect([state.accountEnabled, state.loginUrl, state.samlSingleSignOn, state.tags]).to.deep.equal([
            false,
            "https://contoso.example/start",
            { relayState: "/elsewhere" },
            ["byhand"],
        ]);
    });

    it("never answer with a private key", async () => {
        await entra.make(CERTIFICATE, { servicePrincipalId: servicePrincipal.id });
        const found = await getServicePrincipal(entra.folder, objectId);
        expect(found.keyCredentials.map(({ usage, key }) => [usage, key === null])).to.deep.equal([
            ["Sign", true],
            ["Verify", false],
        ]);
        expect(JSON.stringify(found)).to.not.contain("PRIVATE");
    });

    const invalid = (key: string, got: unknown) =>
        azError(
            "Bad Request",
            "Request_BadRequest",
            `Invalid value specified for property '${key}' of resource 'ServicePrincipal'. (rehearsal: got ${JSON.stringify(got)})`,
        );
    const refused: [Record<string, unknown>, string][] = [
        [{}, azError("Bad Request", "BadRequest", "Empty Payload. JSON content expected.")],
        [
            { preferredTokenSigningKeyThumbPrint: THUMBPRINT },
            azError("Bad Request", "Request_BadRequest", "Invalid property 'preferredTokenSigningKeyThumbPrint'."),
        ],
        [{ constructor: 1 }, azError("Bad Request", "Request_BadRequest", "Invalid property 'constructor'.")],
        [{ preferredTokenSigningKeyThumbprint: "<THUMB>" }, invalid("preferredTokenSigningKeyThumbprint", "<THUMB>")],
        [
            { preferredTokenSigningKeyThumbprint: `${THUMBPRINT}0` },
            invalid("preferredTokenSigningKeyThumbprint", `${THUMBPRINT}0`),
        ],
        [{ accountEnabled: "false" }, invalid("accountEnabled", "false")],
        [{ tags: "a" }, invalid("tags", "a")],
        [{ notes: 7 }, invalid("notes", 7)],
        [{ samlSingleSignOnSettings: "x" }, invalid("samlSingleSignOnSettings", "x")],
        [
            { preferredSingleSignOnMode: "magic" },
            azError(
                "Bad Request",
                "Request_BadRequest",
                "Invalid value specified for property 'preferredSingleSignOnMode' of resource 'ServicePrincipal'. (rehearsal: one of password, saml, notSupported, oidc)",
            ),
        ],
    ];
    for (const [body, message] of refused) {
        it(`refuses ${JSON.stringify(body)}, and change nothing`, async () => {
            const before = await getServicePrincipal(entra.folder, objectId);
            expect(await refusal(patchServicePrincipal(entra.folder, objectId, body))).to.equal(message);
            expect(await getServicePrincipal(entra.folder, objectId)).to.deep.equal(before);
        });
    }

    it("fail for a service principal that is not there", async () => {
        const message = azError(
            "Not Found",
            "Request_ResourceNotFound",
            `Resource '${NOBODY}' does not exist or one of its queried reference-property objects are not present.`,
        );
        expect(await refusal(patchServicePrincipal(entra.folder, NOBODY, { notes: "x" }))).to.equal(message);
        expect(await refusal(deleteObject(entra.folder, `/servicePrincipals/${NOBODY}`))).to.equal(message);
        expect(await refusal(deleteObject(entra.folder, "/users/x"))).to.equal(
            azError("Bad Request", "BadRequest", "Resource not found for the segment '/users/x'."),
        );
    });

    it("delete each kind of object behind Pulumi's back, and Pulumi then finds it gone", async () => {
        const policy = await entra.make(POLICY, {
            definitions: ['{"ClaimsMappingPolicy":{"Version":1}}'],
            displayName: "claims",
        });
        const assignment = await entra.make(POLICY_ASSIGNMENT, {
            claimsMappingPolicyId: policy.id,
            servicePrincipalId: servicePrincipal.id,
        });
        const roleAssignment = await entra.make(ROLE_ASSIGNMENT, {
            appRoleId: DEFAULT_ROLE,
            principalObjectId: userId("alice"),
            resourceObjectId: objectId,
        });
        const identifier = await entra.make(IDENTIFIER_URI, {
            applicationId: application.id,
            identifierUri: "urn:behind",
        });
        const gone: [string, string][] = [
            [ROLE_ASSIGNMENT, roleAssignment.id],
            [POLICY_ASSIGNMENT, assignment.id],
            [POLICY, policy.id],
            [SERVICE_PRINCIPAL, servicePrincipal.id],
            [APPLICATION, application.id],
        ];
        for (const [token, id] of gone) {
            await deleteObject(entra.folder, id);
            expect((await entra.read(token, id)).id, token).to.equal("");
        }
        expect((await entra.read(IDENTIFIER_URI, identifier.id)).id).to.equal("");
    });

    it("take the service principal with its application", async () => {
        await deleteObject(entra.folder, application.id);
        expect((await entra.read(SERVICE_PRINCIPAL, servicePrincipal.id)).id).to.equal("");
    });
});
