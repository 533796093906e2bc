import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import * as ts from "typescript";
import { documents, textOf } from "../helpers/markdown";

const root = join(__dirname, "..", "..");

/** The phrases that docs/glossary.md says to avoid. */
function wordsToAvoid(): string[] {
    const list = textOf("docs/glossary.md").split("## Words to avoid")[1] ?? "";
    return [...list.matchAll(/^\| (?!avoid|---)([^|]+) \|/gm)].flatMap(([, cell = ""]) => cell.split(", "));
}

const pattern = new RegExp(`\\b(?:${wordsToAvoid().join("|")})\\b`, "i");

/** Lines with a word to avoid, each with its place. */
function found(place: string, text: string): string[] {
    const lines = text.split("\n").map((line, index) => ({ line, at: `${place}:${index + 1}` }));
    return lines.filter(({ line }) => pattern.test(line)).map(({ line, at }) => `${at} ${pattern.exec(line)?.[0]}`);
}

/** All that the sources of a folder may print: texts, and the comments that editors show, where `comments`. */
function spokenIn(path: string, comments = false): string[] {
    if (statSync(join(root, path)).isDirectory()) {
        return readdirSync(join(root, path)).flatMap((name) => spokenIn(join(path, name), comments));
    }
    if (!/\.(ts|mjs)$/.test(path)) {
        return [];
    }
    const source = ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.Latest, true);
    const texts: string[] = [];
    const visit = (node: ts.Node) => {
        const isText =
            ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
        if (isText) {
            texts.push(node.text);
        }
        if (comments) {
            texts.push(...ts.getJSDocCommentsAndTags(node).map((comment) => comment.getText()));
        }
        ts.forEachChild(node, visit);
    };
    visit(source);
    return texts.flatMap((text) => found(path, text));
}

describe("The words to avoid", () => {
    it("are listed in the glossary", () => {
        expect(wordsToAvoid()).to.include("for ever").and.to.have.length.greaterThan(30);
    });

    it("are found wherever they stand in a line", () => {
        expect(found("a.md", "fine\nNames are For Ever.\nforever")).to.deep.equal(["a.md:2 For Ever"]);
    });

    const settings = [
        "Pulumi.yaml",
        "Pulumi.dev.yaml",
        "docs/sign-in.schema.json",
        "docs/explain.schema.json",
        "docs/adopt.schema.json",
        "docs/recover.schema.json",
        "docs/review.schema.json",
        "docs/users-sync.schema.json",
        "docs/preflight.schema.json",
    ];
    const prose = [...documents().filter((path) => path !== "docs/glossary.md"), ...settings];
    for (const path of prose) {
        it(`are not in ${path}`, () => {
            expect(found(path, textOf(path))).to.deep.equal([]);
        });
    }

    for (const path of ["components", "rules", "config.ts", "configKeys.ts", "tools", "scripts/test.mjs"]) {
        it(`are not in what ${path} prints`, () => {
            expect(spokenIn(path)).to.deep.equal([]);
        });
    }

    for (const path of ["components/args", "components/index.ts", "components/connectSso.ts"]) {
        it(`are not in the documentation comments of ${path}`, () => {
            expect(spokenIn(path, true)).to.deep.equal([]);
        });
    }
});
