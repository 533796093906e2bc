/** Packages of providers that a project of Node.js depends on. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

export interface ProviderPackage {
    /** Of the provider: `random`. */
    name: string;
    version: string;
}

/** What is installed of them. A package says of itself that it is a provider's SDK. */
export function providerPackages(project: string): ProviderPackage[] {
    const file = join(project, "package.json");
    const { dependencies = {}, devDependencies = {} } = (readPackage(() => file) ?? {}) as Manifest;
    return Object.keys({ ...dependencies, ...devDependencies }).flatMap((dependency) => {
        const { version, pulumi } = readPackage(() => createRequire(file).resolve(`${dependency}/package.json`)) ?? {};
        const name = pulumi?.resource === true ? pulumi.name : undefined;
        return name === undefined || version === undefined ? [] : [{ name, version }];
    });
}

interface Manifest {
    version?: string;
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
    pulumi?: { resource?: boolean; name?: string };
}

function readPackage(find: () => string): Manifest | undefined {
    try {
        return JSON.parse(readFileSync(find(), "utf8")) as Manifest;
    } catch {
        return undefined;
    }
}
