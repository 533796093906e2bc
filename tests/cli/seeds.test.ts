import { expect } from "chai";
import { chooseSeeds, recordSeeds, seedEnvironment, tenantIdOf } from "../../cli/seeds";
import { temporaryFolder } from "../helpers/folder";

describe("What the emulated clouds begin with", () => {
    const temporary = temporaryFolder();
    const home = () => ({ project: temporary.path("project"), rehearsal: temporary.path("rehearsal") });
    const seeds = (directory: string) => ({ directory, account: temporary.path("account.json") });

    it("is the project's own files unless others are chosen", () => {
        expect(seedEnvironment(chooseSeeds(home(), { account: "/mine.json" }))).to.deep.equal({
            CONNECT_ENTRA_SSO_DIRECTORY: temporary.path("project", "rehearsal", "directory.json"),
            CONNECT_ENTRA_SSO_ACCOUNT: "/mine.json",
        });
    });

    it("counts when the cloud is first made; a later choice is answered with what to do", () => {
        const first = temporary.write("first.json", '{"tenantId":"t"}');
        const second = temporary.write("second.json", "{}");
        expect(recordSeeds(home(), seeds(second))).to.deep.equal([]);
        expect(recordSeeds(home(), seeds(first))).to.deep.equal([]);
        temporary.write("rehearsal/clouds/azuread/journal.jsonl", "");
        expect(recordSeeds(home(), seeds(first))).to.deep.equal([]);
        const note =
            `the emulated directory was made from another file, or an earlier text, than ${second}; ` +
            "it counts after `npm start -- reset`";
        expect(recordSeeds(home(), seeds(second))).to.deep.equal([note]);
        expect(recordSeeds(home(), seeds(second))).to.deep.equal([note]);
        temporary.write("second.json", '{"tenantId":"t"}');
        expect(recordSeeds(home(), seeds(second))).to.deep.equal([]);
    });

    it("names the tenant, if the directory's file does", () => {
        expect(tenantIdOf(seeds(temporary.write("a.json", '{"tenantId":"t"}')))).to.equal("t");
        expect(tenantIdOf(seeds(temporary.write("b.json", "[]")))).to.equal(undefined);
        expect(tenantIdOf(seeds(temporary.write("c.json", "{")))).to.equal(undefined);
        expect(tenantIdOf(seeds(temporary.path("nowhere.json")))).to.equal(undefined);
    });
});
