import { expect } from "chai";
import type { Values } from "../../../../rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import type { Made } from "./entra";
import {
    AWS_IDENTIFIER,
    caller,
    failuresOf,
    graphError,
    IDENTIFIER_URI,
    likeInputs,
    NOBODY,
    OWNER,
    REDIRECT_URIS,
    REGISTRATION,
    resourceNotFound,
    startEntra,
    text,
    userId,
} from "./entra";

const registration = { displayName: "Contact centre" };
const register = (entra: CloudClient, inputs: Values = {}): Promise<Made> =>
    entra.make(REGISTRATION, { ...registration, ...inputs });

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

describe("azuread.ApplicationRedirectUris in the emulated Entra", () => {
    let entra: CloudClient;
    let applicationId: string;
    before(async () => {
        entra = await startEntra();
    });
    beforeEach(async () => {
        applicationId = (await register(entra)).id;
    });
    after(() => entra.stop());

    for (const [type, uri] of [
        ["Web", "https://signin.aws.amazon.com/saml"],
        ["Web", "https://contoso.example"],
        ["SPA", "https://contoso.example/spa"],
        ["PublicClient", "contoso://auth/done"],
    ] as const) {
        it(`sets ${uri} for ${type}`, async () => {
            const inputs = { applicationId, type, redirectUris: [uri] };
            const made = await entra.make(REDIRECT_URIS, inputs);
            expect(made).to.deep.equal({
                id: `${applicationId}/redirectUris/${type}`,
                state: { id: made.id, ...inputs },
            });
        });
    }

    const refusedInCheck: [Values, string][] = [
        [
            { applicationId: NOBODY },
            `parsing "${NOBODY}": parsing the Application ID: the number of segments didn't match. Expected a Application ID that matched (containing 2 segments): /applications/applicationId`,
        ],
        [
            { applicationId: `/servicePrincipals/${NOBODY}` },
            `parsing "/servicePrincipals/${NOBODY}": expected a Application ID that matched: /applications/applicationId`,
        ],
        [{ applicationId: "" }, 'parsing "": cannot parse an empty string'],
        [
            { applicationId: `/applications/${NOBODY}/owners` },
            `parsing "/applications/${NOBODY}/owners": unexpected segment "owners" present at the end of the URI (input "/applications/${NOBODY}/owners")`,
        ],
        [{ type: "web" }, 'expected type to be one of ["PublicClient" "SPA" "Web"], got web'],
        [{ redirectUris: ["nowhere"] }, 'URI has no host for "redirect_uris.0"'],
        [{ redirectUris: [""] }, 'URI must not be empty for "redirect_uris.0"'],
    ];
    for (const [inputs, reason] of refusedInCheck) {
        it(`refuses ${JSON.stringify(inputs)}`, async () => {
            const all = { applicationId, type: "Web", redirectUris: ["https://a.example/x"], ...inputs };
            expect(await failuresOf(entra, REDIRECT_URIS, all)).to.deep.equal([reason]);
        });
    }

    it("refuses a second set for one type: it must be imported", async () => {
        const inputs = { applicationId, type: "Web", redirectUris: ["https://a.example/x"] };
        const { id } = await entra.make(REDIRECT_URIS, inputs);
        expect(await refusal(entra.make(REDIRECT_URIS, inputs))).to.equal(
            `a resource with the ID "${id}" already exists - to be managed via Terraform this resource needs to be imported ` +
                'into the State. Please see the resource documentation for "azuread_application_redirect_uris" for more information',
        );
    });

    it("refuses an application that is not there", async () => {
        const inputs = { applicationId: `/applications/${NOBODY}`, type: "Web", redirectUris: ["https://a.example/x"] };
        expect(await refusal(entra.make(REDIRECT_URIS, inputs))).to.equal(
            `retrieving Application (Application: "${NOBODY}"): ${resourceNotFound(NOBODY)}`,
        );
    });

    it("changes its addresses in place and replaces for the rest", async () => {
        const before = { applicationId, type: "Web", redirectUris: ["https://a.example/x"] };
        const inPlace = await entra.diff(REDIRECT_URIS, before, { ...before, redirectUris: ["https://b.example/x"] });
        const replaced = await entra.diff(REDIRECT_URIS, before, { ...before, type: "SPA", applicationId: UNKNOWN });
        expect([inPlace.replaces, replaced.replaces.sort()]).to.deep.equal([[], ["applicationId", "type"]]);
        const { id, state } = await entra.make(REDIRECT_URIS, before);
        const after = await entra.update(REDIRECT_URIS, id, state, {
            ...before,
            redirectUris: ["https://b.example/x"],
        });
        expect(after.redirectUris).to.deep.equal(["https://b.example/x"]);
    });

    it("is gone when deleted", async () => {
        const { id } = await entra.make(REDIRECT_URIS, {
            applicationId,
            type: "Web",
            redirectUris: ["https://a.example/x"],
        });
        await entra.delete(REDIRECT_URIS, id);
        expect((await entra.read(REDIRECT_URIS, id)).id).to.equal("");
    });
});

describe("azuread.ApplicationOwner in the emulated Entra", () => {
    let entra: CloudClient;
    let applicationId: string;
    before(async () => {
        entra = await startEntra();
    });
    beforeEach(async () => {
        applicationId = (await register(entra)).id;
    });
    after(() => entra.stop());

    it("adds one owner, once", async () => {
        const inputs = { applicationId, ownerObjectId: userId("alice") };
        const { id, state } = await entra.make(OWNER, inputs);
        expect([id, state]).to.deep.equal([`${applicationId}/owners/${userId("alice")}`, { id, ...inputs }]);
        expect(await refusal(entra.make(OWNER, inputs))).to.match(/already exists - to be managed via Terraform/);
    });

    it("fails for a caller whom Entra has made the owner already", async () => {
        const other = await startEntra({ caller: { objectId: caller, ownsWhatItRegisters: true } });
        try {
            const { id } = await register(other);
            expect(await refusal(other.make(OWNER, { applicationId: id, ownerObjectId: caller }))).to.equal(
                `a resource with the ID "${id}/owners/${caller}" already exists - to be managed via Terraform this resource ` +
                    'needs to be imported into the State. Please see the resource documentation for "azuread_application_owner" ' +
                    "for more information",
            );
        } finally {
            other.stop();
        }
    });

    it("refuses an owner or an application that is not there", async () => {
        const nobody = await refusal(entra.make(OWNER, { applicationId, ownerObjectId: NOBODY }));
        const nowhere = await refusal(
            entra.make(OWNER, { applicationId: `/applications/${NOBODY}`, ownerObjectId: caller }),
        );
        expect([nobody, nowhere].map((message) => message.slice(message.indexOf("unexpected")))).to.deep.equal([
            resourceNotFound(NOBODY),
            resourceNotFound(NOBODY),
        ]);
        expect(await failuresOf(entra, OWNER, { applicationId, ownerObjectId: "alice" })).to.deep.equal([
            'expected "owner_object_id" to be a valid UUID, got alice',
        ]);
    });

    it("replaces for every change, and is gone when deleted", async () => {
        const before = { applicationId, ownerObjectId: caller };
        const { replaces } = await entra.diff(OWNER, before, { applicationId: UNKNOWN, ownerObjectId: NOBODY });
        expect(replaces.sort()).to.deep.equal(["applicationId", "ownerObjectId"]);
        const { id } = await entra.make(OWNER, before);
        await entra.delete(OWNER, id);
        expect((await entra.read(OWNER, id)).id).to.equal("");
    });
});

describe("azuread.ApplicationIdentifierUri in the emulated Entra", () => {
    let entra: CloudClient;
    before(async () => {
        entra = await startEntra();
    });
    after(() => entra.stop());

    it("is known by the application and the identifier in base64", async () => {
        const { id: applicationId } = await register(entra);
        const inputs = { applicationId, identifierUri: AWS_IDENTIFIER };
        const { id, state } = await entra.make(IDENTIFIER_URI, inputs);
        expect(id).to.equal(`${applicationId}/identifierUris/dXJuOmFtYXpvbjp3ZWJzZXJ2aWNlcw==`);
        expect(state).to.deep.equal({ id, ...inputs });
        expect((await entra.read(IDENTIFIER_URI, id)).state).to.deep.equal(state);
    });

    it("refuses the same identifier a second time in one application, and in another", async () => {
        const [one, two] = [await register(entra), await register(entra)];
        await entra.make(IDENTIFIER_URI, { applicationId: one.id, identifierUri: "urn:once" });
        expect(
            await refusal(entra.make(IDENTIFIER_URI, { applicationId: one.id, identifierUri: "urn:once" })),
        ).to.match(/already exists - to be managed via Terraform .* "azuread_application_identifier_uri"/);
        expect(
            await refusal(entra.make(IDENTIFIER_URI, { applicationId: two.id, identifierUri: "URN:once" })),
        ).to.equal(
            `creating Application IdentifierUri (Application ID: "${text(two, "objectId")}", IdentifierUri ID: ` +
                `"${Buffer.from("URN:once").toString("base64")}"): ` +
                graphError(
                    "400 Bad Request",
                    "Request_BadRequest",
                    "Another object with the same value for property identifierUris already exists.",
                ),
        );
    });

    it("can go to another application once the first has given it up", async () => {
        const [one, two] = [await register(entra), await register(entra)];
        const { id } = await entra.make(IDENTIFIER_URI, { applicationId: one.id, identifierUri: "urn:moved" });
        await entra.delete(IDENTIFIER_URI, id);
        expect((await entra.read(IDENTIFIER_URI, id)).id).to.equal("");
        await entra.make(IDENTIFIER_URI, { applicationId: two.id, identifierUri: "urn:moved" });
    });

    it("replaces for every change", async () => {
        const { replaces } = await entra.diff(
            IDENTIFIER_URI,
            { applicationId: "a", identifierUri: "b" },
            { applicationId: UNKNOWN, identifierUri: "c" },
        );
        expect(replaces.sort()).to.deep.equal(["applicationId", "identifierUri"]);
    });

    it("refuses an empty identifier, and an application that is not there", async () => {
        const applicationId = `/applications/${NOBODY}`;
        expect(await failuresOf(entra, IDENTIFIER_URI, { applicationId, identifierUri: "" })).to.deep.equal([
            'expected "identifier_uri" to not be an empty string, got ',
        ]);
        expect(await refusal(entra.make(IDENTIFIER_URI, { applicationId, identifierUri: "urn:x" }))).to.equal(
            `retrieving Application (Application: "${NOBODY}"): ${resourceNotFound(NOBODY)}`,
        );
    });
});
