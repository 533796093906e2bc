import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { Command } from "commander";
import { readConfiguration } from "../../config";
import { commands } from "../../tools/cli/connectSso";
import { readYaml } from "../../tools/cli/yaml";
import { deploy } from "../helpers/cloud";
import { temporaryFolder } from "../helpers/folder";
import { type Block, blocksOf, documents, textOf } from "../helpers/markdown";
import { strangeLines } from "../helpers/mermaid";
import { rehearsed } from "../tools/review/rehearsed";

const root = join(__dirname, "..", "..");
const blocks = documents().flatMap(blocksOf);
const marked = (...marks: string[]) => blocks.filter((block) => block.marks.join(" ") === marks.join(" "));
const title = ({ document, text }: Block) => `${document}: ${text.split("\n")[0]}`;

/**
 * What the marks of a block mean. `sh`, `yaml`, `csv` and `json` are tried here; `sh rehearsal` in tests/engine/documented.test.ts;
 * `sh package` and `ts` in tests/engine/importing/; `yaml project` is in examples/yaml, which tests/engine/languages/ runs; `text` is what somebody sees; `sh development` runs the tests themselves,
 * `sh example` does by hand what tests/engine/importing/ and tests/examples/ do with each example, and `sh account` needs an account.
 */
const known = [
    ...["sh", "sh account", "sh rehearsal", "sh package", "sh development", "sh example"],
    ...["yaml", "yaml project", "csv", "json", "ts", "mermaid", "text"],
];

const connectSsoNames = commands.flatMap((define) => {
    const program = new Command();
    define(program, () => undefined);
    return program.commands.map((command) => command.name());
});

describe("Blocks of code in the documents", () => {
    const temporary = temporaryFolder();

    it("each have a mark that says how they are tried", () => {
        const unmarked = blocks.filter(({ marks }) => !known.includes(marks.join(" "))).map(title);
        expect(unmarked).to.deep.equal([]);
    });

    it("need an account where they call the clouds, and only there", () => {
        const calls = /(^|[\s|;(])(pulumi|az|aws) /m;
        const wrong = blocks.filter(
            ({ marks, text }) => marks[0] === "sh" && marks[1] !== "account" && calls.test(text.replace(/-- az /g, "")),
        );
        expect(wrong.map(title)).to.deep.equal([]);
    });

    for (const block of marked("yaml")) {
        it(`are a stack file that the program accepts: ${title(block)}, in ${block.document}`, async () => {
            const config = completed(readYaml(temporary.write("Pulumi.prod.yaml", block.text)));
            const { failures } = await deploy(() => ({ read: readConfiguration() }), { config });
            expect(failures).to.deep.equal([]);
        });
    }

    for (const block of marked("csv")) {
        it(`are a file of users that the program accepts: ${block.document}`, async () => {
            const usersFile = temporary.write("agents.csv", block.text);
            const config = completed({ config: { "connect-entra-sso:usersFile": usersFile } });
            const { failures } = await deploy(() => ({ read: readConfiguration() }), { config });
            expect(failures).to.deep.equal([]);
        });
    }

    for (const block of marked("json")) {
        it(`are JSON: ${block.document}`, () => {
            expect(() => JSON.parse(block.text)).not.to.throw();
        });
    }

    for (const block of marked("sh", "development")) {
        it(`call scripts and files that exist: ${title(block)}`, () => {
            const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
            const [called, files] = [/npm (?:run (?:-s )?)?([\w:]+)/g, /\btests\/\S+/g].map((pattern) => [
                ...block.text.matchAll(pattern),
            ]);
            expect(
                (called ?? []).map(([, name = ""]) => name).filter((name) => scripts[name] === undefined),
            ).to.deep.equal([]);
            expect((files ?? []).map(([file]) => file).filter((file) => !existsSync(join(root, file)))).to.deep.equal(
                [],
            );
        });
    }

    for (const block of marked("sh", "example")) {
        it(`install this version of the package, and call what it or the example has: ${title(block)}, in ${block.document}`, () => {
            const ownOf = (folder: string) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
            const folder = /^cd (\S+)$/m.exec(block.text)?.[1] ?? dirname(block.document);
            const callable = [
                "npm pack",
                `cd ${folder}`,
                `npm install ../../connect-entra-sso-${ownOf("").version}.tgz`,
                ...Object.keys(existsSync(join(root, folder, "package.json")) ? (ownOf(folder).scripts ?? {}) : {}).map(
                    (script) => `npm run ${script}`,
                ),
                ...connectSsoNames.map((name) => `npx connect-sso ${name}`),
            ];
            const lines = block.text.split("\n");
            expect(lines).to.include(callable[2]);
            expect(lines.filter((line) => !callable.includes(line.replace(/ --.*/, "")))).to.deep.equal([]);
        });
    }

    it("draw with what every reader of Mermaid knows: nodes, arrows with a text, subgraphs", () => {
        expect(marked("mermaid").flatMap(({ text }) => strangeLines(text))).to.deep.equal([]);
    });
});

describe("Commands in the documents that need neither an account nor the engine", () => {
    const temporary = temporaryFolder();

    for (const block of marked("sh")) {
        it(`run: ${title(block)}`, () => {
            const folder = temporary.path();
            copyFileSync(join(root, "tests/tools/deployment/fixtures/stackExport.json"), join(folder, "prod.json"));
            copyFileSync(join(root, "tools/rehearsal/directory.json"), join(folder, "people.json"));
            copyFileSync(
                join(root, "tests/tools/signin/explain/har/fixtures/twoAttempts.har"),
                join(folder, "sign-in.har"),
            );
            cpSync(join(root, "tests/tools/adopt/fixtures/made2020"), join(folder, "made-by-hand"), {
                recursive: true,
            });
            const { exports, previews } = rehearsed();
            temporary.write("before.json", JSON.stringify(exports.export1));
            temporary.write("preview.json", JSON.stringify(previews.add));
            for (const name of ["mapping.yaml", "agents.csv", "Agents.json", "Supervisors.json"]) {
                copyFileSync(join(root, "tests/tools/cli/users/fixtures", name), join(folder, name));
            }
            const ofPreflight = join(root, "tests/tools/cli/preflight/fixtures");
            // A stack file among them would be in the way of commands that write one.
            for (const name of block.text.includes("preflight") ? readdirSync(ofPreflight) : []) {
                copyFileSync(join(ofPreflight, name), join(folder, name));
            }
            temporary.write(
                "error.txt",
                "AADSTS50034: The user account {EmailHidden} does not exist in the directory.",
            );
            // Commands are typed in the checkout, here beside the files they name; pbpaste is macOS's clipboard.
            const shell = `set -e\nnpm() { command npm --prefix '${root}' "$@"; }\npbpaste() { cat error.txt; }\n${block.text}`;
            const run = spawnSync("/bin/sh", ["-c", shell], { cwd: folder, encoding: "utf8" });
            expect([run.status, run.stderr]).to.deep.equal([0, ""]);
            expect(run.stdout).not.to.equal("");
        }).timeout(60_000);
    }
});

describe("The README", () => {
    it("has at most 700 words", () => {
        expect(textOf("README.md").split(/\s+/).filter(Boolean).length).to.be.at.most(700);
    });
});

/** The configuration in a block, and what it leaves out, of a stack that works. */
function completed(stackFile: unknown): Record<string, unknown> {
    const { config } = stackFile as { config: Record<string, unknown> };
    const admin = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
    const users = { "admin@contoso.example": admin, ...(config["connect-entra-sso:users"] as object | undefined) };
    const isExisting = config["connect-entra-sso:existingInstanceId"] !== undefined;
    return {
        ...(isExisting ? {} : { "connect-entra-sso:instanceAlias": "contoso" }),
        ...config,
        "connect-entra-sso:users": users,
    };
}
