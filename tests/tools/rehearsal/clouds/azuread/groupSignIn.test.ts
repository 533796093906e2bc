import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readRehearsalFacts } from "../../../../../tools/cli/signIn/rehearsalFacts";
import { azureadCloud } from "../../../../../tools/rehearsal/clouds/azuread";
import { connectUser, guid, makeWorld, tenantId } from "../../../../helpers/world";
import { CloudClient } from "../provider/client";
import { GROUP, GROUP_MEMBER, writeDirectory } from "./entra";

const people = ["alice", "bob", "carol"];

describe("a group that a program made in the emulated Entra", () => {
    it("lets its direct members sign in where it is assigned, and nobody of a group within it", async () => {
        const rehearsal = mkdtempSync(join(tmpdir(), "group-"));
        const storeFolder = join(rehearsal, "clouds", "azuread");
        mkdirSync(storeFolder, { recursive: true });
        const file = writeDirectory({
            tenantId,
            users: people.map((name, index) => ({ id: guid(index + 1), userPrincipalName: `${name}@contoso.example` })),
        });
        process.env.CONNECT_ENTRA_SSO_DIRECTORY = file;
        const entra = await CloudClient.start(azureadCloud, {}, { storeFolder });
        delete process.env.CONNECT_ENTRA_SSO_DIRECTORY;
        try {
            const makeGroup = async (displayName: string, ...members: string[]) =>
                String((await entra.make(GROUP, { displayName, securityEnabled: true, members })).state.objectId);
            const inner = await makeGroup("inner", guid(3));
            const outer = await makeGroup("outer", guid(1), inner);
            await entra.make(GROUP_MEMBER, { groupObjectId: outer, memberObjectId: guid(2) });
            const { directory } = readRehearsalFacts({ project: rehearsal, rehearsal });
            const world = await makeWorld();
            world.directory = directory as typeof world.directory;
            world.deployment.connectUsers.push(connectUser("carol@contoso.example", 3));
            world.servicePrincipal.appRoleAssignments = [
                { name: "sso-outer", principalObjectId: outer, principalType: "Group", principalDisplayName: "outer" },
            ];
            const answers = await Promise.all(people.map((name) => world.signIn(`${name}@contoso.example`)));
            expect(answers.map(({ verdict, stop }) => [verdict, stop?.hop])).to.deep.equal([
                ["yes", undefined],
                ["yes", undefined],
                ["no", "entra"],
            ]);
        } finally {
            entra.stop();
            rmSync(file);
            rmSync(rehearsal, { recursive: true, force: true });
        }
    });
});
