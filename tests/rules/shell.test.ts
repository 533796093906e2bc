import { execFileSync } from "node:child_process";
import { expect } from "chai";
import fc from "fast-check";
import { activateCertificateCommand } from "../../rules/entra";
import { codeText, shellText, shellWord } from "../../rules/shell";

/** The words that a shell makes of a command line. */
const wordsOf = (line: string) =>
    execFileSync("/bin/sh", ["-c", `for word in ${line}; do printf '%s\\0' "$word"; done`], { encoding: "utf8" })
        .split("\0")
        .slice(0, -1);

describe("a value in a command", () => {
    const cases: [value: string, word: string][] = [
        ["contoso", "contoso"],
        ["https://graph.microsoft.com/v1.0/users", "https://graph.microsoft.com/v1.0/users"],
        ["arn:aws:iam::123456789012:role/a+b=c,d", "arn:aws:iam::123456789012:role/a+b=c,d"],
        ["", "''"],
        ["o'neil", "'o'\\''neil'"],
        ["-rf", "'-rf'"],
        ["$(reboot)", "'$(reboot)'"],
        ["a b", "'a b'"],
        ["~", "'~'"],
        ["#a", "'#a'"],
        ["a\nb", "'a\nb'"],
    ];
    for (const [value, word] of cases) {
        it(`${JSON.stringify(value)} is written ${JSON.stringify(word)}`, () => {
            expect(shellWord(value)).to.equal(word);
        });
    }

    it("comes out of the shell as it went in, whatever it is", () => {
        const values = fc.array(fc.string({ unit: "binary", minLength: 1 }), { minLength: 30, maxLength: 30 });
        fc.assert(
            fc.property(values, (list) => {
                const whole = list.map((text) => text.replace(/[\0\p{Surrogate}]/gu, "'"));
                expect(wordsOf(whole.map(shellWord).join(" "))).to.deep.equal(whole);
                expect(wordsOf(whole.map(shellText).join(" "))).to.deep.equal(whole);
            }),
            { numRuns: 30 },
        );
    });
});

describe("the activation command", () => {
    it("stays one command whatever stands in its values", () => {
        const command = activateCertificateCommand({
            servicePrincipalObjectId: "a'; reboot; '/b",
            thumbprint: "A'B",
            environment: "global",
        });
        expect(wordsOf(command)).to.deep.equal([
            ...["az", "rest", "--method", "PATCH", "--url"],
            "https://graph.microsoft.com/v1.0/servicePrincipals/a'%3B%20reboot%3B%20'%2Fb",
            ...["--headers", "Content-Type=application/json", "--body"],
            '{"preferredTokenSigningKeyThumbprint":"A\'B"}',
        ]);
    });
});

describe("a value in code", () => {
    it("keeps its quotation mark in TypeScript", () => {
        expect(codeText('a"b')).to.equal('"a\\"b"');
    });
});
