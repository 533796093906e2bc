import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "chai";
import { commandOfPackage, type Importer, makeImporter } from "../../helpers/importer";

const packages = /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/g;
/** What only the commands need. */
const commandsOnly = [
    "commander",
    "csv-parse",
    "html-entities",
    "htmlparser2",
    "jmespath",
    "xmldsigjs",
    "@peculiar/x509",
];

describe("The package's commands, in a project of its own", () => {
    let importer: Importer;
    before(async function () {
        this.timeout(180_000);
        importer = await makeImporter(undefined, {
            "Pulumi.yaml": "name: contoso\nruntime: nodejs\n",
            "Pulumi.dev.yaml": "config: {}\n",
            "package.json": '{"name": "contoso", "private": true}',
        });
        mkdirSync(join(importer.folder, "below"));
    });
    after(() => importer.remove());

    const node = (args: string[], { input = "", cwd = importer.folder } = {}) => {
        const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, input, encoding: "utf8" });
        return { status, stdout, stderr };
    };
    const connectSso = (args: string[], options = {}) =>
        node([join(importer.folder, "node_modules", commandOfPackage), ...args], options);

    it("explain an error", () => {
        const { status, stdout, stderr } = connectSso(["explain"], { input: "AADSTS50105: not assigned to a role" });
        expect([status, stderr]).to.deep.equal([0, ""]);
        expect(stdout).to.include("docs/sign-in-errors.md#notassigned-aadsts50105");
    });

    it("name npx, and find the project from a folder below", () => {
        const cwd = join(importer.folder, "below");
        expect(connectSso(["sign-in"], { cwd }).stderr).to.include("`npx connect-sso rehearse` brings it up");
        expect(connectSso(["rehearse", "--stack", "none"], { cwd })).to.deep.equal({
            status: 2,
            stdout: "",
            stderr: `error: --stack none: there is no file Pulumi.none.yaml in ${importer.folder}; the folder has Pulumi.dev.yaml\n`,
        });
    });

    it("say where those are that change the files of another program", () => {
        expect(connectSso(["users", "sync", "--mapping", "mapping.yaml"])).to.deep.equal({
            status: 2,
            stdout: "",
            stderr:
                "error: `users` is not in the package, because it is for the program that connect-entra-sso itself is: run it in a " +
                "checkout of that repository, with `npm run -s connect-sso -- users`\n(`npx connect-sso --help` lists the commands)\n",
        });
    });

    it("have everything of a rehearsal", () => {
        const { status, stdout } = connectSso(["rehearse", "--help"]);
        expect(status).to.equal(0);
        expect(stdout)
            .to.match(/^Usage: npx connect-sso rehearse /)
            .and.to.include("--lenient");
    });

    it("are not loaded by a program that imports the components", () => {
        const list =
            'require("connect-entra-sso"); console.log(JSON.stringify(Object.keys(require("node:module")._cache)))';
        const files = JSON.parse(node(["-e", list]).stdout) as string[];
        const dist = join(importer.folder, "node_modules", "connect-entra-sso", "dist");
        expect(files.filter((file) => file.startsWith(dist)).map((file) => relative(dist, file))).to.deep.equal([
            join("components", "index.js"),
            "library.js",
        ]);
        const loaded = files.map((file) => [...file.matchAll(packages)].at(-1)?.[1]);
        expect(loaded.filter((name) => commandsOnly.includes(name ?? ""))).to.deep.equal([]);
    });
});
