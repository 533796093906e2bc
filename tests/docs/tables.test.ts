import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Command } from "commander";
import { browse } from "../../tools/cli/commands/browse";
import { explain } from "../../tools/cli/commands/explain";
import { preflight } from "../../tools/cli/commands/preflight";
import { recover } from "../../tools/cli/commands/recover";
import { review } from "../../tools/cli/commands/review";
import { rotate } from "../../tools/cli/commands/rotate";
import { signIn } from "../../tools/cli/commands/signIn";
import { users } from "../../tools/cli/commands/users";
import type { Define } from "../../tools/cli/program";
import { addSettings } from "../../tools/cli/settings";
import { textOf } from "../helpers/markdown";

const program = readFileSync(join(__dirname, "..", "..", "index.ts"), "utf8");
const outputs = [...program.matchAll(/^export const (\w+)/gm)].map(([, name = ""]) => name).sort();

/** The code in the first cells of the tables of a chapter, without what follows a blank: `--stack NAME` is `--stack`. */
function namesIn(document: string, chapter: string): string[] {
    const text = textOf(document).split(`\n## ${chapter}\n`)[1]?.split("\n## ")[0] ?? "";
    const cells = [...text.matchAll(/^\| (`[^|]*) \|/gm)].map(([, cell = ""]) => cell);
    return cells.flatMap((cell) => [...cell.matchAll(/`([^`\s]+)[^`]*`/g)].map(([, name = ""]) => name)).sort();
}

function optionsOf(command: Command): string[] {
    return command.options.map(({ long }) => String(long)).sort();
}

function defined(define: Define): Command {
    const program = new Command();
    define(program, () => undefined);
    return program.commands[0] as Command;
}

describe("The tables of the documents", () => {
    it("have every option of sign-in", () => {
        expect(namesIn("docs/sign-in.md", "Options")).to.deep.equal(optionsOf(defined(signIn)));
    });

    it("have every option of explain among those of sign-in", () => {
        expect(namesIn("docs/sign-in.md", "Options")).to.include.members(optionsOf(defined(explain)));
    });

    it("have every option of recover", () => {
        expect(namesIn("docs/recover.md", "Options")).to.deep.equal(optionsOf(defined(recover)));
    });

    it("have every option of review", () => {
        expect(namesIn("docs/review.md", "Options")).to.deep.equal(optionsOf(defined(review)));
    });

    it("have every option of users sync", () => {
        expect(namesIn("docs/users-sync.md", "Options").filter((name) => name.startsWith("--"))).to.deep.equal(
            optionsOf(defined(users)),
        );
    });

    it("have every option of rotate", () => {
        expect(namesIn("docs/operating.md", "Rotate a certificate")).to.deep.equal(optionsOf(defined(rotate)));
    });

    it("have every option of browse", () => {
        expect(namesIn("docs/browse.md", "Options")).to.deep.equal(optionsOf(defined(browse)));
    });

    it("have every option of preflight", () => {
        expect(namesIn("docs/preflight.md", "Options").filter((name) => name.startsWith("--"))).to.deep.equal(
            optionsOf(defined(preflight)),
        );
    });

    it("have every option of npm start", () => {
        expect(namesIn("docs/rehearsal.md", "Options")).to.deep.equal(optionsOf(addSettings(new Command())));
    });

    it("have every output of the stack", () => {
        expect(namesIn("docs/deploying.md", "Outputs")).to.deep.equal(outputs);
    });
});
