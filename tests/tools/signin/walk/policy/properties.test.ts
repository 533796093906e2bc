import { expect } from "chai";
import fc from "fast-check";
import { evaluatePolicies, evaluateTrustPolicy } from "../../../../../tools/signin/walk/policy/evaluate";
import { assumeRole, federationToken, global, policyOf, providerArn, regional, trustStatement } from "./samples";

const operators = [
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "ArnLike",
    "Null",
    "Bool",
    "StringEqualsIfExists",
].flatMap((name) => [name, `ForAllValues:${name}`, `ForAnyValue:${name}`]);
const keys = ["SAML:aud", "saml:sub", "saml:mail", "aws:SourceIp", "aws:RequestTag/team"];
const values = [global, regional, "*", `\${saml:sub}`, `\${aws:username}`, "true", "alice*"];

const condition = fc.dictionary(
    fc.constantFrom(...operators),
    fc.dictionary(
        fc.constantFrom(...keys),
        fc.oneof(fc.constantFrom(...values), fc.array(fc.constantFrom(...values), { maxLength: 3 })),
        { maxKeys: 2 },
    ),
    { maxKeys: 2 },
);
const action = fc.constantFrom("sts:AssumeRoleWithSAML", "sts:*", "*", "sts:TagSession", "s?s:*");
const principal = fc.constantFrom<unknown>(
    { Federated: providerArn },
    { Federated: [`${providerArn}2`, providerArn] },
    { AWS: "*" },
    "*",
    { AWS: "123456789012" },
);
const statement = fc.oneof(
    fc.record({ Effect: fc.constantFrom("Allow", "Deny"), Principal: principal, Action: action, Condition: condition }),
    fc.record({
        Effect: fc.constantFrom("Allow", "Deny"),
        Principal: principal,
        NotAction: action,
        Condition: condition,
    }),
);
const statements = fc.array(statement, { minLength: 1, maxLength: 4 });
const decisionOf = (list: Record<string, unknown>[]) => evaluateTrustPolicy(policyOf(...list), assumeRole()).decision;

describe("The evaluation of policies", () => {
    const unmodelled: [string, fc.Arbitrary<unknown>][] = [
        ["operator", fc.string().map((name) => ({ [`Numeric${name}`]: { "SAML:aud": regional } }))],
        [
            "key",
            fc
                .tuple(fc.constantFrom(...operators), fc.string(), fc.constantFrom(...values))
                .map(([operator, key, value]) => ({ [operator]: { [`aws:Principal${key}`]: value } })),
        ],
    ];
    for (const [about, replaced] of unmodelled) {
        it(`never allows by a condition whose ${about} is unknown`, () => {
            expect(decisionOf([trustStatement()])).to.equal("allow");
            fc.assert(
                fc.property(replaced, (unknown) => {
                    expect(decisionOf([trustStatement({ Condition: unknown })])).to.equal("notModelled");
                }),
            );
        });
    }

    it("never allows more by a Deny", () => {
        fc.assert(
            fc.property(statements, statement, fc.nat(), (list, more, place) => {
                const index = place % (list.length + 1);
                const after = decisionOf(list.toSpliced(index, 0, { ...more, Effect: "Deny" }));
                expect(decisionOf(list) === "allow" || after !== "allow").to.equal(true);
            }),
        );
    });

    it("never allows less by an Allow", () => {
        fc.assert(
            fc.property(statements, statement, (list, more) => {
                const after = decisionOf([{ ...more, Effect: "Allow" }, ...list]);
                expect(decisionOf(list) !== "allow" || after === "allow").to.equal(true);
            }),
        );
    });

    it("never takes a clear Deny back", () => {
        fc.assert(
            fc.property(statements, statement, (list, more) => {
                expect(decisionOf(list) !== "deny" || decisionOf([...list, more]) === "deny").to.equal(true);
            }),
        );
    });

    it("does not depend on the order of statements", () => {
        fc.assert(
            fc.property(
                statements.chain((list) =>
                    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
                ),
                ([list, shuffled]) => {
                    expect(decisionOf(shuffled)).to.equal(decisionOf(list));
                },
            ),
        );
    });

    it("denies by exactly those conditions by which it would allow", () => {
        fc.assert(
            fc.property(condition, (one) => {
                const allowed = decisionOf([trustStatement({ Condition: one })]);
                const denied = decisionOf([trustStatement(), trustStatement({ Effect: "Deny", Condition: one })]);
                const expected = { allow: "deny", noAllow: "allow", notModelled: "notModelled" }[allowed as "allow"];
                expect(denied).to.equal(expected);
            }),
        );
    });

    it("never throws, whatever the documents and the request hold", () => {
        const json = fc.oneof(
            fc.string(),
            fc.json(),
            fc.jsonValue().map((value) => JSON.stringify({ Statement: value })),
        );
        const context = fc.dictionary(fc.string(), fc.array(fc.string()));
        fc.assert(
            fc.property(json, context, fc.string(), fc.string(), (document, keysSeen, resource, text) => {
                const request = {
                    ...federationToken,
                    context: keysSeen,
                    resource,
                    modelledKeys: new Set(Object.keys(keysSeen)),
                };
                evaluateTrustPolicy(document, request);
                evaluatePolicies([{ name: text, document }], request);
                const whole = policyOf({
                    Effect: "Allow",
                    Action: `x:${text}`,
                    Resource: text,
                    Condition: { StringLike: { [text]: text } },
                });
                expect(evaluatePolicies([{ name: text, document: whole }], request).decision).to.equal("noAllow");
            }),
        );
    });

    it("takes a long pattern of stars in its stride", () => {
        const pattern = `${"*a".repeat(2000)}b`;
        const request = { ...federationToken, resource: `arn:aws:connect:x:1:${"a".repeat(2000)}` };
        const document = policyOf({ Effect: "Allow", Action: "*", Resource: pattern });
        expect(evaluatePolicies([{ name: "stars", document }], request).decision).to.equal("noAllow");
    }).timeout(5000);
});
