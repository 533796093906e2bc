import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { temporaryFolder } from "../../helpers/folder";

const root = join(__dirname, "..", "..", "..");
const listLoaded =
    'process.on("exit", () => require("node:fs").writeFileSync(process.env.LOADED_FILE, Object.keys(require("node:module")._cache).join("\\n")));';

/** What only some questions need, and takes longer to load than the answer to the others. */
const heavy = /[\\/](rehearsal[\\/](clouds|engine)|signin[\\/]walk[\\/]walk\.ts|xmldsigjs|xmldom|js-yaml)\b/;

describe("connect-sso", () => {
    const temporary = temporaryFolder();

    function loadedBy(args: string[], input: string): string[] {
        const [preload, loaded] = [temporary.write("preload.cjs", listLoaded), temporary.write("loaded.txt", "")];
        const entry = join(root, "tools", "cli", "connect-sso.mjs");
        const { status, stderr } = spawnSync(process.execPath, ["--require", preload, entry, ...args], {
            cwd: root,
            encoding: "utf8",
            env: { ...process.env, LOADED_FILE: loaded },
            input,
        });
        expect([status, stderr]).to.deep.equal([0, ""]);
        return readFileSync(loaded, "utf8").split("\n");
    }

    for (const [what, args, input] of [
        ["for its help", ["--help"], ""],
        ["for the help of a command", ["explain", "--help"], ""],
        ["for the help of a review", ["review", "--help"], ""],
        ["for the help of recover", ["recover", "--help"], ""],
        ["for a pasted error", ["explain"], "AADSTS50105: The signed in user is not assigned to a role"],
    ] as const) {
        it(`loads no engine, no clouds, no walk and no reader of signatures ${what}`, () => {
            const loaded = loadedBy([...args], input);
            expect(loaded).to.include(join(root, "tools", "cli", "connectSso.ts"));
            expect(loaded.filter((file) => heavy.test(file))).to.deep.equal([]);
        });
    }

    it("loads for a pasted error nothing that reads pages, HAR files or stacks", () => {
        const loaded = loadedBy(["explain"], "AADSTS50105: The signed in user is not assigned to a role");
        const others = /[\\/](htmlparser2[\\/]|har[\\/]har\.ts|deployment[\\/]exportedState\.ts)/;
        expect(loaded.filter((file) => others.test(file))).to.deep.equal([]);
    });
});
