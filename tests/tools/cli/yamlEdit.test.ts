import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import * as yaml from "js-yaml";
import { schema } from "../../../tools/cli/yaml";
import { changeYaml, plain, type Wishes } from "../../../tools/cli/yamlEdit";

const text = (...lines: string[]) => `${lines.join("\n")}\n`;
// biome-ignore lint/suspicious/noExplicitAny: whatever the text holds.
type Config = Record<string, any>;

function edited(before: string, change: (config: Config) => Config, wishes?: Wishes): string | undefined {
    const content = yaml.load(before, { schema }) as { config: Config };
    const entries = Object.entries({ ...content.config, ...change(content.config) });
    const config = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    return changeYaml(before, { ...content, config }, wishes);
}

function readOr(written: string): unknown {
    try {
        return yaml.load(written, { schema });
    } catch {
        return undefined;
    }
}

describe("A change of a YAML file", () => {
    type Case = [what: string, before: string, change: (config: Config) => Config, after: string, wishes?: Wishes];
    const cases: Case[] = [
        [
            "adds a certificate to a mapping in braces",
            text("config:", "  p:certificates: { initial: {} } # ours", "  p:other: 1"),
            (config) => ({ "p:certificates": { ...config["p:certificates"], "2027": {} } }),
            text("config:", '  p:certificates: { initial: {}, "2027": {} } # ours', "  p:other: 1"),
        ],
        [
            "adds a certificate to braces of several lines",
            text(
                "config:",
                "  p:certificates: {",
                "      initial: {},",
                '      "2026": { endDate: "x" }',
                "  }",
                "  p:other: 1",
            ),
            (config) => ({ "p:certificates": { ...config["p:certificates"], "2027": {} } }),
            text(
                ...["config:", "  p:certificates: {", "      initial: {},", '      "2026": { endDate: "x" },'],
                ...['      "2027": {}', "  }", "  p:other: 1"],
            ),
        ],
        [
            "adds a certificate below the comment after a comma at the end",
            text("config:", "  p:certificates: {", "      initial: {}, # ours", "  }", "  p:other: 1"),
            (config) => ({ "p:certificates": { ...config["p:certificates"], "2027": {} } }),
            text(
                "config:",
                "  p:certificates: {",
                "      initial: {}, # ours",
                '      "2027": {}',
                "  }",
                "  p:other: 1",
            ),
        ],
        [
            "adds a certificate below the last one, at its indent, before the comment of what follows",
            text(
                ...[
                    "config:",
                    "    p:certificates:",
                    "          # by hand",
                    "          initial:",
                    '              endDate: "x" # until then',
                ],
                ...["", "    # next", "    p:other: 1"],
            ),
            (config) => ({ "p:certificates": { ...config["p:certificates"], two: {} } }),
            text(
                ...[
                    "config:",
                    "    p:certificates:",
                    "          # by hand",
                    "          initial:",
                    '              endDate: "x" # until then',
                ],
                ...["          two: {}", "", "    # next", "    p:other: 1"],
            ),
        ],
        [
            "writes a new mapping of empty ones in braces, at the end where nothing is beside it",
            text("# prod", "config:", "    p:users:", "        a: {}", "", "encryptionsalt: v1:x"),
            () => ({ "p:certificates": { initial: {}, two: {} } }),
            text(
                ...[
                    "# prod",
                    "config:",
                    "    p:users:",
                    "        a: {}",
                    "    p:certificates: { initial: {}, two: {} }",
                ],
                ...["", "encryptionsalt: v1:x"],
            ),
        ],
        [
            "sets a text and keeps quotation marks' neighbours and the comment",
            text("config:", "  p:signingCertificate:   initial   # switch here"),
            () => ({ "p:signingCertificate": "2027" }),
            text("config:", '  p:signingCertificate:   "2027"   # switch here'),
        ],
        [
            "adds a text after its neighbour, without quotation marks where none are needed",
            text("config:", "  p:certificates:", "    initial: {}", "  p:other: 1"),
            () => ({ "p:signingCertificate": "initial" }),
            text("config:", "  p:certificates:", "    initial: {}", "  p:signingCertificate: initial", "  p:other: 1"),
            { after: { "p:signingCertificate": "p:certificates" } },
        ],
        [
            "quotes what YAML would read as something else",
            text("config:", "  p:a: 1"),
            () => ({ "p:b": "yes", "p:c": "1e3", "p:d": "null" }),
            text("config:", "  p:a: 1", '  p:b: "yes"', '  p:c: "1e3"', '  p:d: "null"'),
        ],
        [
            "removes a certificate with what is below it, and no comment",
            text(
                "config:",
                "  p:certificates:",
                "    # old",
                '    "2026":',
                '      endDate: "x"',
                "    # new",
                '    "2027": {}',
                "  p:b: 1",
            ),
            () => ({ "p:certificates": { "2027": {} } }),
            text("config:", "  p:certificates:", "    # old", "    # new", '    "2027": {}', "  p:b: 1"),
        ],
        [
            "removes the first, a middle and the last item of brackets",
            text("config:", "  p:a: [one, two, three]", "  p:b: { one: {x: [1, 2]}, two: {} }"),
            () => ({ "p:a": ["one"], "p:b": { two: {} } }),
            text("config:", "  p:a: [one]", "  p:b: { two: {} }"),
        ],
        [
            "adds to and removes from a list of lines at the indent of its key",
            text("config:", "  p:retired:", "  - initial", '  - "2025"', "  p:b: 1"),
            () => ({ "p:retired": ["initial", "2026"] }),
            text("config:", "  p:retired:", "  - initial", '  - "2026"', "  p:b: 1"),
        ],
        [
            "adds to empty brackets",
            text("config:", "  p:a: []", "  p:b: {}"),
            () => ({ "p:a": ["one"], "p:b": { one: {} } }),
            text("config:", "  p:a: [one]", "  p:b: { one: {} }"),
        ],
        [
            "removes a key",
            text("config:", "  p:a: 1", "  p:retired:", "    - initial", "  p:b: 1"),
            () => ({ "p:retired": undefined }),
            text("config:", "  p:a: 1", "  p:b: 1"),
        ],
        [
            "keeps the ends of lines of Windows",
            "config:\r\n  p:certificates: {initial: {}}\r\n",
            (config) => ({ "p:certificates": { ...config["p:certificates"], two: {} } }),
            "config:\r\n  p:certificates: {initial: {}, two: {}}\r\n",
        ],
        [
            "adds and removes in one change, in lines and in brackets",
            text(
                "config:",
                "  p:a:",
                "    - one",
                "    - two # c",
                "  p:b: [one, two, # c",
                "    three]",
                "  p:c: {one: {}}",
            ),
            () => ({ "p:a": ["one", "three"], "p:b": ["two", "four"], "p:c": { two: {} } }),
            text("config:", "  p:a:", "    - one", "    - three", "  p:b: [two, # c", "    four]", "  p:c: {two: {}}"),
        ],
        [
            "empties mappings and lists and fills them again, with comments kept",
            text(
                "config:",
                "  p:a: # why",
                "    one: {}",
                "    # below",
                "  p:b:",
                "  - one",
                "  p:c: [] # none",
                "  p:d:",
            ),
            () => ({ "p:a": {}, "p:b": [], "p:c": ["one"], "p:d": { one: { two: 1 } } }),
            text(
                ...["config:", "  p:a: {} # why", "    # below", "  p:b: []", "  p:c: [one] # none", "  p:d:"],
                ...["    one:", "      two: 1"],
            ),
        ],
        [
            "writes a list in lines where that is wished, after its neighbour and the comments of that",
            text(
                "config:",
                "    p:a:",
                "        one: 1",
                "        # the last one",
                "    # Below.",
                "    p:c: [one, two]",
            ),
            () => ({ "p:b": ["one", "a: b"], "p:c": ["one"] }),
            text(
                ...["config:", "    p:a:", "        one: 1", "        # the last one", "    p:b:", "        - one"],
                ...['        - "a: b"', "    # Below.", "    p:c:", "        - one"],
            ),
            { after: { "p:b": "p:a" }, inLines: ["p:b", "p:c"] },
        ],
        [
            "changes a copy of an anchor into a value of its own, and overrides what a merge brings",
            text("config:", "  p:a: &a {one: 1}", "  p:b: *a # copy", "  p:c:", "    <<: *a", "    two: 2"),
            () => ({ "p:b": { one: 2 }, "p:c": { one: 3, two: 2 } }),
            text(
                ...[
                    "config:",
                    "  p:a: &a {one: 1}",
                    "  p:b: # copy",
                    "    one: 2",
                    "  p:c:",
                    "    <<: *a",
                    "    two: 2",
                ],
                "    one: 3",
            ),
        ],
        [
            "replaces a value of several lines, of a block and of another kind",
            text(
                "config:",
                "  p:a: |",
                "    one",
                "    two",
                "  p:b: # why",
                "    one: 1",
                '  p:c: "x',
                '    y" # z',
                "  p:d: 1",
            ),
            () => ({ "p:a": "one", "p:b": "two", "p:c": 1, "p:d": { one: { two: [1, "a, b"] } } }),
            text(
                ...["config:", "  p:a: one", "  p:b: two # why", "  p:c: 1 # z", "  p:d:", "    one:"],
                '      two: [1, "a, b"]',
            ),
        ],
        [
            "adds to a list what it has once already",
            text("config:", "  p:a:", "    - one # why"),
            () => ({ "p:a": ["one", "one"] }),
            text("config:", "  p:a:", "    - one # why", "    - one"),
        ],
        [
            "changes nothing for what is not there",
            text("config:", "  p:a: {one: {}}"),
            () => ({}),
            text("config:", "  p:a: {one: {}}"),
        ],
    ];
    it("is refused where another value would change with it", () => {
        const anchored = text("config:", "  p:a: &a {one: 1}", "  p:b: *a");
        expect(edited(anchored, () => ({ "p:a": { one: 2 } }))).to.equal(undefined);
    });

    for (const [what, before, change, after, wishes] of cases) {
        it(what, () => {
            expect(edited(before, change, wishes)).to.equal(after);
        });
    }

    it("holds what is wanted, whatever it held and however it was written", () => {
        const word = fc.oneof(
            fc.string({ maxLength: 6 }),
            fc.constantFrom("a: b", "x # y", "no", "1e3", "- a", "[", ","),
        );
        const { mapping } = fc.letrec<{ mapping: Record<string, unknown>; value: unknown }>((tie) => ({
            mapping: fc.dictionary(fc.constantFrom("a", "b", "00421", "d: e", "f #g", "{h"), tie("value"), {
                maxKeys: 4,
            }),
            value: fc.oneof(
                { maxDepth: 3 },
                word,
                fc.oneof(fc.integer(), fc.boolean(), fc.constant(null)),
                fc.array(fc.oneof(word, fc.integer()), { maxLength: 4 }),
                tie("mapping"),
            ),
        }));
        fc.assert(
            fc.property(
                mapping,
                mapping,
                fc.integer({ min: -1, max: 3 }),
                fc.boolean(),
                (before, wanted, flowLevel, crlf) => {
                    const dumped = yaml.dump({ top: before }, { schema, noRefs: true, lineWidth: -1, flowLevel });
                    // What js-yaml writes it can't always read.
                    fc.pre(isDeepStrictEqual(plain(readOr(dumped)), plain({ top: before })));
                    const written = dumped.replace(/(?<=[\]}\w])\n/g, " # c\n").replaceAll("\n", crlf ? "\r\n" : "\n");
                    const changed = changeYaml(written, { top: wanted, new: 1 }, { inLines: ["b"] }) ?? "";
                    expect(yaml.load(changed, { schema })).to.deep.equal(plain({ top: wanted, new: 1 }));
                },
            ),
            { numRuns: 2_000 },
        );
    });
});
