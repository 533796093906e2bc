import { expect } from "chai";
import type { Values } from "../../../../rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import {
    APPLICATION,
    AWS_IDENTIFIER,
    caller,
    directory,
    failuresOf,
    graphError,
    IDENTIFIER_URI,
    likeInputs,
    makeApplication,
    NOBODY,
    startEntra,
    text,
    userId,
} from "./entra";

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const role = {
    id: "0f3f8a7c-6a11-4a07-9a0f-2b9e4c7d5e61",
    allowedMemberTypes: ["User"],
    description: "Agents",
    displayName: "Agents",
    value: "agent",
};

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
            appRoles: [],
            description: "",
            disabledByMicrosoft: "",
            displayName: "Contact centre",
            featureTags: [{ customSingleSignOn: true, enterprise: true, gallery: false, hide: false }],
            groupMembershipClaims: [],
            identifierUris: [],
            logoUrl: "",
            marketingUrl: "",
            notes: "",
            oauth2PermissionScopeIds: {},
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
            termsOfServiceUrl: "",
            web: {
                homepageUrl: "",
                implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
                logoutUrl: "",
                redirectUris: ["https://signin.aws.amazon.com/saml"],
            },
        });
    });

    const accepted: [string, Values][] = [
        ["a description of 1,024 characters", { description: "x".repeat(1024) }],
        ["a name of 120 characters", { displayName: "x".repeat(120) }],
        ["group claims", { groupMembershipClaims: ["SecurityGroup", "ApplicationGroup"] }],
        ["addresses about it", { marketingUrl: "https://contoso.example/m", supportUrl: "https://contoso.example/s" }],
        ["notes", { notes: "asked for by the contact centre" }],
        ["tags", { tags: ["one", "two"] }],
        ["an application role", { appRoles: [role] }],
        ["an identifier with the tenant id", { identifierUris: [`api://${directory.tenantId}/connect`] }],
        ["a reply URL on localhost over http", { web: { redirectUris: ["http://localhost:7071/saml"] } }],
        ["a reply URL that is a URN", { web: { redirectUris: ["urn:ietf:wg:oauth:2.0:oob"] } }],
        ["a logout address", { web: { logoutUrl: "https://contoso.example/logout" } }],
        ["a public client of any scheme", { publicClient: { redirectUris: ["contoso://auth/done"] } }],
        [
            "personal accounts with v2 tokens",
            {
                signInAudience: "PersonalMicrosoftAccount",
                api: { requestedAccessTokenVersion: 2 },
            },
        ],
    ];
    for (const [what, inputs] of accepted) {
        it(`accepts ${what}`, async () => {
            const { state } = await makeApplication(entra, inputs);
            expect(likeInputs(inputs, state)).to.deep.equal(inputs);
        });
    }

    const refusedInCheck: [string, Values, RegExp | string][] = [
        ["an unknown property", { name: "x" }, '"name": Invalid or unknown key'],
        ["an empty name", { displayName: "" }, /^expected "display_name" to not be an empty string/],
        [
            "a description over 1,024 characters",
            { description: "x".repeat(1025) },
            /^expected length of description to be in the range \(0 - 1024\)/,
        ],
        [
            "an unknown audience",
            { signInAudience: "Everyone" },
            /^expected sign_in_audience to be one of \["AzureADMyOrg"/,
        ],
        [
            "an unknown group claim",
            { groupMembershipClaims: ["Team"] },
            /^expected group_membership_claims\.0 to be one of \["All"/,
        ],
        ["token version 3", { api: { requestedAccessTokenVersion: 3 } }, "Value must be one of: 1, 2"],
        [
            "a reply URL without host",
            { web: { redirectUris: ["signin"] } },
            'URI has no host for "web.redirect_uris.0"',
        ],
        [
            "a reply URL of another scheme",
            { web: { redirectUris: ["ftp://contoso.example/x"] } },
            /^unexpected URI scheme for "web\.redirect_uris\.0", expected one of: http/,
        ],
        [
            "a reply URL without path",
            { web: { redirectUris: ["https://contoso.example"] } },
            /^URI must have a trailing slash when there is no path segment/,
        ],
        [
            "a reply URL over 256 characters",
            { web: { redirectUris: [`https://contoso.example/${"x".repeat(240)}`] } },
            /^URI must be 256 characters or less/,
        ],
        [
            "a URN for a single-page application",
            { singlePageApplication: { redirectUris: ["urn:a:b"] } },
            /^URI has no host/,
        ],
        [
            "an owner that is no GUID",
            { owners: ["alice@contoso.example"] },
            'expected "owners.0" to be a valid UUID, got alice@contoso.example',
        ],
        [
            "tags beside feature tags",
            { tags: ["a"], featureTags: [{ hide: true }] },
            /"tags": conflicts with feature_tags/,
        ],
        ["an empty identifier", { identifierUris: [""] }, /^expected "identifier_uris\.0" to not be an empty string/],
        ["an output", { clientId: NOBODY }, /^Computed attributes cannot be set/],
        [
            "a role without description",
            { appRoles: [{ ...role, description: "" }] },
            /^expected "app_roles\.0\.description" to not be an empty string/,
        ],
        [
            "a password",
            { password: { displayName: "x" } },
            "password is a property that the emulated Entra does not model",
        ],
        [
            "personal accounts with v1 tokens",
            { signInAudience: "PersonalMicrosoftAccount" },
            /^`requested_access_token_version` must be 2/,
        ],
    ];
    for (const [what, inputs, reason] of refusedInCheck) {
        it(`refuses ${what} before it is created`, async () => {
            const failures = await failuresOf(entra, APPLICATION, { displayName: "Contact centre", ...inputs });
            expect(
                failures.filter((failure) => (typeof reason === "string" ? failure === reason : reason.test(failure))),
            ).to.have.lengthOf(1);
        });
    }

    const invalid = (property: string, resource: string, why: string) =>
        `Could not create application: ${graphError("400 Bad Request", "Request_BadRequest", `Invalid value specified for property '${property}' of resource '${resource}'. (rehearsal: ${why})`)}`;
    const refusedByGraph: [string, Values, string][] = [
        [
            "a name over 120 characters",
            { displayName: "x".repeat(121) },
            invalid("displayName", "Application", "1 to 120 characters"),
        ],
        [
            "a reply URL over http",
            { web: { redirectUris: ["http://contoso.example/saml"] } },
            invalid(
                "redirectUris",
                "WebApplication",
                "http://contoso.example/saml: must start with https, unless it is on localhost",
            ),
        ],
        [
            "a reply URL with a fragment",
            { web: { redirectUris: ["https://contoso.example/saml#1"] } },
            invalid("redirectUris", "WebApplication", "https://contoso.example/saml#1: a redirect URI has no fragment"),
        ],
        [
            "a reply URL with a bracket",
            { web: { redirectUris: ["https://contoso.example/(saml)"] } },
            invalid(
                "redirectUris",
                "WebApplication",
                "https://contoso.example/(saml): the characters ! $ ' ( ) , ; and white space are not supported",
            ),
        ],
        [
            "257 reply URLs",
            { web: { redirectUris: Array.from({ length: 257 }, (_, index) => `https://contoso.example/${index}`) } },
            invalid("redirectUris", "WebApplication", "at most 256 redirect URIs, got 257"),
        ],
        [
            "a logout address over http",
            { web: { logoutUrl: "http://contoso.example/logout" } },
            invalid("logoutUrl", "WebApplication", "the http scheme is not allowed"),
        ],
        [
            "a tag with a blank",
            { tags: ["two words"] },
            invalid("tags", "Application", "1 to 256 characters each, no white space, none twice"),
        ],
        [
            "a role's value twice",
            { appRoles: [role, { ...role, id: NOBODY }] },
            invalid("appRoles", "Application", "no value twice"),
        ],
    ];
    for (const [what, inputs, message] of refusedByGraph) {
        it(`refuses ${what} as Graph does, and keeps nothing`, async () => {
            expect(await refusal(makeApplication(entra, inputs))).to.equal(message);
            const { failures } = await entra.check(APPLICATION, { displayName: "Contact centre" });
            expect(failures).to.deep.equal([]);
        });
    }

    const owners: [string, string[] | undefined, string[]][] = [
        ["nobody, if none is listed", undefined, []],
        ["those listed, without the caller", [userId("alice")], [userId("alice")]],
        ["the caller, if listed", [caller.toUpperCase(), userId("bob")], [caller, userId("bob")]],
    ];
    for (const [what, listed, owning] of owners) {
        it(`is owned by ${what}`, async () => {
            const { state } = await makeApplication(entra, listed === undefined ? {} : { owners: listed });
            expect(state.owners).to.have.members(owning);
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
            { "web.redirectUris": "update" },
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
