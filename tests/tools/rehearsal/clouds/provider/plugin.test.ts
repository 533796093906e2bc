import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { programOf } from "../../../../../tools/rehearsal/clouds/provider/kill";
import type { FaultPlan } from "../../../../../tools/rehearsal/clouds/provider/plan/format";
import { CloudClient, refusal } from "./client";
import { toyCloud } from "./toyCloud";

const SHELF = "toy:index/shelf:Shelf";
const shelf = { room: "hall", name: "a" };

const isAlive = (pid: number): boolean => {
    try {
        return process.kill(pid, 0);
    } catch {
        return false;
    }
};

describe("plugin process of an emulated cloud", () => {
    let folder: string;
    const children: ChildProcess[] = [];
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "plugin-"));
    });
    afterEach(() => {
        for (const child of children.splice(0)) {
            child.kill("SIGKILL");
        }
        rmSync(folder, { recursive: true, force: true });
    });

    /** Starts it as the engine does, or under a shell that can be killed in the engine's stead. */
    async function start(shell = ""): Promise<{ child: ChildProcess; line: string }> {
        const words = [process.execPath, "--import", "tsx", join(__dirname, "toyServer.ts")];
        const env = { ...process.env, CONNECT_ENTRA_SSO_REHEARSAL_DIR: folder, TOY_SERVER: words.join(" ") };
        const [command = "", ...args] = shell === "" ? words : ["sh", "-c", shell];
        const child = spawn(command, args, { env });
        children.push(child);
        const line = await new Promise<string>((resolve) => {
            let text = "";
            child.stdout.on("data", (bytes) => {
                text += bytes;
                if (/\d+\n$/.test(text)) {
                    resolve(text);
                }
            });
        });
        return { child, line };
    }

    const stored = () => CloudClient.start(toyCloud, {}, { storeFolder: join(folder, "clouds", "toy") });

    for (const after of [false, true]) {
        it(`prints its port, and dies at the planned call ${after ? "after" : "before"} the store has it`, async () => {
            const plan: FaultPlan = { crash: [{ type: SHELF, operation: "create", call: 1, after }] };
            writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
            const { child, line } = await start();
            const died = new Promise((resolve) => child.on("exit", (_code, signal) => resolve(signal)));
            const client = CloudClient.connect(Number(line), folder, () => child.kill("SIGKILL"));
            await client.configure({});
            expect(await refusal(client.create(SHELF, shelf))).not.to.equal("accepted");
            expect(await died).to.equal("SIGKILL");
            client.stop({ keepStore: true });
            const cloud = await stored();
            expect((await cloud.read(SHELF, "a")).id).to.equal(after ? "a" : "");
            cloud.stop();
        });
    }

    const underShell =
        '$TOY_SERVER > "$CONNECT_ENTRA_SSO_REHEARSAL_DIR/port" & while ! test -s "$CONNECT_ENTRA_SSO_REHEARSAL_DIR/port"; do sleep 0.02; done; echo $!; wait';

    for (const after of [false, true]) {
        it(`kills its engine at the planned call ${after ? "after" : "before"} the store has it, and does no more`, async () => {
            const crash = [{ type: SHELF, operation: "create" as const, call: 1, after, kills: "engine" as const }];
            writeFileSync(join(folder, "plan.json"), JSON.stringify({ crash } satisfies FaultPlan));
            const { child, line } = await start(underShell);
            const died = new Promise((resolve) => child.on("exit", (_code, signal) => resolve(signal)));
            const port = Number(readFileSync(join(folder, "port"), "utf8"));
            const client = CloudClient.connect(port, folder, () => process.kill(Number(line), "SIGKILL"));
            await client.configure({});
            expect(await refusal(client.create(SHELF, shelf))).not.to.equal("accepted");
            expect(await died).to.equal("SIGKILL");
            client.stop({ keepStore: true });
            const cloud = await stored();
            expect((await cloud.read(SHELF, "a")).id).to.equal(after ? "a" : "");
            cloud.stop();
        });
    }

    it("takes for the program what its engine's language host has started", () => {
        const running = [
            { pid: 1, parent: 0, command: "/opt/pulumi up" },
            {
                pid: 2,
                parent: 1,
                command: "node --import tsx /checkout/tools/rehearsal/engine/languageHost.ts 127.0.0.1:5",
            },
            { pid: 3, parent: 2, command: "node /checkout/node_modules/@pulumi/pulumi/cmd/run" },
            { pid: 4, parent: 1, command: "node --import tsx /checkout/tools/rehearsal/clouds/aws/main.ts" },
            { pid: 5, parent: 9, command: "/opt/pulumi-language-nodejs" },
            { pid: 6, parent: 3, command: "sh -c true" },
        ];
        expect(programOf(1, running).map(({ pid }) => pid)).to.deep.equal([2, 3, 6]);
        expect(programOf(9, running).map(({ pid }) => pid)).to.deep.equal([5]);
    });

    it("ends when the engine that started it was killed", async () => {
        const { child, line } = await start(underShell);
        const pid = Number(line);
        child.kill("SIGKILL");
        const until = Date.now() + 5000;
        while (isAlive(pid) && Date.now() < until) {
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        expect(isAlive(pid)).to.equal(false);
    });
});
