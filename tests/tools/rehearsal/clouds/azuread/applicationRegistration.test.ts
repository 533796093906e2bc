import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import {
    caller,
    failuresOf,
    IDENTIFIER_URI,
    likeInputs,
    OWNER,
    REDIRECT_URIS,
    REGISTRATION,
    register,
    startEntra,
    text,
    userId,
} from "./entra";

const registration = { displayName: "Contact centre" };

describe("azuread.ApplicationRegistration in the emulated Entra", () => {
    let entra: CloudClient;
    before(async () => {
        entra = await startEntra();
    });
    after(() => entra.stop());

    it("asks for v2 tokens and one tenant unless told otherwise, and belongs to nobody", async () => {
        const { state } = await register(entra);
        expect([state.requestedAccessTokenVersion, state.signInAudience]).to.deep.equal([2, "AzureADMyOrg"]);
        const found = await entra.invoke("azuread:index/getApplication:getApplication", {
            objectId: text({ id: "", state }, "objectId"),
        });
        expect(found.result.owners).to.deep.equal([]);
    });

    const accepted: Values[] = [
        { description: "x".repeat(1024) },
        { groupMembershipClaims: ["All"] },
        { homepageUrl: "http://contoso.example", logoutUrl: "https://contoso.example/out" },
        { implicitAccessTokenIssuanceEnabled: true, implicitIdTokenIssuanceEnabled: true },
        { marketingUrl: "https://contoso.example/m", privacyStatementUrl: "https://contoso.example/p" },
        { supportUrl: "https://contoso.example/s", termsOfServiceUrl: "https://contoso.example/t" },
        { notes: "n", serviceManagementReference: "CHG1" },
        { requestedAccessTokenVersion: 1, signInAudience: "AzureADMultipleOrgs" },
    ];
    for (const inputs of accepted) {
        it(`accepts ${JSON.stringify(inputs).slice(0, 80)}`, async () => {
            expect(likeInputs(inputs, (await register(entra, inputs)).state)).to.deep.equal(inputs);
        });
    }

    const refused: [Values, string][] = [
        [{ displayName: "" }, 'expected "display_name" to not be an empty string, got '],
        [{ homepageUrl: "contoso.example" }, 'URI has no host for "homepage_url"'],
        [
            { homepageUrl: "ftp://contoso.example/" },
            'unexpected URI scheme for "homepage_url", expected one of: http, https',
        ],
        [
            { logoutUrl: `https://contoso.example/${"x".repeat(240)}` },
            'URL must be 255 characters or less for "logout_url"',
        ],
        [{ supportUrl: "https://a b" }, 'URI is in an invalid format for "support_url"'],
        [{ notes: "" }, 'expected "notes" to not be an empty string, got '],
        [
            { requestedAccessTokenVersion: 3 },
            "expected requested_access_token_version to be in the range (1 - 2), got 3",
        ],
        [{ owners: [caller] }, '"owners": Invalid or unknown key'],
    ];
    for (const [inputs, reason] of refused) {
        it(`refuses ${JSON.stringify(inputs).slice(0, 80)}`, async () => {
            expect(await failuresOf(entra, REGISTRATION, { ...registration, ...inputs })).to.deep.equal([reason]);
        });
    }

    it("keeps identifiers, reply URLs and owners of other resources through its updates", async () => {
        const { id, state } = await register(entra);
        await entra.make(IDENTIFIER_URI, { applicationId: id, identifierUri: "urn:kept" });
        await entra.make(REDIRECT_URIS, { applicationId: id, type: "Web", redirectUris: ["https://a.example/x"] });
        await entra.make(OWNER, { applicationId: id, ownerObjectId: userId("alice") });
        const { inputs } = await entra.check(REGISTRATION, { ...registration, notes: "changed" });
        await entra.update(REGISTRATION, id, state, inputs);
        const { result } = await entra.invoke("azuread:index/getApplication:getApplication", {
            identifierUri: "urn:kept",
        });
        expect([result.notes, result.identifierUris, result.owners]).to.deep.equal([
            "changed",
            ["urn:kept"],
            [userId("alice")],
        ]);
        expect(JSON.stringify(result.webs)).to.contain("https://a.example/x");
    });

    it("is updated in place, whatever changes", async () => {
        const { detailed, replaces } = await entra.diff(REGISTRATION, registration, {
            displayName: "b",
            notes: "n",
            requestedAccessTokenVersion: 1,
        });
        expect({ detailed, replaces }).to.deep.equal({
            detailed: { displayName: "update", notes: "add", requestedAccessTokenVersion: "add" },
            replaces: [],
        });
    });
});
