import { expect } from "chai";
import { YamlEdit } from "../../../../tools/cli/rotate/editYaml";

const text = (...lines: string[]) => `${lines.join("\n")}\n`;
const edited = (before: string, change: (edit: YamlEdit) => void): string => {
    const edit = new YamlEdit(before);
    change(edit);
    return edit.text;
};

describe("A change of a stack file", () => {
    type Case = [what: string, before: string, change: (edit: YamlEdit) => void, after: string];
    const cases: Case[] = [
        [
            "adds a certificate to a mapping in braces",
            text("config:", "  p:certificates: { initial: {} } # ours", "  p:other: 1"),
            (edit) => edit.add("mapping", "p:certificates", "2027", [], ""),
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
            (edit) => edit.add("mapping", "p:certificates", "2027", [], ""),
            text(
                ...["config:", "  p:certificates: {", "      initial: {},", '      "2026": { endDate: "x" },'],
                ...['      "2027": {}', "  }", "  p:other: 1"],
            ),
        ],
        [
            "adds a certificate below the comment after a comma at the end",
            text("config:", "  p:certificates: {", "      initial: {}, # ours", "  }", "  p:other: 1"),
            (edit) => edit.add("mapping", "p:certificates", "2027", [], ""),
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
            (edit) => edit.add("mapping", "p:certificates", "two", [], ""),
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
            "writes the certificates that were there by default, too, at the end where nothing is beside them",
            text("# prod", "config:", "    p:users:", "        a: {}", "", "encryptionsalt: v1:x"),
            (edit) => edit.add("mapping", "p:certificates", "2027", ["initial"], ""),
            text(
                ...[
                    "# prod",
                    "config:",
                    "    p:users:",
                    "        a: {}",
                    '    p:certificates: { initial: {}, "2027": {} }',
                ],
                ...["", "encryptionsalt: v1:x"],
            ),
        ],
        [
            "sets a text and keeps quotation marks' neighbours and the comment",
            text("config:", "  p:signingCertificate:   initial   # switch here"),
            (edit) => edit.setText("p:signingCertificate", "2027", ""),
            text("config:", '  p:signingCertificate:   "2027"   # switch here'),
        ],
        [
            "adds a text after its neighbour, without quotation marks where none are needed",
            text("config:", "  p:certificates:", "    initial: {}", "  p:other: 1"),
            (edit) => edit.setText("p:signingCertificate", "initial", "p:certificates"),
            text("config:", "  p:certificates:", "    initial: {}", "  p:signingCertificate: initial", "  p:other: 1"),
        ],
        [
            "quotes what YAML would read as something else",
            text("config:", "  p:a: 1"),
            (edit) => {
                edit.setText("p:b", "yes", "p:a");
                edit.setText("p:c", "1e3", "p:b");
                edit.setText("p:d", "null", "p:c");
            },
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
            (edit) => edit.remove("p:certificates", "2026"),
            text("config:", "  p:certificates:", "    # old", "    # new", '    "2027": {}', "  p:b: 1"),
        ],
        [
            "removes the first, a middle and the last item of brackets",
            text("config:", "  p:a: [one, two, three]", "  p:b: { one: {x: [1, 2]}, two: {} }"),
            (edit) => {
                edit.remove("p:a", "two");
                edit.remove("p:a", "three");
                edit.remove("p:b", "one");
            },
            text("config:", "  p:a: [one]", "  p:b: { two: {} }"),
        ],
        [
            "adds to and removes from a list of lines at the indent of its key",
            text("config:", "  p:retired:", "  - initial", '  - "2025"', "  p:b: 1"),
            (edit) => {
                edit.add("list", "p:retired", "2026", [], "");
                edit.remove("p:retired", "2025");
            },
            text("config:", "  p:retired:", "  - initial", '  - "2026"', "  p:b: 1"),
        ],
        [
            "adds to empty brackets",
            text("config:", "  p:a: []", "  p:b: {}"),
            (edit) => {
                edit.add("list", "p:a", "one", [], "");
                edit.add("mapping", "p:b", "one", [], "");
            },
            text("config:", "  p:a: [one]", "  p:b: { one: {} }"),
        ],
        [
            "removes a key",
            text("config:", "  p:a: 1", "  p:retired:", "    - initial", "  p:b: 1"),
            (edit) => edit.removeKey("p:retired"),
            text("config:", "  p:a: 1", "  p:b: 1"),
        ],
        [
            "keeps the ends of lines of Windows",
            "config:\r\n  p:certificates: {initial: {}}\r\n",
            (edit) => edit.add("mapping", "p:certificates", "two", [], ""),
            "config:\r\n  p:certificates: {initial: {}, two: {}}\r\n",
        ],
        [
            "changes nothing for what is not there",
            text("config:", "  p:a: {one: {}}"),
            (edit) => {
                edit.remove("p:a", "two");
                edit.remove("p:b", "two");
                edit.removeKey("p:b");
            },
            text("config:", "  p:a: {one: {}}"),
        ],
    ];
    for (const [what, before, change, after] of cases) {
        it(what, () => {
            expect(edited(before, change)).to.equal(after);
        });
    }
});
