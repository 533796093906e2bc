import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { generatedDocs } from "../../../../tools/cli/generatedDocs";
import { signInError, signInErrorIds } from "../../../../tools/signin/errors";
import { describeCause } from "../../../../tools/signin/errors/describe";
import { signInErrorsDocument } from "../../../../tools/signin/errors/document";
import { fill } from "../../../../tools/signin/errors/fill";

const root = join(__dirname, "..", "..", "..", "..");

describe("Documents made from the code", () => {
    for (const { path, text } of generatedDocs()) {
        it(`are current: ${path}`, () => {
            const isCurrent = readFileSync(join(root, path), "utf8") === text;
            expect(isCurrent, `${path} is not what the code says now; write it with: npm run docs`).to.equal(true);
        });
    }
});

describe("The document of the errors", () => {
    const document = signInErrorsDocument();

    it("has a heading for every link of its contents, and a link for every error", () => {
        const links = [...document.matchAll(/^- \[[^\]]+\]\(#([^)]+)\)/gm)].map(([, anchor]) => anchor);
        const headings = [...document.matchAll(/^### (.*)$/gm)].map(([, heading = ""]) =>
            heading.toLowerCase().replace(/[()]/g, "").replace(/ /g, "-"),
        );
        expect(links).to.deep.equal(headings);
        expect(links).to.have.lengthOf(signInErrorIds.length);
    });

    for (const id of signInErrorIds) {
        it(`has all that the catalogue knows about ${id}`, () => {
            const { texts, meaning, causes, sources } = signInError(id);
            const parts = [
                ...texts,
                meaning,
                ...Object.values(causes).flatMap((cause) => Object.values(describeCause(cause))),
                ...sources,
            ];
            expect(parts.filter((part) => !document.includes(fill(part)))).to.deep.equal([]);
        });
    }
});
