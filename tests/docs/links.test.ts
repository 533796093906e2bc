import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";
import { anchorsOf, documents, inlineCodeOf, linksOf, textOf } from "../helpers/markdown";

const root = join(__dirname, "..", "..");

/** Why a link of a document leads nowhere, or nothing. */
function brokenLink(document: string, href: string): string | undefined {
    const [path = "", anchor] = href.split("#");
    const target = path === "" ? document : normalize(join(dirname(document), path));
    if (!existsSync(join(root, target))) {
        return `${href}: there is no ${target}`;
    }
    const page = statSync(join(root, target)).isDirectory() ? join(target, "README.md") : target;
    return anchor === undefined || anchorsOf(page).includes(anchor)
        ? undefined
        : `${href}: ${page} has no such heading`;
}

describe("Links between documents", () => {
    for (const document of documents()) {
        it(`of ${document} lead to a file and a heading that exist`, () => {
            const own = linksOf(document).filter((href) => !/^[a-z]+:/.test(href));
            expect(own.map((href) => brokenLink(document, href)).filter((it) => it !== undefined)).to.deep.equal([]);
        });
    }

    it("lead from the README, directly or not, to every document for users", () => {
        const reached = new Set<string>();
        const reach = (document: string) => {
            if (!document.endsWith(".md") && existsSync(join(root, document, "README.md"))) {
                reach(join(document, "README.md"));
            } else if (!reached.has(document) && document.endsWith(".md")) {
                reached.add(document);
                for (const href of linksOf(document).filter((it) => !/^[a-z]+:/.test(it))) {
                    reach(normalize(join(dirname(document), href.split("#")[0] ?? "")));
                }
            }
        };
        reach("README.md");
        const missing = documents().filter((path) => /^(docs|examples)\//.test(path) && !reached.has(path));
        expect(missing).to.deep.equal([]);
    });

    it("are not all that leads somewhere: the paths in CONTRIBUTING exist, too", () => {
        const paths = inlineCodeOf("CONTRIBUTING.md").filter((code) =>
            /^[\w./-]+\/[\w./-]*$|^[\w-]+\.(ts|md|yaml)$/.test(code),
        );
        const folders = ["", "tools/deployment", "tools/cli", "tools/rehearsal", "components/internal"];
        const exists = (path: string) => folders.some((folder) => existsSync(join(root, folder, path)));
        expect(paths.filter((path) => !exists(path))).to.deep.equal([]);
        expect(paths).to.include("rules/relayState.ts");
    });

    it("are paths in Pulumi.yaml, which nobody sees as Markdown", () => {
        const paths = [...textOf("Pulumi.yaml").matchAll(/\bdocs\/[\w./#-]+/g)].map(([path]) => path);
        expect(paths.map((path) => brokenLink("README.md", path)).filter((it) => it !== undefined)).to.deep.equal([]);
        expect(paths).to.include("docs/configuration.md#a-file-of-users");
        expect(textOf("Pulumi.yaml")).not.to.include("](");
    });

    it("are told apart from links that lead nowhere", () => {
        expect([
            brokenLink("README.md", "docs/nowhere.md"),
            brokenLink("README.md", "docs/operating.md#nowhere"),
            brokenLink("docs/operating.md", "#rotate-a-certificate"),
            brokenLink("README.md", "docs"),
        ]).to.deep.equal([
            "docs/nowhere.md: there is no docs/nowhere.md",
            "docs/operating.md#nowhere: docs/operating.md has no such heading",
            undefined,
            undefined,
        ]);
    });
});
