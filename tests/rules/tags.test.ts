import { connectTagsProblem, iamTagsProblem } from "../../rules/tags";
import { accepts, refuses } from "../helpers/problems";

const manyTags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, ""]));

describe("connectTagsProblem", () => {
    accepts(connectTagsProblem, [
        {},
        { team: "Süpport & care" },
        { "cost:center/x_1=2+3-4.5": "" },
        { ["k".repeat(128)]: "v".repeat(256) },
        manyTags(50),
    ]);
    refuses(connectTagsProblem, [
        [undefined, 'must be a map of tag to text such as { "team": "support" }, got nothing'],
        [["team"], 'must be a map of tag to text such as { "team": "support" }, got ["team"]'],
        [manyTags(51), "must contain at most 50 tags, got 51"],
        [{ "aws:team": "x" }, 'must not contain a key that begins "aws:" (reserved by AWS), got "aws:team"'],
        [
            { "cost center": "x" },
            'must have keys of 1 to 128 letters a-z or A-Z, digits and + - = . _ : /, got "cost center"',
        ],
        [{ "": "x" }, 'must have keys of 1 to 128 letters a-z or A-Z, digits and + - = . _ : /, got ""'],
        [{ team: "a\ud800" }, 'must have values of up to 256 characters of valid Unicode, got "a\\ud800" for "team"'],
        [{ team: "\ud800a" }, 'must have values of up to 256 characters of valid Unicode, got "\\ud800a" for "team"'],
        [
            { team: 7 },
            'must have a text for "team", got 7, which YAML and JSON read as a number, not as text; write it in quotation marks: "7"',
        ],
        [
            { team: "v".repeat(257) },
            `must have values of up to 256 characters of valid Unicode, got "${"v".repeat(77)}…" for "team"`,
        ],
    ]);
});

describe("iamTagsProblem", () => {
    accepts(iamTagsProblem, [{}, { "cost center": "süpport @ 5" }, { ключ: "" }, manyTags(50)]);
    refuses(iamTagsProblem, [
        [
            { Team: "a", team: "b" },
            'must not contain keys that differ only in upper and lower case, got "Team" and "team"',
        ],
        [{ "AWS:x": "1" }, 'must not contain a key that begins "aws:" (reserved by AWS), got "AWS:x"'],
        [{ "#a": "1" }, 'must have keys of 1 to 128 letters, digits, spaces and _ . : / = + - @, got "#a"'],
        [{ "a#": "1" }, 'must have keys of 1 to 128 letters, digits, spaces and _ . : / = + - @, got "a#"'],
        [
            { team: "a&b" },
            'must have values of up to 256 letters, digits, spaces and _ . : / = + - @, got "a&b" for "team"',
        ],
        [
            { team: null },
            'must have a text for "team", got null, which is how null, ~ or an empty value is read; write a text in quotation marks',
        ],
    ]);
});
