import { expect } from "chai";
import type { CloudClient } from "../../provider/client";
import {
    CERTIFICATE,
    caller,
    directory,
    type Made,
    makeApplication,
    makeSamlApplication,
    NOBODY,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
    userId,
} from "../entra";
import { GraphClient } from "./client";

const THUMBPRINT = "5214D6BA9438F984A0CC2C856CCEA6A76EDCEC3A";

describe("Graph's service principals", () => {
    let entra: CloudClient;
    let graph: GraphClient;
    let application: Made;
    let servicePrincipal: Made;
    let place: string;
    before(async () => {
        entra = await startEntra();
        graph = await GraphClient.start(entra);
    });
    beforeEach(async () => {
        ({ application, servicePrincipal } = await makeSamlApplication(entra));
        place = `v1.0${servicePrincipal.id}`;
    });
    after(async () => {
        await graph.stop();
        entra.stop();
    });

    it("are shown whole, by id in any case and by the application's id", async () => {
        const { url } = graph.server;
        const { status, body } = await graph.get(place);
        expect(status).to.equal(200);
        expect(body).to.deep.equal({
            "@odata.context": `${url}/v1.0/$metadata#servicePrincipals/$entity`,
            id: text(servicePrincipal, "objectId"),
            deletedDateTime: null,
            accountEnabled: true,
            alternativeNames: [],
            appDisplayName: "Contact centre",
            appDescription: null,
            appId: text(application, "clientId"),
            applicationTemplateId: null,
            appOwnerOrganizationId: directory.tenantId,
            appRoleAssignmentRequired: false,
            description: null,
            disabledByMicrosoftStatus: null,
            displayName: "Contact centre",
            homepage: null,
            loginUrl: null,
            logoutUrl: null,
            notes: null,
            notificationEmailAddresses: [],
            preferredSingleSignOnMode: "saml",
            preferredTokenSigningKeyThumbprint: null,
            replyUrls: [],
            samlSingleSignOnSettings: null,
            servicePrincipalNames: [text(application, "clientId")],
            servicePrincipalType: "Application",
            signInAudience: "AzureADMyOrg",
            tags: [],
            tokenEncryptionKeyId: null,
            addIns: [],
            appRoles: [],
            keyCredentials: [],
            oauth2PermissionScopes: [],
            passwordCredentials: [],
            resourceSpecificApplicationPermissions: [],
        });
        const upper = await graph.get(`v1.0/serviceprincipals/${text(servicePrincipal, "objectId").toUpperCase()}`);
        expect(upper.body.id).to.equal(body.id);
        const found = await graph.list(`v1.0/servicePrincipals?$filter=appId eq '${body.appId.toUpperCase()}'`);
        expect(found.map(({ id }) => id)).to.deep.equal([body.id]);
        expect(await graph.list(`v1.0/servicePrincipals?$filter=appId eq '${NOBODY}'`)).to.deep.equal([]);
    });

    it("have an address of their metadata in beta only", async () => {
        const beta = await graph.get(`beta${servicePrincipal.id}?$select=samlMetadataUrl`);
        expect(beta.body).to.deep.equal({
            "@odata.context": `${graph.server.url}/beta/$metadata#servicePrincipals(samlMetadataUrl)/$entity`,
            samlMetadataUrl: null,
        });
        const { status, body } = await graph.get(`${place}?$select=samlMetadataUrl`);
        expect([status, body.error.message.split(" (rehearsal")[0]]).to.deep.equal([
            400,
            "Parsing OData Select and Expand failed: Could not find a property named 'samlMetadataUrl' on type 'microsoft.graph.servicePrincipal'.",
        ]);
    });

    it("show a certificate itself only where $select names the keys, and never the private one", async () => {
        const made = await entra.make(CERTIFICATE, { servicePrincipalId: servicePrincipal.id });
        const whole = await graph.get(place);
        expect(whole.body.keyCredentials.map(({ key }: { key: unknown }) => key)).to.deep.equal([null, null]);
        const { body } = await graph.get(`${place}?$select=keyCredentials,preferredTokenSigningKeyThumbprint`);
        const [sign, verify] = body.keyCredentials;
        expect(Object.keys(body)).to.deep.equal([
            "@odata.context",
            "keyCredentials",
            "preferredTokenSigningKeyThumbprint",
        ]);
        expect([sign.type, sign.usage, sign.key]).to.deep.equal(["X509CertAndPassword", "Sign", null]);
        expect(verify).to.deep.equal({
            customKeyIdentifier: sign.customKeyIdentifier,
            displayName: text(made, "displayName"),
            endDateTime: text(made, "endDate"),
            key: made.state.value,
            keyId: text(made, "keyId"),
            startDateTime: text(made, "startDate"),
            type: "AsymmetricX509Cert",
            usage: "Verify",
        });
    });

    it("get a certificate, which the emulated provider then reads", async () => {
        const { status, body } = await graph.post(`${place}/addTokenSigningCertificate`, {
            displayName: "CN=by hand",
            endDateTime: "2028-01-01T00:00:00Z",
        });
        const { keyCredentials } = (await graph.get(`${place}?$select=keyCredentials`)).body;
        const [sign, verify] = keyCredentials;
        expect([status, body.keyId, body.customKeyIdentifier, body.key, body.usage, body.displayName]).to.deep.equal([
            200,
            sign.keyId,
            verify.customKeyIdentifier,
            verify.key,
            "Verify",
            "CN=by hand",
        ]);
        const id = `${text(servicePrincipal, "objectId")}/tokenSigningCertificate/${verify.keyId}`;
        const { state } = await entra.read(CERTIFICATE, id);
        expect([state.thumbprint, state.endDate]).to.deep.equal([body.thumbprint, "2028-01-01T00:00:00Z"]);
        const bad = await graph.post(`${place}/addTokenSigningCertificate`, { displayName: "no CN" });
        expect(bad.body.error.code).to.equal("Request_BadRequest");
    });

    it("lose the keys that a change leaves out, and take no others", async () => {
        await entra.make(CERTIFICATE, { servicePrincipalId: servicePrincipal.id });
        await entra.make(CERTIFICATE, { servicePrincipalId: servicePrincipal.id });
        const { keyCredentials } = (await graph.get(place)).body;
        const change = { keyCredentials: keyCredentials.slice(2), passwordCredentials: [] };
        expect((await graph.patch(place, change)).status).to.equal(204);
        expect((await graph.get(place)).body.keyCredentials).to.deep.equal(keyCredentials.slice(2));
        const back = await graph.patch(place, { keyCredentials });
        expect(back.status).to.equal(400);
        expect((await graph.patch(place, { keyCredentials: [] })).status).to.equal(204);
        expect((await graph.get(place)).body.keyCredentials).to.deep.equal([]);
    });

    it("change as they are told, and the emulated provider's updates leave the certificate that signs", async () => {
        const change = {
            accountEnabled: false,
            loginUrl: "https://contoso.example/start",
            samlSingleSignOnSettings: { relayState: "/elsewhere" },
            preferredTokenSigningKeyThumbprint: THUMBPRINT,
            tags: ["byHand"],
        };
        expect(await graph.patch(place, change)).to.include({ status: 204, body: undefined });
        const { body } = await graph.get(place);
        expect(body).to.deep.include(change);
        const { state } = await entra.read(SERVICE_PRINCIPAL, servicePrincipal.id);
        expect([state.accountEnabled, state.loginUrl, state.samlSingleSignOn, state.tags]).to.deep.equal([
            false,
            "https://contoso.example/start",
            { relayState: "/elsewhere" },
            ["byHand"],
        ]);
        const { inputs } = await entra.check(SERVICE_PRINCIPAL, {
            clientId: text(servicePrincipal, "clientId"),
            preferredSingleSignOnMode: "saml",
            notes: "changed",
        });
        await entra.update(SERVICE_PRINCIPAL, servicePrincipal.id, state, inputs);
        const after = (await graph.get(place)).body;
        expect([after.preferredTokenSigningKeyThumbprint, after.notes]).to.deep.equal([THUMBPRINT, "changed"]);
    });

    const invalid = (key: string, why: string) =>
        `Invalid value specified for property '${key}' of resource 'ServicePrincipal'. (rehearsal: ${why})`;
    const refused: [unknown, string][] = [
        [{}, "Empty Payload. JSON content expected."],
        [
            "[1]",
            "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
        ],
        [
            "{",
            "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
        ],
        [{ preferredTokenSigningKeyThumbPrint: THUMBPRINT }, "Invalid property 'preferredTokenSigningKeyThumbPrint'."],
        [{ constructor: 1 }, "Invalid property 'constructor'."],
        [{ appId: NOBODY }, "Invalid property 'appId'."],
        [
            { preferredTokenSigningKeyThumbprint: "<THUMB>" },
            invalid("preferredTokenSigningKeyThumbprint", 'got "<THUMB>"'),
        ],
        [
            { preferredTokenSigningKeyThumbprint: `${THUMBPRINT}0` },
            invalid("preferredTokenSigningKeyThumbprint", `got "${THUMBPRINT}0"`),
        ],
        [{ accountEnabled: "false" }, invalid("accountEnabled", 'got "false"')],
        [{ tags: "a" }, invalid("tags", 'got "a"')],
        [{ notes: 7 }, invalid("notes", "got 7")],
        [{ samlSingleSignOnSettings: "x" }, invalid("samlSingleSignOnSettings", 'got "x"')],
        [
            { preferredSingleSignOnMode: "magic" },
            invalid("preferredSingleSignOnMode", "one of password, saml, notSupported, oidc"),
        ],
    ];
    for (const [body, message] of refused) {
        it(`refuse ${JSON.stringify(body)}, and change nothing`, async () => {
            const before = await graph.get(place);
            const { status, body: answer } = await graph.patch(place, body);
            expect([status, answer.error.message]).to.deep.equal([400, message]);
            expect((await graph.get(place)).body).to.deep.equal(before.body);
        });
    }

    it("refuse what the emulated Entra does not model, and a body without its type", async () => {
        const { status } = await graph.patch(place, { passwordCredentials: [{ displayName: "x" }] });
        expect(status).to.equal(501);
        const { body } = await graph.ask("PATCH", place, "{}", { "content-type": "text/plain" });
        expect(body.error.message).to.equal(
            "Write requests (excluding DELETE) must contain the Content-Type header declaration.",
        );
    });

    it("are made for an application that has none, with whom the request names as owners", async () => {
        const { state } = await makeApplication(entra);
        const owners = [userId("alice"), userId("bob")].map((id) => `${graph.server.url}/v1.0/directoryObjects/${id}`);
        const made = await graph.post("v1.0/servicePrincipals", {
            "@odata.type": "#microsoft.graph.servicePrincipal",
            appId: state.clientId,
            accountEnabled: true,
            description: "TERRAFORM_UPDATE",
            "owners@odata.bind": owners,
        });
        expect([made.status, made.body.appId, made.body.description]).to.deep.equal([
            201,
            state.clientId,
            "TERRAFORM_UPDATE",
        ]);
        const at = `v1.0/servicePrincipals/${made.body.id}`;
        expect(made.headers.location).to.equal(`${graph.server.url}/${at}`);
        const shown = await graph.list(`${at}/owners`);
        expect(shown.map(({ "@odata.type": type, displayName }) => [type, displayName])).to.have.deep.members([
            ["#microsoft.graph.user", "Alice Agent"],
            ["#microsoft.graph.user", "Bob Builder"],
        ]);
        const again = await graph.post("v1.0/servicePrincipals", { appId: state.clientId });
        expect([again.status, again.body.error.code]).to.deep.equal([409, "Request_MultipleObjectsWithSameKeyValue"]);
        const nothing = await graph.post("v1.0/servicePrincipals", { appId: NOBODY });
        expect(nothing.body.error.message).to.equal(
            `The appId '${NOBODY}' of the service principal does not reference a valid application object.`,
        );
    });

    it("change their owners by reference", async () => {
        const reference = { "@odata.id": `${graph.server.url}/v1.0/directoryObjects/${userId("alice")}` };
        expect((await graph.post(`${place}/owners/$ref`, reference)).status).to.equal(204);
        const twice = await graph.post(`${place}/owners/$ref`, reference);
        expect(twice.body.error.message).to.equal(
            "One or more added object references already exist for the following modified properties: 'owners'.",
        );
        const ids = async () => (await graph.list(`${place}/owners?$select=id`)).map(({ id }) => id);
        expect(await ids()).to.include(userId("alice"));
        expect((await graph.delete(`${place}/owners/${userId("alice")}/$ref`)).status).to.equal(204);
        expect(await ids()).to.not.include(userId("alice"));
        expect(await graph.post(`${place}/owners/$ref`, { "@odata.id": caller.replace(/./, "0") })).to.include({
            status: 400,
        });
    });

    it("are gone once deleted", async () => {
        expect((await graph.delete(place)).status).to.equal(204);
        const { status, body } = await graph.get(place);
        const id = text(servicePrincipal, "objectId");
        expect([status, body.error.code, body.error.message]).to.deep.equal([
            404,
            "Request_ResourceNotFound",
            `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
        ]);
        expect((await entra.read(SERVICE_PRINCIPAL, servicePrincipal.id)).id).to.equal("");
        for (const [method, path] of [
            ["PATCH", place],
            ["DELETE", place],
            ["GET", `${place}/owners`],
            ["GET", `${place}/appRoleAssignedTo`],
            ["GET", `${place}/claimsMappingPolicies`],
        ] as const) {
            const reply = await graph.ask(method, path, method === "PATCH" ? { notes: "x" } : undefined);
            expect(reply.status, `${method} ${path}`).to.equal(404);
        }
    });
});
