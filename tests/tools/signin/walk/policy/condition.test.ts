import { expect } from "chai";
import { assumeRole, global, regional, samlArgs, underCondition } from "./samples";

const email = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
const affiliation = "urn:oid:1.3.6.1.4.1.5923.1.1.1.1";
const withTwo = assumeRole({ attributes: [{ name: affiliation, values: ["staff", "faculty"] }] });
const withEmpty = assumeRole({ attributes: [{ name: email, values: [""] }] });
const key = "saml:edupersonaffiliation";
const upper = String(samlArgs.roleSessionName).toUpperCase();
const arn = "arn:aws:iam::123456789012:user/alice";
const withArn = assumeRole({ nameId: arn });

type Row = [condition: Record<string, unknown>, decision: string, request?: ReturnType<typeof assumeRole>];

const tables: Record<string, Row[]> = {
    "one value": [
        [{ StringEquals: { "saml:aud": regional } }, "allow"],
        [{ StringEquals: { "saml:aud": [global] } }, "noAllow"],
        [{ StringEquals: { "sts:RoleSessionName": upper } }, "noAllow"],
        [{ StringEquals: { "saml:aud": "https://*" } }, "noAllow"],
        [{ StringEqualsIgnoreCase: { "sts:RoleSessionName": upper } }, "allow"],
        [{ StringEqualsIgnoreCase: { "sts:RoleSessionName": ["bob", "*"] } }, "noAllow"],
        [{ StringNotEquals: { "saml:aud": [global, regional] } }, "noAllow"],
        [{ StringNotEquals: { "saml:aud": [global] } }, "allow"],
        [{ StringNotEqualsIgnoreCase: { "sts:RoleSessionName": upper } }, "noAllow"],
        [{ StringNotEqualsIgnoreCase: { "sts:RoleSessionName": "bob" } }, "allow"],
        [{ StringLike: { "saml:aud": "https://*.signin.aws.amazon.com/sam?" } }, "allow"],
        [{ StringLike: { "saml:aud": "https://*.SIGNIN.aws.amazon.com/saml" } }, "noAllow"],
        [{ StringLike: { "saml:aud": `${regional}?` } }, "noAllow"],
        [{ StringNotLike: { "saml:aud": ["x", "https://*"] } }, "noAllow"],
        [{ StringNotLike: { "saml:aud": "http:*" } }, "allow"],
    ],
    "ARNs, part by part": [
        [{ ArnEquals: { "saml:sub": "arn:*:iam::*:user/*" } }, "allow", withArn],
        [{ ArnLike: { "saml:sub": arn } }, "allow", withArn],
        [{ ArnLike: { "saml:sub": "arn:aws:iam:*:user/alice" } }, "notModelled", withArn],
        [{ ArnLike: { "saml:sub": "arn:a*2:user:x:y:z" } }, "noAllow", withArn],
        [{ ArnLike: { "saml:sub": "arn:*:*:*:*:*" } }, "allow", withArn],
        [{ ArnLike: { "saml:sub": "*" } }, "notModelled", withArn],
        [{ ArnNotEquals: { "saml:sub": arn } }, "noAllow", withArn],
        [{ ArnNotLike: { "saml:sub": "arn:aws:iam::*:role/*" } }, "allow", withArn],
        [{ ArnLike: { "saml:sub": "a*:b:c:d:e:f*" } }, "noAllow", assumeRole({ nameId: "ax:y:b:c:d:e:f" })],
        [{ ArnLike: { "saml:sub": "a:*:c:d:e:f" } }, "noAllow", assumeRole({ nameId: "a:x:y:c:d:e:f" })],
        [{ StringLike: { "saml:sub": "a:*:c:d:e:f" } }, "allow", assumeRole({ nameId: "a:x:y:c:d:e:f" })],
    ],
    "an absent key": [
        [{ StringEquals: { "saml:mail": "a" } }, "noAllow"],
        [{ StringLike: { "saml:mail": "*" } }, "noAllow"],
        [{ StringNotEquals: { "saml:mail": "a" } }, "allow"],
        [{ StringNotLike: { "saml:mail": "*" } }, "allow"],
        [{ ArnNotLike: { "saml:mail": "*" } }, "allow"],
        [{ StringEqualsIfExists: { "saml:mail": "a" } }, "allow"],
        [{ StringNotEqualsIfExists: { "saml:mail": "a" } }, "allow"],
        [{ StringEqualsIfExists: { "saml:aud": global } }, "noAllow"],
        [{ "ForAllValues:StringEquals": { "saml:mail": "a" } }, "allow"],
        [{ "ForAnyValue:StringEquals": { "saml:mail": "a" } }, "noAllow"],
        [{ "ForAnyValue:StringNotEquals": { "saml:mail": "a" } }, "notModelled"],
        [{ "ForAnyValue:StringEqualsIfExists": { "saml:mail": "a" } }, "allow"],
        [{ StringEquals: { "sts:SourceIdentity": "alice" } }, "noAllow"],
        [{ StringEquals: { "aws:RequestTag/team": "support" } }, "noAllow"],
    ],
    "several values": [
        [{ StringEquals: { [key]: "staff" } }, "notModelled", withTwo],
        [{ "ForAllValues:StringEquals": { [key]: ["faculty", "staff", "student"] } }, "allow", withTwo],
        [{ "ForAllValues:StringLike": { [key]: "s*" } }, "noAllow", withTwo],
        [{ "ForAllValues:StringNotEquals": { [key]: ["student", "staff"] } }, "noAllow", withTwo],
        [{ "ForAllValues:StringNotEquals": { [key]: "student" } }, "allow", withTwo],
        [{ "ForAnyValue:StringEquals": { [key]: ["staff", "student"] } }, "allow", withTwo],
        [{ "ForAnyValue:StringEquals": { [key]: "student" } }, "noAllow", withTwo],
        [{ "ForAnyValue:StringNotEquals": { [key]: ["staff"] } }, "allow", withTwo],
        [{ "ForAnyValue:StringNotEquals": { [key]: ["staff", "faculty"] } }, "noAllow", withTwo],
        [{ "ForAllValues:StringEquals": { "saml:mail": "a" } }, "allow", withEmpty],
        [{ "ForAnyValue:StringLike": { "saml:mail": "*" } }, "noAllow", withEmpty],
    ],
    Null: [
        [{ Null: { "saml:mail": "true" } }, "allow"],
        [{ Null: { "saml:mail": true } }, "allow"],
        [{ Null: { "saml:mail": false } }, "noAllow"],
        [{ Null: { "saml:aud": "false" } }, "allow"],
        [{ Null: { "saml:aud": "true" } }, "noAllow"],
        [{ Null: { "saml:aud": ["true", "false"] } }, "allow"],
        [{ Null: { "saml:aud": "yes" } }, "notModelled"],
        [{ Null: { "saml:mail": "false" } }, "notModelled", withEmpty],
        [{ Null: { "aws:SourceIp": "true" } }, "notModelled"],
        [{ NullIfExists: { "saml:mail": "true" } }, "notModelled"],
        [{ "ForAnyValue:Null": { "saml:mail": "true" } }, "notModelled"],
    ],
    "several conditions, which must all hold": [
        [{}, "allow"],
        [{ StringEquals: { "saml:aud": regional, "saml:iss": samlArgs.issuer } }, "allow"],
        [{ StringEquals: { "saml:aud": regional, "saml:iss": "x" } }, "noAllow"],
        [{ StringEquals: { "saml:aud": regional }, StringLike: { "saml:iss": "http:*" } }, "noAllow"],
        [{ StringEquals: { "aws:SourceIp": "x", "saml:iss": "x" } }, "noAllow"],
        [{ NumericEquals: { "saml:aud": 1 }, StringEquals: { "saml:aud": global } }, "noAllow"],
    ],
    "what is not modelled": [
        [{ StringEquals: {} }, "notModelled"],
        [{ StringEquals: { "saml:aud": [] } }, "notModelled"],
        [{ stringequals: { "saml:aud": regional } }, "notModelled"],
        [{ IfExists: { "saml:aud": regional } }, "notModelled"],
        [{ "ForSomeValues:StringEquals": { "saml:aud": regional } }, "notModelled"],
        [{ Bool: { "saml:aud": "true" } }, "notModelled"],
        [{ StringEqualsIfExists: { "aws:MultiFactorAuthPresent": "true" } }, "notModelled"],
        [{ StringNotEquals: { "aws:PrincipalTag/team": "x" } }, "notModelled"],
        [{ StringEquals: { toString: "x" } }, "notModelled"],
    ],
    variables: [
        [{ StringEquals: { "sts:RoleSessionName": `\${saml:sub}` } }, "allow"],
        [{ StringEquals: { "sts:RoleSessionName": `\${SAML:Sub}` } }, "allow"],
        [{ StringEqualsIgnoreCase: { "sts:RoleSessionName": `A\${saml:sub}` } }, "noAllow"],
        [{ StringEquals: { "sts:RoleSessionName": `\${saml:mail}` } }, "noAllow"],
        [{ StringNotEquals: { "sts:RoleSessionName": `\${saml:mail}` } }, "allow"],
        [{ StringEquals: { "sts:RoleSessionName": [`\${saml:mail}`, "alice@contoso.example"] } }, "allow"],
        [{ StringEquals: { "sts:RoleSessionName": `\${saml:mail, 'alice@contoso.example'}` } }, "allow"],
        [{ StringEquals: { "sts:RoleSessionName": `\${saml:sub, 'bob'}` } }, "allow"],
        [{ StringEquals: { "sts:RoleSessionName": `\${saml:sub,'bob'}` } }, "notModelled"],
        [{ StringEquals: { "sts:RoleSessionName": `\${aws:username}` } }, "notModelled"],
        [{ StringNotEquals: { "sts:RoleSessionName": `\${aws:username}` } }, "notModelled"],
        [{ StringEquals: { "sts:RoleSessionName": `bob-\${aws:username}` } }, "noAllow"],
        [{ StringNotEquals: { "sts:RoleSessionName": `bob-\${aws:username}` } }, "allow"],
        [{ StringEquals: { "sts:RoleSessionName": `\${saml:sub` } }, "notModelled"],
        [{ StringEquals: { "sts:RoleSessionName": `alice\${}` } }, "notModelled"],
        [{ StringLike: { "sts:RoleSessionName": `\${*}` } }, "noAllow"],
        [{ StringLike: { "sts:RoleSessionName": `\${*}\${?}\${$}` } }, "allow", assumeRole({ roleSessionName: "*?$" })],
        [{ StringLike: { "saml:sub": `\${sts:RoleSessionName}` } }, "noAllow", assumeRole({ roleSessionName: "*" })],
        [{ StringEquals: { "saml:sub": `\${${key}}` } }, "notModelled", withTwo],
    ],
};

describe("A Condition", () => {
    for (const [about, rows] of Object.entries(tables)) {
        describe(`on ${about}`, () => {
            for (const [condition, decision, request] of rows) {
                it(`${JSON.stringify(condition)}: ${decision}`, () => {
                    expect(underCondition(condition, request).decision).to.equal(decision);
                });
            }
        });
    }

    it("says which variable it could not fill", () => {
        expect(underCondition({ StringEquals: { "saml:sub": `\${aws:username}` } })).to.deep.equal({
            decision: "notModelled",
            elements: [
                `the variable \${aws:username} in Condition StringEquals saml:sub in statement 1 of the trust policy`,
            ],
        });
    });

    const misses: [Record<string, unknown>, string, Record<string, unknown>][] = [
        [
            { StringEquals: { "saml:mail": "a" } },
            'its Condition StringEquals wants saml:mail to be "a", but it is absent',
            { operator: "StringEquals", key: "saml:mail", expected: ["a"], seen: [] },
        ],
        [
            { StringNotLike: { "saml:sub": [`\${saml:sub}`, "b*"] } },
            'its Condition StringNotLike wants saml:sub to be none of "alice@contoso.example", "b*", got "alice@contoso.example"',
            {
                operator: "StringNotLike",
                key: "saml:sub",
                expected: ["alice@contoso.example", "b*"],
                seen: ["alice@contoso.example"],
                mustNot: true,
            },
        ],
        [
            { Null: { "saml:sub": "true" } },
            'its Condition Null wants saml:sub to be absent, got "alice@contoso.example"',
            { operator: "Null", key: "saml:sub", expected: ["true"], seen: ["alice@contoso.example"] },
        ],
        [
            { Null: { "saml:mail": "false" } },
            "its Condition Null wants saml:mail to be present, but it is absent",
            { operator: "Null", key: "saml:mail", expected: ["false"], seen: [] },
        ],
    ];
    for (const [condition, words, miss] of misses) {
        it(`tells why ${JSON.stringify(condition)} misses`, () => {
            const where = "statement 1 of the trust policy";
            expect(underCondition(condition)).to.deep.equal({
                decision: "noAllow",
                why: `no statement allows sts:AssumeRoleWithSAML; the closest is ${where}, but ${words}`,
                nearMiss: { where, element: "Condition", ...miss },
            });
        });
    }
});
