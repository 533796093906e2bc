import { expect } from "chai";
import fc from "fast-check";
import {
    certificateDisplayNameProblem,
    certificateEndWarning,
    certificateNameProblem,
    endDateProblem,
    endDateRangeProblem,
} from "../../rules/entra";
import { accepts, refuses } from "../helpers/problems";

const nowMs = Date.parse("2026-11-24T05:00:00Z");

describe("certificateNameProblem", () => {
    const rule = "must be 1 to 64 letters a-z or A-Z, digits or . _ -";
    accepts(certificateNameProblem, [
        "2026",
        "Summer_2026.b-1",
        "a".repeat(39),
        "g".repeat(40),
        "a",
        "a".repeat(41),
        `${"a".repeat(40)}-x`,
        `x-${"a".repeat(40)}`,
        "x".repeat(64),
    ]);
    refuses(certificateNameProblem, [
        ["", `${rule}, got ""; write for example "2026"`],
        [
            2026,
            `${rule}, got 2026, which YAML and JSON read as a number, not as text; write it in quotation marks: "2026"`,
        ],
        ["2026\n", `${rule}, got "2026\\n"; write for example "2026"`],
        ["x".repeat(65), `${rule}, got "${"x".repeat(65)}"; write for example "2026"`],
        [
            "0123456789abcdefABCDEF0123456789abcdefAB",
            'must not be 40 hexadecimal digits, which would be read as a thumbprint, got "0123456789abcdefABCDEF0123456789abcdefAB"; write for example "2026"',
        ],
    ]);
});

describe("certificateDisplayNameProblem", () => {
    const rule = 'must begin with "CN=" and be at most 90 characters';
    accepts(certificateDisplayNameProblem, ["CN=Contoso SSO 2026", `CN=${"x".repeat(87)}`]);
    refuses(certificateDisplayNameProblem, [
        ["Contoso SSO", `${rule}, got "Contoso SSO"; write "CN=Contoso SSO"`],
        ["CN=", `${rule}, got "CN="`],
        [" Contoso ", `${rule}, got " Contoso "; write "CN=Contoso"`],
        ["x", `${rule}, got "x"; write "CN=x"`],
        [" ", `${rule}, got " "`],
        ["SSO CN=Contoso", `${rule}, got "SSO CN=Contoso"`],
        ["cn=Contoso", `${rule}, got "cn=Contoso"`],
        ["CN=a\n", 'must not contain control characters or invalid Unicode, got "CN=a\\n"'],
        ["CN=a\ud800", 'must not contain control characters or invalid Unicode, got "CN=a\\ud800"'],
        [`CN=${"x".repeat(88)}`, `${rule}, got "CN=${"x".repeat(74)}…"`],
    ]);
});

describe("endDateProblem", () => {
    const rule = "must be exactly YYYY-MM-DDTHH:MM:SSZ";
    const like = 'write it like "2028-11-24T00:00:00Z"';
    accepts(endDateProblem, ["2027-11-24T00:00:00Z", "2028-02-29T23:59:59Z"]);
    refuses(endDateProblem, [
        [
            "2028-11-24 00:00:00 +0000 UTC",
            'must be a text, got "2028-11-24 00:00:00 +0000 UTC", which is how an unquoted date is read; write it in quotation marks: "2028-11-24T00:00:00Z"',
        ],
        [undefined, `${rule}, got nothing; ${like}`],
        [1827014400000, `${rule}, got 1827014400000; ${like}`],
        ["2027-11-24", `${rule}, got "2027-11-24"; write "2027-11-24T00:00:00Z"`],
        ["2027-11-24T00:00:00.000Z", `${rule}, got "2027-11-24T00:00:00.000Z"; write "2027-11-24T00:00:00Z"`],
        ["2027-11-24T00:00:00+01:00", `${rule}, got "2027-11-24T00:00:00+01:00"; write "2027-11-23T23:00:00Z"`],
        ["2027-11-24T00:00:00Z\n", `${rule}, got "2027-11-24T00:00:00Z\\n"; write "2027-11-24T00:00:00Z"`],
        ["2027-11-24T00:00:00.5Z", `${rule}, got "2027-11-24T00:00:00.5Z"; write "2027-11-24T00:00:00Z"`],
        ["2027-11-24T00:00Z x", `${rule}, got "2027-11-24T00:00Z x"; ${like}`],
        ["on 2027-11-24T00:00:00Z", `${rule}, got "on 2027-11-24T00:00:00Z"; ${like}`],
        ["on 2027-11-24", `${rule}, got "on 2027-11-24"; ${like}`],
        ["2027-11-24T00:00:00", `${rule}, got "2027-11-24T00:00:00"; ${like}`],
        ["24.11.2027", `${rule}, got "24.11.2027"; ${like}`],
        ["2027-13-45", `${rule}, got "2027-13-45"; ${like}`],
        ["2027-02-29T00:00:00Z", `must be an existing date and time, got "2027-02-29T00:00:00Z"; ${like}`],
        ["2027-11-24T24:00:00Z", `must be an existing date and time, got "2027-11-24T24:00:00Z"; ${like}`],
    ]);

    it("accepts every second there is, in Entra's spelling", () => {
        const seconds = fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true });
        fc.assert(
            fc.property(seconds, (date) => {
                expect(endDateProblem(`${date.toISOString().slice(0, 19)}Z`)).to.equal(undefined);
            }),
        );
    });
});

describe("endDateRangeProblem", () => {
    const cases: [value: unknown, problem: string | undefined][] = [
        ["2029-11-24T05:00:00Z", undefined],
        [
            "2029-11-24T05:00:01Z",
            'must be at most 3 years from now, got "2029-11-24T05:00:01Z"; write "2029-11-24T00:00:00Z" or an earlier time',
        ],
        ["2026-11-24T05:00:01Z", undefined],
        [
            "2026-11-24T05:00:00Z",
            'must be in the future for a new certificate, got "2026-11-24T05:00:00Z"; write "2029-11-24T00:00:00Z" or an earlier time in the future',
        ],
        ["soon", undefined],
        [undefined, undefined],
    ];
    for (const [value, problem] of cases) {
        it(`${problem === undefined ? "accepts" : "refuses"} ${value} at 2026-11-24T05:00:00Z`, () => {
            expect(endDateRangeProblem(value, nowMs)).to.equal(problem);
        });
    }
});

describe("certificateEndWarning", () => {
    const cure = "add a certificate under another name, run pulumi up, make Entra sign with it, then retire this one";
    const cases: [notAfter: string, warning: string | undefined][] = [
        [
            "2026-11-24T05:00:00Z",
            `certificate "2026" ended at 2026-11-24T05:00:00Z: nobody can sign in with it; ${cure}`,
        ],
        ["2026-11-24T05:00:01Z", `certificate "2026" ends within a day, at 2026-11-24T05:00:01Z; ${cure}`],
        ["2026-11-25T04:59:59Z", `certificate "2026" ends within a day, at 2026-11-25T04:59:59Z; ${cure}`],
        ["2026-11-26T04:59:59Z", `certificate "2026" ends in 1 day, at 2026-11-26T04:59:59Z; ${cure}`],
        ["2027-01-23T05:00:00Z", `certificate "2026" ends in 60 days, at 2027-01-23T05:00:00Z; ${cure}`],
        ["2027-01-23T05:00:01Z", undefined],
        ["no date", undefined],
    ];
    for (const [notAfter, warning] of cases) {
        it(`${warning === undefined ? "is silent" : "warns"} at 2026-11-24T05:00:00Z of ${notAfter}`, () => {
            expect(certificateEndWarning({ name: "2026", notAfter, nowMs })).to.equal(warning);
        });
    }
});
