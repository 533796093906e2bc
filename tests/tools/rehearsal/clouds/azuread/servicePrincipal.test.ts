import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import {
    AWS_IDENTIFIER,
    caller,
    directory,
    failuresOf,
    graphError,
    IDENTIFIER_URI,
    likeInputs,
    makeApplication,
    NOBODY,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
    userId,
} from "./entra";

describe("azuread.ServicePrincipal in the emulated Entra", () => {
    let entra: CloudClient;
    let clientId: string;
    before(async () => {
        entra = await startEntra();
    });
    beforeEach(async () => {
        clientId = text(await makeApplication(entra, { tags: ["fromTheApplication"] }), "clientId");
    });
    after(() => entra.stop());

    it("answers with every output of the provider", async () => {
        const application = await makeApplication(entra, {
            displayName: "Contact centre SSO",
            api: { requestedAccessTokenVersion: 2 },
            web: { redirectUris: ["https://signin.aws.amazon.com/saml"] },
        });
        await entra.make(IDENTIFIER_URI, { applicationId: application.id, identifierUri: AWS_IDENTIFIER });
        const { id, state } = await entra.make(SERVICE_PRINCIPAL, {
            clientId: text(application, "clientId"),
            preferredSingleSignOnMode: "saml",
            samlSingleSignOn: { relayState: "https://us-east-1.console.aws.amazon.com/connect/federate/x" },
            featureTags: [{ customSingleSignOn: true, enterprise: true }],
            owners: [caller],
        });
        expect(id).to.equal(`/servicePrincipals/${state.objectId}`);
        const { objectId, ...rest } = state;
        expect(rest).to.deep.equal({
            id,
            accountEnabled: true,
            appRoleAssignmentRequired: false,
            appRoleIds: {},
            appRoles: [],
            applicationTenantId: directory.tenantId,
            clientId: application.state.clientId,
            description: "",
            displayName: "Contact centre SSO",
            featureTags: [{ customSingleSignOn: true, enterprise: true, gallery: false, hide: false }],
            features: [
                {
                    customSingleSignOnApp: true,
                    enterpriseApplication: true,
                    galleryApplication: false,
                    visibleToUsers: true,
                },
            ],
            homepageUrl: "",
            loginUrl: "",
            logoutUrl: "",
            notes: "",
            oauth2PermissionScopeIds: {},
            oauth2PermissionScopes: [],
            owners: [caller],
            preferredSingleSignOnMode: "saml",
            redirectUris: ["https://signin.aws.amazon.com/saml"],
            samlMetadataUrl: "",
            samlSingleSignOn: { relayState: "https://us-east-1.console.aws.amazon.com/connect/federate/x" },
            servicePrincipalNames: [AWS_IDENTIFIER],
            signInAudience: "AzureADMyOrg",
            tags: [
                "WindowsAzureActiveDirectoryCustomSingleSignOnApplication",
                "WindowsAzureActiveDirectoryIntegratedApp",
            ],
            type: "Application",
        });
    });

    const accepted: Values[] = [
        { accountEnabled: false },
        { alternativeNames: ["a"] },
        { appRoleAssignmentRequired: true },
        { description: "x".repeat(1024) },
        { loginUrl: "https://contoso.example/start" },
        { notes: "x".repeat(1024) },
        { notificationEmailAddresses: ["admin@contoso.example"] },
        { preferredSingleSignOnMode: "oidc" },
        { preferredSingleSignOnMode: "password" },
        { preferredSingleSignOnMode: "notSupported" },
        { preferredSingleSignOnMode: "" },
        { samlSingleSignOn: { relayState: "/start" } },
    ];
    for (const inputs of accepted) {
        it(`accepts ${JSON.stringify(inputs).slice(0, 80)}`, async () => {
            const { state } = await entra.make(SERVICE_PRINCIPAL, { clientId, ...inputs });
            expect(likeInputs(inputs, state)).to.deep.equal(inputs);
        });
    }

    const refusedInCheck: [Values, RegExp][] = [
        [{ clientId: "contact-centre" }, /^expected "client_id" to be a valid UUID, got contact-centre$/],
        [{ description: "x".repeat(1025) }, /^expected length of description to be in the range \(0 - 1024\)/],
        [{ loginUrl: "/start" }, /^URI has no host for "login_url"$/],
        [{ notificationEmailAddresses: [""] }, /^expected "notification_email_addresses\.0" to not be an empty string/],
        [{ owners: ["alice"] }, /^expected "owners\.0" to be a valid UUID/],
        [
            { preferredSingleSignOnMode: "SAML" },
            /^expected preferred_single_sign_on_mode to be one of \["" "notSupported"/,
        ],
        [{ samlSingleSignOn: { relayState: "" } }, /relay_state" to not be an empty string/],
        [
            { samlSingleSignOn: { entityId: "urn:x" } },
            /"samlSingleSignOn\.entityId"|"entityId": Invalid or unknown key/,
        ],
        [{ tags: ["a"], featureTags: [{ hide: true }] }, /conflicts with/],
        [{ features: [{ enterpriseApplication: true }] }, /renamed to featureTags/],
        [{ objectId: NOBODY }, /^Computed attributes cannot be set/],
        [{ identifierUris: ["urn:x"] }, /^"identifierUris": Invalid or unknown key$/],
    ];
    for (const [inputs, reason] of refusedInCheck) {
        it(`refuses ${JSON.stringify(inputs).slice(0, 80)}`, async () => {
            const [first, ...more] = await failuresOf(entra, SERVICE_PRINCIPAL, { clientId, ...inputs });
            expect(first).to.match(reason);
            expect(more).to.have.lengthOf(inputs.featureTags === undefined ? 0 : 1);
        });
    }

    const refusedByGraph: [Values, string][] = [
        [
            { notificationEmailAddresses: ["nobody"] },
            "notificationEmailAddresses' of resource 'ServicePrincipal'. (rehearsal: nobody is no e-mail address)",
        ],
        [
            { notificationEmailAddresses: ["a", "b", "c", "d", "e", "f"].map((name) => `${name}@contoso.example`) },
            "notificationEmailAddresses' of resource 'ServicePrincipal'. (rehearsal: at most 5 addresses)",
        ],
        [
            { tags: ["two words"] },
            "tags' of resource 'ServicePrincipal'. (rehearsal: 1 to 256 characters each, no white space, none twice)",
        ],
    ];
    for (const [inputs, end] of refusedByGraph) {
        it(`refuses ${JSON.stringify(inputs).slice(0, 80)} as Graph does`, async () => {
            expect(await refusal(entra.make(SERVICE_PRINCIPAL, { clientId, ...inputs }))).to.equal(
                `Could not create service principal: ${graphError("400 Bad Request", "Request_BadRequest", `Invalid value specified for property '${end}`)}`,
            );
        });
    }

    it("refuses the client id of no application", async () => {
        expect(await refusal(entra.make(SERVICE_PRINCIPAL, { clientId: NOBODY }))).to.equal(
            `Could not create service principal: ${graphError("400 Bad Request", "Request_BadRequest", `The appId '${NOBODY}' of the service principal does not reference a valid application object.`)}`,
        );
    });

    it("refuses a second service principal of one application, unless it is to use the one there is", async () => {
        const { id, state } = await entra.make(SERVICE_PRINCIPAL, { clientId });
        expect(await refusal(entra.make(SERVICE_PRINCIPAL, { clientId: clientId.toUpperCase() }))).to.equal(
            `A resource with the ID "${state.objectId}" already exists: To be managed via Terraform, this resource needs to be ` +
                'imported into the State. Please see the resource documentation for "azuread_service_principal" for more information.',
        );
        const used = await entra.make(SERVICE_PRINCIPAL, { clientId, useExisting: true, notes: "taken over" });
        expect([used.id, used.state.notes, used.state.useExisting]).to.deep.equal([id, "taken over", true]);
    });

    it("waits for a new application to be replicated", async () => {
        entra.plan({ replicationDelayReads: { "azuread:index/application:Application": 2 } });
        try {
            const application = await makeApplication(entra);
            const made = await entra.make(SERVICE_PRINCIPAL, { clientId: text(application, "clientId") });
            expect(made.state.clientId).to.equal(application.state.clientId);
        } finally {
            entra.plan({});
        }
    });

    it("shows the application's tags beside its own", async () => {
        const { state } = await entra.make(SERVICE_PRINCIPAL, { clientId, tags: ["own"] });
        expect(state.tags).to.have.members(["own", "fromTheApplication"]);
    });

    const owners: [string, string[] | undefined, string[]][] = [
        ["nobody, if none is listed", undefined, []],
        ["those listed, without the caller", [userId("alice")], [userId("alice")]],
        ["the caller, if listed", [caller], [caller]],
    ];
    for (const [what, listed, owning] of owners) {
        it(`is owned by ${what}`, async () => {
            const { state } = await entra.make(SERVICE_PRINCIPAL, { clientId, ...(listed && { owners: listed }) });
            expect(state.owners ?? []).to.have.members(owning);
        });
    }

    it("takes away owners who are no longer listed", async () => {
        const inputs = { clientId, accountEnabled: true, owners: [caller] };
        const { id, state } = await entra.make(SERVICE_PRINCIPAL, inputs);
        const { owners } = await entra.update(SERVICE_PRINCIPAL, id, state, { ...inputs, owners: [userId("bob")] });
        expect(owners).to.deep.equal([userId("bob")]);
    });

    const diffs: [Values, Values, Record<string, string>, string[]][] = [
        [{}, {}, {}, []],
        [{}, { clientId: UNKNOWN }, { clientId: "update-replace" }, ["clientId"]],
        [{}, { samlSingleSignOn: { relayState: "/b" } }, { samlSingleSignOn: "add" }, []],
        [
            { samlSingleSignOn: { relayState: "/a" } },
            { samlSingleSignOn: { relayState: "/b" } },
            { "samlSingleSignOn.relayState": "update" },
            [],
        ],
        [{ featureTags: [{ enterprise: true }] }, { featureTags: [{ enterprise: true, hide: false }] }, {}, []],
        [{ owners: [caller, NOBODY] }, { owners: [NOBODY, caller] }, {}, []],
        [
            { preferredSingleSignOnMode: "saml" },
            { preferredSingleSignOnMode: "oidc" },
            { preferredSingleSignOnMode: "update" },
            [],
        ],
    ];
    for (const [before, after, detailed, replaces] of diffs) {
        it(`shows ${JSON.stringify(detailed)} for ${JSON.stringify(after).slice(0, 60)}`, async () => {
            const shown = await entra.diff(
                SERVICE_PRINCIPAL,
                { clientId: NOBODY, ...before },
                { clientId: NOBODY, ...after },
            );
            expect([shown.detailed, shown.replaces]).to.deep.equal([detailed, replaces]);
        });
    }

    it("shows its outputs unknown in a preview with an unknown client id", async () => {
        const { inputs, failures } = await entra.check(SERVICE_PRINCIPAL, { clientId: UNKNOWN });
        expect(failures).to.deep.equal([]);
        const { id, state } = await entra.create(SERVICE_PRINCIPAL, inputs, { preview: true });
        expect([id, state.objectId, state.clientId, state.accountEnabled]).to.deep.equal(["", UNKNOWN, UNKNOWN, true]);
    });

    it("shows no drift after a refresh of what was typed", async () => {
        const { inputs } = await entra.check(SERVICE_PRINCIPAL, {
            clientId,
            featureTags: [{ enterprise: true }],
            samlSingleSignOn: { relayState: "/a" },
        });
        const { id, state } = await entra.create(SERVICE_PRINCIPAL, inputs);
        expect((await entra.read(SERVICE_PRINCIPAL, id, inputs, state)).inputs).to.deep.equal(inputs);
    });

    it("is gone when deleted, and the application can have another", async () => {
        const { id, state } = await entra.make(SERVICE_PRINCIPAL, { clientId });
        await entra.delete(SERVICE_PRINCIPAL, id, state);
        expect((await entra.read(SERVICE_PRINCIPAL, id)).id).to.equal("");
        expect((await entra.make(SERVICE_PRINCIPAL, { clientId })).id).to.not.equal(id);
    });
});
