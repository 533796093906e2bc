import { expect } from "chai";
import fc from "fast-check";
import {
    connectFederationPolicy,
    federatedPrincipals,
    maxSessionDurationProblem,
    roleNameProblem,
    samlProviderNameProblem,
    samlTrustPolicy,
    sessionDurationProblem,
} from "../../rules/iam";
import { accepts, refuses } from "../helpers/problems";

const entra = "arn:aws:iam::123456789012:saml-provider/entra";
const okta = "arn:aws:iam::123456789012:saml-provider/okta";
const global = "https://signin.aws.amazon.com/saml";
const regional = "https://eu-central-1.signin.aws.amazon.com/saml";
const instanceArn = "arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222-3333-4444-555555555555";

describe("roleNameProblem", () => {
    const rule = "must be 1 to 64 letters a-z or A-Z, digits or _ + = . @ -";
    accepts(roleNameProblem, ["a", "connect-sso", "A_b+c=d.e@f-1", "x".repeat(64)]);
    refuses(roleNameProblem, [
        ["", `${rule}, got ""`],
        ["path/role", `${rule}, got "path/role"`],
        ["röle", `${rule}, got "röle"`],
        ["role\n", `${rule}, got "role\\n"`],
        ["x".repeat(65), `${rule}, got "${"x".repeat(65)}" (65 characters)`],
        [
            "connect,sso",
            'must not contain a comma, which would split the Role claim in two, got "connect,sso"; write "connect-sso"',
        ],
        [
            `${"x".repeat(64)},`,
            `must not contain a comma, which would split the Role claim in two, got "${"x".repeat(64)},"`,
        ],
    ]);
});

describe("samlProviderNameProblem", () => {
    const rule = "must be 1 to 128 letters a-z or A-Z, digits or . _ -";
    accepts(samlProviderNameProblem, ["Entra_ID.1-x", "x".repeat(128)]);
    refuses(samlProviderNameProblem, [
        [undefined, `${rule}, got nothing`],
        ["entra@contoso", `${rule}, got "entra@contoso"`],
        ["entra+1", `${rule}, got "entra+1"`],
        ["x".repeat(129), `${rule}, got "${"x".repeat(77)}…" (129 characters)`],
    ]);
});

describe("maxSessionDurationProblem and sessionDurationProblem", () => {
    accepts(maxSessionDurationProblem, [3600, 43_200]);
    accepts(sessionDurationProblem, [900, 43_200]);
    refuses(maxSessionDurationProblem, [
        [3599, "must be a whole number of seconds from 3600 to 43200, got 3599"],
        [43_201, "must be a whole number of seconds from 3600 to 43200, got 43201"],
        ["3600", 'must be a whole number of seconds from 3600 to 43200, got "3600"'],
        [Number.NaN, "must be a whole number of seconds from 3600 to 43200, got NaN"],
    ]);
    refuses(sessionDurationProblem, [
        [899, "must be a whole number of seconds from 900 to 43200, got 899"],
        [900.5, "must be a whole number of seconds from 900 to 43200, got 900.5"],
    ]);
});

describe("samlTrustPolicy", () => {
    it("is the policy of AWS's guide, for one provider and both endpoints", () => {
        expect(JSON.parse(samlTrustPolicy({ samlProviderArns: [entra], audiences: [global, regional] }))).to.deep.equal(
            {
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Principal: { Federated: entra },
                        Action: "sts:AssumeRoleWithSAML",
                        Condition: { StringEquals: { "SAML:aud": [global, regional] } },
                    },
                ],
            },
        );
    });

    it("narrows to an issuer, and trusts several providers in one statement", () => {
        const policy = samlTrustPolicy({
            samlProviderArns: [entra, okta, entra],
            audiences: [regional, regional],
            issuer: "https://sts.windows.net/00000000-1111-2222-3333-444444444444/",
        });
        expect(JSON.parse(policy)).to.deep.equal({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Federated: [entra, okta] },
                    Action: "sts:AssumeRoleWithSAML",
                    Condition: {
                        StringEquals: {
                            "SAML:aud": regional,
                            "SAML:iss": "https://sts.windows.net/00000000-1111-2222-3333-444444444444/",
                        },
                    },
                },
            ],
        });
    });

    for (const args of [
        { samlProviderArns: [], audiences: [global] },
        { samlProviderArns: [entra], audiences: [] },
    ]) {
        it(`refuses to write a policy from ${JSON.stringify(args)}`, () => {
            expect(() => samlTrustPolicy(args)).to.throw(
                RangeError,
                "a trust policy needs at least one SAML provider and one audience",
            );
        });
    }
});

describe("connectFederationPolicy", () => {
    it("allows the one action on the one instance, as the session's own user", () => {
        expect(JSON.parse(connectFederationPolicy(instanceArn))).to.deep.equal({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Action: "connect:GetFederationToken",
                    Resource: `${instanceArn}/user/$\{aws:userid}`,
                },
            ],
        });
    });
});

describe("federatedPrincipals", () => {
    it("gives back the providers of samlTrustPolicy", () => {
        expect(
            federatedPrincipals(samlTrustPolicy({ samlProviderArns: [entra, okta], audiences: [global] })),
        ).to.deep.equal([entra, okta]);
    });

    it("reads policies of other hands: one statement, several actions, other principals beside", () => {
        const policies = [
            {
                Statement: {
                    Effect: "Allow",
                    Principal: { Federated: entra },
                    Action: ["sts:TagSession", "sts:assumerolewithsaml"],
                },
            },
            {
                Statement: [
                    { Effect: "Allow", Principal: { Federated: [okta, "accounts.google.com"] }, Action: "sts:*" },
                ],
            },
            { Statement: [{ Effect: "Deny", Principal: { Federated: entra }, Action: "sts:AssumeRoleWithSAML" }] },
            {
                Statement: [
                    { Effect: "Allow", Principal: { Service: "connect.amazonaws.com" }, Action: "sts:AssumeRole" },
                ],
            },
            { Statement: [{ Effect: "Allow", Principal: { Federated: entra }, Action: "sts:TagSession" }] },
            { Statement: [{ Effect: "Allow", Principal: { Federated: `x:${entra}` }, Action: "*" }] },
            { Statement: [{ Effect: "Allow", Principal: "*", Action: "*" }] },
        ];
        expect(policies.map((policy) => federatedPrincipals(JSON.stringify(policy)))).to.deep.equal([
            [entra],
            [okta],
            [],
            [],
            [],
            [],
            [],
        ]);
    });

    it("finds nothing in what is no policy", () => {
        fc.assert(
            fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
                expect(federatedPrincipals(text)).to.deep.equal([]);
            }),
        );
    });
});
