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
const github = ["preview", "deploy", "drift"].map((name) => `.github/workflows/connect-sso-${name}.yml`);
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
            "a folder without a program",
            [...tools, "--project", "elsewhere"],
            "error: --project FOLDER/elsewhere: there is no Pulumi.yaml; give the folder of your Pulumi program",
        ],
        [
            "a program below the root on GitLab",
            [...tools, "--project", "infra", "--provider", "gitlab"],
            "error: --provider gitlab: Pulumi.yaml must be in the root of the repository, got infra; move it, or change the written file yourself",
        ],
        [
            "a folder whose name a shell would read",
            [...tools, "--project", "in $(fra)"],
            'error: --project FOLDER/in $(fra): the path within the repository may have letters, digits, hyphens, underscores and periods, got "in $(fra)"',
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
