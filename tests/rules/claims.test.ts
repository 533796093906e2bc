import { expect } from "chai";
import {
    awsClaimsPolicy,
    roleArnProblem,
    roleSessionNameAttributeProblem,
    roleSessionNameAttributes,
    samlProviderArnProblem,
} from "../../rules/claims";
import { accepts, refuses } from "../helpers/problems";

const roleArn = "arn:aws:iam::123456789012:role/connect-sso";
const samlProviderArn = "arn:aws:iam::123456789012:saml-provider/connect-sso";

describe("roleSessionNameAttributeProblem", () => {
    const rule = 'must be "userPrincipalName", "mail" or "employeeId"';
    accepts(roleSessionNameAttributeProblem, Object.keys(roleSessionNameAttributes));
    refuses(roleSessionNameAttributeProblem, [
        [undefined, `${rule}, got nothing`],
        ["userprincipalname", `${rule}, got "userprincipalname"; write "userPrincipalName"`],
        ["email", `${rule}, got "email"; write "mail"`],
        ["constructor", `${rule}, got "constructor"`],
    ]);
});

describe("awsClaimsPolicy", () => {
    for (const [attribute, id] of [
        ["userPrincipalName", "userprincipalname"],
        ["mail", "mail"],
        ["employeeId", "employeeid"],
    ] as const) {
        it(`names the session and the subject by ${attribute}`, () => {
            const definition = awsClaimsPolicy({
                roleArn,
                samlProviderArn,
                roleSessionNameAttribute: attribute,
                sessionDurationSeconds: 28_800,
            });
            expect(JSON.parse(definition)).to.deep.equal({
                ClaimsMappingPolicy: {
                    Version: 1,
                    IncludeBasicClaimSet: "true",
                    ClaimsSchema: [
                        {
                            Value: `${roleArn},${samlProviderArn}`,
                            SamlClaimType: "https://aws.amazon.com/SAML/Attributes/Role",
                        },
                        {
                            Source: "user",
                            ID: id,
                            SamlClaimType: "https://aws.amazon.com/SAML/Attributes/RoleSessionName",
                        },
                        { Value: "28800", SamlClaimType: "https://aws.amazon.com/SAML/Attributes/SessionDuration" },
                        {
                            Source: "user",
                            ID: id,
                            SamlClaimType: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier",
                        },
                    ],
                },
            });
        });
    }

    it("refuses another attribute", () => {
        expect(() =>
            awsClaimsPolicy({
                roleArn,
                samlProviderArn,
                roleSessionNameAttribute: "displayName",
                sessionDurationSeconds: 3600,
            }),
        ).to.throw(
            RangeError,
            'the attribute for RoleSessionName must be "userPrincipalName", "mail" or "employeeId", got "displayName"',
        );
    });
});

describe("roleArnProblem", () => {
    const like = 'such as "arn:aws:iam::123456789012:role/connect-sso"';
    accepts(roleArnProblem, [
        roleArn,
        "arn:aws-us-gov:iam::123456789012:role/connect-sso",
        "arn:aws:iam::123456789012:role/some/path/connect-sso",
        "arn:aws:iam::123456789012:role/a",
        `arn:aws:iam::123456789012:role/${"x".repeat(64)}`,
        `arn:aws:iam::123456789012:role/${"p".repeat(2015)}/x`,
    ]);
    refuses(roleArnProblem, [
        [undefined, `must be an ARN ${like}, got nothing`],
        [samlProviderArn, `must be an ARN ${like}, got "${samlProviderArn}"`],
        [` ${roleArn}`, `must be an ARN ${like}, got " ${roleArn}"`],
        [
            `arn:aws:iam::123456789012:role/${"x".repeat(65)}`,
            `must be an ARN ${like}, got "arn:aws:iam::123456789012:role/${"x".repeat(46)}…"`,
        ],
        [
            `arn:aws:iam::123456789012:role/${"p".repeat(2016)}/x`,
            `must be an ARN ${like}, got "arn:aws:iam::123456789012:role/${"p".repeat(46)}…"`,
        ],
        [`${roleArn}\n`, `must be an ARN ${like}, got "${roleArn}\\n"`],
        [`${roleArn},x`, `must be an ARN without a comma ${like}, got "${roleArn},x"`],
        [
            "arn:aws:iam::123456789012:role/some,path/x",
            `must be an ARN without a comma ${like}, got "arn:aws:iam::123456789012:role/some,path/x"`,
        ],
    ]);
});

describe("samlProviderArnProblem", () => {
    const like = 'such as "arn:aws:iam::123456789012:saml-provider/connect-sso"';
    accepts(samlProviderArnProblem, [
        samlProviderArn,
        "arn:aws-cn:iam::123456789012:saml-provider/E",
        `arn:aws:iam::123456789012:saml-provider/${"x".repeat(128)}`,
    ]);
    refuses(samlProviderArnProblem, [
        [` ${samlProviderArn}`, `must be an ARN ${like}, got " ${samlProviderArn}"`],
        [`${samlProviderArn}@`, `must be an ARN ${like}, got "${samlProviderArn}@"`],
        [
            `arn:aws:iam::123456789012:saml-provider/${"x".repeat(129)}`,
            `must be an ARN ${like}, got "arn:aws:iam::123456789012:saml-provider/${"x".repeat(37)}…"`,
        ],
        [roleArn, `must be an ARN such as "arn:aws:iam::123456789012:saml-provider/connect-sso", got "${roleArn}"`],
    ]);
});
