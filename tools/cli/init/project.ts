/** A small program that imports the components, as files of a project of its own. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { WorkflowFile } from "./workflows";

/** What the files of a project say. */
export interface Project {
    /** Name of the Pulumi project. */
    name: string;
    instanceAlias: string;
    region: string;
    /** What package.json says about this package: a version, or where its file is. */
    source: string;
}

interface Manifest {
    peerDependencies: Record<string, string>;
    devDependencies: Record<string, string>;
}

const ownManifest = () => require("connect-entra-sso/package.json") as Manifest;

/** The program and its test are those of an example, which the tests of this project run. */
const example = join(__dirname, "..", "..", "..", "examples", "unitTests");

/** All files, from the project's folder. */
export function projectFiles(project: Project): WorkflowFile[] {
    const { name, instanceAlias, region } = project;
    const ofExample = ["index.ts", "contactCentre.ts", "contactCentre.spec.ts"].map((path) => ({
        path,
        text: readFileSync(join(example, path), "utf8").replaceAll("unit-tests", name),
    }));
    return [
        { path: "Pulumi.yaml", text: pulumiYaml(name) },
        {
            path: "Pulumi.dev.yaml",
            text: readFileSync(join(example, "Pulumi.dev.yaml"), "utf8")
                .replaceAll("unit-tests:", `${name}:`)
                .replace("contoso-support", instanceAlias)
                .replace("eu-central-1", region),
        },
        ...ofExample,
        { path: "package.json", text: `${JSON.stringify(manifestOf(project), undefined, 4)}\n` },
        { path: "tsconfig.json", text: `${JSON.stringify({ compilerOptions, include: ["**/*.ts"] }, undefined, 4)}\n` },
        { path: ".gitignore", text: ignored.map((line) => `${line}\n`).join("") },
    ];
}

/** Files that people often have before: these stay as they are, and a command completes them. */
export const mayExist: Readonly<Record<string, (project: Project) => string[]>> = {
    "package.json": (project) => {
        const { main, scripts, dependencies, devDependencies } = manifestOf(project);
        const { "connect-entra-sso": _, ...others } = dependencies;
        const words = (packages: Record<string, string>) =>
            Object.entries(packages)
                .map(([name, range]) => `"${name}@${range}"`)
                .join(" ");
        const set = Object.entries(scripts).map(([name, script]) => `"scripts.${name}=${script}"`);
        return [
            `npm pkg set main=${main} ${set.join(" ")}`,
            `npm install ${words(others)}`,
            `npm install --save-dev ${words(devDependencies)}`,
        ];
    },
    ".gitignore": () => [`printf '%s\\n' ${ignored.join(" ")} >> .gitignore`],
};

/** `.rehearsal/` has the state of rehearsals. */
const ignored = ["node_modules/", ".rehearsal/"];

const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    types: ["node", "mocha"],
    ...{ strict: true, noEmit: true, skipLibCheck: true, forceConsistentCasingInFileNames: true },
};

function pulumiYaml(name: string): string {
    return [
        `name: ${JSON.stringify(name)}`,
        "description: Single sign-on from Microsoft Entra ID into Amazon Connect",
        "runtime:",
        "    name: nodejs",
        "    options:",
        "        # tsx runs TypeScript as it is; `npm run typecheck` checks the types.",
        "        typescript: false",
        '        nodeargs: "--import tsx"',
        "main: index.ts",
        "",
    ].join("\n");
}

function manifestOf({ name, source }: Project) {
    const { peerDependencies, devDependencies } = ownManifest();
    const ranges = (names: string[], from: Record<string, string>, prefix = "") =>
        Object.fromEntries(names.map((it) => [it, `${prefix}${from[it]}`]));
    return {
        name: name.toLowerCase(),
        private: true,
        main: "index.ts",
        scripts: { test: "mocha --timeout 10000 --node-option import=tsx *.spec.ts", typecheck: "tsc --noEmit -p ." },
        dependencies: {
            ...ranges(["@pulumi/aws", "@pulumi/azuread", "@pulumi/pulumi"], peerDependencies),
            "connect-entra-sso": source,
        },
        devDependencies: ranges(["@types/mocha", "@types/node", "mocha", "tsx", "typescript"], devDependencies, "^"),
    };
}
