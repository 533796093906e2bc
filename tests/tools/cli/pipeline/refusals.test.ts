import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { fieldName } from "../../../../components/internal/problems";
import {
    annotationsOf,
    annotationsOfChecks,
    errorsIn,
    parsedPreview,
    pathAt,
} from "../../../../tools/cli/pipeline/refusals";
import { annotationLines, harmless } from "../../../../tools/cli/pipeline/workflowCommands";
import { placesIn } from "../../../../tools/cli/yamlLines";
import type { Check } from "../../../../tools/review/review";

const text = `# The production stack
config:
    aws:region: eu-central-1
    connect-entra-sso:instanceAlias: c
    connect-entra-sso:usersFile: people/agents.csv
    connect-entra-sso:users:
        "a@b.example":
            firstName: ""
            tags: { "Team, A": x }
        alice@contoso.example: { firstName: Alice, lastName: "" }
    connect-entra-sso:certificates:
        "2026": {}
`;
const stack = { file: "Pulumi.prod.yaml", text };

const headline = 'The configuration of stack "prod" is invalid:';
const located: [problem: string, file: string, line: number][] = [
    ['instanceAlias must be 2 to 45 letters, got "c"', "Pulumi.prod.yaml", 4],
    ['users["a@b.example"].firstName must be 1 to 100 characters, got ""', "Pulumi.prod.yaml", 8],
    ['users["a@b.example"].tags["Team, A"] must be short', "Pulumi.prod.yaml", 9],
    ['users["alice@contoso.example"].lastName must not be blank', "Pulumi.prod.yaml", 10],
    ['users["a@b.example"].lastName must be set', "Pulumi.prod.yaml", 7],
    ['users["nobody@contoso.example"] must be in the directory', "Pulumi.prod.yaml", 6],
    ['certificates["2026"] must stay', "Pulumi.prod.yaml", 12],
    ["aws:region must be a Region", "Pulumi.prod.yaml", 3],
    ["azuread:tenantId must be set", "Pulumi.prod.yaml", 2],
    ["roleName must be set", "Pulumi.prod.yaml", 2],
    ["agents.csv, line 12, firstName must not be blank", "people/agents.csv", 12],
    ["agents.csv, line 3 must have 7 values", "people/agents.csv", 3],
];

describe("A refusal", () => {
    for (const [problem, file, line] of located) {
        it(`stands at line ${line} of ${file}: ${problem}`, () => {
            const annotations = annotationsOf([`${headline}\n  - ${problem}`], stack);
            expect(annotations).to.deep.equal([{ file, line, message: problem }]);
        });
    }

    it("of several problems has a place for each, and each once", () => {
        const problems = located.map(([problem]) => `  - ${problem}`);
        const error = [headline, ...problems, ...problems].join("\n");
        expect(annotationsOf([error, error], stack).map(({ line }) => line)).to.deep.equal(
            located.map(([, , line]) => line),
        );
    });

    it("without a list, or with a stack file that can't be read, stands at line 1", () => {
        expect([
            annotationsOf(["no credentials"], stack),
            annotationsOf(["invalid:\n  - instanceAlias must be set"], { ...stack, text: "config: [" }),
            annotationsOf(["invalid:\n  - instanceAlias must be set"], { ...stack, text: "" }),
        ]).to.deep.equal([
            [{ file: "Pulumi.prod.yaml", line: 1, message: "no credentials" }],
            [{ file: "Pulumi.prod.yaml", line: 1, message: "instanceAlias must be set" }],
            [{ file: "Pulumi.prod.yaml", line: 1, message: "instanceAlias must be set" }],
        ]);
    });

    it("by a mandatory policy stands at the line of the user that it is about, without an advisory one", () => {
        const violation = {
            id: "policyViolation",
            text: "known-administrators: Only people on the list.\nremove it",
        } as const;
        const checks: Check[] = [
            { ...violation, name: "sso-alice@contoso.example", isMandatory: true },
            { ...violation, name: "sso", isMandatory: true },
            { ...violation, name: "sso-a@b.example", isMandatory: false },
            { id: "refusal", text: `${headline}\n  - instanceAlias must be set` },
        ];
        expect(annotationsOfChecks(checks, stack)).to.deep.equal([
            { file: "Pulumi.prod.yaml", line: 4, message: "instanceAlias must be set" },
            ...[
                { line: 10, name: "sso-alice@contoso.example" },
                { line: 1, name: "sso" },
            ].map(({ line, name }) => ({ file: "Pulumi.prod.yaml", line, message: `${name}: ${violation.text}` })),
        ]);
    });

    it("is read from what the engine printed, as JSON and as text alike", () => {
        const read = (name: string) => readFileSync(join(__dirname, "fixtures", name), "utf8");
        const errors = errorsIn(parsedPreview(read("refused.json")));
        expect(errors).to.deep.equal(
            errorsIn(undefined, read("refused.txt")).map((error) => error.replace(/^ {4}/gm, "")),
        );
        expect(annotationsOf(errors, stack).map(({ line }) => line)).to.deep.equal([4, 2, 10]);
    });

    it("that is none leaves nothing", () => {
        expect([
            errorsIn({ steps: [] }),
            errorsIn(parsedPreview("error: no stack")),
            errorsIn(undefined, "no errors"),
        ]).to.deep.equal([[], [], []]);
    });
});

describe("The path at the beginning of a problem", () => {
    it("is what the path was written from, whatever keys it has", () => {
        const keys = fc.array(fc.string({ unit: "grapheme" }), { maxLength: 4 });
        fc.assert(
            fc.property(fc.constantFrom("users", "aws:region", "certificates"), keys, (first, rest) => {
                const written = fieldName([first, ...rest]);
                fc.pre(!/\\u\{/.test(written));
                expect(pathAt(`${written} must be set`)).to.deep.equal([first, ...rest]);
            }),
        );
    });
});

describe("Lines of keys", () => {
    it("are found in block and flow mappings, in lists, after texts and with every kind of key", () => {
        const lines = (
            place = placesIn(
                "? a\n: b: 1\n'c': |\n    d: 1\n421: {e: [x, {f: 2}], \"g h\": }\nempty:\nlast: *none\n".replace(
                    "*none",
                    "1",
                ),
            ),
        ): object =>
            Object.fromEntries(
                [...(place?.entries ?? [])].map(([key, entry]) => [`${key} ${entry.line}`, lines(entry.place)]),
            );
        expect(lines()).to.deep.equal({
            "a 1": { "b 2": {} },
            "c 3": {},
            "421 5": { "e 5": {}, "g h 5": {} },
            "empty 6": {},
            "last 7": {},
        });
    });
});

describe("Annotations as a runner reads them", () => {
    const hostile = {
        file: "Pulumi.a,b:c.yaml",
        line: 3,
        message: 'name "x\n::set-output name=a::b\r" is 100% ]; bad\u001b[31m',
    };

    it("begin no command of their own, whatever text they hold", () => {
        expect(annotationLines([hostile], "github")).to.deep.equal([
            '::error file=Pulumi.a%2Cb%3Ac.yaml,line=3::name "x%0A::set-output name=a::b\\u000d" is 100%25 ]; bad\\u001b[31m',
        ]);
        expect(annotationLines([{ ...hostile, file: "a;b].yaml" }], "azure")).to.deep.equal([
            '##vso[task.logissue type=error;sourcepath=a%3Bb%5D.yaml;linenumber=3]name "x%0A::set-output name=a::b\\u000d" is 100%AZP25 ]; bad\\u001b[31m',
        ]);
        expect(annotationLines([hostile], "text")).to.deep.equal([
            'Pulumi.a,b:c.yaml:3: name "x ::set-output name=a::b\\u000d" is 100% ]; bad\\u001b[31m',
        ]);
    });

    it("stand alone in the log: no line of what others wrote is a command", () => {
        const written =
            "a\n  ::error::b\n::set-output name=c::d\nx ##[group]y ##vso[task.setvariable]z\n## A :: B\n: c";
        expect(harmless(written)).to.equal(
            "a\n  : :error::b\n: :set-output name=c::d\nx # #[group]y # #vso[task.setvariable]z\n## A :: B\n: c",
        );
    });

    it("are at most ten, the last of which counts the others", () => {
        const many = Array.from({ length: 12 }, (_, index) => ({ file: "f", line: index + 1, message: "m" }));
        expect([
            annotationLines(many, "text").at(-1),
            annotationLines(many, "text").length,
            annotationLines(many.slice(2), "text").length,
        ]).to.deep.equal(["f:1: 3 more problems: see the log", 10, 10]);
    });
});
