import { expect } from "chai";
import fc from "fast-check";
import { guidProblem, listOf, nearest, nonEmptyTextProblem, quote, visible, visibleLine } from "../../rules/text";
import { accepts, refuses } from "../helpers/problems";

describe("quote", () => {
    const cases: [value: unknown, text: string][] = [
        ["alice", '"alice"'],
        ["a\nb", '"a\\nb"'],
        ["CONTOSO\\alice", '"CONTOSO\\alice"'],
        ["\\", '"\\"'],
        ["a\\b\n", '"a\\\\b\\n"'],
        ['a\\"', '"a\\\\\\""'],
        ["\u202e\u0000\ufeff\u00a0", '"\\u202e\\u0000\\ufeff\\u00a0"'],
        ["\ud800", '"\\ud800"'],
        ["x".repeat(78), `"${"x".repeat(78)}"`],
        ["x".repeat(79), `"${"x".repeat(77)}…"`],
        ["\u0001".repeat(50), `"${"\\u0001".repeat(12)}…"`],
        [undefined, "nothing"],
        [null, "null"],
        [Number.NaN, "NaN"],
        [12n, "12"],
        [Symbol("x"), "Symbol(x)"],
        [() => 1, "a function"],
        [{ a: 1 }, '{"a":1}'],
        [{ a: 1n }, "an object"],
        [[1n], "a list"],
    ];
    for (const [value, text] of cases) {
        it(`shows ${text.slice(0, 40)}`, () => {
            expect(quote(value)).to.equal(text);
        });
    }

    it("keeps to 80 characters and leaves no half of a character behind, whatever the value", () => {
        fc.assert(
            fc.property(fc.oneof(fc.anything(), fc.string({ unit: "binary", maxLength: 200 })), (value) => {
                const text = quote(value);
                expect(text.length).to.be.at.most(80);
                expect(/\p{Surrogate}|\p{Cc}|\p{Cf}/u.test(text)).to.equal(false);
            }),
        );
    });
});

describe("visible", () => {
    for (const [title, text, shown] of [
        ["leaves words, line breaks and other scripts", "Grüße, 東京\n✔ 😀", "Grüße, 東京\n✔ 😀"],
        [
            "escapes what moves the cursor or colours",
            "a\u001b[2Jb\rc\u0008\u009b",
            "a\\u001b[2Jb\\u000dc\\u0008\\u009b",
        ],
        ["escapes what turns the reading direction", "a\u202eb\u2066c", "a\\u202eb\\u2066c"],
        ["escapes what nobody sees", "a\u200bb\ufeff\u00a0", "a\\u200bb\\ufeff\\u00a0"],
        ["escapes fillers and tags beyond 16 bits, as JSON does", "\u3164\u{e0041}", "\\u3164\\udb40\\udc41"],
        ["escapes half of a character", "a\ud800b", "a\\ud800b"],
    ] as const) {
        it(title, () => {
            expect(visible(text)).to.equal(shown);
        });
    }
});

describe("visibleLine", () => {
    it("escapes line breaks too, so that a name can't begin a line of its own", () => {
        expect(visibleLine("a\n  - b\u202e")).to.equal("a\\n  - b\\u202e");
    });
});

describe("nearest", () => {
    const keys = ["instanceAlias", "instanceId", "users", "mail"];
    const cases: [word: string, meant: string | undefined][] = [
        ["instanceAlais", "instanceAlias"],
        ["INSTANCEID", "instanceId"],
        ["user", "users"],
        ["email", "mail"],
        ["certificates", undefined],
        ["", undefined],
        ["x", undefined],
        ["x".repeat(100_000), undefined],
    ];
    for (const [word, meant] of cases) {
        it(`takes "${word.slice(0, 20)}" for ${meant ?? "none of them"}`, () => {
            expect(nearest(word, keys)).to.equal(meant);
        });
    }

    it("prefers the closest of several", () => {
        expect(nearest("userss", ["userz", "users"])).to.equal("users");
    });
});

describe("listOf", () => {
    it("joins words with commas and an and", () => {
        expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listOf)).to.deep.equal([
            "nothing",
            '"a"',
            '"a" and "b"',
            '"a", "b" and "c"',
        ]);
    });
});

describe("guidProblem", () => {
    const rule = 'must be a GUID such as "00000000-1111-2222-3333-444444444444"';
    accepts(guidProblem, ["00000000-0000-0000-0000-000000000000", "0AbCdEf0-1111-2222-3333-444444444444"]);
    refuses(guidProblem, [
        ["", `${rule}, got ""`],
        [7, `${rule}, got 7`],
        ["contoso.example", `${rule}, got "contoso.example"`],
        ["00000000111122223333444444444444", `${rule}, got "00000000111122223333444444444444"`],
        [
            "{00000000-1111-2222-3333-555555555555}",
            `${rule}, got "{00000000-1111-2222-3333-555555555555}"; write "00000000-1111-2222-3333-555555555555"`,
        ],
        [
            "00000000-1111-2222-3333-555555555555\n",
            `${rule}, got "00000000-1111-2222-3333-555555555555\\n"; write "00000000-1111-2222-3333-555555555555"`,
        ],
    ]);
});

describe("nonEmptyTextProblem", () => {
    accepts(nonEmptyTextProblem, ["a", " a "]);
    refuses(nonEmptyTextProblem, [
        [undefined, "must be a non-empty text, got nothing"],
        [" \t", 'must be a non-empty text, got " \\t"'],
    ]);
});
