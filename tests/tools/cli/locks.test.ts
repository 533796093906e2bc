import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { expect } from "chai";
import { busyEngines, settleLocks } from "../../../tools/cli/locks";
import { temporaryFolder } from "../../helpers/folder";

describe("The lock of a stack", () => {
    const temporary = temporaryFolder();
    const home = () => ({ project: "", rehearsal: temporary.path() });
    const folder = "engine/state/.pulumi/locks/organization/connect-entra-sso/dev";
    const writeLock = (content: object | string) =>
        temporary.write(`${folder}/1.json`, typeof content === "string" ? content : JSON.stringify(content));
    const settle = () => settleLocks(home(), "connect-entra-sso", "dev");
    const now = () => new Date().toISOString();

    /** A process that is called `pulumi`, as far as the system can tell. */
    const startPulumi = () => {
        mkdirSync(temporary.path("bin"), { recursive: true });
        copyFileSync("/bin/sleep", temporary.path("bin", "pulumi"));
        return spawn(temporary.path("bin", "pulumi"), ["30"]);
    };

    const stale: [string, object | string][] = [
        ["of an engine that is gone", { pid: 999_999_999, hostname: hostname(), timestamp: now() }],
        ["whose process is another program now", { pid: process.pid, hostname: hostname(), timestamp: now() }],
        ["of a machine that was left long ago", { pid: 1, hostname: "elsewhere", timestamp: "2026-01-01T00:00:00Z" }],
        ["torn by a kill", '{"pid": 1'],
    ];
    for (const [what, content] of stale) {
        it(`is removed if it is one ${what}`, async () => {
            const file = writeLock(content);
            expect(busyEngines(home())).to.deep.equal([]);
            await settle();
            expect(existsSync(file)).to.equal(false);
        });
    }

    it("is waited for while its engine works", async () => {
        const engine = startPulumi();
        const file = writeLock({ pid: engine.pid, hostname: hostname(), timestamp: now() });
        expect(busyEngines(home())).to.deep.equal([engine.pid]);
        const said: unknown[] = [];
        const { error } = console;
        console.error = (text: unknown) => said.push(text);
        try {
            let settled = false;
            const settling = settle().then(() => {
                settled = true;
            });
            await new Promise((resolve) => setTimeout(resolve, 300));
            expect(settled).to.equal(false);
            expect(existsSync(file)).to.equal(true);
            engine.kill();
            await settling;
        } finally {
            console.error = error;
            engine.kill();
        }
        expect(said).to.deep.equal([`Waiting for another engine (pid ${engine.pid}), which is running on dev …`]);
        expect(existsSync(file)).to.equal(false);
    });

    it("is nothing to wait for where there is none", async () => {
        await settle();
        expect(busyEngines(home())).to.deep.equal([]);
    });
});
