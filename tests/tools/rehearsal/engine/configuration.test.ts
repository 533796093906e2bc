import { spawn } from "node:child_process";
import { expect } from "chai";
import { pass } from "../../../../tools/rehearsal/engine/configuration";

/** What a program reads, and what a process that it starts inherits. */
const program = `
    const { execFileSync } = require("node:child_process");
    process.env.SET_LATER = "yes";
    const names = execFileSync(process.execPath, ["-p", "Object.keys(process.env).join()"], { encoding: "utf8" });
    console.log(JSON.stringify({
        length: (process.env.PULUMI_CONFIG ?? "").length,
        secretKeys: process.env.PULUMI_CONFIG_SECRET_KEYS,
        childHasConfig: names.includes("PULUMI_CONFIG,") || names.trim().endsWith("PULUMI_CONFIG"),
        childHasLater: names.includes("SET_LATER"),
        childHasPipe: names.includes("CONFIGURATION_FD"),
    }));
`;

async function run(text: string): Promise<Record<string, unknown>> {
    const { args, env, stdio, send } = pass(text, '["a:b"]');
    const [input, , errors, ...pipes] = stdio as unknown[];
    const child = spawn(process.execPath, [...args, "-e", program], {
        env: { PATH: process.env.PATH, ...env },
        stdio: [input, "pipe", errors, ...pipes] as never,
    });
    send(child);
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
        output += piece;
    });
    await new Promise((resolve) => child.on("close", resolve));
    return JSON.parse(output);
}

const fits = 131_072 - "PULUMI_CONFIG=\0".length;

describe("the configuration of a program", () => {
    for (const [title, length, inherits] of [
        ["of common size comes as an environment variable, which its own processes inherit", 100, true],
        ["of the largest size that Linux passes comes as a variable", fits, true],
        ["one byte larger comes by a pipe, and its own processes start without it", fits + 1, false],
        ["of 20 MB comes by a pipe", 20_000_000, false],
    ] as const) {
        it(title, async () => {
            expect(await run("x".repeat(length))).to.deep.equal({
                length,
                secretKeys: '["a:b"]',
                childHasConfig: inherits,
                childHasLater: true,
                childHasPipe: false,
            });
        });
    }

    it("of too large a size comes with a warning of what a real deployment does", () => {
        expect(pass("x".repeat(fits)).warning).to.equal(undefined);
        expect(pass("x".repeat(fits + 1)).warning)
            .to.include("131073 bytes")
            .and.include("issues/8680");
    });

    it("does not keep a program that never reads it from ending", async () => {
        const { send } = pass("x".repeat(10_000_000));
        const child = spawn(process.execPath, ["-e", ""], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
        send(child);
        expect(await new Promise((resolve) => child.on("close", resolve))).to.equal(0);
    });
});
