import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import { failuresOf, NOBODY, REDIRECT_URIS, register, resourceNotFound, startEntra } from "./entra";

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
