import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import {
    APPLICATION,
    AWS_IDENTIFIER,
    caller,
    directory,
    IDENTIFIER_URI,
    makeApplication,
    NOBODY,
    startEntra,
    text,
    userId,
} from "./entra";

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe("azuread.Application in the emulated Entra", () => {
    let entra: CloudClient;
    before(async () => {
        entra = await startEntra();
    });
    after(() => entra.stop());

    it("answers with every output of the provider", async () => {
        const { id, state } = await makeApplication(entra, {
            owners: [caller],
            web: { redirectUris: ["https://signin.aws.amazon.com/saml"] },
            api: { requestedAccessTokenVersion: 2 },
            featureTags: [{ customSingleSignOn: true, enterprise: true }],
        });
        expect(id).to.equal(`/applications/${state.objectId}`);
        expect([state.objectId, state.clientId].every((guid) => GUID.test(String(guid)))).to.equal(true);
        const { clientId, objectId, ...rest } = state;
        expect(rest).to.deep.equal({
            id,
            api: {
                knownClientApplications: [],
                mappedClaimsEnabled: false,
                oauth2PermissionScopes: [],
                requestedAccessTokenVersion: 2,
            },
            appRoleIds: {},
            description: "",
            deviceOnlyAuthEnabled: false,
            disabledByMicrosoft: "",
            displayName: "Contact centre",
            fallbackPublicClientEnabled: false,
            featureTags: [{ customSingleSignOn: true, enterprise: true, gallery: false, hide: false }],
            logoImage: "",
            logoUrl: "",
            marketingUrl: "",
            notes: "",
            oauth2PermissionScopeIds: {},
            oauth2PostResponseRequired: false,
            owners: [caller],
            preventDuplicateNames: false,
            privacyStatementUrl: "",
            publicClient: { redirectUris: [] },
            publisherDomain: "contoso.example",
            serviceManagementReference: "",
            signInAudience: "AzureADMyOrg",
            singlePageApplication: { redirectUris: [] },
            supportUrl: "",
            tags: [
                "WindowsAzureActiveDirectoryCustomSingleSignOnApplication",
                "WindowsAzureActiveDirectoryIntegratedApp",
            ],
            templateId: "",
            termsOfServiceUrl: "",
            web: {
                homepageUrl: "",
                implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
                logoutUrl: "",
                redirectUris: ["https://signin.aws.amazon.com/saml"],
            },
        });
    });

    const owners: [string, string[] | undefined, string[]][] = [
        ["nobody, if none is listed", undefined, []],
        ["those listed, without the caller", [userId("alice")], [userId("alice")]],
        ["the caller, if listed", [caller.toUpperCase(), userId("bob")], [caller, userId("bob")]],
    ];
    for (const [what, listed, owning] of owners) {
        it(`is owned by ${what}`, async () => {
            const { state } = await makeApplication(entra, listed === undefined ? {} : { owners: listed });
            expect(state.owners ?? []).to.have.members(owning);
        });
    }

    it("refuses an owner who is not there, or is a group", async () => {
        const group = directory.groups[0]?.id ?? "";
        expect(await refusal(makeApplication(entra, { owners: [NOBODY] }))).to.match(
            /Request_ResourceNotFound: Resource '0000/,
        );
        expect(await refusal(makeApplication(entra, { owners: [group] }))).to.match(
            /Unsupported directory object class 'Group' in resource identifier for reference 'owners'/,
        );
    });

    it("takes away owners who are no longer listed, and adds new ones", async () => {
        const inputs = { displayName: "Contact centre", signInAudience: "AzureADMyOrg", owners: [caller] };
        const { id, state } = await makeApplication(entra, inputs);
        const after = await entra.update(APPLICATION, id, state, { ...inputs, owners: [userId("alice")] });
        expect(after.owners).to.deep.equal([userId("alice")]);
    });

    it("can be kept from making a second application of one name", async () => {
        await makeApplication(entra, { displayName: "Only one" });
        expect(
            await refusal(makeApplication(entra, { displayName: "only ONE", preventDuplicateNames: true })),
        ).to.match(
            /^An existing "azuread_application" with name .* was found and `prevent_duplicate_names` was specified/,
        );
    });

    const diffs: [string, Values, Values, Record<string, string>][] = [
        ["the same", {}, {}, {}],
        ["another name", {}, { displayName: "Other" }, { displayName: "update" }],
        [
            "reply URLs in another order",
            { web: { redirectUris: ["https://a.example/x", "https://b.example/x"] } },
            { web: { redirectUris: ["https://b.example/x", "https://a.example/x"] } },
            {},
        ],
        [
            "another reply URL",
            { web: { redirectUris: ["https://a.example/x"] } },
            { web: { redirectUris: ["https://b.example/x"] } },
            { "web.redirectUris[0]": "update" },
        ],
        [
            "v2 tokens",
            { api: { requestedAccessTokenVersion: 1 } },
            { api: { requestedAccessTokenVersion: 2 } },
            { "api.requestedAccessTokenVersion": "update" },
        ],
        [
            "a feature that is false instead of absent",
            { featureTags: [{ hide: false, enterprise: true }] },
            { featureTags: [{ enterprise: true }] },
            {},
        ],
        ["feature tags no longer set", { featureTags: [{ enterprise: true }] }, {}, {}],
        ["a description no longer set", { description: "a" }, {}, { description: "delete" }],
    ];
    for (const [what, before, after, expected] of diffs) {
        it(`shows ${JSON.stringify(expected)} for ${what}`, async () => {
            const { detailed, replaces } = await entra.diff(
                APPLICATION,
                { displayName: "a", ...before },
                { displayName: "a", ...after },
            );
            expect({ detailed, replaces }).to.deep.equal({ detailed: expected, replaces: [] });
        });
    }

    it("keeps an identifier that another resource has added through an update", async () => {
        const inputs = {
            displayName: "Contact centre",
            signInAudience: "AzureADMyOrg",
            api: { requestedAccessTokenVersion: 2 },
        };
        const { id, state } = await makeApplication(entra, inputs);
        await entra.make(IDENTIFIER_URI, { applicationId: id, identifierUri: AWS_IDENTIFIER });
        const after = await entra.update(APPLICATION, id, state, { ...inputs, displayName: "Renamed" });
        expect([after.displayName, after.identifierUris]).to.deep.equal(["Renamed", [AWS_IDENTIFIER]]);
    });

    it("shows every output unknown in a preview, and makes nothing", async () => {
        const { inputs } = await entra.check(APPLICATION, { displayName: UNKNOWN });
        const { id, state } = await entra.create(APPLICATION, inputs, { preview: true });
        expect([id, state.clientId, state.objectId, state.displayName]).to.deep.equal(["", UNKNOWN, UNKNOWN, UNKNOWN]);
    });

    it("is gone once deleted", async () => {
        const made = await makeApplication(entra);
        await entra.delete(APPLICATION, made.id, made.state);
        expect((await entra.read(APPLICATION, made.id)).id).to.equal("");
        expect(await refusal(entra.update(APPLICATION, made.id, made.state, { displayName: "b" }))).to.match(
            /not found|not exist/i,
        );
        expect(text(made, "displayName")).to.equal("Contact centre");
    });

    it("comes back whole from a read of its id, as an import needs it", async () => {
        const { id, state } = await makeApplication(entra, { notes: "kept" });
        const { state: found, inputs } = await entra.read(APPLICATION, id);
        expect(found.notes).to.equal("kept");
        expect([inputs.displayName, inputs.notes]).to.deep.equal([state.displayName, "kept"]);
    });
});
