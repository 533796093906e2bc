import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { type CloudClient, refusal } from "../provider/client";
import { answer, permission, policy, ROLE, ROLE_POLICY, startAws } from "./fixtures";

const putting = (text: string, status = 400) =>
    `putting IAM Role (r) Policy (p): operation error IAM: PutRolePolicy, https response error StatusCode: ${status}, RequestID: …, ${text}`;
const bad = (text: string) => putting(`MalformedPolicyDocument: ${text}`);
const resource = (text: string) => policy({ ...permission, Resource: text });
const action = (...texts: string[]) => policy({ ...permission, Action: texts });

describe("iam.RolePolicy of the emulated AWS", () => {
    let cloud: CloudClient;
    before(async () => {
        cloud = await startAws();
        const assumeRolePolicy = policy({
            Effect: "Allow",
            Principal: { Service: "x.amazonaws.com" },
            Action: "sts:AssumeRole",
        });
        await cloud.make(ROLE, { name: "r", assumeRolePolicy });
    });
    after(() => cloud.stop());
    afterEach(() => cloud.delete(ROLE_POLICY, "r:p"));
    const make = async (inputs: Values) =>
        answer(await refusal(cloud.make(ROLE_POLICY, { name: "p", role: "r", policy: policy(permission), ...inputs })));

    it("is made in its role, and shows there", async () => {
        const { id, state } = await cloud.make(ROLE_POLICY, { name: "p", role: "r", policy: policy(permission) });
        expect(id).to.equal("r:p");
        expect(state).to.deep.equal({ id, name: "p", namePrefix: "", role: "r", policy: state.policy ?? "" });
        expect(JSON.parse(String(state.policy))).to.deep.equal(JSON.parse(policy(permission)));
        expect((await cloud.read(ROLE, "r")).state.inlinePolicies).to.deep.equal([{ name: "p", policy: state.policy }]);
    });

    const examine = (property: string) => `. Examine values at 'it.${property}'.`;
    const variables = (text: string) => `Syntax errors in policy. (rehearsal: ${text})`;
    const instance = "arn:aws:connect:eu-central-1:123456789012:instance/i";
    const dollar = "$";
    const cases: [string, Values, string][] = [
        [
            "a role that is not there",
            { role: "x" },
            "putting IAM Role (x) Policy (p): operation error IAM: PutRolePolicy, https response error StatusCode: 404, RequestID: …, NoSuchEntity: The role with name x cannot be found.",
        ],
        [
            "a role's ARN",
            { role: "arn:aws:iam::123456789012:role/r" },
            `invalid value for role (must be the name of a role, not its ARN or path)${examine("role")}`,
        ],
        [
            "a name of 129",
            { name: "n".repeat(129) },
            `expected length of name to be in the range (1 - 128), got ${"n".repeat(129)}${examine("name")}`,
        ],
        ["a name with a slash", { name: "a/b" }, `invalid value for name (must match [\\w+=,.@-])${examine("name")}`],
        ["an object", { policy: JSON.parse(policy(permission)) }, "accepted"],
        [
            "no version",
            { policy: JSON.stringify({ Statement: [permission] }) },
            bad("Policy document must be version 2012-10-17 or greater."),
        ],
        [
            "the version of 2008",
            { policy: JSON.stringify({ Version: "2008-10-17", Statement: [permission] }) },
            bad("Policy document must be version 2012-10-17 or greater."),
        ],
        [
            "another version",
            { policy: JSON.stringify({ Version: "2024", Statement: [permission] }) },
            bad("Syntax errors in policy."),
        ],
        ["no statement", { policy: policy() }, bad("Syntax errors in policy.")],
        [
            "a principal",
            { policy: policy({ ...permission, Principal: "*" }) },
            bad("Policy document should not specify a principal."),
        ],
        ["an unknown field", { policy: policy({ ...permission, Resources: [] }) }, bad("Syntax errors in policy.")],
        [
            "an action and its opposite",
            { policy: policy({ ...permission, NotAction: "s3:*" }) },
            bad("Syntax errors in policy."),
        ],
        [
            "no action",
            { policy: policy({ Effect: "Allow", Resource: "*" }) },
            bad("Policy statement must contain actions."),
        ],
        [
            "no resource",
            { policy: policy({ Effect: "Allow", Action: "connect:*" }) },
            bad("Policy statement must contain resources."),
        ],
        ["no effect", { policy: policy({ Action: "connect:*", Resource: "*" }) }, bad("Syntax errors in policy.")],
        [
            "an effect in lower case",
            { policy: policy({ ...permission, Effect: "allow" }) },
            bad("The policy failed legacy parsing"),
        ],
        [
            "an action without service",
            { policy: action("GetFederationToken") },
            bad("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
        ],
        [
            "an action with two colons",
            { policy: action("connect:Get:Token") },
            bad("Actions/Condition can contain only one colon."),
        ],
        [
            "an unknown service",
            { policy: action("conect:GetFederationToken") },
            bad("Vendor conect is not valid (rehearsal: no service of that prefix is known here)"),
        ],
        ["a service with a blank", { policy: action("con nect:Get") }, bad("Vendor con nect is not valid")],
        ["an action with a blank", { policy: action("connect:Get Token") }, bad("The policy failed legacy parsing")],
        ["any action", { policy: action("*") }, "accepted"],
        ["a pattern of actions", { policy: action("connect:Get*", "sts:?*") }, "accepted"],
        [
            "an action that does not exist, which IAM takes",
            { policy: action("connect:GetFederationTokens") },
            "accepted",
        ],
        ["any resource", { policy: resource("*") }, "accepted"],
        [
            "a resource that is no ARN",
            { policy: resource("instance/i") },
            bad('Resource instance/i must be in ARN format or "*".'),
        ],
        [
            "a resource of another partition",
            { policy: resource(instance.replace("aws", "aws-us-gov")) },
            bad(`Partition "aws-us-gov" is not valid for resource "${instance.replace("aws", "aws-us-gov")}".`),
        ],
        [
            "a resource of any service",
            { policy: resource("arn:aws:*:*:*:*") },
            bad("Resource vendor must be fully qualified and cannot contain regexes."),
        ],
        ["half an ARN", { policy: resource("arn:aws:connect:eu-central-1") }, bad("The policy failed legacy parsing")],
        ["a policy variable", { policy: resource(`${instance}/user/${dollar}{aws:userid}`) }, "accepted"],
        ["a literal dollar", { policy: resource(`${instance}/${dollar}{$}`) }, "accepted"],
        [
            "Terraform's way to write a variable",
            { policy: resource(`${instance}/user/&{aws:userid}`) },
            bad(variables(`&{aws:userid} is no policy variable: write ${dollar}{aws:userid}`)),
        ],
        [
            "a variable that does not end",
            { policy: resource(`${instance}/user/${dollar}{aws:userid`) },
            bad(variables(`${dollar}{aws:userid is no policy variable`)),
        ],
        [
            "an empty variable",
            { policy: resource(`${instance}/user/${dollar}{}`) },
            bad(variables(`${dollar}{} is no policy variable`)),
        ],
        [
            "a variable without service",
            { policy: resource(`${instance}/user/${dollar}{userid}`) },
            bad(variables(`${dollar}{userid} is no policy variable`)),
        ],
        [
            "an unknown operator",
            { policy: policy({ ...permission, Condition: { Equals: { "connect:InstanceId": "i" } } }) },
            bad("Syntax errors in policy."),
        ],
        [
            "a condition",
            { policy: policy({ ...permission, Condition: { StringEquals: { "connect:InstanceId": ["i", "j"] } } }) },
            "accepted",
        ],
        [
            "a Sid twice",
            { policy: policy({ ...permission, Sid: "a" }, { ...permission, Sid: "a" }) },
            bad("Statement IDs (SID) in a single policy must be unique."),
        ],
        [
            "a sign beyond Latin-1",
            { policy: resource(`${instance}/→`) },
            putting(
                "ValidationError: The specified value for policyDocument is invalid. It must contain only printable ASCII characters.",
            ),
        ],
        [
            "10,241 characters",
            { policy: resource(`${instance}/${"x".repeat(10_107)}`) },
            `expected length of policy to be at most 10240 characters, excluding whitespace${examine("policy")}`,
        ],
    ];
    for (const [what, inputs, expected] of cases) {
        it(`answers ${what} with ${expected.replace(/.*…, /, "").slice(0, 70)}`, async () => {
            expect(await make(inputs)).to.equal(expected);
        });
    }

    it("refuses what is not JSON", async () => {
        expect(await make({ policy: "{" })).to.match(/^"policy" contains an invalid JSON policy: /);
    });

    it("counts all policies of the role together", async () => {
        const half = resource(`${instance}/${"x".repeat(6000)}`);
        await cloud.make(ROLE_POLICY, { name: "other", role: "r", policy: half });
        const message = "LimitExceeded: Maximum policy size of 10240 bytes exceeded for role r";
        expect(await make({ policy: half })).to.equal(putting(message, 409));
        await cloud.delete(ROLE_POLICY, "r:other");
        expect(await make({ policy: half })).to.equal("accepted");
    });

    it("is changed in place, and replaced by another name or role", async () => {
        const { inputs } = await cloud.check(ROLE_POLICY, { name: "p", role: "r", policy: policy(permission) });
        const changed = { policy: resource("*") };
        expect((await cloud.diff(ROLE_POLICY, inputs, { ...inputs, ...changed })).detailed).to.deep.equal({
            policy: "update",
        });
        expect((await cloud.diff(ROLE_POLICY, inputs, { ...inputs, role: "s" })).replaces).to.deep.equal(["role"]);
        expect((await cloud.diff(ROLE_POLICY, inputs, { ...inputs, name: "q" })).replaces).to.deep.equal(["name"]);
        const { id, state } = await cloud.create(ROLE_POLICY, inputs);
        const updated = await cloud.update(ROLE_POLICY, id, state, { ...inputs, ...changed });
        expect(JSON.parse(String(updated.policy)).Statement[0].Resource).to.equal("*");
    });

    it("is read for an import by role and name", async () => {
        await cloud.make(ROLE_POLICY, { name: "p", role: "r", policy: policy(permission) });
        const { inputs } = await cloud.read(ROLE_POLICY, "r:p");
        const program = await cloud.check(ROLE_POLICY, { name: "p", role: "r", policy: policy(permission) });
        expect((await cloud.diff(ROLE_POLICY, inputs, program.inputs)).changes).to.equal("none");
        expect(await refusal(cloud.read(ROLE_POLICY, "p"))).to.equal(
            "role_policy id must be of the form <role name>:<policy name>",
        );
    });
});
