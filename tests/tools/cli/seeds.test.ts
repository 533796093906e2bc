import { join } from "node:path";
import { expect } from "chai";
import { UsageError } from "../../../tools/cli/errors";
import {
    checkSeeds,
    chooseSeeds,
    recordSeeds,
    type Seeds,
    seedEnvironment,
    tenantIdOf,
} from "../../../tools/cli/seeds";
import { temporaryFolder } from "../../helpers/folder";

const rehearsal = join(__dirname, "..", "..", "..", "tools", "rehearsal");

describe("What the emulated clouds begin with", () => {
    const temporary = temporaryFolder();
    const home = () => ({ project: temporary.path("project"), rehearsal: temporary.path("rehearsal") });
    const seeds = (directory: string) => ({ directory, account: temporary.path("account.json") });

    it("is what they bring themselves unless the command line, or else the environment, chooses others", () => {
        const env = { CONNECT_ENTRA_SSO_ACCOUNT: "/theirs.json" };
        const directory = join(rehearsal, "directory.json");
        const account = join(rehearsal, "account.json");
        expect(chooseSeeds({ account: "/mine.json" }, env)).to.deep.equal({ directory, account: "/mine.json" });
        expect(chooseSeeds({}, env)).to.deep.equal({ directory, account: "/theirs.json" });
        expect(chooseSeeds({}, {})).to.deep.equal({ directory, account });
    });

    it("is told to the clouds only if it is there", () => {
        const directory = temporary.write("directory.json", "{}");
        expect(seedEnvironment(seeds(directory))).to.deep.equal({ CONNECT_ENTRA_SSO_DIRECTORY: directory });
    });

    it("is refused if a cloud can't begin with it, unless the cloud stands already", () => {
        const check = (chosen: Seeds) => () => checkSeeds(home(), chosen);
        const directory = temporary.write("directory.json", '{"users": [{"id": "1"}]}');
        const account = temporary.write("account.json", "{accountId}");
        const good = temporary.write("good.json", "[]");
        expect(check({ directory, account: good }))
            .to.throw(UsageError, `${directory}: `)
            .with.property("message")
            .that.includes("users[0]");
        expect(check({ directory: good, account })).to.throw(UsageError, `${account} is not valid JSON`);
        expect(check({ directory: good, account: good })).not.to.throw();
        temporary.write("rehearsal/clouds/azuread/journal.jsonl", "");
        expect(check({ directory, account: good })).not.to.throw();
    });

    it("counts when the cloud is first made; a later choice is answered with what to do", () => {
        const first = temporary.write("first.json", '{"tenantId":"t"}');
        const second = temporary.write("second.json", "{}");
        expect(recordSeeds(home(), seeds(second))).to.deep.equal([]);
        expect(recordSeeds(home(), seeds(first))).to.deep.equal([]);
        temporary.write("rehearsal/clouds/azuread/journal.jsonl", "");
        expect(recordSeeds(home(), seeds(first))).to.deep.equal([]);
        const note =
            `the emulated directory was created from another file than ${second}, or from an older version of it; ` +
            "run `npm start -- reset` to use the file";
        expect(recordSeeds(home(), seeds(second))).to.deep.equal([note]);
        expect(recordSeeds(home(), seeds(second))).to.deep.equal([note]);
        temporary.write("second.json", '{"tenantId":"t"}');
        expect(recordSeeds(home(), seeds(second))).to.deep.equal([]);
    });

    it("does not count what the caller may do, which each command reads again", () => {
        const all = temporary.write("all.json", '{"caller":{"objectId":"o"}}');
        const some = temporary.write("some.json", '{"caller":{"objectId":"o","appRoles":["User.Read.All"]}}');
        const other = temporary.write("other.json", '{"caller":{"objectId":"p"}}');
        recordSeeds(home(), seeds(all));
        temporary.write("rehearsal/clouds/azuread/journal.jsonl", "");
        expect(recordSeeds(home(), seeds(some))).to.deep.equal([]);
        expect(recordSeeds(home(), seeds(other))).to.have.lengthOf(1);
    });

    it("names the tenant, if the directory's file does", () => {
        expect(tenantIdOf(seeds(temporary.write("a.json", '{"tenantId":"t"}')))).to.equal("t");
        expect(tenantIdOf(seeds(temporary.write("b.json", "[]")))).to.equal(undefined);
        expect(tenantIdOf(seeds(temporary.write("c.json", "{")))).to.equal(undefined);
        expect(tenantIdOf(seeds(temporary.path("nowhere.json")))).to.equal(undefined);
    });
});
