import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import type { Kept } from "../../bench/document";

describe("npm run bench", () => {
    const bench = (...args: string[]) =>
        spawnSync(process.execPath, [join(__dirname, "..", "..", "bench", "bench.mjs"), ...args], { encoding: "utf8" });

    it("measures the stack program beside the bare one", () => {
        const { status, stdout, stderr } = bench("stack", "2", "--json");
        expect([status, stderr]).to.deep.equal([0, ""]);
        const { measurements } = JSON.parse(stdout) as Kept;
        expect(measurements.map(({ what, size, unit }) => [what, size, unit])).to.deep.equal([
            ["preview", "2 people", "s"],
            ["up", "2 people", "s"],
            ["preview without changes", "2 people", "s"],
            ["preview of one change", "2 people", "s"],
            ["memory of up", "2 people", "MB"],
            ["state", "2 people", "kB"],
        ]);
        expect(measurements.filter(({ ours, other }) => !(ours > 0 && other > 0))).to.deep.equal([]);
    });

    it("measures sign-ins and commands, and refuses what is no number", () => {
        expect(JSON.parse(bench("signIn", "20", "--json").stdout).measurements[0].size).to.equal("20 people");
        expect(JSON.parse(bench("startUp", "--json").stdout).measurements).to.have.length(3);
        const { status, stderr } = bench("stack", "many");
        expect([status, stderr]).to.deep.equal([
            1,
            "error: command-argument value 'many' is invalid for argument 'people'. It must be a whole number above 0.\n",
        ]);
    });
});
