import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { main } from "../../../tools/cli/main";
import { temporaryFolder } from "../../helpers/folder";

describe("The command line", () => {
    const temporary = temporaryFolder();
    const before = { ...process.env };

    beforeEach(() => {
        process.env.CONNECT_ENTRA_SSO_REHEARSAL_DIR = temporary.path("rehearsal");
        process.env.INIT_CWD = "/";
    });
    afterEach(() => {
        process.env = { ...before };
    });

    /** Runs a command line with both streams recorded. */
    async function start(...words: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
        const said = { stdout: "", stderr: "" };
        const writers = { stdout: process.stdout.write, stderr: process.stderr.write };
        for (const name of ["stdout", "stderr"] as const) {
            process[name].write = ((text: string) => {
                said[name] += text;
                return true;
            }) as typeof process.stdout.write;
        }
        try {
            const status = await main(words);
            return { status, ...said };
        } finally {
            process.stdout.write = writers.stdout;
            process.stderr.write = writers.stderr;
        }
    }

    const graph = "https://graph.microsoft.com/v1.0/servicePrincipals";
    const objectId = "00000000-0000-4000-8000-000000000001";
    const refused: [string[], string][] = [
        [["previw"], 'error: there is no command "previw"; there are: rehearse, preview, up, refresh, destroy, export'],
        [["--stack"], "error: option '-s, --stack <name>' argument missing"],
        [["--stack", "nowhere"], "error: --stack nowhere: there is no file Pulumi.nowhere.yaml in "],
        [["up", "--values", "values.yaml"], "error: --values values.yaml: there is no file /values.yaml"],
        [["preview", "--directory", "d.json"], "error: --directory d.json: there is no file /d.json"],
        [["az", "group", "list"], "error: az group: the rehearsal understands `az rest`"],
        [
            ["az", "rest"],
            "error: az rest --url : the rehearsal understands `az rest` with an address of Microsoft Graph",
        ],
        [
            ["az", "rest", "--url", "https://management.azure.com/"],
            "error: az rest --url https://management.azure.com/: the",
        ],
        [
            ["az", "rest", "--url", graph, "--output", "table"],
            "error: az rest --output table: the rehearsal understands",
        ],
        [["az", "rest", "--form"], "error: az rest: unknown option '--form'; the rehearsal understands `az rest`"],
        [
            [
                "az",
                "rest",
                "--method",
                "patch",
                "--uri",
                `${graph}/${objectId}`,
                "--body",
                "{}",
                "--headers",
                "A=b",
                "C=d",
            ],
            "error: there is no emulated Entra yet; `npm start` creates it",
        ],
    ];
    for (const [words, message] of refused) {
        it(`answers \`${words.join(" ")}\` with what is wrong, and exit code 2`, async () => {
            const { status, stdout, stderr } = await start(...words);
            expect(stderr).to.include(message);
            expect(stderr).not.to.match(/^\s+at /m);
            expect({ status, stdout }).to.deep.equal({ status: 2, stdout: "" });
            expect(existsSync(temporary.path("rehearsal"))).to.equal(false);
        });
    }

    it("lists its commands", async () => {
        const { status, stdout } = await start("--help");
        const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
        const expected = ["rehearse", "preview", "up", "refresh", "destroy", "export", "reset", "az", "help"];
        expect({ status, commands }).to.deep.equal({ status: 0, commands: expected });
    });

    it("resets what a rehearsal has made, and nothing else", async () => {
        const folder = temporary.path("rehearsal");
        for (const name of [
            "engine/state/a",
            "clouds/aws/journal.jsonl",
            "program/dev/Pulumi.yaml",
            "seeds.json",
            "plan.json",
        ]) {
            temporary.write(`rehearsal/${name}`, "");
        }
        expect(await start("reset")).to.deep.equal({
            status: 0,
            stdout: [
                `removed ${join(folder, "engine")}: the engine's state of every stack`,
                `removed ${join(folder, "clouds")}: the emulated clouds`,
                `removed ${join(folder, "program")}: the copies of stack files`,
                `removed ${join(folder, "seeds.json")}: the note of what the clouds were made from`,
                `kept ${join(folder, "plan.json")}: not made by a rehearsal`,
                "",
            ].join("\n"),
            stderr: "",
        });
        expect((await start("reset")).stdout).to.equal(
            `nothing to remove: ${folder} holds no rehearsal\nkept ${join(folder, "plan.json")}: not made by a rehearsal\n`,
        );
    });
});
