import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import * as yaml from "js-yaml";
import { connectSso } from "../../../tools/cli/connectSso";
import { recorded } from "../../helpers/command";
import { temporaryFolder } from "../../helpers/folder";

const commit = "0123456789abcdef0123456789abcdef01234567";
const tools = ["--tools", `contoso/connect-entra-sso@${commit}`];
const temporary = temporaryFolder();

beforeEach(() => {
    mkdirSync(temporary.path(".git"));
    temporary.write("Pulumi.yaml", "name: phones\nruntime: nodejs\n");
    temporary.write("infra/Pulumi.yaml", "name: phones\nruntime: nodejs\n");
});

async function init(...options: string[]): Promise<{ code: number; said: string }> {
    const run = () => connectSso(["init", "--workflow", ...options]);
    const { code, stdout, stderr } = await recorded(run, { INIT_CWD: temporary.path() });
    return { code, said: `${stdout}${stderr}`.replaceAll(temporary.path(), "FOLDER") };
}
const read = (path: string) => readFileSync(temporary.path(path), "utf8");
const github = ["preview", "deploy", "drift", "users"].map((name) => `.github/workflows/connect-sso-${name}.yml`);
const next = "Next: make the identities and environments that docs/pipelines.md describes, then commit the files.\n";

describe("connect-sso init --workflow", () => {
    it("writes workflows whose jobs fetch the commands at one commit, and work in the program's folder", async () => {
        expect(await init(...tools, "--project", "infra")).to.deep.equal({
            code: 0,
            said: `${github.map((path) => `wrote ${path}\n`).join("")}${next}`,
        });
        for (const text of github.map(read)) {
            expect(text).to.match(/\npermissions: \{\}\n\ndefaults:\n {4}run:\n {8}working-directory: infra\n/);
            expect(text).not.to.match(/node tools\/|rehearse/);
            const checkouts = [...text.matchAll(/uses: actions\/checkout@/g)].length;
            const ofTools = `repository: contoso/connect-entra-sso\n                  ref: ${commit}\n                  path: .connect-sso\n`;
            expect(text.split(ofTools).length - 1).to.equal(checkouts / 2);
        }
        const packs = github.map((path) => read(path).match(/(?<=--policy-pack )\S+/g) ?? []);
        const ofCheckout = '"$GITHUB_WORKSPACE/.connect-sso/policy"';
        expect(packs).to.deep.equal([[ofCheckout], [ofCheckout, ofCheckout], [], []]);
    });

    it("changes no folder where the program is in the root", async () => {
        await init(...tools);
        expect(github.map(read).filter((text) => text.includes("working-directory"))).to.deep.equal([]);
    });

    it("overwrites only when it is told to, and writes all or nothing", async () => {
        temporary.write(github[1] ?? "", "mine");
        expect(await init(...tools)).to.deep.equal({
            code: 2,
            said: `error: "${github[1]}" exist in FOLDER; nothing was written. To overwrite them add --force\n`,
        });
        expect(readdirSync(temporary.path(".github/workflows"))).to.deep.equal(["connect-sso-deploy.yml"]);
        expect((await init(...tools, "--force")).code).to.equal(0);
        expect(read(github[1] ?? "")).to.match(/^# Deploys what was merged/);
    });

    const others: [provider: string, files: string[]][] = [
        ["gitlab", [".gitlab-ci.yml"]],
        ["azure", ["azure-pipelines.yml", "azure-step.sh"]],
    ];
    for (const [provider, files] of others) {
        it(`writes YAML for ${provider} that fetches the commands first`, async () => {
            expect(await init(...tools, "--provider", provider)).to.deep.equal({
                code: 0,
                said: `${files.map((path) => `wrote ${path}\n`).join("")}${next}`,
            });
            expect(() => yaml.load(read(files[0] ?? ""), { schema: yaml.CORE_SCHEMA })).not.to.throw();
            const text = files.map(read).join("");
            expect(text).not.to.match(/node tools\/|examples\//);
            expect(new Set(text.match(/(?<=--policy-pack )\S+/g))).to.deep.equal(new Set([".connect-sso/policy"]));
            expect(text.split("npm ci --ignore-scripts").length).to.equal(
                text.split(`connect-entra-sso ${commit} && `).length,
            );
        });
    }

    const refused: [title: string, options: string[], message: string][] = [
        [
            "a branch in place of a commit",
            ["--tools", "contoso/connect-entra-sso@main"],
            "error: option '--tools <repository@commit>' argument 'contoso/connect-entra-sso@main' is invalid. It must be a repository on GitHub and a whole commit, such as contoso/connect-entra-sso@ and 40 digits.",
        ],
        [
            "pipelines without a commit of the commands",
            [],
            "error: --workflow needs --tools: a repository on GitHub and a whole commit, such as contoso/connect-entra-sso@ and 40 digits",
        ],
        [
            "a program below the root on GitLab",
            [...tools, "--project", "infra", "--provider", "gitlab"],
            "error: --provider gitlab: Pulumi.yaml must be in the root of the repository, got infra; move it, or change the written file yourself",
        ],
        [
            "a folder whose name a shell would read",
            [...tools, "--project", "in $(fra)"],
            'error: --project in $(fra): the path within the repository may have letters, digits, hyphens, underscores and periods, got "in $(fra)"',
        ],
    ];
    for (const [title, options, message] of refused) {
        it(`refuses ${title}`, async () => {
            mkdirSync(temporary.path("in $(fra)"));
            writeFileSync(temporary.path("in $(fra)", "Pulumi.yaml"), "name: phones\n");
            const { code, said } = await init(...options);
            expect([code, said.split("\n")[0]]).to.deep.equal([2, message]);
        });
    }
});

describe("connect-sso init", () => {
    const run = async (...options: string[]) => {
        const { code, stdout, stderr } = await recorded(() => connectSso(["init", ...options]), {
            INIT_CWD: temporary.path(),
        });
        return { code, said: `${stdout}${stderr}`.replaceAll(temporary.path(), "FOLDER") };
    };
    const files = [
        ...["Pulumi.yaml", "Pulumi.dev.yaml", "index.ts", "contactCentre.ts", "contactCentre.spec.ts"],
        ...["package.json", "tsconfig.json", ".gitignore"],
    ];
    const next = (...commands: string[]) =>
        [
            "Next:",
            ...[...commands, "npm test", "npx connect-sso rehearse", "npx connect-sso sign-in"].map(
                (it) => `    ${it}`,
            ),
            "No registry has connect-entra-sso yet: before the others, run `npm install FILE` with the file that `npm pack` wrote.",
            "The last two need no account. Before you deploy, write your own people and alias into Pulumi.dev.yaml: an alias is permanent.",
            "",
        ].join("\n");

    it("writes a whole project into a new folder, and says what to do next", async () => {
        expect(await run("--project", "phones", "--alias", "contoso-phones", "--region", "us-west-2")).to.deep.equal({
            code: 0,
            said: `${files.map((path) => `wrote ${path}\n`).join("")}${next("cd phones", "npm install")}`,
        });
        expect(readdirSync(temporary.path("phones")).sort()).to.deep.equal([...files].sort());
        expect(yaml.load(read("phones/Pulumi.yaml"), { schema: yaml.CORE_SCHEMA })).to.include({
            name: "phones",
            main: "index.ts",
        });
        const { config } = yaml.load(read("phones/Pulumi.dev.yaml"), { schema: yaml.CORE_SCHEMA }) as {
            config: object;
        };
        expect(config).to.include({ "aws:region": "us-west-2", "phones:instanceAlias": "contoso-phones" });
        expect(config).to.have.property("phones:users");
        const manifest = JSON.parse(read("phones/package.json")) as Record<string, Record<string, string>>;
        expect(manifest).to.include({ name: "phones", private: true, main: "index.ts" });
        expect(Object.keys(manifest.dependencies ?? {})).to.deep.equal([
            ...["@pulumi/aws", "@pulumi/azuread", "@pulumi/pulumi", "connect-entra-sso"],
        ]);
        expect(files.filter((path) => read(`phones/${path}`).includes("unit-tests"))).to.deep.equal([]);
    });

    it("keeps the package.json and .gitignore that are there, and names the commands that complete them", async () => {
        temporary.write("phones/package.json", '{"dependencies":{"connect-entra-sso":"file:../sso.tgz"}}');
        temporary.write("phones/.gitignore", "secret\n");
        const { code, said } = await run("--project", "phones");
        expect(code).to.equal(0);
        const lines = said.split("\n").slice(6, 13);
        expect(lines.map((line) => line.replace(/\^[\d.]+/g, "^N"))).to.deep.equal([
            "kept package.json and .gitignore, which the first commands complete",
            "Next:",
            "    cd phones",
            '    npm pkg set main=index.ts "scripts.test=mocha --timeout 10000 --node-option import=tsx *.spec.ts" "scripts.typecheck=tsc --noEmit -p ."',
            '    npm install "@pulumi/aws@^N" "@pulumi/azuread@^N" "@pulumi/pulumi@^N"',
            '    npm install --save-dev "@types/mocha@^N" "@types/node@^N" "mocha@^N" "tsx@^N" "typescript@^N"',
            "    printf '%s\\n' node_modules/ .rehearsal/ >> .gitignore",
        ]);
        expect([read("phones/package.json"), read("phones/.gitignore")]).to.deep.equal([
            '{"dependencies":{"connect-entra-sso":"file:../sso.tgz"}}',
            "secret\n",
        ]);
    });

    it("takes the package from where the project around it does", async () => {
        temporary.write("package.json", '{"devDependencies":{"connect-entra-sso":"file:../sso.tgz"}}');
        const { said } = await run("--project", "apps/phones");
        const { dependencies } = JSON.parse(read("apps/phones/package.json"));
        expect(dependencies["connect-entra-sso"]).to.equal("file:../../../sso.tgz");
        expect(said).not.to.include("No registry");
    });

    it("writes pipelines beside the project", async () => {
        const { code, said } = await run("--project", "phones", "--workflow", ...tools);
        expect(code).to.equal(0);
        expect(said).to.include(github.map((path) => `wrote ${path}\n`).join(""));
        expect(read(github[0] ?? "")).to.include("working-directory: phones");
    });

    it("leaves nothing behind where a file can't be written", async () => {
        // A file stands where a folder must be.
        temporary.write(".github", "");
        const { code, said } = await run("--project", "phones", "--workflow", ...tools);
        expect(code).to.equal(2);
        expect(said).to.match(/^error: .*connect-sso-preview.yml can't be written: .*\. Nothing was written\.\n$/);
        expect(readdirSync(temporary.path("phones"))).to.deep.equal([]);
    });

    const nameRule = "must be a letter and then at most 99 letters, digits, hyphens, underscores or periods";
    const aliasRule = "must be 2 to 45 letters a-z or A-Z, digits or hyphens, and must not begin or end with a hyphen";
    const nothing = "\nNothing was written.";
    const inWords: [options: string[], said: string][] = [
        [
            [],
            "--project .: there is a Pulumi.yaml already; nothing was written. Choose another folder, or add --workflow to write pipelines for this program",
        ],
        [
            ["--project", "my phones"],
            `--name (from the folder "my phones") ${nameRule}, got "my phones"; write --name my-phones${nothing}`,
        ],
        [["--project", "x", "--name", "7up"], `--name ${nameRule}, got "7up"; write --name up${nothing}`],
        [
            ["--project", "x", "--name", "aws"],
            `--name must not be the name of a package that the program uses, got "aws"; write for example --name contact-centre${nothing}`,
        ],
        [["--project", "x", "--name", ""], `--name ${nameRule}, got ""${nothing}`],
        [["--project", "x"], `--alias (from the name) ${aliasRule}, got "x" (1 character)${nothing}`],
        [
            ["--project", "xx", "--alias=-a", "--region", "Frankfurt"],
            [
                `--alias ${aliasRule}, got "-a"`,
                `       --region must be a name such as "eu-central-1", got "Frankfurt"${nothing}`,
            ].join("\n"),
        ],
        [["--project", "Pulumi.yaml"], "--project Pulumi.yaml: it is a file; give a folder"],
        [
            ["--project", "full"],
            '"index.ts" and "tsconfig.json" exist in FOLDER/full; nothing was written. Choose another folder: --project FOLDER',
        ],
        [
            ["--project", "phones", "--workflow"],
            "--workflow needs --tools: a repository on GitHub and a whole commit, such as contoso/connect-entra-sso@ and 40 digits",
        ],
    ];
    for (const [options, said] of inWords) {
        it(`refuses ${JSON.stringify(options)} in words, and writes nothing`, async () => {
            temporary.write("full/index.ts", "mine");
            temporary.write("full/tsconfig.json", "{}");
            const before = readdirSync(temporary.path(), { recursive: true }).sort();
            expect(await run(...options)).to.deep.equal({ code: 2, said: `error: ${said}\n` });
            expect(readdirSync(temporary.path(), { recursive: true }).sort()).to.deep.equal(before);
        });
    }
});

describe("The pipelines for GitLab and Azure DevOps", () => {
    const folder = join(__dirname, "..", "..", "..", "examples", "pipelines");
    const load = (name: string) =>
        yaml.load(readFileSync(join(folder, name), "utf8"), { schema: yaml.CORE_SCHEMA }) as Record<string, unknown>;

    it("are YAML with a job for previews, for deployment and for drift", () => {
        const gitlab = Object.keys(load("gitlab-ci.yml")).filter(
            (key) => !["stages", "default", ".stack"].includes(key),
        );
        const azure = (load("azure-pipelines.yml").stages as { stage: string }[]).map(({ stage }) => stage);
        expect([gitlab, azure]).to.deep.equal([
            ["preview", "plan", "deploy", "drift"],
            ["review", "deploy", "drift"],
        ]);
    });
});
