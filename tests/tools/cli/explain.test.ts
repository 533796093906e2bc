import { spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import { expect } from "chai";
import { signInError, signInErrorIds } from "../../../tools/signin/errors";
import { runConnectSso } from "../../helpers/command";
import { temporaryFolder } from "../../helpers/folder";
import { entry, har } from "../signin/explain/har/harBuilder";
import { base64, formOf, responseXml } from "../signin/explain/world";

const root = join(__dirname, "..", "..", "..");
const exported = readFileSync(join(root, "tests/tools/deployment/fixtures/stackExport.json"), "utf8");
const people = readFileSync(join(root, "tools/rehearsal/directory.json"), "utf8");
const reports = join(root, "tests/tools/signin/explain/reports/fixtures");
const notOnboarded =
    "Access Denied. Your account has been authenticated, but has not been onboarded to this application.";

interface Answer {
    version: number;
    explanations: Record<string, unknown>[];
}

describe("connect-sso explain", () => {
    const temporary = temporaryFolder();
    let validate: ValidateFunction;
    before(() => {
        const schema = JSON.parse(readFileSync(join(root, "docs/explain.schema.json"), "utf8"));
        validate = new Ajv({ allErrors: true }).compile(schema);
    });

    const explain = (...args: string[]) => runConnectSso(["explain", ...args]);
    const withStack = () => [
        "--deployment",
        temporary.write("stack.json", exported),
        "--directory",
        temporary.write("people.json", people),
    ];
    const onlyLine = /^error: [^\n]+\n$/;

    async function json(...args: string[]): Promise<{ code: number; answer: Answer; stdout: string }> {
        const { code, stdout } = await explain("--json", ...args);
        const answer = JSON.parse(stdout) as Answer;
        expect(validate(answer), JSON.stringify(validate.errors)).to.equal(true);
        return { code, answer, stdout };
    }

    it("says which hop refused, the words, the cause, how to see it and what to change, and ends with 0", async () => {
        const { code, stdout, stderr } = await explain(temporary.write("seen.txt", notOnboarded));
        expect([code, stderr]).to.deep.equal([0, ""]);
        expect(
            stdout.match(/^(?:Amazon Connect refused| {2}(?:says|known by|cause|confirm|change|or|more)\b)/gm),
        ).to.deep.equal([
            ...["Amazon Connect refused", "  says", "  known by", "  cause", "  confirm", "  change"],
            ...["  or", "  or", "  or", "  more"],
        ]);
        expect(stdout).to.match(/ {2}more {6}.*docs\/sign-in-errors\.md#notonboarded$/m);
    });

    it("says which options it did not use without a deployment", async () => {
        const args = ["--directory", temporary.write("people.json", people), "--application", "x"];
        args.push("--service-principal", "sp.json");
        const { answer } = await json(temporary.write("seen.txt", notOnboarded), ...args);
        expect(answer.explanations[0]?.notes).to.deep.include({
            id: "deployment",
            text: "--directory, --application, --service-principal: not used, because there is no deployment to compare with; add --deployment FILE (or --stack NAME)",
        });
    });

    it("takes words with commas for no table, and says what a deployment is", async () => {
        const seen = temporary.write("seen.txt", "AADSTS50105: Sorry, Carol, you have no access, at all.");
        const { code, stderr } = await explain("--deployment", seen, seen);
        expect([code, stderr]).to.deep.equal([
            2,
            `error: --deployment ${seen}: this is not JSON: it does not begin with "{" or "["; write the output of \`pulumi stack export --show-secrets\` to a file and give that\n`,
        ]);
    });

    it("sets the values side by side with a deployment", async () => {
        const text =
            "AADSTS50105: Your administrator has configured the application Old ('11111111-2222-4333-8444-555555555555') to block users unless they are specifically granted ('assigned') access to the application. The signed in user 'alice@contoso.example' is blocked because they are not a direct member of a group with access.";
        const { code, stdout } = await explain(temporary.write("seen.txt", text), ...withStack());
        expect(code).to.equal(0);
        expect(stdout).to.match(
            /^ {2}≠ client id +11111111-2222-4333-8444-555555555555\n {4}in the deployment +[0-9a-f-]{36}$/m,
        );
        expect(stdout).to.match(/^ {2}= signed-in user, in the list of users +alice@contoso\.example$/m);
    });

    it("heads a recording in which Entra refused with a code that is not known with that", async () => {
        const login = "https://login.microsoftonline.com/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/saml2";
        const access = "https://launcher.myapps.microsoft.com/api/signin/5ad8a355-6b51-46e2-b3f0-8caf8b44e4a6";
        const recorded = har(
            entry(access, { redirectTo: login }),
            entry(login, {
                html: "<html><body>AADSTS90015: Requested query string is too long.</body></html>",
            }),
        );
        const { code, stdout } = await explain(temporary.write("seen.har", JSON.stringify(recorded)));
        expect(code).to.equal(0);
        expect(stdout).to.include("\nEntra refused, with a code that is not in the catalogue.\n");
        expect(stdout).to.include("https://login.microsoftonline.com/error?code=90015");
    });

    it("is not calm about a response that nothing refuses and that is not the deployment's", async () => {
        const xml = await responseXml({ issuer: "http://www.okta.com/exk1" });
        const state = JSON.parse(exported);
        state.deployment.resources = state.deployment.resources.filter(
            ({ type }: { type: string }) => !type.startsWith("connect-entra-sso:"),
        );
        const another = ["--deployment", temporary.write("another.json", JSON.stringify(state))];
        const { code, stdout } = await explain(temporary.write("seen.xml", xml), ...another);
        expect(code).to.equal(0);
        expect(stdout.replace(/\s+/g, " ")).to.include(
            "Nothing in it would be refused; it differs from the deployment (issuer; role; SAML provider; " +
                "certificate (SHA-1)); not all of it could be checked; its times were not checked.",
        );
    });

    it("shows what nobody sees, and lets nothing of a response into a command", async () => {
        const sessionName = ["al\u202eice$(touch x)@contoso.example"];
        const xml = await responseXml({ sessionName, issuer: "https://idp.example/\u2066x" });
        for (const more of [[], ["--json"], withStack()]) {
            const { code, stdout } = await explain(temporary.write("seen.xml", xml), ...more);
            expect(code).to.equal(0);
            expect(stdout)
                .to.include("al\\u202eice$(touch x)@contoso.example")
                .and.not.match(/[\u202a-\u202e\u2066-\u2069]/);
            expect(stdout.match(/`[^`]*touch x[^`]*`/g)).to.equal(null);
        }
    });

    it("breaks lines at 110 characters, a command and a long word excepted", async () => {
        const { stdout } = await explain(temporary.write("seen.txt", notOnboarded), ...withStack());
        const long = stdout.split("\n").filter((line) => line.length > 110 && !/^\s*(?:\w+ +)?`[^`]+`\S*$/.test(line));
        expect(long).to.deep.equal([]);
        const { stdout: whole } = await json(temporary.path("seen.txt"), ...withStack());
        const [finding] = JSON.parse(whole).explanations[0].attempts[0].findings;
        const commands = `${finding.cause} ${finding.confirm} ${finding.change}`.match(/`[^`]+`/g) ?? [];
        expect(commands.length).to.be.greaterThan(2);
        expect(commands.filter((command) => !stdout.includes(command))).to.deep.equal([]);
    });

    it("reads standard input where no file is named", () => {
        const { status, stdout, stderr } = spawnSync(
            process.execPath,
            [join(root, "tools/cli/connect-sso.mjs"), "explain"],
            {
                input: notOnboarded,
                encoding: "utf8",
            },
        );
        expect([status, stderr]).to.deep.equal([0, ""]);
        expect(stdout).to.match(/^standard input: a pasted text\n\nAmazon Connect refused/);
    });

    it("explains several inputs in their order, and the others where one can't be explained", async () => {
        const files = [
            temporary.write("a.txt", notOnboarded),
            temporary.path("absent.txt"),
            temporary.write("c.txt", "hello"),
            temporary.write("d.txt", "AADSTS50057"),
        ];
        const { code, stdout, stderr } = await explain(...files);
        expect(code).to.equal(2);
        expect(stdout.match(/^\/\S+(?=: a pasted text)/gm)).to.deep.equal([files[0], files[3]]);
        const [absent, unknown, ...rest] = stderr.split("\n");
        expect(absent?.startsWith(`error: ${files[1]}: there is no file `)).to.equal(true);
        expect(unknown?.startsWith(`error: ${files[2]}: no known sign-in error found: `)).to.equal(true);
        expect(rest).to.deep.equal([""]);
    });

    for (const [how, words] of [
        ["in quotes", ["AADSTS50105: Your administrator has configured the application to block users"]],
        ["without quotes", ["AADSTS50105:", "Your", "administrator", "has", "configured", "the", "application"]],
        ["by its code alone", ["AADSTS50105"]],
    ] as const) {
        it(`explains a text that is typed ${how}`, async () => {
            const { code, stdout, stderr } = await explain(...words);
            expect([code, stderr]).to.deep.equal([0, ""]);
            expect(stdout).to.match(/^command line: a pasted text\n\nEntra refused: Only assigned people /);
        });
    }

    it("says of typed words that they are neither files nor an error", async () => {
        for (const [words, noFile] of [
            [["the response.txt"], "there is no file /[^;]*the response\\.txt"],
            [["a.har", "b.har"], "there are no such files in /[^;]*"],
        ] as const) {
            const { code, stdout, stderr } = await explain(...words);
            expect([code, stdout]).to.deep.equal([2, ""]);
            expect(stderr).to.match(onlyLine);
            expect(stderr).to.match(
                new RegExp(`^error: command line: ${noFile}; as a text: no known sign-in error found: `),
            );
        }
    });

    const unusable: [string, () => string, RegExp][] = [
        ["an empty file", () => temporary.write("x", ""), /it is empty; looked for an error text/],
        ["a file that is not there", () => temporary.path("nowhere"), /there is no file \/\S+nowhere$/m],
        [
            "a folder",
            () => {
                mkdirSync(temporary.path("folder"));
                return temporary.path("folder");
            },
            /this is a folder; give the file/,
        ],
        [
            "70 MB",
            () => {
                const path = temporary.path("large");
                const file = openSync(path, "w");
                ftruncateSync(file, 70 * 1024 * 1024);
                closeSync(file);
                return path;
            },
            /it has 73400320 bytes, and 67108864 is the most that is read/,
        ],
        ["a stack's export", () => temporary.write("x", exported), /give it with --deployment/],
        ["a directory", () => temporary.write("x", people), /give it with --directory/],
        ["prose", () => temporary.write("x", "good morning"), /it begins "good morning"; looked for/],
    ];
    for (const [title, make, problem] of unusable) {
        it(`ends with 2 for ${title}, in one line, and in the form of the schema`, async () => {
            const file = make();
            const { code, stdout, stderr } = await explain(file);
            expect([code, stdout]).to.deep.equal([2, ""]);
            expect(stderr).to.match(onlyLine).and.to.match(problem);
            const { code: again, answer } = await json(file);
            expect(again).to.equal(2);
            expect(Object.keys(answer.explanations[0] ?? {})).to.deep.equal(["name", "problem"]);
        });
    }

    const misused: [string, string[], RegExp][] = [
        ["a time that is none", ["--now", "noon"], /--now/],
        ["a deployment that is not there", ["--deployment", "/nowhere.json"], /there is no file/],
        ["an option that there is not", ["--colour"], /unknown option/],
    ];
    for (const [title, args, problem] of misused) {
        it(`ends with 2 and prints nothing for ${title}`, async () => {
            const { code, stdout, stderr } = await explain(temporary.write("seen.txt", notOnboarded), ...args);
            expect([code, stdout]).to.deep.equal([2, ""]);
            expect(stderr).to.match(problem);
        });
    }

    it("takes the time of --now", async () => {
        const file = temporary.write("response", base64(await responseXml()));
        const errors = async (now: string) =>
            JSON.stringify((await json(file, "--now", now)).answer).match(/"error":"\w+"/g);
        expect(await errors("2026-11-24T08:01:00Z")).to.equal(null);
        expect(await errors("2026-11-24T10:01:00Z")).to.deep.equal(['"error":"responseExpired"']);
    });

    it("prints what its schema describes, for whatever is given", async () => {
        const xml = await responseXml({ audience: "urn:x", sessionName: ["Alice@contoso.example"] });
        const recording = har(
            entry("https://login.microsoftonline.com/common/saml2", {
                html: "<p>AADSTS50057: The user account is disabled.</p>",
            }),
            entry("https://eu-central-1.signin.aws.amazon.com/saml", {
                form: { SAMLResponse: base64(xml), RelayState: "https://x.example" },
                html: `<p>Response signature invalid</p>`,
            }),
        );
        const assertion = /<(?:\w+:)?Assertion[\s\S]*<\/(?:\w+:)?Assertion>/.exec(xml)?.[0] ?? "";
        const inputs = [
            notOnboarded,
            "Access Denied.",
            "AADSTS500057",
            xml,
            formOf(xml),
            assertion,
            JSON.stringify(recording),
            ...signInErrorIds.flatMap((id) => signInError(id).texts.slice(0, 1)),
            ...readdirSync(reports).map((name) => readFileSync(join(reports, name), "utf8")),
            "nothing",
        ];
        const files = inputs.map((text, index) => temporary.write(`${index}`, text));
        for (const options of [[], withStack(), ["--now", "2026-11-24T08:01:00Z"]]) {
            const { answer } = await json(...files, ...options);
            expect(answer.explanations).to.have.lengthOf(files.length);
        }
    });

    it("has a schema that tells another form", async () => {
        const { answer } = await json(
            temporary.write("response", formOf(await responseXml({ audience: "urn:x" }))),
            ...withStack(),
        );
        const changes: [string, (explanation: Changeable) => unknown][] = [
            ["a field more", (one) => Object.assign(one.attempts[0], { more: 1 })],
            ["a finding's field more", (one) => Object.assign(one.attempts[0].findings[0], { more: 1 })],
            ["a finding's field less", (one) => delete one.attempts[0].findings[0].change],
            ["a number for a text", (one) => Object.assign(one.attempts[0].comparisons[0], { seen: 1 })],
            [
                "another word for how sure it is",
                (one) => Object.assign(one.attempts[0].findings[0], { sureness: "sure" }),
            ],
            ["another kind", (one) => Object.assign(one.input, { kind: "xml" })],
            ["no attempts", (one) => Object.assign(one, { attempts: [] })],
        ];
        for (const [title, change] of changes) {
            const copy = structuredClone(answer);
            change(copy.explanations[0] as never);
            expect(validate(copy), title).to.equal(false);
        }
        expect(validate({ ...answer, version: 2 })).to.equal(false);
    });

    it("describes every field in its schema", () => {
        const schema = JSON.parse(readFileSync(join(root, "docs/explain.schema.json"), "utf8"));
        const bare = [schema, ...Object.values(schema.definitions)].flatMap((one) => fieldsOf(one as Schema, schema));
        expect(bare.filter(([, field]) => field.description === undefined).map(([name]) => name)).to.deep.equal([]);
    });

    it("shows nothing of the secrets of an export", async () => {
        const planted = "Pl4ntedS3cretPl4ntedS3cretPl4ntedS3cret";
        const stack = JSON.parse(exported);
        const [first] = stack.deployment.resources;
        stack.deployment.resources.push({
            ...first,
            ...{
                urn: "urn:pulumi:dev::x::aws:iam/accessKey:AccessKey::key",
                type: "aws:iam/accessKey:AccessKey",
                custom: true,
                id: "x",
            },
            ...{ inputs: { secret: planted }, outputs: { secret: planted, sesSmtpPasswordV4: planted } },
        });
        for (const resource of stack.deployment.resources) {
            if (/application:Application|user:User$/.test(resource.type)) {
                resource.outputs = { ...resource.outputs, password: planted, notes: planted };
            }
        }
        const deployment = temporary.write("stack.json", JSON.stringify(stack));
        const files = [temporary.write("a", notOnboarded), temporary.write("b", formOf(await responseXml()))];
        for (const options of [[], ["--json"]]) {
            const { stdout, stderr } = await explain(...files, "--deployment", deployment, ...options);
            expect(stdout.length).to.be.greaterThan(500);
            expect(`${stdout}${stderr}`).to.not.include(planted.slice(0, 20));
        }
    });
});

// biome-ignore lint/suspicious/noExplicitAny: the tests break the form of what is parsed.
type Changeable = any;

interface Schema {
    description?: string;
    properties?: Record<string, Schema>;
    items?: Schema;
    $ref?: string;
}

/** Fields by name, with what is said of them, here or where they lead. */
function fieldsOf(schema: Schema, whole: { definitions: Record<string, Schema> }): [string, Schema][] {
    return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
        const target = whole.definitions[field.$ref?.split("/").at(-1) ?? ""];
        return [[name, { ...target, ...field }], ...fieldsOf(field, whole), ...fieldsOf(field.items ?? {}, whole)];
    });
}
