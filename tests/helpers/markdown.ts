/** The project's Markdown documents, read by a parser of Markdown. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { lexer, type Token, walkTokens } from "marked";

const root = join(__dirname, "..", "..");
const notOurs = ["node_modules", "dist", "coverage", ".git", ".rehearsal", ".github"];

/** A fenced (or indented) block of code. */
export interface Block {
    document: string;
    /** The words after the fence: the language, then marks. Empty for an indented block. */
    marks: string[];
    text: string;
}

/** Paths of all Markdown documents, from the root. */
export function documents(folder = root): string[] {
    return readdirSync(folder, { withFileTypes: true })
        .filter(({ name }) => !notOurs.includes(name))
        .flatMap((entry) => {
            const path = join(folder, entry.name);
            return entry.isDirectory() ? documents(path) : entry.name.endsWith(".md") ? [relative(root, path)] : [];
        })
        .sort();
}

/** The documents for people who use the project. */
export const forUsers = (path: string) =>
    path === "README.md" || path.startsWith("docs/") || path.startsWith("examples/");

export function textOf(document: string): string {
    return readFileSync(join(root, document), "utf8");
}

/** All blocks of code, those in lists and quotes too. */
export function blocksOf(document: string): Block[] {
    const blocks: Block[] = [];
    visit(document, (token) => {
        if (token.type === "code") {
            const marks = String(token.lang ?? "")
                .split(" ")
                .filter((word) => word !== "");
            blocks.push({ document, marks, text: token.text });
        }
    });
    return blocks;
}

/** Code within sentences and tables. */
export function inlineCodeOf(document: string): string[] {
    const found: string[] = [];
    visit(document, (token) => {
        if (token.type === "codespan") {
            found.push(unescaped(token.text));
        }
    });
    return found;
}

export function linksOf(document: string): string[] {
    const found: string[] = [];
    visit(document, (token) => {
        if (token.type === "link") {
            found.push(token.href);
        }
    });
    return found;
}

/** The anchors that GitHub gives to headings. */
export function anchorsOf(document: string): string[] {
    const seen = new Map<string, number>();
    const found: string[] = [];
    visit(document, (token) => {
        if (token.type === "heading") {
            const plain = unescaped(token.text).replace(/[`*]/g, "").toLowerCase();
            const slug = plain.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-");
            const times = seen.get(slug) ?? 0;
            seen.set(slug, times + 1);
            found.push(times === 0 ? slug : `${slug}-${times}`);
        }
    });
    return found;
}

function visit(document: string, see: (token: Token) => void): void {
    walkTokens(lexer(textOf(document)), (token) => {
        see(token);
        return undefined;
    });
}

/** The parser escapes code as HTML. */
export function unescaped(html: string): string {
    return html
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&");
}
