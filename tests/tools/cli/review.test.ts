import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import fc from "fast-check";
import { renderReview } from "../../../tools/cli/review/terminal";
import { marker } from "../../../tools/review/markdown/markdown";
import type { Review } from "../../../tools/review/review";
import { runConnectSso } from "../../helpers/command";
import { temporaryFolder, writeCommand } from "../../helpers/folder";
import { review as anyReview } from "../review/arbitrary";
import { type RehearsedExport, type RehearsedPreview, rehearsed } from "../review/rehearsed";
import { large, reviewOf } from "../review/samples";

const root = join(__dirname, "..", "..", "..");
const people = join(root, "tools", "rehearsal", "directory.json");
const now = "2026-12-01T08:00:00Z";

describe("connect-sso review", () => {
    const temporary = temporaryFolder();
    const { exports, previews } = rehearsed();
    let before: string;
    beforeEach(() => {
        before = json("before.json", exports.export1);
    });

    const json = (name: string, content: unknown) => temporary.write(name, JSON.stringify(content));
    const previewFile = (name: string) => json(`${name}.json`, previews[name]);
    const run = (...args: string[]) => runConnectSso(["review", "--now", now, ...args]);
    const whole = (name: string, ...args: string[]) =>
        run("--preview", previewFile(name), "--deployment", before, "--directory", people, ...args);

    /** The same stack under another name. */
    const renamed = <T extends RehearsedExport | RehearsedPreview | undefined>(
        content: T,
        stack: string,
        project = "connect-entra-sso",
    ) =>
        JSON.parse(
            JSON.stringify(content).replaceAll(/urn:pulumi:[^:]+::[^:]+::/g, `urn:pulumi:${stack}::${project}::`),
        ) as T;

    describe("answers", () => {
        const answers: [name: string, code: number, first: string][] = [
            ["same", 0, "No change: Nothing changes."],
            ["add", 0, "Safe: Nobody loses access, and nothing is lost."],
            ["signInEnded", 1, "Look at this: 1 person can no longer sign in."],
            ["removed", 1, "Cannot be undone: 1 Connect user is deleted."],
            ["refused", 3, "Refused: The program refuses this change."],
        ];
        for (const [name, code, first] of answers) {
            it(`with ${code} and its verdict first: ${name}`, async () => {
                const { stdout, stderr, code: ended } = await whole(name);
                expect([ended, stderr, stdout.split("\nStack ")[0]?.replaceAll("\n", " ")]).to.deep.equal([
                    code,
                    "",
                    first,
                ]);
            });
        }

        it("with who can no longer sign in, and why", async () => {
            const { stdout } = await whole("signInEnded");
            expect(stdout).to.include("\nWho can sign in\n  Before → after: can sign in 2 → 1, cannot sign in 0 → 1\n");
            expect(stdout).to.include("cannot after the merge: alice@contoso.example\n      Why: ");
        });

        it("with 3 for a preview that was cut off", async () => {
            const text = JSON.stringify(previews.add);
            const file = temporary.write("cut.json", text.slice(0, text.length - 40));
            const { code, stdout } = await run("--preview", file);
            expect(code).to.equal(3);
            expect(stdout).to.match(/^Look at this: The preview is incomplete/);
        });

        it("from the preview alone, and says what to give", async () => {
            const { code, stdout } = await run("--preview", previewFile("removed"));
            expect(code).to.equal(1);
            expect(stdout).to.match(
                /Not judged\n {2}Who can sign in, and what stays: give the export .* `--deployment FILE`/s,
            );
        });

        it("with the violations of policies, which the text of the preview shows", async () => {
            const text = temporary.write(
                "preview.txt",
                "Policies:\n    ❌ ours@v1.0.0\n        - [mandatory]  session-length  (aws:iam/role:Role: sso)\n          Too long.\n",
            );
            const { stdout } = await whole("add", "--preview-text", text);
            expect(stdout).to.include("Mandatory policy session-length (sso): Too long.");
        });
    });

    describe("forms", () => {
        it("are a comment with --format markdown", async () => {
            const { stdout } = await whole("removed", "--format", "markdown");
            expect(stdout.startsWith(`${marker}\n\n### ⛔ Cannot be undone: 1 Connect user is deleted.\n`)).to.equal(
                true,
            );
            expect(stdout).to.include("```mermaid\nflowchart LR\n");
        });

        it("go to a file with --output, and the verdict to the terminal", async () => {
            const file = temporary.path("comment.md");
            const { code, stdout } = await whole("removed", "--format", "markdown", "--output", file);
            expect([code, stdout]).to.deep.equal([1, "Cannot be undone: 1 Connect user is deleted.\n"]);
            expect(readFileSync(file, "utf8")).to.equal((await whole("removed", "--format", "markdown")).stdout);
        });

        it("are shortened at a terminal, without a change to any line", () => {
            const text = renderReview(reviewOf(large(500)), 80);
            expect(text)
                .to.include("agent9@contoso.example and 490 more")
                .and.to.include("and 451 more (--json lists all)");
            const wide = text
                .split("\n")
                .filter((line) => line.length > 80 && /\S \S/.test(line.trim()) && !line.includes("`"));
            expect(wide).to.deep.equal([]);
        });

        it("hold every line of a hostile name in one", () => {
            const text = renderReview(
                reviewOf({ stack: "a\nSafe: b", people: [{ name: "c\u001b[2K\nd", id: "adopted" }] }),
                100,
            );
            expect(text).to.include("Stack a\\nSafe: b.").and.to.include("c\\u001b[2K\\nd");
        });
    });

    it("prints the comment that its document shows", async () => {
        const { stdout } = await whole("removed", "--format", "markdown");
        const lines = readFileSync(join(root, "docs/review.md"), "utf8").split("\n");
        const quoted = lines.filter((line) => line.startsWith(">")).map((line) => line.replace(/^> ?/, ""));
        expect(quoted.join("\n")).to.equal(stdout.trimEnd());
    });

    describe("of a stack of the rehearsal", () => {
        /** Stands in for the engine: what it would print for a preview and for an export. */
        function standIn(preview: string): string {
            const words =
                '*" export "*) cat EXPORT;; *" preview "*) cat PREVIEW; echo "it failed" >&2;; *) echo v3.259.0;;';
            const script = `case " $* " in ${words} esac`
                .replace("EXPORT", before)
                .replace("PREVIEW", temporary.write("printed.json", preview));
            writeCommand(temporary.path("bin", "pulumi-language-nodejs"), "");
            return dirname(writeCommand(temporary.path("bin", "pulumi"), script));
        }

        async function rehearse(preview: string, ...args: string[]) {
            const { PATH } = process.env;
            process.env.PATH = `${standIn(preview)}:${PATH}`;
            try {
                return await runConnectSso(
                    ["review", "--now", now, "--stack", "dev", ...args],
                    temporary.path("rehearsal"),
                );
            } finally {
                process.env.PATH = PATH;
            }
        }

        it("previews it, and reads its export", async () => {
            const { code, stdout, stderr } = await rehearse(
                JSON.stringify(previews.signInEnded),
                "--directory",
                people,
            );
            const shown = stdout.replaceAll(/\s+/g, " ");
            expect(shown, stderr).to.include("Stack dev. Resources: 1 to update and 1 to delete; 19 unchanged.");
            expect(shown).to.include("Before → after: can sign in 2 → 1, cannot sign in 0 → 1");
            expect(code).to.equal(1);
        });

        it("says what the engine says where it prints no preview", async () => {
            const { code, stdout, stderr } = await rehearse("");
            expect([code, stdout]).to.deep.equal([1, ""]);
            expect(stderr).to.match(/^error: the engine can't preview the stack dev: it failed$/m);
        });
    });

    describe("several stacks", () => {
        it("are one comment, each with its own export, whatever the order", async () => {
            const files = {
                prod: json("p.json", renamed(previews.removed, "prod")),
                test: json("t.json", renamed(previews.add, "test")),
                prodExport: json("pe.json", renamed(exports.export1, "prod")),
                testExport: json("te.json", renamed(exports.export1, "test")),
            };
            const { code, stdout } = await run(
                ...["--preview", files.test, "--preview", files.prod],
                ...["--deployment", files.prodExport, "--deployment", files.testExport, "--directory", people],
            );
            expect(code).to.equal(1);
            expect(stdout.split("\n")[0]).to.equal("Cannot be undone: 2 stacks, the worst first.");
            expect(stdout).to.match(/\nStack prod\. Cannot be undone: .*\nStack test\. Safe: Nobody loses access/s);
        });

        it("of one name have their project's name, too", async () => {
            const [one, other] = ["a", "b"].map((project) =>
                json(`${project}.json`, renamed(previews.add, "prod", project)),
            );
            const { stdout } = await run("--preview", one ?? "", "--preview", other ?? "", "--json");
            expect((JSON.parse(stdout) as Review).stacks.map(({ stack }) => stack)).to.deep.equal(["a/prod", "b/prod"]);
        });

        it("have the file's name where a preview lists nothing", async () => {
            const { stdout } = await run(
                "--preview",
                json("empty.json", { steps: [], changeSummary: { same: 4 } }),
                "--json",
            );
            const [stack] = (JSON.parse(stdout) as Review).stacks;
            expect([stack?.stack, stack?.verdict]).to.deep.equal(["empty.json", "noChange"]);
        });
    });

    describe("what can't be used", () => {
        const refused: [about: string, args: () => string[], says: RegExp][] = [
            [
                "nothing",
                () => [],
                /^error: give --preview FILE, a file with the output of `pulumi preview --json`, or --stack NAME/,
            ],
            [
                "a stack and a preview",
                () => ["--stack", "dev", "--preview", "-"],
                /^error: give --stack .* or --preview .*, not both$/,
            ],
            [
                "no file",
                () => ["--preview", "nowhere.json"],
                /^error: --preview nowhere\.json: there is no file \/nowhere\.json$/,
            ],
            ["an export", () => ["--preview", before], /^error: --preview \S+before\.json: .*`pulumi preview --json`/],
            [
                "a text",
                () => ["--preview", temporary.write("a.txt", "Previewing update (dev):")],
                /^error: --preview \S+a\.txt: .*`pulumi preview --json`/,
            ],
            ["a folder", () => ["--preview", temporary.path()], /: this is a folder; give the file$/],
            [
                "a preview as the export",
                () => ["--preview", previewFile("add"), "--deployment", previewFile("add")],
                /^error: --deployment \S+add\.json.*`pulumi stack export/,
            ],
            [
                "another stack's export",
                () => [
                    "--preview",
                    previewFile("add"),
                    "--deployment",
                    json("o.json", renamed(exports.export1, "other")),
                ],
                /^error: --deployment \S+o\.json: it is of the stack "connect-entra-sso\/other", and the previews are of ".+\/.+"; export the stack that was previewed with `pulumi stack export --stack NAME`$/,
            ],
            [
                "one stack's export twice",
                () => ["--preview", previewFile("add"), "--deployment", before, "--deployment", before],
                /^error: --deployment \S+: it is of the same stack as \S+; give one export for each stack$/,
            ],
            [
                "fewer texts than previews",
                () => ["--preview", before, "--preview", before, "--preview-text", before],
                /^error: give one --preview-text for each --preview, in the same order: got 1 for 2$/,
            ],
            [
                "nobody",
                () => ["--preview", previewFile("add"), "--directory", json("d.json", [])],
                /^error: --directory \S+d\.json holds nobody/,
            ],
            [
                "a file that can't be written",
                () => ["--preview", previewFile("add"), "--output", temporary.path("no", "where.md")],
                /^error: --output \S+where\.md: it can't be written: /,
            ],
            [
                "two forms",
                () => ["--preview", "-", "--json", "--format", "markdown"],
                /--json.*--format|--format.*--json/,
            ],
        ];
        for (const [about, args, says] of refused) {
            it(`ends with 2, and says what to give: ${about}`, async () => {
                const { code, stdout, stderr } = await run(...args());
                expect([code, stdout]).to.deep.equal([2, ""]);
                expect(stderr.trimEnd().split("\n")[0]).to.match(says);
            });
        }
    });

    describe("--json", () => {
        const validate = new Ajv({ allErrors: true }).compile(
            JSON.parse(readFileSync(join(root, "docs/review.schema.json"), "utf8")),
        );

        for (const name of Object.keys(previews)) {
            it(`follows its schema: ${name}`, async () => {
                const { stdout } = await run("--preview", previewFile(name), "--directory", people, "--json");
                validate(JSON.parse(stdout));
                expect(validate.errors ?? []).to.deep.equal([]);
            });
        }

        it("follows its schema, whatever the review is", () => {
            fc.assert(
                fc.property(anyReview, (review) => {
                    validate(JSON.parse(JSON.stringify(review)));
                    expect(validate.errors ?? []).to.deep.equal([]);
                }),
                { numRuns: 30 },
            );
        });

        it("is refused by the schema with any key more or less, or another verdict", async () => {
            const { stdout } = await whole("removed", "--json");
            const good = JSON.parse(stdout) as Review;
            const [stack] = good.stacks;
            const worse: unknown[] = [
                { ...good, more: 1 },
                { ...good, version: 2 },
                { ...good, verdict: "fine" },
                { ...good, stacks: [{ ...stack, picture: undefined }] },
                { ...good, stacks: [{ ...stack, permanent: [{ id: "other", name: "a" }] }] },
                { ...good, stacks: [{ ...stack, people: [{ id: "removed", name: "a" }] }] },
                { ...good, stacks: [{ ...stack, reasons: [{ kind: "loses" }] }] },
            ];
            expect(worse.map((one) => validate(JSON.parse(JSON.stringify(one))))).to.deep.equal(worse.map(() => false));
        });
    });
});
