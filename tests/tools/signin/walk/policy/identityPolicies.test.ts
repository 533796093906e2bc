import { expect } from "chai";
import { evaluatePolicies } from "../../../../../tools/signin/walk/policy/evaluate";
import { federationToken, instanceArn, instanceId } from "./samples";

const userId = "AROAEXAMPLEROLEID0000:alice@contoso.example";
const where = 'statement 1 of policy "connect"';

function policy(statement: Record<string, unknown>, version?: string): { name: string; document: string } {
    const whole = { Effect: "Allow", Action: "connect:GetFederationToken", ...statement };
    return { name: "connect", document: JSON.stringify({ Version: version, Statement: [whole] }) };
}

const answerOf = (statement: Record<string, unknown>, version = "2012-10-17") =>
    evaluatePolicies([policy(statement, version)], federationToken);

describe("federationTokenRequest", () => {
    it("asks for the user of the session under the instance", () => {
        const { enclosingResource, ...request } = federationToken;
        expect(request).to.deep.equal({
            action: "connect:GetFederationToken",
            resource: `${instanceArn}/user/${userId}`,
            context: { "aws:userid": [userId], "connect:instanceid": [instanceId] },
            modelledKeys: new Set(["aws:userid", "aws:username", "connect:instanceid"]),
        });
        expect(enclosingResource?.arn).to.equal(instanceArn);
    });
});

describe("evaluatePolicies", () => {
    const allowed: [string, Record<string, unknown>][] = [
        ["the user by aws:userid", { Resource: `${instanceArn}/user/\${aws:userid}` }],
        ["any user of the instance", { Resource: `${instanceArn}/user/*` }],
        [
            "any resource for the instance",
            { Resource: "*", Condition: { StringEquals: { "connect:InstanceId": instanceId } } },
        ],
        ["one of several resources", { Resource: ["arn:aws:s3:::bucket", `${instanceArn}/*`] }],
        ["any instance of any account and region", { Resource: "arn:aws:connect:*:*:instance/*" }],
        ["a star that ends a segment and spans the rest", { Resource: "arn:aws:connect:*" }],
        ["all of Connect", { Action: "connect:*", Resource: "*" }],
        ["every resource but others", { Resource: undefined, NotResource: "arn:aws:connect:*:*:instance/0*" }],
        ["a default for a variable that has a value", { Resource: `${instanceArn}/user/\${aws:userid, 'x'}` }],
    ];
    for (const [about, statement] of allowed) {
        it(`allows ${about}`, () => {
            expect(answerOf(statement)).to.deep.equal({ decision: "allow", by: where });
        });
    }

    const resource = federationToken.resource ?? "";
    const missed: [string, Record<string, unknown>, string, string[], string][] = [
        [
            "another instance",
            { Resource: `${instanceArn.slice(0, -1)}6/user/\${aws:userid}` },
            "2012-10-17",
            [`${instanceArn.slice(0, -1)}6/user/${userId}`],
            "",
        ],
        ["an ARN in other letters", { Resource: resource.toUpperCase() }, "2012-10-17", [resource.toUpperCase()], ""],
        [
            "a variable under the older version",
            { Resource: `${instanceArn}/user/\${aws:userid}` },
            "2008-10-17",
            [`${instanceArn}/user/\${aws:userid}`],
            `; "\${…}" stands for itself, because the policy's Version is not "2012-10-17"`,
        ],
        [
            "an unknown variable where the rest misses in any case",
            { Resource: `${instanceArn}/queue/\${aws:PrincipalOrgID}` },
            "2012-10-17",
            [`${instanceArn}/queue/\${aws:PrincipalOrgID}`],
            "",
        ],
        [
            "a user name, which a role's session does not have",
            { Resource: `${instanceArn}/user/\${aws:username}` },
            "2012-10-17",
            [`${instanceArn}/user/\${aws:username}`],
            `; a role's session has no \${aws:username}: write \${aws:userid}`,
        ],
    ];
    for (const [about, statement, version, expected, more] of missed) {
        it(`does not allow by ${about}`, () => {
            expect(answerOf(statement, version)).to.deep.equal({
                decision: "noAllow",
                why:
                    `no statement allows connect:GetFederationToken; the closest is ${where}, but its Resource is ` +
                    `"${expected[0]}", and the request's is "${resource}"${more}`,
                nearMiss: { where, element: "Resource", expected, seen: [resource] },
            });
        });
    }

    it("does not allow where NotResource names it", () => {
        const answer = answerOf({ Resource: undefined, NotResource: `${instanceArn}/*` });
        expect(answer.decision === "noAllow" && answer.nearMiss).to.deep.equal({
            where,
            element: "Resource",
            expected: [`${instanceArn}/*`],
            seen: [resource],
            mustNot: true,
        });
    });

    const hint =
        "it names the instance without a user, and AWS does not document whether that is enough; write " +
        `${instanceArn}/user/\${aws:userid}, or * with the Condition StringEquals connect:InstanceId ${instanceId}`;
    const notModelled: [string, Record<string, unknown>, string[]][] = [
        ["the instance's ARN alone", { Resource: instanceArn }, [`Resource ${instanceArn} in ${where}: ${hint}`]],
        [
            "the instance's ARN with a wildcard that matches no user",
            { Resource: `arn:aws:connect:eu-*:*:instance/${instanceId}` },
            [`Resource arn:aws:connect:eu-*:*:instance/${instanceId} in ${where}: ${hint}`],
        ],
        [
            "the instance's ARN excluded",
            { Resource: undefined, NotResource: instanceArn },
            [`NotResource ${instanceArn} in ${where}: ${hint}`],
        ],
        [
            "a variable that is not modelled",
            { Resource: `${instanceArn}/user/\${aws:PrincipalOrgID}` },
            [`the variable \${aws:PrincipalOrgID} in Resource ${instanceArn}/user/\${aws:PrincipalOrgID} in ${where}`],
        ],
        [
            "a wildcard within a segment that would have to span a colon",
            { Resource: "arn:aws:connect:eu*9012:instance/*" },
            [`Resource arn:aws:connect:eu*9012:instance/* in ${where}`],
        ],
        ["a wildcard for the service", { Resource: "arn:aws:conn*:*" }, [`Resource arn:aws:conn*:* in ${where}`]],
        ["a star that spans the service", { Resource: "arn:*" }, [`Resource arn:* in ${where}`]],
    ];
    for (const [about, statement, elements] of notModelled) {
        it(`cannot tell with ${about}`, () => {
            expect(answerOf(statement)).to.deep.equal({ decision: "notModelled", elements });
        });
    }

    it("cannot tell with a variable before the fifth colon, which AWS does not allow", () => {
        const request = {
            ...federationToken,
            context: { ...federationToken.context, "connect:instanceid": ["123456789012"] },
        };
        const Resource = `arn:aws:connect:eu-central-1:\${connect:InstanceId}:instance/*`;
        expect(evaluatePolicies([policy({ Resource }, "2012-10-17")], request)).to.deep.equal({
            decision: "notModelled",
            elements: [`Resource ${Resource} in ${where}`],
        });
    });

    it("makes a variable without a value match no resource, and cannot tell under NotResource", () => {
        const request = { ...federationToken, context: {} };
        const text = `${instanceArn}/user/\${aws:userid}`;
        expect(evaluatePolicies([policy({ Resource: text }, "2012-10-17")], request).decision).to.equal("noAllow");
        const excluded = policy({ Resource: undefined, NotResource: text }, "2012-10-17");
        expect(evaluatePolicies([excluded], request).decision).to.equal("notModelled");
    });

    it("takes any resource as the only clear one where the request names none", () => {
        const request = { ...federationToken, resource: undefined, enclosingResource: undefined };
        expect(evaluatePolicies([policy({ Resource: "*" })], request).decision).to.equal("allow");
        expect(evaluatePolicies([policy({ Resource: "arn:*" })], request).decision).to.equal("notModelled");
    });

    it("denies across policies", () => {
        const deny = {
            name: "boundary",
            document: policy({ Effect: "Deny", NotAction: "s3:*", Action: undefined, Resource: "*" }).document,
        };
        expect(evaluatePolicies([policy({ Resource: "*" }), deny], federationToken)).to.deep.equal({
            decision: "deny",
            by: 'statement 1 of policy "boundary"',
            why:
                'statement 1 of policy "boundary" has the Effect Deny and matches connect:GetFederationToken; ' +
                "a Deny outweighs every Allow",
        });
    });

    it("cannot tell while a Deny names the instance alone", () => {
        const deny = policy({ Effect: "Deny", Resource: instanceArn });
        expect(evaluatePolicies([policy({ Resource: "*" }), deny], federationToken).decision).to.equal("notModelled");
    });

    it("does not allow without any policy, or by the action that does not exist", () => {
        expect(evaluatePolicies([], federationToken)).to.deep.equal({
            decision: "noAllow",
            why: "no statement has the Effect Allow, so nothing allows connect:GetFederationToken",
        });
        expect(answerOf({ Action: "connect:GetFederationTokens", Resource: "*" }).decision).to.equal("noAllow");
    });
});
