import { expect } from "chai";
import { UsageError } from "../../../tools/cli/errors";
import { readYaml } from "../../../tools/cli/yaml";
import { temporaryFolder } from "../../helpers/folder";

const nine = (item: string) => `[${Array(9).fill(item).join(",")}]`;
const letters = [..."abcdefghij"];
const bomb = letters.map((name, index) => `${name}: &${name} ${nine(index === 0 ? "x" : `*${letters[index - 1]}`)}`);

describe("A YAML file that can't be read", () => {
    const temporary = temporaryFolder();
    const endless =
        "an alias (`*name`) is inside the value that it refers to (`&name`), so the value never ends; write the value instead of the alias";
    const cases: [title: string, text: string, message: string][] = [
        ["a list within itself", "config:\n  a: &a [*a]\n", `, line 2: ${endless}`],
        ["a mapping within itself", "config:\n  users: &u\n    b: 1\n    x: *u\n", `, line 4: ${endless}`],
        [
            "aliases that multiply",
            `${bomb.join("\n")}\n`,
            ", line 8: aliases (`*name`) expand to more than 1,000,000 values; write only the values that you need",
        ],
        [
            "a key that stands twice",
            "config:\n  a: 1\n  a: 2\n",
            ", line 3: this is not valid YAML: a key is there twice; remove or rename one of the two",
        ],
        [
            "a tab",
            "config:\n\ta: 1\n",
            ", line 2: this is not valid YAML: a tab is in the indentation; indent with spaces",
        ],
        [
            "two documents",
            "a: 1\n---\nb: 2\n",
            ": this is not valid YAML: the file has more than one document (`---`); keep only one",
        ],
        [
            "brackets without end",
            "[".repeat(100_000),
            ", line 1: this is not valid YAML: lists and mappings are nested more than 100 levels deep; use fewer levels",
        ],
        [
            "an alias of nothing",
            "a: *nope\n",
            ", line 1: this is not valid YAML: the alias `*nope` is defined nowhere; define it with `&` before the value, above the alias",
        ],
        [
            "a date as a key",
            "config:\n  removed:\n    2026-01-01: {}\n",
            ', line 3: the key 2026-01-01 is read as a date; write it in quotation marks: "2026-01-01"',
        ],
        [
            "nothing as a key",
            "config:\n  x:\n    a: 1\n    ~: {}\n",
            ', line 4: the key ~ is read as null; write it in quotation marks: "~"',
        ],
        [
            "a number as a key that is written otherwise",
            "config:\n  users:\n    alice: {}\n    00421: {}\n",
            ', line 4: the key 00421 is read as 421; write it in quotation marks: "00421"',
        ],
        [
            "several, all at once",
            "config:\n  users: { 1e3: {}, 0x1F: {}, 7: {} }\n",
            ', line 2: the keys 1e3 and 0x1F are read as 1000 and 31; write them in quotation marks: "1e3" and "0x1F"',
        ],
        ["a bracket without end", "a: [1, 2\nb: 1\n", ", line 2: this is not valid YAML: indentation, a comma"],
        [
            "a quotation mark without end",
            'a: "x\n',
            ", line 2: this is not valid YAML: a quotation mark or a bracket has no end",
        ],
        ["wrong indentation", "a:\n    b: 1\n  c: 2\n", ", line 3: this is not valid YAML: indentation, a comma"],
        ["a tag", "a: !!js/function x\n", ", line 1: this is not valid YAML: a tag"],
        ["a mapping as a key", "config:\n  ? {a: 1}\n  : 1\n", ", line 2: a key is a mapping itself; write a text"],
    ];
    for (const [title, text, message] of cases) {
        it(`is refused in words, with its line: ${title}`, () => {
            const file = temporary.write("file.yaml", text);
            expect(() => readYaml(file)).to.throw(UsageError, `${file}${message}`);
        });
    }
});

describe("A YAML file", () => {
    const temporary = temporaryFolder();
    const cases: [title: string, text: string, content: unknown][] = [
        [
            "numbers and truth values as keys are texts, as to the engine",
            "{2026: 1, true: 2, 16: 3}",
            { 2026: 1, true: 2, 16: 3 },
        ],
        ["quoted numbers as keys are texts", "{\"00421\": 1, '1e3': 2}", { "00421": 1, "1e3": 2 }],
        [
            "a value that looks like a key of a number is none",
            "{a: 'x, 00421: y', b: 421}",
            { a: "x, 00421: y", b: 421 },
        ],
        ["a quoted null and date as keys are texts", '{"null": 1, "2026-01-01": 2}', { null: 1, "2026-01-01": 2 }],
        [
            "anchors, aliases and merges are written out",
            "{a: &a {x: 1}, b: *a, c: {<<: *a, y: 2}}",
            { a: { x: 1 }, b: { x: 1 }, c: { x: 1, y: 2 } },
        ],
        ["__proto__ is a key like any other", "{__proto__: {x: 1}}", JSON.parse('{"__proto__": {"x": 1}}')],
    ];
    for (const [title, text, content] of cases) {
        it(title, () => {
            const read = readYaml(temporary.write("file.yaml", text));
            expect(JSON.stringify(read)).to.equal(JSON.stringify(content));
        });
    }
});
