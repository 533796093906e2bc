import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

interface Locked {
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
}

describe("package-lock.json", () => {
    it("has an entry for every package that `npm ci` looks for, those of other platforms included", () => {
        const file = join(__dirname, "..", "..", "..", "package-lock.json");
        const { packages } = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, Locked> };
        const names = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf("node_modules/") + 13)));
        const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
            Object.keys({ ...dependencies, ...optionalDependencies })
                .filter((name) => !names.has(name))
                .map((name) => `${name}, wanted by ${path}`),
        );
        expect(missing).to.deep.equal([]);
    });
});
