import { expect } from "chai";
import fc from "fast-check";
import {
    accessUrl,
    afterContactWorkTimeLimitProblem,
    ccpUrl,
    defaultRoutingProfileNames,
    defaultSecurityProfileNames,
    deskPhoneNumberProblem,
    duplicateUsernames,
    instanceAliasProblem,
    instanceIdProblem,
    personNameProblem,
    profileNameProblem,
    secondaryEmailProblem,
    securityProfilesProblem,
    userIdProblem,
    usernameProblem,
} from "../../rules/connect";
import { accepts, refuses } from "../helpers/problems";

describe("usernameProblem", () => {
    const rule = "must be 2 to 64 letters a-z or A-Z, digits or _ . @ -";
    const mailRule = 'may contain "@" only as part of an e-mail address with a full domain';
    accepts(usernameProblem, [
        "al",
        "alice@contoso.example",
        "A9@contoso.example9.x-9",
        "Alice.Smith-2_x",
        "a".repeat(64),
        "12345",
    ]);
    refuses(usernameProblem, [
        [undefined, `${rule}, got nothing`],
        [
            12345,
            `${rule}, got 12345, which YAML and JSON read as a number, not as text; write it in quotation marks: "12345"`,
        ],
        [
            "<nil>",
            `${rule}, got "<nil>", which is how null, ~ or an empty value is read; write a text in quotation marks`,
        ],
        [
            "2026-01-01 00:00:00 +0000 UTC",
            `${rule}, got "2026-01-01 00:00:00 +0000 UTC", which is how an unquoted date is read; write it in quotation marks: "2026-01-01"`,
        ],
        ["", `${rule}, got "" (0 characters)`],
        ["a", `${rule}, got "a" (1 character)`],
        ["a".repeat(65), `${rule}, got "${"a".repeat(65)}" (65 characters)`],
        ["alice smith", `${rule}, got "alice smith", which contains " "`],
        ["alice\n", `${rule}, got "alice\\n", which contains "\\n"`],
        ["élise+sales", `${rule}, got "élise+sales", which contains "é" "+"`],
        ["contoso\\alice", `${rule}, got "contoso\\alice", which contains "\\"`],
        ["testuser@example", `${mailRule}, got "testuser@example"; write it like "alice@contoso.example"`],
        ["a@b@contoso.example", `${mailRule}, got "a@b@contoso.example"; write it like "alice@contoso.example"`],
        ["@contoso.example", `${mailRule}, got "@contoso.example"; write it like "alice@contoso.example"`],
        ["a@contoso.example@", `${mailRule}, got "a@contoso.example@"; write it like "alice@contoso.example"`],
        ["alice@contoso.", `${mailRule}, got "alice@contoso."; write it like "alice@contoso.example"`],
        [
            "bob_fabrikam.example#EXT#@contoso.example",
            `must not be a guest's user principal name: "#" is invalid in Connect, got "bob_fabrikam.example#EXT#@contoso.example"; set roleSessionNameAttribute to "mail" and write the guest's mail address`,
        ],
    ]);

    it("accepts nothing that AWS refuses as a RoleSessionName", () => {
        const nearlyNames = fc.string({
            unit: fc.constantFrom(..."abzAZ09_.@-+=,# é\n\\"),
            minLength: 0,
            maxLength: 70,
        });
        let accepted = 0;
        fc.assert(
            fc.property(fc.oneof(fc.emailAddress(), nearlyNames, fc.string()), (name) => {
                if (usernameProblem(name) === undefined) {
                    accepted += 1;
                    expect(/^[A-Za-z0-9_+=,.@-]{2,64}$/.test(name) && !name.endsWith("\n")).to.equal(true);
                }
            }),
            { numRuns: 2000 },
        );
        expect(accepted).to.be.greaterThan(50);
    });
});

describe("duplicateUsernames", () => {
    it("finds names that differ in case alone", () => {
        expect(
            duplicateUsernames([
                "alice@contoso.example",
                "bob@contoso.example",
                "Alice@contoso.example",
                "ALICE@CONTOSO.EXAMPLE",
            ]),
        ).to.deep.equal([["alice@contoso.example", "Alice@contoso.example", "ALICE@CONTOSO.EXAMPLE"]]);
    });

    it("finds a pair, also when the one in capitals comes first", () => {
        expect(duplicateUsernames(["Alice", "bob", "alice"])).to.deep.equal([["Alice", "alice"]]);
    });

    it("finds nothing among different names", () => {
        expect(duplicateUsernames(["alice", "bob", "constructor"])).to.deep.equal([]);
    });
});

describe("instanceAliasProblem", () => {
    const rule = "must be 2 to 45 letters a-z or A-Z, digits or hyphens, and must not begin or end with a hyphen";
    accepts(instanceAliasProblem, ["ab", "contoso-support", "Contoso", "a--b", "1".repeat(45), "D-x", "09", "0-0"]);
    refuses(instanceAliasProblem, [
        [null, `${rule}, got null`],
        ["", `${rule}, got "" (0 characters)`],
        ["a", `${rule}, got "a" (1 character)`],
        ["a".repeat(46), `${rule}, got "${"a".repeat(46)}" (46 characters)`],
        ["contoso-", `${rule}, got "contoso-"; write "contoso"`],
        ["-contoso", `${rule}, got "-contoso"; write "contoso"`],
        ["contoso.example", `${rule}, got "contoso.example"; write "contoso-example"`],
        ["contoso\n", `${rule}, got "contoso\\n"; write "contoso"`],
        ["ünï", `${rule}, got "ünï"`],
        [
            "d-contoso",
            'must not begin with "d-", which AWS reserves for directories, got "d-contoso"; choose another beginning',
        ],
    ]);
});

describe("instanceIdProblem and userIdProblem", () => {
    const id = "11111111-2222-3333-4444-555555555555";
    const arn = `arn:aws:connect:eu-central-1:123456789012:instance/${id}`;
    accepts(instanceIdProblem, [id]);
    accepts(userIdProblem, [id]);
    refuses(instanceIdProblem, [
        ["contoso", 'must be the instance\'s id, a GUID such as "00000000-1111-2222-3333-444444444444", got "contoso"'],
        [
            arn,
            `must be the instance's id, a GUID such as "00000000-1111-2222-3333-444444444444", got "${arn.slice(0, 77)}…"; write "${id}"`,
        ],
    ]);
    refuses(userIdProblem, [
        [7, 'must be the Connect user\'s id, a GUID such as "00000000-1111-2222-3333-444444444444", got 7'],
    ]);
});

describe("personNameProblem", () => {
    const inBytes = "must be 1 to 100 characters (counted in bytes of UTF-8)";
    accepts(personNameProblem, ["A", "Amélie", "van der Berg", "x".repeat(100), "日".repeat(33)]);
    refuses(personNameProblem, [
        [undefined, "must be 1 to 100 characters and not blank, got nothing"],
        ["", 'must be 1 to 100 characters and not blank, got ""'],
        ["x".repeat(100_000), `${inBytes}, got "${"x".repeat(77)}…" (100000 bytes)`],
        [" ", 'must be 1 to 100 characters and not blank, got " "'],
        ["x".repeat(101), `${inBytes}, got "${"x".repeat(77)}…" (101 bytes)`],
        ["日".repeat(34), `${inBytes}, got "${"日".repeat(34)}" (102 bytes)`],
        ["Ann\u0007", 'must not contain control characters or invalid Unicode, got "Ann\\u0007"'],
        ["\udc00", 'must not contain control characters or invalid Unicode, got "\\udc00"'],
        [
            "Ame\u0301lie",
            'must be in Unicode form NFC, got "Ame\u0301lie", which stores letters and accents separately; type it again',
        ],
    ]);
});

describe("profileNameProblem", () => {
    accepts(profileNameProblem, [...defaultSecurityProfileNames, ...defaultRoutingProfileNames, "x".repeat(127)]);
    refuses(profileNameProblem, [
        ["", 'must be the name of a profile, 1 to 127 characters, got ""'],
        [{}, "must be the name of a profile, 1 to 127 characters, got {}"],
        ["x".repeat(128), `must be the name of a profile, 1 to 127 characters, got "${"x".repeat(77)}…"`],
        ["Agent ", 'must not begin or end with a space, got "Agent "; write "Agent"'],
    ]);
});

describe("securityProfilesProblem", () => {
    const count = "must be a list of 1 to 10 names of security profiles";
    const ten = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    accepts(securityProfilesProblem, [["Agent"], ten]);
    refuses(securityProfilesProblem, [
        [undefined, `${count}, got nothing; write for example ["Agent"]`],
        ["Agent", `${count}, got "Agent"; write for example ["Agent"]`],
        [[], `${count}, got 0 of them; write for example ["Agent"]`],
        [[...ten, "11"], `${count}, got 11 of them; write for example ["Agent"]`],
        [["Agent", "Admin", "Agent"], 'must not name a security profile twice, got "Agent" twice'],
        [
            ["Agent", 7],
            'must be a list of names of security profiles, each of which must be the name of a profile, 1 to 127 characters, got 7, which YAML and JSON read as a number, not as text; write it in quotation marks: "7"',
        ],
    ]);
});

describe("deskPhoneNumberProblem", () => {
    const rule = 'must be a phone number in E.164, "+" and 2 to 15 digits';
    accepts(deskPhoneNumberProblem, ["+12", "+4930123456", "+123456789012345"]);
    refuses(deskPhoneNumberProblem, [
        [undefined, `${rule}, got nothing; write it like "+4930123456"`],
        [
            4930123456,
            `${rule}, got 4930123456, which YAML and JSON read as a number, not as text; write it in quotation marks: "+4930123456"`,
        ],
        ["+49 (30) 123-456", `${rule}, got "+49 (30) 123-456"; write "+4930123456"`],
        ["12", `${rule}, got "12"; write it like "+4930123456"`],
        ["+1-2", `${rule}, got "+1-2"; write "+12"`],
        ["004930123456", `${rule}, got "004930123456"; write "+4930123456"`],
        ["+4930123456\n", `${rule}, got "+4930123456\\n"; write "+4930123456"`],
        ["+030", `${rule}, got "+030"; write it like "+4930123456"`],
        ["+1234567890123456", `${rule}, got "+1234567890123456"; write it like "+4930123456"`],
        ["call +4930123456", `${rule}, got "call +4930123456"; write it like "+4930123456"`],
    ]);
});

describe("afterContactWorkTimeLimitProblem", () => {
    const rule = "must be a whole number of seconds from 0 (no limit) to 2000000";
    accepts(afterContactWorkTimeLimitProblem, [0, 1, 2_000_000]);
    refuses(afterContactWorkTimeLimitProblem, [
        [-1, `${rule}, got -1`],
        [1.5, `${rule}, got 1.5`],
        [2_000_001, `${rule}, got 2000001`],
        ["60", `${rule}, got "60"`],
        [Number.POSITIVE_INFINITY, `${rule}, got Infinity`],
    ]);
});

describe("secondaryEmailProblem", () => {
    const rule = 'must be an e-mail address of at most 265 characters such as "alice@contoso.example"';
    accepts(secondaryEmailProblem, [
        "alice@contoso.example",
        "a.b+c%d_e-f09@mail-09.contoso.example",
        "a@contoso.eu",
        `a@contoso.${"x".repeat(63)}`,
        `${"a".repeat(249)}@contoso.example`,
    ]);
    refuses(secondaryEmailProblem, [
        ["", `${rule}, got ""`],
        ["alice", `${rule}, got "alice"`],
        ["alice@contoso.e", `${rule}, got "alice@contoso.e"`],
        ["alice@contoso.example\n", `${rule}, got "alice@contoso.example\\n"`],
        ["<alice@contoso.example", `${rule}, got "<alice@contoso.example"`],
        [`a@contoso.${"x".repeat(64)}`, `${rule}, got "a@contoso.${"x".repeat(64)}"`],
        [`${"a".repeat(250)}@contoso.example`, `${rule}, got "${"a".repeat(77)}…"`],
    ]);
});

describe("accessUrl and ccpUrl", () => {
    it("stand under my.connect.aws, in GovCloud under govcloud.connect.aws", () => {
        expect(["aws", "aws-us-gov"].map((partition) => accessUrl("contoso", partition))).to.deep.equal([
            "https://contoso.my.connect.aws",
            "https://contoso.govcloud.connect.aws",
        ]);
    });

    it("do not exist where there is no Connect", () => {
        expect(() => accessUrl("contoso", "aws-cn")).to.throw(
            RangeError,
            'Amazon Connect is not offered in AWS partition "aws-cn"',
        );
    });

    it("lead to the control panel with one slash between", () => {
        expect(["https://contoso.my.connect.aws", "https://contoso.awsapps.com/connect/"].map(ccpUrl)).to.deep.equal([
            "https://contoso.my.connect.aws/ccp-v2/",
            "https://contoso.awsapps.com/connect/ccp-v2/",
        ]);
    });
});
