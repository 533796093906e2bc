import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { busyEngines } from "../../tools/cli/locks";
import { type Checkpoint, type EngineResource, stateFile } from "../../tools/cli/stateFile";
import { type EngineStack, finished, makeStack } from "../helpers/engine";

const checkout = join(__dirname, "..", "..");

/** How many objects of each kind the clouds hold, which is the same after every undisturbed run. */
function census(stack: EngineStack): Record<string, Record<string, number>> {
    const counts = Object.entries(stack.clouds()).map(([cloud, kinds]) => [
        cloud,
        Object.fromEntries(Object.entries(kinds).map(([kind, objects]) => [kind, Object.keys(objects).length])),
    ]);
    return Object.fromEntries(counts);
}

/** Text of the files in the project's root, which no rehearsal may write. */
function projectFiles(): Record<string, string> {
    const names = readdirSync(checkout, { withFileTypes: true }).filter((entry) => entry.isFile());
    return Object.fromEntries(names.map(({ name }) => [name, readFileSync(join(checkout, name), "utf8")]));
}

/** The words of a command line, as a shell takes them apart. */
function wordsOf(commandLine: string): string[] {
    const script = `set -- ${commandLine}\nprintf '%s\\0' "$@"`;
    return execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

/** The census after the first story, which nothing disturbs. */
let undisturbed: ReturnType<typeof census>;

describe("`npm start`", () => {
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack();
    });
    after(() => stack.remove());

    it("brings the example stack up, finds no change in it, and signs everybody in", async () => {
        const before = projectFiles();
        const { code, stdout, stderr } = await stack.command();
        expect(stderr).to.equal("");
        expect(code).to.equal(0);
        expect(stdout).to.match(
            /\[1\/4\][\s\S]*to create[\s\S]*\[2\/4\][\s\S]*created[\s\S]*\[3\/4\][\s\S]*unchanged[\s\S]*\[4\/4\][\s\S]*Deployed\. A second run has nothing to change\.[\s\S]*3 of 3 users/,
        );
        expect(stdout)
            .to.match(/✔ alice@contoso\.example +alice@contoso\.example /)
            .and.to.include("3 of 3 can sign in.");
        expect(projectFiles()).to.deep.equal(before);
        undisturbed = census(stack);
    });

    it("changes nothing the second time", async () => {
        const before = stack.clouds();
        const { code, stdout } = await stack.command();
        expect(code).to.equal(0);
        expect(stdout).not.to.match(/\d+ (to create|created|to update|updated|to delete|deleted)/);
        expect(stack.clouds()).to.deep.equal(before);
    });

    it("exports the state as JSON and nothing else, with the line of the program that each resource comes from", async () => {
        const { code, stdout, stderr } = await stack.command("export");
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
        const { resources = [] } = (
            JSON.parse(stdout) as { deployment: { resources: { type: string; sourcePosition?: string }[] } }
        ).deployment;
        expect(resources.filter(({ type }) => type === "aws:iam/samlProvider:SamlProvider")).to.have.lengthOf(1);
        const ofClouds = resources.filter(({ type }) => /^(?:aws|azuread):/.test(type));
        const lines = readFileSync(join(checkout, "index.ts"), "utf8").split("\n");
        const line = lines.findIndex((text) => text.includes("new ConnectSso("));
        const column = lines[line]?.indexOf("new ConnectSso(") ?? 0;
        expect([...new Set(ofClouds.map(({ sourcePosition }) => sourcePosition))]).to.deep.equal([
            `project:///index.ts#${line + 1},${column + 1}`,
        ]);
    });

    it("runs the command that makes Entra sign with a certificate, as the outputs print it", async () => {
        const { stdout } = await stack.command("export");
        const { resources = [] } = (JSON.parse(stdout) as { deployment: Checkpoint }).deployment;
        const [certificate] = Object.values(
            resources[0]?.outputs?.certificates as Record<string, Record<string, string>>,
        );
        const [az, ...words] = wordsOf(certificate?.activateCommand ?? "");
        expect(az).to.equal("az");
        const run = await stack.az(...words);
        expect({ code: run.code, stdout: run.stdout }).to.deep.equal({ code: 0, stdout: "" });
        expect(JSON.stringify(stack.clouds().azuread)).to.include(
            `"preferredTokenSigningKeyThumbprint":"${certificate?.thumbprint}"`,
        );
    });

    it("takes over what the cloud made for an engine that was killed before it knew, instead of making it twice", async () => {
        const before = stack.clouds();
        const file = stateFile(stack.home, "connect-entra-sso", "dev");
        const state = JSON.parse(readFileSync(file, "utf8"));
        const { latest } = state.checkpoint;
        const user = latest.resources.find(({ type }: EngineResource) => type === "aws:connect/user:User");
        latest.resources = latest.resources.filter((resource: EngineResource) => resource !== user);
        const { id: _id, outputs: _outputs, ...begun } = user;
        latest.pending_operations = [{ resource: begun, type: "creating" }];
        writeFileSync(file, JSON.stringify(state));
        const { code, output } = await stack.command("preview", "--expect-no-changes");
        expect(code, output).to.equal(0);
        expect(output).to.include("1 of them were creations, of which the clouds completed 1");
        expect(stack.clouds()).to.deep.equal(before);
    });

    it("passes the engine's refusal on, and says how to take a protected stack down", async () => {
        const before = stack.clouds();
        const { code, output } = await stack.command("destroy");
        expect(code).not.to.equal(0);
        expect(output).to.match(/protect/i);
        expect(output).to.include(
            "1. set `connect-entra-sso:protection: false` in Pulumi.dev.yaml, then `npm start -- up`",
        );
        expect(output).to.include("2. `npm start -- destroy`");
        expect(stack.clouds()).to.deep.equal(before);
    });

    it("passes further arguments and the engine's exit code on", async () => {
        const { code, output } = await stack.command("preview", "--no-such-flag");
        expect(code).to.equal(1);
        expect(output).to.include("unknown flag: --no-such-flag");
    });
});

describe("A run that is stopped", () => {
    let stack: EngineStack;
    const slow = { latencyMs: { "*": 250 } };
    const objects = () => Object.keys(stack.clouds().aws?.["aws:connect/instance:Instance"] ?? {}).length;

    beforeEach(async () => {
        stack = await makeStack({ plan: slow });
    });
    afterEach(() => stack.remove());

    async function startAndWait() {
        const child = stack.startCommand("up", "--skip-preview");
        const running = finished(child);
        await until(() => objects() > 0 || child.exitCode !== null);
        return { child, running };
    }

    async function expectNextRunToEndWell() {
        stack.plan();
        const { code, output } = await stack.command("up", "--skip-preview");
        expect(code, output).to.equal(0);
        expect(census(stack)).to.deep.equal(undisturbed);
        const { pending_operations: pending } = JSON.parse((await stack.command("export")).stdout).deployment;
        expect(pending).to.equal(undefined);
    }

    it("by Ctrl-C cancels in order, and the next one goes on", async () => {
        const { child, running } = await startAndWait();
        child.kill("SIGINT");
        const { code, output } = await running;
        expect(code).not.to.equal(0);
        expect(output).to.match(/cancel/i);
        await expectNextRunToEndWell();
    });

    it("by a kill of everything that was started leaves a state from which the next one goes on", async () => {
        const { child, running } = await startAndWait();
        const [engine = 0] = busyEngines(stack.home);
        process.kill(-(child.pid ?? 0), "SIGKILL");
        process.kill(-engine, "SIGKILL");
        await running;
        await expectNextRunToEndWell();
    });

    it("by a kill of the command alone goes on in the engine, which the next one waits for", async () => {
        const { child } = await startAndWait();
        process.kill(-(child.pid ?? 0), "SIGKILL");
        await expectNextRunToEndWell();
    });
});
