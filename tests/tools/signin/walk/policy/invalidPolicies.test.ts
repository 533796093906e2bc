import { expect } from "chai";
import { evaluatePolicies, evaluateTrustPolicy } from "../../../../../tools/signin/walk/policy/evaluate";
import { assumeRole, federationToken, policyOf, trustStatement } from "./samples";

const trust = (change: Record<string, unknown>): string => policyOf(trustStatement(change));

const invalid: [document: string, why: string][] = [
    ["", 'it is not JSON: ""'],
    ["{", 'it is not JSON: "{"'],
    ["[]", "it must be an object, got []"],
    ["null", "it must be an object, got null"],
    ["{}", "it has no Statement"],
    ['{"Statement":[]}', "it has no Statement"],
    ['{"Statement":["x"]}', 'statement 1 must be an object, got "x"'],
    ['{"Version":"2012-10-18","Statement":[]}', 'its Version must be "2012-10-17" or "2008-10-17", got "2012-10-18"'],
    ['{"Id":7,"Statement":[]}', "its Id must be a text, got 7"],
    ['{"statement":[]}', 'it has "statement", which the policy language does not know'],
    ['{"Statement":[],"Statement":[]}', 'an object in it holds the name "Statement" twice'],
    ['{"Statement":[{"Sid":"}","S\\u0069d":""}]}', 'an object in it holds the name "Sid" twice'],
    ['{"__proto__":{},"Statement":[]}', 'it has "__proto__", which the policy language does not know'],
    [trust({ Sid: 1 }), "the Sid of statement 1 must be a text, got 1"],
    [trust({ Sid: "A", Effect: "allow" }), 'the Effect of statement 1 ("A") must be "Allow" or "Deny", got "allow"'],
    [trust({ Efect: "Allow" }), 'statement 1 has "Efect", which the policy language does not know'],
    [trust({ Resource: "*" }), "statement 1 has the element Resource, which no trust policy may have"],
    [trust({ Principal: undefined }), "statement 1 must have either Principal or NotPrincipal"],
    [trust({ NotPrincipal: "*" }), "statement 1 must have either Principal or NotPrincipal"],
    [trust({ Action: undefined }), "statement 1 must have either Action or NotAction"],
    [trust({ NotAction: "sts:*" }), "statement 1 must have either Action or NotAction"],
    [trust({ Action: [] }), "Action of statement 1 must be a text or texts, got []"],
    [trust({ Action: 7 }), "Action of statement 1 must be a text or texts, got 7"],
    [
        trust({ Action: "AssumeRoleWithSAML" }),
        'an Action of statement 1 must be "*" or begin with a service, got "AssumeRoleWithSAML"',
    ],
    [trust({ Principal: "arn" }), 'the Principal of statement 1 must be an object, got "arn"'],
    [
        trust({ Principal: { SAML: "x" } }),
        'the Principal of statement 1 has "SAML", which the policy language does not know',
    ],
    [trust({ Principal: { Federated: [7] } }), "Federated of statement 1 must be a text or texts, got [7]"],
    [trust({ Condition: [] }), "the Condition of statement 1 must be an object, got []"],
    [
        trust({ Condition: { StringEquals: "x" } }),
        '"StringEquals" in the Condition of statement 1 must be an object, got "x"',
    ],
    [
        trust({ Condition: { StringEquals: { "saml:aud": [{}] } } }),
        "StringEquals saml:aud in the Condition of statement 1 must be a text or texts, got {}",
    ],
];

describe("A policy that IAM would not store", () => {
    for (const [document, why] of invalid) {
        it(`is invalid: ${document.slice(0, 90)}`, () => {
            expect(evaluateTrustPolicy(document, assumeRole())).to.deep.equal({
                decision: "invalid",
                why: `IAM would not store the trust policy: ${why}`,
            });
        });
    }

    it("is named, and outweighs the others", () => {
        const fine = policyOf({ Effect: "Allow", Action: "*", Resource: "*" });
        const policies = [
            { name: "all", document: fine },
            { name: "trust", document: trust({}) },
        ];
        expect(evaluatePolicies(policies, federationToken)).to.deep.equal({
            decision: "invalid",
            why: 'IAM would not store policy "trust": statement 1 has the element Principal, which no identity policy may have',
        });
    });

    it("needs a Resource as an identity policy", () => {
        const document = policyOf({ Effect: "Allow", Action: "*" });
        expect(evaluatePolicies([{ name: "all", document }], federationToken)).to.deep.equal({
            decision: "invalid",
            why: 'IAM would not store policy "all": statement 1 must have either Resource or NotResource',
        });
    });

    it("is not one that holds a name twice in different objects, or as a value", () => {
        const document = policyOf(trustStatement({ Sid: "Sid" }), trustStatement({ Sid: "Sid" }));
        expect(evaluateTrustPolicy(document, assumeRole()).decision).to.equal("allow");
    });
});
