import { expect } from "chai";
import { otherPrograms } from "../../../../tools/rehearsal/engine/otherPrograms";
import { temporaryFolder, writeCommand } from "../../../helpers/folder";

describe("Programs in other languages", () => {
    const temporary = temporaryFolder();
    const settings = {
        monitor: "127.0.0.1:1",
        project: "contoso",
        dry_run: "true",
        parallel: "4",
        root_directory: "/r",
    };
    const asked = (options: object) => ({
        folder: temporary.path("src"),
        root: temporary.path(""),
        entryPoint: ".",
        options,
        settings,
        args: ["--all"],
    });

    it("in Python start in the virtual environment of Pulumi.yaml, or else by python3", async () => {
        const python = temporary.path("venv/bin/python");
        temporary.write("venv/bin/python", "");
        const program = JSON.stringify({ program: temporary.path("src"), settings, args: ["--all"] });
        const starts = await Promise.all([
            otherPrograms.python?.(asked({ virtualenv: "venv" })),
            otherPrograms.python?.(asked({})),
        ]);
        const env = { CONNECT_ENTRA_SSO_PROGRAM: program };
        expect(starts.map((it) => [it?.command, it?.args.slice(0, 2), it?.env])).to.deep.equal([
            [python, ["-u", "-c"], env],
            ["python3", ["-u", "-c"], env],
        ]);
    });

    it("in Python are refused where the virtual environment is not there", () => {
        expect(() => otherPrograms.python?.(asked({ toolchain: "uv" }))).to.throw(
            `The virtual environment of Pulumi.yaml has no ${temporary.path(".venv/bin/python")}; create it, then run the command again`,
        );
    });

    it("in Go start as the binary of Pulumi.yaml, told of the stack by variables", async () => {
        const binary = writeCommand(temporary.path("program"), "true");
        expect(await otherPrograms.go?.(asked({ binary: "program" }))).to.deep.equal({
            command: binary,
            args: ["--all"],
            env: {
                PULUMI_MONITOR: "127.0.0.1:1",
                PULUMI_PROJECT: "contoso",
                PULUMI_DRY_RUN: "true",
                PULUMI_PARALLEL: "4",
                PULUMI_ROOT_DIRECTORY: "/r",
            },
        });
    });
});
