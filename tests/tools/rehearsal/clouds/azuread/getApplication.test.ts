import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal } from "../provider/client";
import { AWS_IDENTIFIER, caller, IDENTIFIER_URI, makeApplication, NOBODY, startEntra } from "./entra";

const GET_APPLICATION = "azuread:index/getApplication:getApplication";

describe("azuread.getApplication in the emulated Entra", () => {
    let entra: CloudClient;
    before(async () => {
        entra = await startEntra();
    });
    after(() => entra.stop());

    it("finds an application by each of its keys", async () => {
        const { id, state } = await makeApplication(entra, {
            displayName: "Found",
            owners: [caller],
            api: { requestedAccessTokenVersion: 2 },
            web: { redirectUris: ["https://signin.aws.amazon.com/saml"] },
        });
        await entra.make(IDENTIFIER_URI, { applicationId: id, identifierUri: AWS_IDENTIFIER });
        const keys: Values[] = [
            { identifierUri: AWS_IDENTIFIER },
            { displayName: "found" },
            { clientId: String(state.clientId) },
            { objectId: String(state.objectId) },
        ];
        const answers = await Promise.all(keys.map((args) => entra.invoke(GET_APPLICATION, args)));
        const wholes = answers.map(({ result: { identifierUri, ...whole } }) => whole);
        const [first] = wholes;
        expect(wholes).to.deep.equal(keys.map(() => first));
        expect(answers.map(({ result }) => result.identifierUri)).to.deep.equal([AWS_IDENTIFIER, "", "", ""]);
        expect(first).to.deep.include({
            id,
            clientId: state.clientId,
            displayName: "Found",
            identifierUris: [AWS_IDENTIFIER],
            owners: [caller],
        });
        expect(Object.keys(first ?? {})).to.have.lengthOf(32);
    });

    const missing: [Values, string][] = [
        [
            { identifierUri: "urn:nobody" },
            `Application not found: no applications found matching filter: "identifierUris/any(uri:uri eq 'urn:nobody')"`,
        ],
        [
            { displayName: "nobody" },
            `Application not found: no applications found matching filter: "displayName eq 'nobody'"`,
        ],
        [{ clientId: NOBODY }, `Application not found: no applications found matching filter: "appId eq '${NOBODY}'"`],
        [{ objectId: NOBODY }, `Application with object ID "${NOBODY}" was not found`],
    ];
    for (const [args, message] of missing) {
        it(`fails with: ${message}`, async () => {
            expect(await refusal(entra.invoke(GET_APPLICATION, args))).to.equal(message);
        });
    }

    it("fails for a name that two applications have", async () => {
        await makeApplication(entra, { displayName: "Twice" });
        await makeApplication(entra, { displayName: "twice" });
        expect(await refusal(entra.invoke(GET_APPLICATION, { displayName: "Twice" }))).to.equal(
            `Multiple applications found: dound multiple applications matching filter: "displayName eq 'Twice'"`,
        );
    });

    it("wants exactly one key", async () => {
        const asked: Values[] = [{}, { displayName: "a", clientId: NOBODY }];
        const answers = await Promise.all(asked.map((args) => entra.invoke(GET_APPLICATION, args)));
        expect(answers.map(({ failures }) => failures)).to.deep.equal([
            ["only one of clientId, displayName, identifierUri, objectId must be specified"],
            [
                "only one of clientId, displayName, identifierUri, objectId can be specified, but clientId, displayName were specified",
            ],
        ]);
    });
});
