import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { engineCache, fillPinnedFolder, pinnedFolder } from "../../../../tools/rehearsal/engine/cache";
import { pinnedVersion } from "../../../../tools/rehearsal/engine/version";
import { temporaryFolder } from "../../../helpers/folder";

describe("The engine cache", () => {
    const temporary = temporaryFolder();
    const entry = `v${pinnedVersion}`;
    const pulumi = (cache: string) => readFileSync(join(pinnedFolder(cache), "pulumi"), "utf8");
    const makePulumi = (text: string) => async (folder: string) => writeFileSync(join(folder, "pulumi"), text);

    it("is below XDG_CACHE_HOME, or ~/.cache if that is unset or relative", () => {
        const ours = join("connect-entra-sso", "engine");
        expect(engineCache({ XDG_CACHE_HOME: "/var/caches" })).to.equal(join("/var/caches", ours));
        expect(engineCache({ XDG_CACHE_HOME: "caches" })).to.equal(join(homedir(), ".cache", ours));
        expect(engineCache({})).to.equal(join(homedir(), ".cache", ours));
    });

    it("holds an engine only when it is whole", async () => {
        const seen: string[][] = [];
        await fillPinnedFolder(temporary.path(), async (folder) => {
            await makePulumi("engine")(folder);
            seen.push(readdirSync(temporary.path()).filter((name) => !name.startsWith(".draft-")));
        });
        expect(seen).to.deep.equal([[]]);
        expect(pulumi(temporary.path())).to.equal("engine");
        expect(readdirSync(temporary.path())).to.deep.equal([entry]);
    });

    it("holds nothing after a failure, which is passed on", async () => {
        const failure = await fillPinnedFolder(temporary.path(), async (folder) => {
            writeFileSync(join(folder, "pulumi"), "half");
            throw new Error("no space left");
        }).catch((error: Error) => error.message);
        expect(failure).to.equal("no space left");
        expect(readdirSync(temporary.path())).to.deep.equal([]);
    });

    it("keeps the engine that another run finished first", async () => {
        await fillPinnedFolder(temporary.path(), async (folder) => {
            temporary.write(join(entry, "pulumi"), "theirs");
            await makePulumi("ours")(folder);
        });
        expect(pulumi(temporary.path())).to.equal("theirs");
        expect(readdirSync(temporary.path())).to.deep.equal([entry]);
    });

    it("replaces a folder that has lost its engine", async () => {
        temporary.write(join(entry, "LICENSE"), "");
        await fillPinnedFolder(temporary.path(), makePulumi("engine"));
        expect(readdirSync(pinnedFolder(temporary.path()))).to.deep.equal(["pulumi"]);
    });

    it("loses the drafts of runs that were killed, not those of runs at work", async () => {
        const dead = ".draft-v3.0.0-999999999";
        const alive = `.draft-v3.0.0-${process.ppid}`;
        temporary.write(join(dead, "pulumi"), "half");
        temporary.write(join(alive, "pulumi"), "half");
        await fillPinnedFolder(temporary.path(), makePulumi("engine"));
        expect(existsSync(temporary.path(dead))).to.equal(false);
        expect(existsSync(temporary.path(alive))).to.equal(true);
    });
});
