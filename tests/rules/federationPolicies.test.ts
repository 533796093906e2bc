import { expect } from "chai";
import {
    federationResourceProblem,
    furtherActions,
    namesFederationToken,
    samlAudienceProblem,
} from "../../rules/federationPolicies";
import { connectFederationPolicy, samlTrustPolicy } from "../../rules/iam";
import { readStatements, type Statement } from "../../rules/policyStatements";

const instance = "arn:aws:connect:eu-central-1:123456789012:instance/8f0e3a52-6f5e-4c1a-9d0b-2a7c1e4f5b60";
const statementOf = (statement: object): Statement =>
    readStatements({ Statement: { Effect: "Allow", ...statement } })?.[0] as Statement;
const token = (rest: object) => statementOf({ Action: "connect:GetFederationToken", ...rest });
const trust = (Condition: unknown, arn = "arn:aws:iam::123456789012:saml-provider/entra") =>
    statementOf({ Action: "sts:AssumeRoleWithSAML", Principal: { Federated: arn }, Condition });
const ofInstance = { StringEquals: { "connect:InstanceId": "8f0e3a52-6f5e-4c1a-9d0b-2a7c1e4f5b60" } };

describe("namesFederationToken", () => {
    it("is for statements that name the permission, and not for those that cover it among others", () => {
        const names = (rest: object) => namesFederationToken(statementOf(rest));
        expect(
            ["connect:GetFederationToken", "CONNECT:getfederationtoken", ["connect:ListUsers", "connect:GetFed*"]].map(
                (Action) => names({ Action }),
            ),
        ).to.deep.equal([true, true, true]);
        expect(
            [
                { Action: "connect:*" },
                { Action: "*" },
                { NotAction: "connect:GetFederationToken" },
                { Action: "connect:GetFederationToken", Effect: "Deny" },
            ].map(names),
        ).to.deep.equal([false, false, false, false]);
    });
});

describe("federationResourceProblem", () => {
    const good: [string, Statement][] = [
        ["what this project writes", readStatements(connectFederationPolicy(instance))?.[0] as Statement],
        ["AWS's other form", token({ Resource: "*", Condition: ofInstance })],
        [
            "its users under a condition",
            token({ Resource: "arn:aws:connect:*:*:instance/*/user/*", Condition: ofInstance }),
        ],
        ["the instance alone, of which AWS says nothing", token({ Resource: instance })],
    ];
    for (const [title, statement] of good) {
        it(`accepts ${title}`, () => {
            expect(federationResourceProblem(statement)).to.equal(undefined);
        });
    }

    const bad: [string, object, string][] = [
        [
            "everything",
            { Resource: "*" },
            'must be one instance, got "*", which is every instance of the account; write ',
        ],
        [
            "every instance",
            { Resource: `arn:aws:connect:eu-central-1:123456789012:instance/*/user/\${aws:userid}` },
            'must be one instance, got "arn:aws:connect:eu-central-1:123456789012:instance/*/user/',
        ],
        [
            "every user",
            { Resource: `${instance}/user/*` },
            `must end in /user/\${aws:userid}, the user who signs in, got `,
        ],
        [
            "one user",
            { Resource: `${instance}/user/alice` },
            `must end in /user/\${aws:userid}, the user who signs in, got `,
        ],
        [
            "a name that sessions lack",
            { Resource: `${instance}/user/\${aws:username}` },
            `must end in /user/\${aws:userid}, got `,
        ],
        ["all but some", { NotResource: instance }, "must list instances, got NotResource; write "],
        [
            "a wildcard in the condition",
            { Resource: "*", Condition: { StringLike: { "connect:InstanceId": "*" } } },
            'must be one instance, got "*"',
        ],
        [
            "a condition that refuses",
            { Resource: "*", Condition: { StringNotEquals: { "connect:InstanceId": "x" } } },
            'must be one instance, got "*"',
        ],
    ];
    for (const [title, rest, begins] of bad) {
        it(`refuses ${title}`, () => {
            expect(federationResourceProblem(token(rest))?.slice(0, begins.length)).to.equal(begins);
        });
    }
});

describe("samlAudienceProblem", () => {
    const host = "signin.aws.amazon.com";
    const own = readStatements(
        samlTrustPolicy({
            samlProviderArns: ["arn:aws:iam::123456789012:saml-provider/entra"],
            audiences: [`https://${host}/saml`, `https://eu-central-1.${host}/saml`],
        }),
    )?.[0] as Statement;
    const good: [string, Statement][] = [
        ["what this project writes", own],
        ["another case and operator", trust({ StringLike: { "saml:AUD": `https://*.${host}/saml*` } })],
        ["an encrypted sign-in", trust({ StringEquals: { "SAML:aud": `https://${host}/saml/acs/SAMLSPX1` } })],
        [
            "Connect's own sign-in",
            trust({ StringLike: { "SAML:aud": "https://8f0e.eu-central-1.sign-in.connect.aws/saml*" } }),
        ],
        [
            "GovCloud",
            trust(
                { StringEquals: { "SAML:aud": "https://signin.amazonaws-us-gov.com/saml" } },
                "arn:aws-us-gov:iam::1:saml-provider/e",
            ),
        ],
        [
            "China",
            trust(
                { StringEquals: { "SAML:aud": "https://signin.amazonaws.cn/saml" } },
                "arn:aws-cn:iam::1:saml-provider/e",
            ),
        ],
        [
            "any partition where the provider's is unknown",
            trust({ StringEquals: { "SAML:aud": "https://signin.amazonaws.cn/saml" } }, "entra"),
        ],
    ];
    for (const [title, statement] of good) {
        it(`accepts ${title}`, () => {
            expect(samlAudienceProblem(statement)).to.equal(undefined);
        });
    }

    const cure = `write "Condition": {"StringEquals": {"SAML:aud": ["https://${host}/saml", "https://<region>.${host}/saml"]}}`;
    const bad: [string, unknown, string][] = [
        ["none", undefined, `is missing, so the role accepts a response that was made for another service; ${cure}`],
        [
            "another condition only",
            { StringEquals: { "SAML:iss": "https://sts.windows.net/x/" } },
            `is missing, so the role accepts a response that was made for another service; ${cure}`,
        ],
        [
            "a refusal",
            { StringNotEquals: { "SAML:aud": `https://${host}/saml` } },
            `is missing, so the role accepts a response that was made for another service; ${cure}`,
        ],
        [
            "the identifier",
            { StringEquals: { "SAML:aud": "urn:amazon:webservices" } },
            `must be the sign-in address of AWS in the partition aws, got "urn:amazon:webservices", which is the identifier; AWS compares the reply URL here; ${cure}`,
        ],
        [
            "anything",
            { StringLike: { "SAML:aud": "*" } },
            `must be the sign-in address of AWS in the partition aws, got "*"; ${cure}`,
        ],
        [
            "another partition's",
            { StringEquals: { "SAML:aud": [`https://${host}/saml`, "https://signin.amazonaws.cn/saml"] } },
            `must be the sign-in address of AWS in the partition aws, got "https://signin.amazonaws.cn/saml"; ${cure}`,
        ],
        [
            "another host with the same end",
            { StringEquals: { "SAML:aud": `https://evil-${host}/saml` } },
            `must be the sign-in address of AWS in the partition aws, got "https://evil-${host}/saml"; ${cure}`,
        ],
    ];
    for (const [title, condition, problem] of bad) {
        it(`refuses ${title}`, () => {
            expect(samlAudienceProblem(trust(condition))).to.equal(problem);
        });
    }
});

describe("furtherActions", () => {
    it("lists each once, as it is written, and nothing of a Deny", () => {
        const statements = [
            token({ Resource: instance }),
            statementOf({ Action: ["s3:Get*", "S3:GET*", "s3:Get*"] }),
            statementOf({ NotAction: ["iam:*"] }),
            statementOf({ Effect: "Deny", Action: "*" }),
        ];
        expect(furtherActions(statements)).to.deep.equal(["s3:Get*", "S3:GET*", 'all but "iam:*"']);
    });
});
