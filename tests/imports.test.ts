import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { expect } from "chai";
import * as ts from "typescript";

/** A room, the rooms it may import from beside itself, and the packages it may load. */
interface Room {
    imports: string[];
    packages: RegExp;
}

const anything = /./;
/** What a real deployment installs; whatever it loads must be among these. */
const deployed = /^(@pulumi\/(pulumi|aws|azuread)(\/|$)|@xmldom\/xmldom$|@azure\/identity$|node:(crypto|fs|path)$)/;
const everything = [
    ...[
        "index.ts",
        "config.ts",
        "configKeys.ts",
        "usersFile.ts",
        "usersFileLines.ts",
        "components",
        "rules",
        "policy",
        "tools/deployment",
        "tools/signin",
        "tools/userSync",
        "tools/preflight",
    ],
    ...["tools/review", "tools/recover", "tools/adopt", "tools/rehearsal/engine", "tools/rehearsal/clouds"],
    ...["tools/rehearsal/sites", "tools/cli"],
];
/** XML, its signatures, certificates, and what reads pasted pages, tables and packed texts: the only libraries a sign-in may need. */
const samlPackages =
    /^(@xmldom\/xmldom|xml-crypto|xmldsigjs|xml-core|xpath|html-entities|htmlparser2|csv-parse\/sync|node:crypto|node:zlib)$/;

/** The rooms of the house. A new folder with code in it needs a line here. */
const rooms: Record<string, Room> = {
    "index.ts": { imports: ["config.ts", "components"], packages: deployed },
    "config.ts": {
        imports: ["components", "configKeys.ts", "configValues.ts", "rules", "usersFile.ts"],
        packages: deployed,
    },
    "configKeys.ts": { imports: [], packages: /^$/ },
    "configValues.ts": { imports: ["configKeys.ts"], packages: /^$/ },
    "usersFile.ts": {
        imports: ["components", "configKeys.ts", "configValues.ts", "rules", "usersFileLines.ts"],
        packages: /^node:(fs|path)$/,
    },
    "usersFileLines.ts": { imports: ["components"], packages: /^csv-parse\/sync$/ },
    components: { imports: ["rules"], packages: deployed },
    testing: { imports: ["components", "rules"], packages: /^(@pulumi\/pulumi$|node:crypto$)/ },
    plugin: { imports: ["components"], packages: /^(@pulumi\/pulumi|tsx\/cjs\/api)$/ },
    rules: { imports: [], packages: /^(@xmldom\/xmldom|node:crypto)$/ },
    policy: { imports: ["rules"], packages: /^(@pulumi\/policy|tsx\/cjs\/api|node:(fs|module|path))$/ },
    "tools/deployment": { imports: ["rules"], packages: /^node:crypto$/ },
    "tools/signin": { imports: ["tools/deployment", "rules"], packages: samlPackages },
    "tools/review": { imports: ["tools/signin", "tools/deployment", "rules"], packages: samlPackages },
    "tools/recover": { imports: ["tools/deployment", "rules"], packages: /^$/ },
    "tools/preflight": { imports: ["tools/deployment", "rules"], packages: /^$/ },
    "tools/userSync": { imports: ["tools/deployment", "rules"], packages: /^$/ },
    "tools/adopt": { imports: ["tools/signin", "tools/deployment", "rules"], packages: /^$/ },
    "tools/rehearsal/engine": { imports: [], packages: anything },
    "tools/rehearsal/clouds": { imports: [], packages: anything },
    "tools/rehearsal/sites": { imports: ["tools/rehearsal/clouds"], packages: /^(@xmldom\/xmldom$|xml-crypto$|node:)/ },
    "tools/cli": { imports: everything, packages: anything },
    "tools/lateModules.cjs": { imports: [], packages: /^node:module$/ },
    "tools/oneFile.cjs": { imports: [], packages: /^(@pulumi\/pulumi|esbuild|node:(module|path))$/ },
    scripts: {
        imports: ["components", "tools/cli", "tools/review", "tools/rehearsal/engine", "tests"],
        packages: anything,
    },
    bench: { imports: [...everything, "tests"], packages: anything },
    // Each example is a project of its own, which installs the package by name.
    examples: { imports: [], packages: /^(@pulumi\/|connect-entra-sso(\/testing)?$|typescript$|node:(assert|fs)$)/ },
    tests: { imports: [...everything, "testing", "scripts", "bench", "plugin"], packages: anything },
};

const root = join(__dirname, "..");
const notOurs = ["node_modules", "dist", "coverage", ".git", ".rehearsal"];

describe("The rooms of the house", () => {
    const files = sourceFiles(root);

    it("hold every source file", () => {
        expect(files.filter((file) => roomOf(file) === undefined)).to.deep.equal([]);
    });

    for (const [name, room] of Object.entries(rooms)) {
        it(`let ${name} import ${room.imports.length === 0 ? "nothing but itself" : room.imports.join(", ")}`, () => {
            const wrong = importsOf(files.filter((file) => roomOf(file) === name))
                .filter(({ specifier }) => specifier.startsWith("."))
                .map(({ file, specifier }) => ({ file, target: normalize(join(dirname(file), specifier)) }))
                .filter(({ target }) => ![name, ...room.imports].includes(roomOf(target) ?? "outside"))
                .map(({ file, target }) => `${file} imports ${target}`);
            expect(wrong).to.deep.equal([]);
        });

        it(`let ${name} load only the packages it may`, () => {
            const wrong = importsOf(files.filter((file) => roomOf(file) === name))
                .filter(({ specifier }) => !specifier.startsWith(".") && !room.packages.test(specifier))
                .map(({ file, specifier }) => `${file} loads ${specifier}`);
            expect(wrong).to.deep.equal([]);
        });
    }

    it("have no circular imports, types included", () => {
        const known = new Set(files);
        const edges = new Map<string, string[]>(files.map((file) => [file, []]));
        for (const { file, specifier } of importsOf(files)) {
            const target = normalize(join(dirname(file), specifier));
            const found = [target, `${target}.ts`, join(target, "index.ts")].find((path) => known.has(path));
            if (specifier.startsWith(".") && found !== undefined) {
                edges.get(file)?.push(found);
            }
        }
        expect(circles(edges)).to.deep.equal([]);
    });

    it("let what npm runs come to nothing that is not installed yet", () => {
        const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
            scripts: Record<string, string>;
        };
        const started = new Set(Object.values(scripts).flatMap((line) => /^node (\S+)/.exec(line)?.slice(1) ?? []));
        // The statements come before anything runs that could install: `import()` and `require()` do not.
        const statement = /^(?:import|export) (?:[^;]*? from )?"([^"]+)";$/gm;
        const loadedBy = (file: string): string[] =>
            [...readFileSync(join(root, file), "utf8").matchAll(statement)].flatMap(([, name = ""]) =>
                name.startsWith(".")
                    ? loadedBy(normalize(join(dirname(file), name)))
                    : name.startsWith("node:")
                      ? []
                      : [`${file} loads ${name}`],
            );
        const wrong = [...started].flatMap(loadedBy);
        expect(started.size).to.be.greaterThan(8);
        expect(wrong).to.deep.equal([]);
    });

    it("keep clock, randomness and the machine out of rules, deployments, sign-ins and recoveries", () => {
        const pure = ["rules", "tools/deployment", "tools/signin", "tools/recover", "tools/userSync", "tools/adopt"];
        const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\brandom(Bytes|UUID|Int)\b|\bprocess\.|\bfetch\(/;
        const wrong = files.filter(
            (file) => pure.includes(roomOf(file) ?? "") && impure.test(readFileSync(join(root, file), "utf8")),
        );
        expect(wrong).to.deep.equal([]);
    });
});

/** Each way from a file back to itself that a search in depth comes to, in words. */
function circles(edges: ReadonlyMap<string, readonly string[]>): string[] {
    const found: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, way: readonly string[]) => {
        const at = way.indexOf(file);
        if (at >= 0) {
            found.push([...way.slice(at), file].join(" → "));
        } else if (!done.has(file)) {
            for (const next of edges.get(file) ?? []) {
                visit(next, [...way, file]);
            }
            done.add(file);
        }
    };
    for (const file of edges.keys()) {
        visit(file, []);
    }
    return found;
}

function sourceFiles(folder: string): string[] {
    return readdirSync(folder)
        .filter((name) => !notOurs.includes(name))
        .map((name) => join(folder, name))
        .flatMap((path) => {
            if (statSync(path).isDirectory()) {
                return sourceFiles(path);
            }
            return /\.[cm]?[jt]s$/.test(path) ? [relative(root, path)] : [];
        });
}

/** The room of a path from the root, with or without its ending. */
function roomOf(path: string): string | undefined {
    const normal = path.split("\\").join("/");
    return Object.keys(rooms).find(
        (room) => normal === room || `${normal}.ts` === room || normal.startsWith(`${room}/`),
    );
}

/** Imports, re-exports, `import()` and `require()`, types included. */
function importsOf(files: string[]): { file: string; specifier: string }[] {
    return files.flatMap((file) =>
        ts
            // `config.require("key")` is none.
            .preProcessFile(readFileSync(join(root, file), "utf8").replace(/\.require\(/g, "("), true, true)
            .importedFiles.map(({ fileName }) => ({ file, specifier: fileName })),
    );
}
