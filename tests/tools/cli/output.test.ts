import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { connectSso } from "../../../tools/cli/connectSso";
import { print, printError } from "../../../tools/cli/output";

const folder = join(__dirname, "..", "..", "..", "tools", "cli");

/** What was written to the console while something ran. */
async function captured(run: () => unknown): Promise<string> {
    const { log, error } = console;
    let text = "";
    console.log = console.error = (line: string) => {
        text += `${line}\n`;
    };
    try {
        await run();
    } finally {
        Object.assign(console, { log, error });
    }
    return text;
}

describe("what the commands print", () => {
    it("goes through one place", () => {
        const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
        const others = files.filter((name) =>
            /\bconsole\.|stdout\.write/.test(readFileSync(join(folder, name), "utf8")),
        );
        expect(others).to.deep.equal(["output.ts"]);
    });

    for (const [name, write] of Object.entries({ print, printError })) {
        it(`does not move the cursor or turn the reading direction (${name})`, async () => {
            expect(await captured(() => write("a\u001b[2J\n\u202eb"))).to.equal("a\\u001b[2J\n\\u202eb\n");
        });
    }

    it("may be read in part: a reader that ends early gets no error", () => {
        const command = `"${process.execPath}" "${join(folder, "connect-sso.mjs")}" --help | true`;
        const { status, stderr } = spawnSync("/bin/sh", ["-c", command], { encoding: "utf8" });
        expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    });

    it("shows a word that is no command without obeying it", async () => {
        const text = await captured(() => connectSso(["a\u001b[2J\u202e"]));
        expect(text).to.include("unknown command 'a\\u001b[2J\\u202e'");
    });
});
