import { expect } from "chai";
import { caller, directory, NOBODY, startEntra } from "./entra";

const GET_CLIENT_CONFIG = "azuread:index/getClientConfig:getClientConfig";

describe("azuread.getClientConfig in the emulated Entra", () => {
    it("says who is calling in which tenant", async () => {
        const entra = await startEntra();
        const { result } = await entra.invoke(GET_CLIENT_CONFIG, {});
        entra.stop();
        const clientId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
        expect(result).to.deep.equal({
            id: `${directory.tenantId}-${clientId}-${caller}`,
            clientId,
            objectId: caller,
            tenantId: directory.tenantId,
        });
    });

    it("takes the tenant of the provider's configuration", async () => {
        const entra = await startEntra({}, { tenantId: NOBODY });
        const { result } = await entra.invoke(GET_CLIENT_CONFIG, {});
        entra.stop();
        expect(result.tenantId).to.equal(NOBODY);
    });
});
