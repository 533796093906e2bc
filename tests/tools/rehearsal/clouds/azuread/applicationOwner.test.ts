import { expect } from "chai";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import { caller, failuresOf, NOBODY, OWNER, register, resourceNotFound, startEntra, userId } from "./entra";

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
