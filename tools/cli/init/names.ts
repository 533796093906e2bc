/** What the written project is called, and where it finds the package. */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { regionProblem } from "../../../rules/awsSignIn";
import { instanceAliasProblem } from "../../../rules/connect";
import { quote } from "../../../rules/text";
import { UsageError } from "../errors";
import { projectFolder } from "../settings";
import type { Project } from "./project";

/** What a command line says of it. */
export interface NamesTyped {
    name?: string;
    alias?: string;
    region: string;
}

/** The project for a folder; refuses, all at once, what Pulumi, npm or AWS would refuse. */
export function nameProject(folder: string, { name, alias, region }: NamesTyped): Project {
    const chosen = name ?? basename(folder);
    const instanceAlias = alias ?? aliasOf(chosen);
    const problems = [
        [name === undefined ? `--name (from the folder ${quote(chosen)})` : "--name", projectNameProblem(chosen)],
        [
            alias === undefined ? "--alias (from the name)" : "--alias",
            // One that follows from a bad name says nothing new.
            alias === undefined && projectNameProblem(chosen) !== undefined
                ? undefined
                : instanceAliasProblem(instanceAlias),
        ],
        ["--region", regionProblem(region)],
    ].flatMap(([option, problem]) => (problem === undefined ? [] : [`${option} ${problem}`]));
    if (problems.length > 0) {
        throw new UsageError(`${problems.join("\n       ")}\nNothing was written.`);
    }
    return { name: chosen, instanceAlias, region, source: sourceFor(folder) };
}

/** Pulumi: letters, digits, hyphens, underscores, periods. npm and the configuration of the providers narrow it. */
function projectNameProblem(name: string): string | undefined {
    if (!/^[A-Za-z][A-Za-z0-9._-]{0,99}$/.test(name)) {
        const plain = name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z]+|-+$/g, "");
        const cure = plain === "" || plain.length > 100 ? "" : `; write --name ${plain}`;
        return `must be a letter and then at most 99 letters, digits, hyphens, underscores or periods, got ${quote(name)}${cure}`;
    }
    return ["aws", "azuread", "pulumi", "connect-entra-sso", "node_modules"].includes(name.toLowerCase())
        ? `must not be the name of a package that the program uses, got ${quote(name)}; write for example --name contact-centre`
        : undefined;
}

function aliasOf(name: string): string {
    return name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .slice(0, 45)
        .replace(/^-+|-+$/g, "");
}

/** What the nearest package.json that has this package says about it, as seen from the folder; else this version. */
function sourceFor(folder: string): string {
    const { version } = require("connect-entra-sso/package.json") as { version: string };
    for (let at = projectFolder(); ; at = dirname(at)) {
        const source = dependencyIn(join(at, "package.json"));
        if (source !== undefined) {
            const [, file] = /^file:(.*)$/.exec(source) ?? [];
            const moved = file === undefined || isAbsolute(file) ? undefined : relative(folder, join(at, file));
            return moved === undefined ? source : `file:${moved.split("\\").join("/")}`;
        }
        if (dirname(at) === at) {
            return `^${version}`;
        }
    }
}

function dependencyIn(manifest: string): string | undefined {
    if (!existsSync(manifest)) {
        return undefined;
    }
    try {
        const { dependencies, devDependencies } = JSON.parse(readFileSync(manifest, "utf8")) as Record<
            "dependencies" | "devDependencies",
            Record<string, string> | undefined
        >;
        return dependencies?.["connect-entra-sso"] ?? devDependencies?.["connect-entra-sso"];
    } catch {
        return undefined;
    }
}
