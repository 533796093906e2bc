import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { expect } from "chai";
import * as ts from "typescript";

const root = join(__dirname, "..", "..");

/** Writes the declaration files that the package publishes, and nothing else. */
function writeDeclarations(folder: string): void {
    const config = ts.getParsedCommandLineOfConfigFile(
        join(root, "tsconfig.build.json"),
        { outDir: folder, emitDeclarationOnly: true, declaration: true, skipLibCheck: true },
        { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => expect.fail(String(messageText)) },
    );
    const { emitSkipped } = ts.createProgram(config?.fileNames ?? [], config?.options ?? {}).emit();
    expect(emitSkipped).to.equal(false);
}

/** The files that an importer's compiler reads, from the first on. */
function reachableFrom(first: string): string[] {
    const found = new Set<string>();
    const visit = (file: string) => {
        if (found.has(file)) {
            return;
        }
        found.add(file);
        for (const { fileName } of ts.preProcessFile(readFileSync(file, "utf8"), true, true).importedFiles) {
            if (fileName.startsWith(".")) {
                const target = join(dirname(file), `${fileName.replace(/\.js$/, "")}.d.ts`);
                expect(existsSync(target), `${file} imports ${fileName}`).to.equal(true);
                visit(target);
            }
        }
    };
    visit(first);
    return [...found];
}

describe("The published types", function () {
    this.timeout(60_000);
    let folder = "";
    let files: string[] = [];
    const named = (paths: string[]) => paths.map((file) => relative(folder, file).split("\\").join("/")).sort();
    const linesWith = (pattern: RegExp) =>
        files.flatMap((file) =>
            readFileSync(file, "utf8")
                .split("\n")
                .filter((line) => pattern.test(line))
                .map((line) => `${named([file])}: ${line.trim()}`),
        );

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-types-"));
        writeDeclarations(folder);
        files = ["components", "testing"].flatMap((name) => reachableFrom(join(folder, name, "index.d.ts")));
    });

    after(() => {
        rmSync(folder, { recursive: true });
    });

    it("reach each component and its arguments", () => {
        const classes = ["AwsSamlFederation", "ConnectInstance", "ConnectSso", "ConnectUsers"].concat([
            "EntraAppAssignments",
            "EntraAwsClaims",
            "EntraSamlApp",
            "EntraSigningCertificate",
        ]);
        const expected = classes.flatMap((name) => {
            const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
            return [`components/${file}.d.ts`, `components/args/${file}Args.d.ts`];
        });
        expect(named(files)).to.include.members(expected);
    });

    it("reach of the test kit only what a test gives and gets", () => {
        const kit = named(files).filter((file) => file.startsWith("testing/"));
        expect(kit).to.deep.equal(["index", "options", "record", "ssoMocks"].map((name) => `testing/${name}.d.ts`));
    });

    it("reach nothing of components/internal", () => {
        expect(named(files).filter((file) => file.includes("/internal/"))).to.deep.equal([]);
    });

    it("have no argument that only this package can give", () => {
        expect(linesWith(/\b(ready|profiles|instanceWatched|identifierHolder|fieldStyle|context)\??:/)).to.deep.equal(
            [],
        );
    });

    it("take lists and maps that an importer may have typed as mutable or not, and none that are read-only", () => {
        const args = files.filter((file) => file.includes("Args.d.ts"));
        expect(args.filter((file) => /readonly|Readonly/.test(readFileSync(file, "utf8")))).to.deep.equal([]);
    });

    it("have neither any nor a private member", () => {
        expect(linesWith(/^(?!.*\/\*\*)(?!\s*\*).*(\bany\b|\bprivate\b|\bprotected\b)/)).to.deep.equal([]);
    });

    it("say of every argument and output what it is", () => {
        const undocumented = files
            .filter((file) => /components\/(args\/)?\w+\.d\.ts$/.test(named([file])[0] ?? ""))
            .flatMap((file) => {
                const lines = readFileSync(file, "utf8").split("\n");
                return lines
                    .filter(
                        (line, index) =>
                            /^ {4}(readonly )?\w+\??: /.test(line) && !/\*\/$/.test(lines[index - 1] ?? ""),
                    )
                    .map((line) => `${named([file])}: ${line.trim()}`);
            });
        expect(undocumented).to.deep.equal([]);
    });
});
