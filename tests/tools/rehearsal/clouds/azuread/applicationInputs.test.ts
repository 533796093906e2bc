import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal } from "../provider/client";
import {
    APPLICATION,
    directory,
    failuresOf,
    graphError,
    likeInputs,
    makeApplication,
    NOBODY,
    startEntra,
} from "./entra";

const role = {
    id: "0f3f8a7c-6a11-4a07-9a0f-2b9e4c7d5e61",
    allowedMemberTypes: ["User"],
    description: "Agents",
    displayName: "Agents",
    value: "agent",
};

describe("the inputs of azuread.Application in the emulated Entra", () => {
    let entra: CloudClient;
    before(async () => {
        entra = await startEntra();
    });
    after(() => entra.stop());

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
        ["a number for a name, as the text", { displayName: "5" }],
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
            'URI has no host for "web.0.redirect_uris.0"',
        ],
        [
            "a reply URL of another scheme",
            { web: { redirectUris: ["ftp://contoso.example/x"] } },
            /^unexpected URI scheme for "web\.0\.redirect_uris\.0", expected one of: http/,
        ],
        [
            "a reply URL without path",
            { web: { redirectUris: ["https://contoso.example"] } },
            /^URI must have a trailing slash when there is no path segment/,
        ],
        [
            "257 reply URLs",
            { web: { redirectUris: Array.from({ length: 257 }, (_, index) => `https://contoso.example/${index}`) } },
            "Too many list items. Attribute web.0.redirect_uris supports 256 item maximum, but config has 257 declared.",
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
            /^expected "app_role\.0\.description" to not be an empty string/,
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
});
