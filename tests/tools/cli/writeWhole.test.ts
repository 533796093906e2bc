import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { UsageError } from "../../../tools/cli/errors";
import { writeWhole } from "../../../tools/cli/writeWhole";
import { temporaryFolder } from "../../helpers/folder";

const reader = `
const { readFileSync } = require("node:fs");
const lengths = new Set();
for (let reading = 0; reading < 1000; reading += 1) {
    lengths.add(readFileSync(process.argv[1], "utf8").length);
}
console.log([...lengths].sort().join());
`;

describe("A file that is written whole", () => {
    const temporary = temporaryFolder();

    it("is never seen in part by another process", async () => {
        const file = temporary.write("a.yaml", "a".repeat(500_000));
        const process = spawn(globalThis.process.execPath, ["-e", reader, file], {
            stdio: ["ignore", "pipe", "inherit"],
        });
        let seen = "";
        process.stdout.on("data", (chunk) => {
            seen += chunk;
        });
        const ended = once(process, "close");
        for (let writing = 0; process.exitCode === null; writing += 1) {
            writeWhole(file, writing % 2 === 0 ? "b".repeat(600_000) : "a".repeat(500_000));
            await setImmediate();
        }
        await ended;
        expect(seen.trim().split(",")).to.have.members(["500000", "600000"]);
    });

    it("is left alone where it is so already", () => {
        const file = temporary.write("a.yaml", "a");
        const before = statSync(file, { bigint: true });
        writeWhole(file, "a");
        const after = statSync(file, { bigint: true });
        expect([after.ino, after.mtimeNs]).to.deep.equal([before.ino, before.mtimeNs]);
    });

    it("keeps who may read it, and the link that leads to it", () => {
        const file = temporary.write("a.yaml", "a");
        chmodSync(file, 0o600);
        symlinkSync(file, temporary.path("link.yaml"));
        writeWhole(temporary.path("link.yaml"), "b");
        expect([readFileSync(file, "utf8"), statSync(file).mode & 0o777]).to.deep.equal(["b", 0o600]);
        expect(lstatSync(temporary.path("link.yaml")).isSymbolicLink()).to.equal(true);
    });

    it("is not replaced where it may only be read", () => {
        const file = temporary.write("a.yaml", "a");
        chmodSync(file, 0o444);
        expect(() => writeWhole(file, "b")).to.throw(UsageError, "may only be read; make it writable");
        expect([readFileSync(file, "utf8"), statSync(file).mode & 0o777]).to.deep.equal(["a", 0o444]);
    });

    it("stays as it was, with nothing beside it, where it can't be written", () => {
        const folder = temporary.path("a");
        temporary.write("a/inner", "inner");
        expect(() => writeWhole(folder, "text")).to.throw(/EISDIR/);
        expect(readFileSync(temporary.path("a", "inner"), "utf8")).to.equal("inner");
        expect(readdirSync(temporary.path())).to.deep.equal(["a"]);
    });
});
