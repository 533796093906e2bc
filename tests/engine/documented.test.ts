import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { blocksOf, documents } from "../helpers/markdown";

const root = join(__dirname, "..", "..");
const inOrder = [
    "README.md",
    "docs/sign-in.md",
    "docs/review.md",
    "docs/recover.md",
    "docs/policy.md",
    "docs/rehearsal.md",
];

// The marks are those of tests/docs/commands.test.ts. One rehearsal for all, since each document goes on from where the last one
// stopped; docs/rehearsal.md ends with a reset.
describe("The commands of the documents that need the engine", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-"));
        copyFileSync(join(root, "tools/rehearsal/directory.json"), join(folder, "people.json"));
        for (const name of ["policy", "node_modules"]) {
            symlinkSync(join(root, name), join(folder, name));
        }
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    for (const document of inOrder) {
        it(`run: ${document}`, () => {
            const blocks = blocksOf(document).filter(({ marks }) => marks[1] === "rehearsal");
            const shell = `set -e\nnpm() { command npm --prefix '${root}' "$@"; }\n${blocks.map(({ text }) => text).join("\n")}`;
            const run = spawnSync("/bin/sh", ["-c", shell], {
                cwd: folder,
                encoding: "utf8",
                env: { ...process.env, NO_COLOR: "1", CONNECT_ENTRA_SSO_REHEARSAL_DIR: join(folder, "rehearsal") },
            });
            expect(blocks.length, "blocks").to.be.greaterThan(0);
            expect(run.status, run.stdout + run.stderr).to.equal(0);
        });
    }

    it("are in these documents only", () => {
        const all = documents().flatMap(blocksOf);
        const found = all.filter(({ marks }) => marks[1] === "rehearsal").map(({ document }) => document);
        expect([...new Set(found)].sort()).to.deep.equal([...inOrder].sort());
    });
});
