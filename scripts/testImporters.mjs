/**
 * Projects of importers as npm installs them: the program of docs/importing.md in each form, with the oldest and the newest peers, on each
 * major version of Node.js. Each is type-checked, previewed, deployed to the emulated clouds, has nothing to change, and its people sign
 * in. It needs the network. `npm run test:nodes -- importers` runs only this.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const { peerDependencies, devDependencies } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
const example = /```ts\n(import \{ ConnectSso \}[\s\S]*?)```/.exec(
    readFileSync(join(project, "docs", "importing.md"), "utf8"),
)?.[1];
const strict = { strict: true, skipLibCheck: false, noEmit: true, types: ["node"] };

/** Forms of a program: its main file, what else package.json says, and how its types are checked. */
const forms = {
    "CommonJS TypeScript": {
        main: "index.ts",
        // As the template of `pulumi new typescript`, whose module resolution TypeScript 6 calls node10.
        compilerOptions: {
            ...strict,
            target: "es2020",
            module: "commonjs",
            moduleResolution: "node10",
            ignoreDeprecations: "6.0",
        },
    },
    "ESM TypeScript": {
        main: "index.ts",
        type: "module",
        compilerOptions: { ...strict, target: "es2022", module: "nodenext" },
    },
    JavaScript: { main: "index.js" },
};

/** Versions of the peers: the first that package.json accepts, and the last that the Node.js can run, which npm chooses. */
const newest = Object.fromEntries(
    ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/azuread"].map((name) => [name, peerDependencies[name]]),
);
const oldest = Object.fromEntries(Object.entries(newest).map(([name, range]) => [name, range.replace(/^\^/, "")]));

/** Runs all of it; `nodes` are the folders of each major version's `node`. Returns what failed. */
export function testImporters(folder, nodes) {
    run("npm", ["pack", "--pack-destination", folder], project);
    const archive = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
    const installed = new Map();
    const failed = [];
    for (const [major, bin] of Object.entries(nodes)) {
        const env = { ...process.env, NO_COLOR: "1", PATH: `${bin}${delimiter}${process.env.PATH}` };
        for (const [peers, versions] of Object.entries({ oldest, newest })) {
            const key = peers === "oldest" ? peers : `${peers} ${major}`;
            const isNew = !installed.has(key);
            const root = installed.get(key) ?? join(folder, `peers-${installed.size}`);
            installed.set(key, root);
            if (isNew) {
                install(root, versions, archive, env);
            }
            for (const [form, { compilerOptions, main, ...manifest }] of Object.entries(forms)) {
                const title = `Node.js ${major}, ${peers} peers, ${form}`;
                const begin = Date.now();
                const where = writeProgram(root, form, { compilerOptions, main, ...manifest });
                const problem =
                    (isNew && compilerOptions ? ended("tsc", ["-p", "."], where, env, root) : undefined) ??
                    ended("connect-sso", ["rehearse", "reset"], where, env, root) ??
                    ended(
                        "connect-sso",
                        ["rehearse"],
                        where,
                        env,
                        root,
                        "Deployed. A second run has nothing to change.",
                    ) ??
                    ended("connect-sso", ["sign-in"], where, env, root, "2 of 2 can sign in.");
                console.log(
                    `${problem === undefined ? "✔" : "✘"} ${title} (${Math.round((Date.now() - begin) / 1000)} s)${problem ?? ""}`,
                );
                if (problem !== undefined) {
                    failed.push(title);
                }
            }
        }
    }
    return failed;
}

function install(root, versions, archive, env) {
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, "package.json"), JSON.stringify({ name: "importers", private: true }));
    const tools = ["tsx", "typescript", "@types/node"].map((name) => `${name}@${devDependencies[name]}`);
    const peers = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
    run("npm", ["install", "--no-audit", "--no-fund", ...peers, ...tools, archive], root, env);
    console.log(
        `installed ${run("npm", ["ls", "--depth", "0", "--parseable", "--long", ...Object.keys(versions)], root)
            .match(/@pulumi\/\w+@[\d.]+/g)
            ?.join(", ")}`,
    );
}

/** A program in a folder below, which finds the libraries in the one above. */
function writeProgram(root, form, { compilerOptions, main, ...manifest }) {
    const folder = join(root, form.toLowerCase().replaceAll(" ", "-"));
    mkdirSync(folder, { recursive: true });
    const write = (file, text) => writeFileSync(join(folder, file), text);
    write(
        "Pulumi.yaml",
        `name: importer\nruntime: {name: nodejs, options: {typescript: false, nodeargs: "--import tsx"}}\n`,
    );
    write("Pulumi.dev.yaml", "config: {aws:region: eu-central-1}\n");
    write("package.json", JSON.stringify({ name: "importer", private: true, main, ...manifest }));
    const asJavaScript = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
    write(main, compilerOptions ? example : ts.transpileModule(example, { compilerOptions: asJavaScript }).outputText);
    if (compilerOptions !== undefined) {
        write("tsconfig.json", JSON.stringify({ compilerOptions, files: [main] }));
    }
    return folder;
}

/** What is wrong with how a command ended; undefined if nothing is. */
function ended(command, args, cwd, env, root, sentence = "") {
    const script = { tsc: "typescript/bin/tsc", "connect-sso": "connect-entra-sso/dist/tools/cli/connect-sso.js" }[
        command
    ];
    const { status, stdout, stderr } = spawnSync("node", [join(root, "node_modules", script), ...args], {
        cwd,
        env,
        encoding: "utf8",
    });
    const output = `${stdout}${stderr}`;
    return status === 0 && output.includes(sentence)
        ? undefined
        : `\n${command} ${args.join(" ")} ends with ${status}:\n${output}`;
}

function run(command, args, cwd, env = process.env) {
    const { status, stdout, stderr } = spawnSync(command, args, {
        cwd,
        env,
        encoding: "utf8",
        shell: process.platform === "win32",
    });
    if (status !== 0) {
        throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
    }
    return stdout;
}
