import { expect } from "chai";
import type { Values } from "../../../../../../tools/rehearsal/clouds/provider/resourceType";
import { Store } from "../../../../../../tools/rehearsal/clouds/provider/store";
import type { CloudClient } from "../../provider/client";
import { deployEach } from "../deployEach";
import { APPLICATION, type Made, POLICY, ROLE_ASSIGNMENT, SERVICE_PRINCIPAL, startEntra } from "../entra";
import { CallSequence, people } from "./callSequence";
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
    await deployEach(people, async (token, inputs) => {
        const one = await entra.make(token, inputs);
        made.push([token, one]);
        return one;
    });
    return made;
}
