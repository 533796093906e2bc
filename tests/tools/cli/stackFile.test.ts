import { mkdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { UsageError } from "../../../tools/cli/errors";
import { copyStackFile } from "../../../tools/cli/stackFile";
import { readYaml } from "../../../tools/cli/yaml";
import { temporaryFolder } from "../../helpers/folder";

describe("The copy of a stack file", () => {
    const temporary = temporaryFolder();
    const home = () => ({ project: temporary.path("project"), rehearsal: temporary.path("rehearsal") });
    const stackFile = (text: string, stack = "dev") => temporary.write(`project/Pulumi.${stack}.yaml`, text);
    const copy = (settings: { stack?: string; values?: string } = {}, tenantId?: string) =>
        copyStackFile(home(), { stack: "dev", ...settings }, tenantId);

    beforeEach(() => {
        mkdirSync(temporary.path("rehearsal"));
        temporary.write("project/Pulumi.yaml", "name: connect-entra-sso\nruntime: nodejs\n");
    });

    it("has the configuration as it is written, dates and quotes included", () => {
        const text = [
            "config:",
            "  aws:region: us-east-1",
            "  connect-entra-sso:users:",
            "    alice@contoso.example:",
            "      firstName: 'yes'",
            "      deskPhone: '+12065550100'",
            "  connect-entra-sso:quoted: '2027-01-01T00:00:00Z'",
            "  connect-entra-sso:unquoted: 2027-01-01T00:00:00Z",
            "  connect-entra-sso:flag: true",
            "  connect-entra-sso:count: 3600",
            "",
        ].join("\n");
        const original = stackFile(text);
        const { file, folder, name, project, notes } = copy();
        expect(readFileSync(file, "utf8")).to.equal(text);
        expect(readFileSync(original, "utf8")).to.equal(text);
        expect({ name, project, notes }).to.deep.equal({ name: "dev", project: "connect-entra-sso", notes: [] });
        expect(folder).to.equal(temporary.path("rehearsal", "program", "dev"));
    });

    it("has a placeholder of the right shape for each encrypted value, and says so", () => {
        stackFile(`
            secretsprovider: awskms://alias/pulumi
            encryptedkey: AQICAHh
            encryptionsalt: v1:theirs
            config:
                connect-entra-sso:tenantId: { secure: v1:a }
                connect-entra-sso:list: [{ contactEmail: { secure: v1:b } }]
                aws:secretKey: { secure: v1:c }
                plain: { secure: 1, insecure: 2 }`);
        const { file, notes } = copy({}, "11111111-1111-4111-8111-111111111111");
        expect(readYaml(file)).to.deep.equal({
            config: {
                "connect-entra-sso:tenantId": "11111111-1111-4111-8111-111111111111",
                "connect-entra-sso:list": [{ contactEmail: "placeholder@contoso.example" }],
                "aws:secretKey": "placeholder-for-secretKey",
                plain: { secure: 1, insecure: 2 },
            },
        });
        expect(notes).to.deep.equal([
            'connect-entra-sso:tenantId is encrypted; the rehearsal uses "11111111-1111-4111-8111-111111111111" (pass another value with --values)',
            'connect-entra-sso:list.0.contactEmail is encrypted; the rehearsal uses "placeholder@contoso.example" (pass another value with --values)',
            'aws:secretKey is encrypted; the rehearsal uses "placeholder-for-secretKey" (pass another value with --values)',
        ]);
    });

    it("has what --values gives for the environment and for encrypted values, below what the stack says itself", () => {
        stackFile(`
            environment: [contoso/connect]
            config:
                aws:region: eu-west-2
                aws:secretKey: { secure: v1:c }`);
        const values = temporary.write("values.yaml", "aws:region: us-east-1\naws:secretKey: s\nazuread:tenantId: t\n");
        const { file, notes } = copy({ values });
        expect(readYaml(file)).to.deep.equal({
            config: { "aws:region": "eu-west-2", "aws:secretKey": "s", "azuread:tenantId": "t" },
        });
        expect(notes).to.deep.equal([]);
    });

    for (const form of ["config:\n  a:b: c\n", "pulumiConfig:\n  a:b: c\n", "values:\n  pulumiConfig:\n    a:b: c\n"]) {
        it(`takes values in the form ${JSON.stringify(form)}`, () => {
            stackFile("environment: [e]\n");
            const { file } = copy({ values: temporary.write("values.yaml", form) });
            expect(readYaml(file)).to.deep.equal({ config: { "a:b": "c" } });
        });
    }

    it("keeps the rehearsal's own salt from run to run", () => {
        stackFile("config: { a:b: c }");
        temporary.write("rehearsal/program/dev/Pulumi.dev.yaml", "encryptionsalt: v1:ours\n");
        expect(readYaml(copy().file)).to.deep.equal({ config: { "a:b": "c" }, encryptionsalt: "v1:ours" });
    });

    it("accepts an empty stack file", () => {
        stackFile("");
        expect(readYaml(copy().file)).to.deep.equal({ config: {} });
    });

    it("is one of the folder that stackConfigDir of Pulumi.yaml names", () => {
        temporary.write("project/Pulumi.yaml", "name: sso\nruntime: nodejs\nstackConfigDir: stacks\n");
        temporary.write("project/stacks/Pulumi.dev.yaml", "config: { a:b: c }\n");
        expect(readYaml(copy().file)).to.deep.equal({ config: { "a:b": "c" } });
        const known = `in ${temporary.path("project", "stacks")}; the folder has Pulumi.dev.yaml`;
        expect(() => copy({ stack: "prod" })).to.throw(UsageError, known);
    });

    it("is asked for where the project has none", () => {
        expect(() => copy()).to.throw(
            UsageError,
            "the folder has none; write it, with the line `config: { aws:region: eu-central-1 }`",
        );
    });

    const refused: [string, { stack?: string; values?: string }, string, string][] = [
        [
            "a stack without a file",
            { stack: "prod" },
            "",
            "there is no file Pulumi.prod.yaml in PROJECT; the folder has Pulumi.dev.yaml",
        ],
        ["a name the engine refuses", { stack: "a/b" }, "", '--stack "a/b": a stack name has 1 to 100 letters'],
        ["an empty name", { stack: "" }, "", '--stack "": a stack name has 1 to 100 letters'],
        ["YAML that is none", {}, "config:\n  a: [1\n", "PROJECT/Pulumi.dev.yaml, line 3: this is not valid YAML"],
        [
            "a key that is there twice",
            {},
            "config:\n  a: 1\n  a: 2\n",
            "line 3: this is not valid YAML: a key is there twice",
        ],
        ["a list", {}, "- config\n", "PROJECT/Pulumi.dev.yaml: must be a mapping"],
        [
            "an environment without values",
            {},
            "environment: [contoso/dev, b]\n",
            "`environment:` (contoso/dev, b), which",
        ],
    ];
    for (const [what, settings, text, words] of refused) {
        it(`is refused for ${what}`, () => {
            stackFile(text);
            expect(() => copy(settings)).to.throw(UsageError, words.replace("PROJECT", temporary.path("project")));
        });
    }

    for (const [title, text] of [
        ["a list", "config: [a]\n"],
        ["a text", "config: a\n"],
    ] as const) {
        it(`is refused when config is ${title}`, () => {
            const file = stackFile(text);
            const shown = text.includes("[") ? '["a"]' : '"a"';
            expect(() => copy()).to.throw(
                UsageError,
                `${file}: \`config\` must be a mapping of \`namespace:key: value\` lines, got ${shown}`,
            );
        });
    }

    it("keeps an encrypted value from being taken for what every object has", () => {
        stackFile("config:\n  constructor: { secure: v1:a }\n");
        const values = temporary.write("values.yaml", "aws:region: us-east-1\n");
        expect(readYaml(copy({ values }).file)).to.deep.equal({
            config: { "aws:region": "us-east-1", constructor: "placeholder-for-constructor" },
        });
    });
});
