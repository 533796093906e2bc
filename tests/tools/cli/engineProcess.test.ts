import { expect } from "chai";
import { overLimit, runEngine } from "../../../tools/cli/engineProcess";
import { temporaryFolder, writeCommand } from "../../helpers/folder";

describe("Running the engine", () => {
    const temporary = temporaryFolder();
    const engine = (body: string) => ({
        command: writeCommand(temporary.path("pulumi"), body),
        args: ["up", "it's"],
        env: { PATH: process.env.PATH, WORD: "heard" },
        capture: true,
    });

    it("passes on its arguments, environment, output and exit code", async () => {
        const run = await runEngine(engine('echo "$@"; echo $WORD >&2; exit 7'));
        expect(run).to.deep.equal({ code: 7, stdout: "up it's\n", stderr: "heard\n" });
    });

    it("asks it to stop with one interrupt, however many signals one keystroke brings", async () => {
        const running = runEngine(engine("trap 'echo interrupted' INT; echo ready; sleep 1 & wait; sleep 0.3; exit 3"));
        await new Promise((resolve) => setTimeout(resolve, 300));
        process.emit("SIGHUP", "SIGHUP");
        process.emit("SIGHUP", "SIGHUP");
        expect(await running).to.deep.equal({ code: 3, stdout: "ready\ninterrupted\n", stderr: "" });
    });

    it("ends it, with what it has started, when it takes longer than it may", async () => {
        const run = await runEngine({ ...engine("echo started; sleep 60; echo done"), limitMs: 300 });
        expect(run).to.deep.equal({ code: overLimit, stdout: "started\n", stderr: "" });
    });

    it("listens to signals only while it runs", async () => {
        const before = process.listenerCount("SIGHUP");
        await runEngine(engine("exit 0"));
        expect(process.listenerCount("SIGHUP")).to.equal(before);
    });

    it("fails if the command can't be started", async () => {
        const failure = await runEngine({ ...engine(""), command: temporary.path("none") }).catch(({ code }) => code);
        expect(failure).to.equal("ENOENT");
    });
});
