import { expect } from "chai";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import {
    AWS_IDENTIFIER,
    failuresOf,
    graphError,
    IDENTIFIER_URI,
    makeApplication,
    NOBODY,
    resourceNotFound,
    startEntra,
    text,
} from "./entra";

describe("azuread.ApplicationIdentifierUri in the emulated Entra", () => {
    let entra: CloudClient;
    before(async () => {
        entra = await startEntra();
    });
    after(() => entra.stop());
    /** With v2 tokens, where the tenant's policy lets any identifier through. */
    const register = () => makeApplication(entra, { api: { requestedAccessTokenVersion: 2 } });

    it("is known by the application and the identifier in base64", async () => {
        const { id: applicationId } = await register();
        const inputs = { applicationId, identifierUri: AWS_IDENTIFIER };
        const { id, state } = await entra.make(IDENTIFIER_URI, inputs);
        expect(id).to.equal(`${applicationId}/identifierUris/dXJuOmFtYXpvbjp3ZWJzZXJ2aWNlcw==`);
        expect(state).to.deep.equal({ id, ...inputs });
        expect((await entra.read(IDENTIFIER_URI, id)).state).to.deep.equal(state);
    });

    it("refuses the same identifier a second time in one application, and in another", async () => {
        const [one, two] = [await register(), await register()];
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
        const [one, two] = [await register(), await register()];
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
