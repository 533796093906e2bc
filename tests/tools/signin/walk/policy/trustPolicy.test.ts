import { expect } from "chai";
import { evaluateTrustPolicy } from "../../../../../tools/signin/walk/policy/evaluate";
import { assumeRole, global, policyOf, providerArn, regional, samlArgs, trustStatement } from "./samples";

const allow = { decision: "allow", by: "statement 1 of the trust policy" };

describe("evaluateTrustPolicy", () => {
    const allowed: [string, Record<string, unknown>][] = [
        ["the global and the regional audience", {}],
        ["the key in lower case", { Condition: { StringEquals: { "saml:aud": regional } } }],
        ["no condition", { Condition: undefined }],
        ["a list of providers", { Principal: { Federated: [`${providerArn}2`, providerArn] } }],
        ["the provider beside an account", { Principal: { AWS: "123456789012", Federated: providerArn } }],
        ["the action in other letters", { Action: ["STS:tagsession", "STS:assumerolewithsaml"] }],
        ["all of STS", { Action: "sts:*" }],
        ["any action", { Action: "*" }],
        ["wildcards in the action's name", { Action: "sts:AssumeRoleWith????" }],
        ["every action but others", { Action: undefined, NotAction: ["sts:AssumeRole", "sts:TagSession"] }],
    ];
    for (const [about, change] of allowed) {
        it(`allows with ${about}`, () => {
            expect(evaluateTrustPolicy(policyOf(trustStatement(change)), assumeRole())).to.deep.equal(allow);
        });
    }

    it("takes a single statement without a list, and names it by its Sid", () => {
        const document = JSON.stringify({ Statement: trustStatement({ Sid: "AllowSaml" }) });
        expect(evaluateTrustPolicy(document, assumeRole())).to.deep.equal({
            decision: "allow",
            by: 'statement 1 ("AllowSaml") of the trust policy',
        });
    });

    it("allows in GovCloud by GovCloud's audience and ARN", () => {
        const arn = "arn:aws-us-gov:iam::123456789012:saml-provider/entra";
        const recipient = "https://us-gov-west-1.signin.amazonaws-us-gov.com/saml";
        const document = policyOf(
            trustStatement({ Principal: { Federated: arn }, Condition: { StringEquals: { "SAML:aud": recipient } } }),
        );
        expect(evaluateTrustPolicy(document, assumeRole({ samlProviderArn: arn, recipient }))).to.deep.equal(allow);
    });

    it("puts the audience wanted beside the one seen", () => {
        const document = policyOf(trustStatement());
        const recipient = "https://us-east-1.signin.aws.amazon.com/saml";
        expect(evaluateTrustPolicy(document, assumeRole({ recipient }))).to.deep.equal({
            decision: "noAllow",
            why:
                "no statement allows sts:AssumeRoleWithSAML; the closest is statement 1 of the trust policy, but its " +
                `Condition StringEquals wants SAML:aud to be one of "${global}", "${regional}", got "${recipient}"`,
            nearMiss: {
                where: "statement 1 of the trust policy",
                element: "Condition",
                operator: "StringEquals",
                key: "SAML:aud",
                expected: [global, regional],
                seen: [recipient],
            },
        });
    });

    const missed: [string, Record<string, unknown>, Record<string, unknown>, string][] = [
        [
            "another provider",
            { Principal: { Federated: providerArn.toUpperCase() } },
            { element: "Principal", expected: [providerArn.toUpperCase()], seen: [providerArn] },
            `its Principal is "${providerArn.toUpperCase()}", and the request's is "${providerArn}"`,
        ],
        [
            "an AWS account",
            { Principal: { AWS: "arn:aws:iam::123456789012:root" } },
            { element: "Principal", expected: ["AWS arn:aws:iam::123456789012:root"], seen: [providerArn] },
            `its Principal is "AWS arn:aws:iam::123456789012:root", and the request's is "${providerArn}"`,
        ],
        [
            "another action, whatever its conditions are",
            { Action: "sts:AssumeRole", Condition: { Bool: { "aws:SecureTransport": "true" } } },
            { element: "Action", expected: ["sts:AssumeRole"], seen: ["sts:AssumeRoleWithSAML"] },
            'its Action is "sts:AssumeRole", and the request\'s is "sts:AssumeRoleWithSAML"',
        ],
        [
            "its action excluded",
            { Action: undefined, NotAction: "sts:Assume*" },
            { element: "Action", expected: ["sts:Assume*"], seen: ["sts:AssumeRoleWithSAML"], mustNot: true },
            'its NotAction is "sts:Assume*", and the request\'s is "sts:AssumeRoleWithSAML"',
        ],
    ];
    for (const [about, change, miss, words] of missed) {
        it(`does not allow with ${about}`, () => {
            expect(evaluateTrustPolicy(policyOf(trustStatement(change)), assumeRole())).to.deep.equal({
                decision: "noAllow",
                why: `no statement allows sts:AssumeRoleWithSAML; the closest is statement 1 of the trust policy, but ${words}`,
                nearMiss: { where: "statement 1 of the trust policy", ...miss },
            });
        });
    }

    const notModelled: [string, Record<string, unknown>, string[]][] = [
        ["everybody", { Principal: "*" }, ['Principal "*"']],
        ["every AWS principal", { Principal: { AWS: "*" } }, ['Principal {"AWS":["*"]}']],
        [
            "a wildcard for the provider",
            { Principal: { Federated: "arn:aws:iam::123456789012:saml-provider/*" } },
            ['Principal {"Federated":["arn:aws:iam::123456789012:saml-provider/*"]}'],
        ],
        [
            "NotPrincipal",
            { Principal: undefined, NotPrincipal: { Federated: "arn:aws:iam::123456789012:saml-provider/old" } },
            ['NotPrincipal {"Federated":["arn:aws:iam::123456789012:saml-provider/old"]}'],
        ],
        ["a wildcard in the service", { Action: "s*:AssumeRoleWithSAML" }, ["Action s*:AssumeRoleWithSAML"]],
        [
            "a key and an operator that are not modelled",
            {
                Condition: {
                    StringEquals: { "SAML:aud": regional, "aws:SourceIp": "192.0.2.1" },
                    DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" },
                },
            },
            ["Condition StringEquals aws:SourceIp", "Condition DateLessThan aws:CurrentTime"],
        ],
    ];
    for (const [about, change, elements] of notModelled) {
        it(`cannot tell with ${about}`, () => {
            expect(evaluateTrustPolicy(policyOf(trustStatement(change)), assumeRole())).to.deep.equal({
                decision: "notModelled",
                elements: elements.map((element) => `${element} in statement 1 of the trust policy`),
            });
        });
    }

    it("denies by a Deny, whatever else allows or is unclear", () => {
        const document = policyOf(
            trustStatement(),
            trustStatement({ Effect: "Deny", Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } }),
            {
                Sid: "NoGuests",
                ...trustStatement(),
                Effect: "Deny",
                Condition: { StringLike: { "saml:sub": "*@contoso.example" } },
            },
        );
        expect(evaluateTrustPolicy(document, assumeRole())).to.deep.equal({
            decision: "deny",
            by: 'statement 3 ("NoGuests") of the trust policy',
            why:
                'statement 3 ("NoGuests") of the trust policy has the Effect Deny and matches sts:AssumeRoleWithSAML; ' +
                "a Deny outweighs every Allow",
        });
    });

    it("cannot tell while a Deny is unclear, and needs no clear Allow to say no", () => {
        const deny = trustStatement({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } });
        const unclear = {
            decision: "notModelled",
            elements: ["Condition Bool aws:SecureTransport in statement 2 of the trust policy"],
        };
        expect(evaluateTrustPolicy(policyOf(trustStatement(), deny), assumeRole())).to.deep.equal(unclear);
        const miss = trustStatement({ Action: "sts:TagSession" });
        expect(evaluateTrustPolicy(policyOf(miss, deny), assumeRole()).decision).to.equal("noAllow");
    });

    it("ignores a Deny that does not match", () => {
        const deny = trustStatement({
            Effect: "Deny",
            Condition: { StringNotEquals: { "saml:iss": samlArgs.issuer } },
        });
        expect(evaluateTrustPolicy(policyOf(trustStatement(), deny), assumeRole())).to.deep.equal(allow);
    });

    it("names the closest statement, and says when none has the Effect Allow", () => {
        const document = policyOf(
            trustStatement({ Action: "sts:TagSession" }),
            trustStatement({
                Sid: "Near",
                Condition: { StringEquals: { "saml:iss": samlArgs.issuer, "saml:aud": global } },
            }),
            trustStatement({ Principal: { Federated: `${providerArn}2` } }),
        );
        const answer = evaluateTrustPolicy(document, assumeRole());
        expect(answer.decision === "noAllow" && answer.nearMiss?.where).to.equal(
            'statement 2 ("Near") of the trust policy',
        );
        const deny = trustStatement({ Effect: "Deny", Action: "sts:TagSession" });
        expect(evaluateTrustPolicy(policyOf(deny), assumeRole())).to.deep.equal({
            decision: "noAllow",
            why: "no statement has the Effect Allow, so nothing allows sts:AssumeRoleWithSAML",
        });
    });
});
