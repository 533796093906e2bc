/** The schema of the plugin, which is what programs in other languages see of the components; it is made from their types. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import * as ts from "typescript";
import * as publicSurface from "../components";

const root = join(__dirname, "..");
const entryPoint = join(root, "components", "index.ts");

interface Manifest {
    name: string;
    version: string;
    description: string;
    license: string;
}
interface Property {
    type?: string;
    description?: string;
    optional?: true;
    additionalProperties?: { $ref?: string; plain?: true };
}
type Properties = Record<string, Property>;
interface Described {
    description?: string;
    properties?: Properties;
    inputProperties?: Properties;
}

/** The names of all public components. */
export function componentNames(): string[] {
    return Object.entries(publicSurface)
        .filter(([, it]) => typeof it === "function" && it.prototype instanceof pulumi.ComponentResource)
        .map(([name]) => name)
        .sort();
}

/** The schema, as plugin/schema.json has it. */
export function pluginSchema(): string {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
    const { name, version, description } = manifest;
    const analyzer = analyzerOf(name);
    const { components, typeDefinitions, dependencies } = analyzer.analyze();
    const schema = generateSchema(name, version, description, components, typeDefinitions, dependencies);
    const { program, checker } = analyzer as unknown as { program: ts.Program; checker: ts.TypeChecker };
    const source = program.getSourceFile(entryPoint);
    const exported = source && checker.getSymbolAtLocation(source);
    const symbols = new Map((exported ? checker.getExportsOfModule(exported) : []).map((it) => [it.name, it]));
    for (const [token, described] of Object.entries<Described>({
        ...(schema.resources as Record<string, Described>),
        ...(schema.types as Record<string, Described>),
    })) {
        const of = token.slice(token.lastIndexOf(":") + 1);
        const symbol = unaliased(symbols.get(of), checker);
        described.description = describe(symbol, checker);
        completeAll(described.properties, symbol, checker);
        if (described.inputProperties !== undefined) {
            completeAll(described.inputProperties, unaliased(symbols.get(`${of}Args`), checker), checker);
        }
    }
    return `${JSON.stringify({ ...schema, license: manifest.license }, null, 4)}\n`;
}

/** The SDK's own analyzer, which derives types from all that a tsconfig.json names: here from the public surface alone. */
function analyzerOf(name: string): Analyzer {
    const folder = mkdtempSync(join(tmpdir(), "connect-entra-sso-schema-"));
    const config = { extends: join(root, "tsconfig.json"), compilerOptions: { types: [] }, files: [entryPoint] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...config, include: [] }));
    try {
        return new Analyzer(folder, name, { name, main: entryPoint }, new Set(componentNames()));
    } finally {
        rmSync(folder, { recursive: true });
    }
}

function unaliased(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol {
    if (symbol === undefined) {
        throw new Error("components/index.ts does not export a type that a component has");
    }
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function completeAll(properties: Properties | undefined, of: ts.Symbol, checker: ts.TypeChecker): void {
    const type = checker.getDeclaredTypeOfSymbol(of);
    for (const [name, property] of Object.entries(properties ?? {})) {
        const symbol = checker.getPropertyOfType(type, name);
        property.description = describe(symbol, checker);
        // What is required stands in a list.
        delete property.optional;
        if (/Seconds$/.test(name)) {
            property.type = "integer";
        }
        if (property.additionalProperties?.$ref !== undefined) {
            // The generator of Go SDKs leaves the type out that a plain map of plain objects has; that an entry is no Output is checked.
            delete property.additionalProperties.plain;
        }
    }
}

/** What a comment says, with the default, which the analyzer leaves out. */
function describe(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): string {
    const comment = ts.displayPartsToString(symbol?.getDocumentationComment(checker));
    const tag = symbol?.getJsDocTags(checker).find(({ name }) => name === "default");
    const value = ts.displayPartsToString(tag?.text).trim();
    const fallback = value.startsWith("- ") ? value.slice(2) : value.startsWith("`") ? value : `\`${value}\``;
    const text = value === "" ? comment : `${comment} Default: ${fallback}.`;
    if (comment === "") {
        throw new Error(`${symbol?.name} has no comment, so the schema can't describe it`);
    }
    return (
        text
            .replace(/\s+/g, " ")
            // Constants are of the npm package only.
            .replace(/, one of \{@link \w+ ?\}/g, "")
            // See `defaultNamesFor`.
            .replaceAll("<project>-<stack>", "<project>-<stack>-<name of the component>")
    );
}
