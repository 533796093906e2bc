import { expect } from "chai";
import fc from "fast-check";
import { fill } from "../../../../tools/signin/errors/fill";

const cases: { title: string; text: string; value?: string; filled: string }[] = [
    { title: "puts a value in", text: "by {user} now", value: "alice", filled: "by alice now" },
    { title: "has words of its own without one", text: "by {user|somebody}", filled: "by somebody" },
    { title: "says what belongs there without words", text: "`get {user}`", filled: "`get <user>`" },
    { title: "leaves words in prose as they are", text: "by {user}", value: "al $(id) `x`", filled: "by al $(id) `x`" },
    {
        title: "keeps names, ARNs and addresses in a command",
        text: "`get {user} --x`",
        value: "arn:aws:iam::1:role/a+b,c=d@e_f.g-h",
        filled: "`get arn:aws:iam::1:role/a+b,c=d@e_f.g-h --x`",
    },
    { title: "keeps a guest's name in a command", text: "`show {user}`", value: "a#EXT#@b", filled: "`show a#EXT#@b`" },
    {
        title: "escapes a guest's name in the address of a command",
        text: "`az rest --url 'https://graph.example/users/{user}?x=1'`",
        value: "a#EXT#@b",
        filled: "`az rest --url 'https://graph.example/users/a%23EXT%23@b?x=1'`",
    },
    {
        title: "keeps what a shell would run out of a command",
        text: "`get {user}`",
        value: "$(id)",
        filled: "`get <user>`",
    },
    { title: "keeps a second command out", text: "`get {user|<name>}`", value: "a; rm b", filled: "`get <name>`" },
    { title: "keeps a quotation mark out", text: "`get '{user}'`", value: "a' 'b", filled: "`get '<user>'`" },
    { title: "keeps an option out", text: "`get {user}`", value: "--debug", filled: "`get <user>`" },
    { title: "keeps a pattern for files out", text: "`get {user}`", value: "a*", filled: "`get <user>`" },
    { title: "keeps a comment out", text: "`get {user} --x`", value: "#a", filled: "`get <user> --x`" },
    { title: "keeps a file out that az would read", text: "`az {user}`", value: "@/etc/passwd", filled: "`az <user>`" },
    { title: "keeps a file out that aws would read", text: "`aws {user}`", value: "file:///a", filled: "`aws <user>`" },
    { title: "keeps a binary file out", text: "`aws {user}`", value: "FileB:///a", filled: "`aws <user>`" },
    { title: "keeps a line break out", text: "`get {user}`", value: "a\nb", filled: "`get <user>`" },
    { title: "keeps a backtick out", text: "`get {user}`", value: "a`b", filled: "`get <user>`" },
    { title: "knows prose after a command", text: "`a` by {user}, `b`", value: "x y", filled: "`a` by x y, `b`" },
    { title: "takes no value for a place", text: "{user} {user}", value: "{user}", filled: "{user} {user}" },
];

describe("A text of the catalogue", () => {
    for (const { title, text, value, filled } of cases) {
        it(title, () => {
            expect(fill(text, value === undefined ? {} : { user: value })).to.equal(filled);
        });
    }

    it("has nothing in its commands that a shell would not take for itself, whatever the value", () => {
        fc.assert(
            fc.property(fc.string({ unit: "binary" }), (value) => {
                expect(fill("`get {user}`", { user: value })).to.match(/^`get (?:<user>|\w[\w@.:/+=,#-]*)`$/);
            }),
        );
    });
});
