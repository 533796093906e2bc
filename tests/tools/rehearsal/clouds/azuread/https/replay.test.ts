import { expect } from "chai";
import type { Values } from "../../../../../../tools/rehearsal/clouds/provider/resourceType";
import { Store } from "../../../../../../tools/rehearsal/clouds/provider/store";
import type { CloudClient } from "../../provider/client";
import {
    APPLICATION,
    AWS_IDENTIFIER,
    CERTIFICATE,
    caller,
    DEFAULT_ROLE,
    IDENTIFIER_URI,
    type Made,
    POLICY,
    POLICY_ASSIGNMENT,
    ROLE_ASSIGNMENT,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
    userId,
} from "../entra";
import { CallSequence, definition, people } from "./callSequence";
import { GraphClient } from "./client";

const kinds = [APPLICATION, SERVICE_PRINCIPAL, POLICY, ROLE_ASSIGNMENT, "signingKey"];

/** What stands in a directory, with a name instead of whatever a cloud makes up. */
async function standing(folder: string): Promise<unknown> {
    const store = await Store.open(folder);
    const objects = kinds.map((kind) => [kind, store.list(kind).map(({ value }) => value)]);
    store.close();
    const made = new Map<string, string>();
    const name = (value: unknown, what: string) => made.set(String(value), `<${what}>`);
    const [applications, servicePrincipals, policies, assignments] = objects.map(([, values]) => values as Values[]);
    for (const { id, appId } of applications ?? []) {
        name(id, "application");
        name(appId, "client");
    }
    for (const { id, keyCredentials } of servicePrincipals ?? []) {
        name(id, "service principal");
        for (const key of keyCredentials as Values[]) {
            name(key.keyId, `${key.usage} key`);
            name(key.customKeyIdentifier, "certificate's identifier");
            name(key.startDateTime, "now");
            name(key.key, "certificate");
        }
    }
    for (const { id } of policies ?? []) {
        name(id, "policy");
    }
    for (const { id, principalId } of assignments ?? []) {
        name(id, `assignment of ${principalId}`);
    }
    const text = JSON.stringify(objects, (key, value) =>
        key === "privateKey" ? "<private key>" : typeof value === "string" ? (made.get(value) ?? value) : value,
    );
    return JSON.parse(text);
}

describe("the requests of the real azuread provider", () => {
    let emulated: CloudClient;
    let asked: CloudClient;
    let graph: GraphClient;
    before(async () => {
        [emulated, asked] = [await startEntra(), await startEntra()];
        graph = await GraphClient.start(asked);
    });
    after(async () => {
        await graph.stop();
        asked.stop();
        emulated.stop();
    });

    it("make, read and delete what the emulated provider does, object by object", async () => {
        const sequence = new CallSequence(graph);
        const deployed = await sequence.firstUp();
        // 42 were counted with the one for the token and the one for the caller.
        expect(sequence.takeCount()).to.equal(40);
        const made = await deployEmulated(emulated);
        const stands = await standing(asked.folder);
        expect(stands).to.deep.equal(await standing(emulated.folder));

        await sequence.refresh(deployed);
        expect(sequence.takeCount()).to.equal(13);
        await sequence.preview();
        expect(sequence.takeCount()).to.equal(4);
        expect(await standing(asked.folder)).to.deep.equal(stands);

        await sequence.destroy(deployed);
        for (const [token, { id, state }] of made.reverse()) {
            await emulated.delete(token, id, state);
        }
        const nothing = kinds.map((kind) => [kind, []]);
        expect([await standing(asked.folder), await standing(emulated.folder)]).to.deep.equal([nothing, nothing]);
        expect(graph.lines).to.deep.equal([]);
    });
});

async function deployEmulated(entra: CloudClient): Promise<[string, Made][]> {
    const made: [string, Made][] = [];
    const make = async (token: string, inputs: Values): Promise<Made> => {
        const one = await entra.make(token, inputs);
        made.push([token, one]);
        return one;
    };
    const featureTags = { customSingleSignOn: true, enterprise: true };
    const application = await make(APPLICATION, {
        api: { requestedAccessTokenVersion: 2 },
        displayName: "Amazon Connect",
        featureTags: [featureTags],
        owners: [caller],
        web: { redirectUris: ["https://signin.aws.amazon.com/saml"] },
    });
    const servicePrincipal = await make(SERVICE_PRINCIPAL, {
        appRoleAssignmentRequired: true,
        clientId: text(application, "clientId"),
        featureTags: [featureTags],
        owners: [caller],
        preferredSingleSignOnMode: "saml",
        samlSingleSignOn: { relayState: "https://contoso.example/relay" },
    });
    await make(CERTIFICATE, {
        displayName: "CN=initial",
        endDate: "2028-11-28T00:00:00Z",
        servicePrincipalId: servicePrincipal.id,
    });
    await make(IDENTIFIER_URI, { applicationId: application.id, identifierUri: AWS_IDENTIFIER });
    for (const person of people) {
        await make(ROLE_ASSIGNMENT, {
            appRoleId: DEFAULT_ROLE,
            principalObjectId: userId(person),
            resourceObjectId: text(servicePrincipal, "objectId"),
        });
    }
    const policy = await make(POLICY, { definitions: [definition], displayName: "claims" });
    await make(POLICY_ASSIGNMENT, { claimsMappingPolicyId: policy.id, servicePrincipalId: servicePrincipal.id });
    return made;
}
