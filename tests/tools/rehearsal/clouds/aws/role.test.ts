import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { type CloudClient, refusal, UNKNOWN } from "../provider/client";
import {
    answer,
    metadata,
    PROVIDER_ARN,
    permission,
    policy,
    ROLE,
    ROLE_POLICY,
    SAML_PROVIDER,
    startAws,
    statement,
    trustPolicy,
} from "./fixtures";

const api = (doing: string, operation: string, text: string, status = 400) =>
    `${doing}: operation error IAM: ${operation}, https response error StatusCode: ${status}, RequestID: …, ${text}`;
const creating = (text: string, status = 400) => api("creating IAM Role (r)", "CreateRole", text, status);
const without = (key: string): Values => Object.fromEntries(Object.entries(statement).filter(([name]) => name !== key));

describe("iam.Role of the emulated AWS", () => {
    let cloud: CloudClient;
    before(async () => {
        cloud = await startAws();
        await cloud.make(SAML_PROVIDER, { name: "contoso", samlMetadataDocument: await metadata() });
    });
    after(() => cloud.stop());
    afterEach(() => cloud.delete(ROLE, "r", { forceDetachPolicies: true }));
    const make = async (inputs: Values) =>
        answer(await refusal(cloud.make(ROLE, { name: "r", assumeRolePolicy: trustPolicy, ...inputs })));

    it("is made with what IAM adds", async () => {
        const { id, state } = await cloud.make(ROLE, {
            name: "r",
            assumeRolePolicy: trustPolicy,
            description: "Agents",
        });
        const { assumeRolePolicy, createDate, uniqueId, ...rest } = state;
        expect(id).to.equal("r");
        expect(rest).to.deep.equal({
            id: "r",
            arn: "arn:aws:iam::123456789012:role/r",
            name: "r",
            namePrefix: "",
            description: "Agents",
            path: "/",
            maxSessionDuration: 3600,
            forceDetachPolicies: false,
            inlinePolicies: [],
            managedPolicyArns: [],
            tagsAll: {},
        });
        expect(JSON.parse(String(assumeRolePolicy))).to.deep.equal(JSON.parse(trustPolicy));
        expect(uniqueId).to.match(/^AROA[A-Z2-7]{17}$/);
        expect(createDate).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    });

    const examine = (property: string) => `. Examine values at 'it.${property}'.`;
    const checks: [string, Values, string][] = [
        ["a name of 64", { name: "a".repeat(64) }, "accepted"],
        [
            "a name of 65",
            { name: "a".repeat(65) },
            `expected length of name to be in the range (1 - 64), got ${"a".repeat(65)}${examine("name")}`,
        ],
        ["a name with a blank", { name: "a b" }, `invalid value for name (must match [\\w+=,.@-])${examine("name")}`],
        ["a name with every other sign", { name: "a+=,.@-_Z9" }, "accepted"],
        ["a session of 43200", { maxSessionDuration: 43200 }, "accepted"],
        [
            "a session of 3599",
            { maxSessionDuration: 3599 },
            `expected max_session_duration to be in the range (3600 - 43200), got 3599${examine("maxSessionDuration")}`,
        ],
        [
            "a session of 43201",
            { maxSessionDuration: 43201 },
            `expected max_session_duration to be in the range (3600 - 43200), got 43201${examine("maxSessionDuration")}`,
        ],
        [
            "a curly quote",
            { description: "“x" },
            `invalid value for description (cannot contain specially formatted single or double quotes: [“‘])${examine("description")}`,
        ],
        [
            "a description of 1001",
            { description: "x".repeat(1001) },
            `expected length of description to be in the range (0 - 1000), got ${"x".repeat(200)}${examine("description")}`,
        ],
        ["a description in Latin-1", { description: "Zugänge für Agenten" }, "accepted"],
        [
            "a description beyond Latin-1",
            { description: "→" },
            creating(
                "ValidationError: 1 validation error detected: Value at 'description' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*",
            ),
        ],
        ["a path", { path: "/sso/agents/" }, "accepted"],
        [
            "a path without its last slash",
            { path: "/sso" },
            creating(
                "ValidationError: 1 validation error detected: Value at 'path' failed to satisfy constraint: Member must satisfy regular expression pattern: (\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)",
            ),
        ],
        [
            "a managed policy",
            { managedPolicyArns: ["arn:aws:iam::123456789012:policy/p"] },
            creating(
                "NoSuchEntity: Policy arn:aws:iam::123456789012:policy/p does not exist or is not attachable.",
                404,
            ),
        ],
        [
            "a boundary",
            { permissionsBoundary: "arn:aws:iam::123456789012:policy/p" },
            creating(
                "NoSuchEntity: Policy arn:aws:iam::123456789012:policy/p does not exist or is not attachable.",
                404,
            ),
        ],
        [
            "inline policies",
            { inlinePolicies: [{ name: "p", policy: "{}" }] },
            `the rehearsal does not model inlinePolicies of a role: use aws.iam.RolePolicy${examine("inlinePolicies")}`,
        ],
        ["tags", { tags: { team: "Süd" } }, "accepted"],
        [
            "a bad tag",
            { tags: { "a#": "" } },
            creating(
                "ValidationError: 1 validation error detected: Value at 'tags' failed to satisfy constraint: tag a#= must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
            ),
        ],
        ["a policy as an object", { assumeRolePolicy: JSON.parse(trustPolicy) }, "accepted"],
        [
            "no JSON",
            { assumeRolePolicy: "allow" },
            `"assume_role_policy" contains an invalid JSON policy: not a JSON object${examine("assumeRolePolicy")}`,
        ],
        [
            "no text",
            { assumeRolePolicy: "" },
            `"assume_role_policy" is an empty string, which is not a valid JSON value${examine("assumeRolePolicy")}`,
        ],
        [
            "a JSON list",
            { assumeRolePolicy: "[]" },
            `"assume_role_policy" contains an invalid JSON policy: contains a JSON array, not a JSON object${examine("assumeRolePolicy")}`,
        ],
        [
            "a JSON text",
            { assumeRolePolicy: '"x"' },
            `"assume_role_policy" contains an invalid JSON policy: contains a JSON-encoded string, not a JSON-encoded object${examine("assumeRolePolicy")}`,
        ],
        [
            "leading blanks",
            { assumeRolePolicy: ` ${trustPolicy}` },
            `"assume_role_policy" contains an invalid JSON policy: leading space characters are not allowed${examine("assumeRolePolicy")}`,
        ],
    ];
    for (const [what, inputs, expected] of checks) {
        it(`answers ${what} with ${expected.slice(0, 60)}`, async () => {
            expect(await make(inputs)).to.equal(expected);
            if (inputs.name) {
                await cloud.delete(ROLE, String(inputs.name));
            }
        });
    }

    const bad = (text: string) => creating(`MalformedPolicyDocument: ${text}`);
    const principal = (value: unknown) => policy({ ...statement, Principal: value });
    const federated = (value: unknown) => principal({ Federated: value });
    const condition = (value: unknown) => policy({ ...statement, Condition: value });
    const notFederated = "Federated principals must be valid domain names or SAML metadata ARNs";
    const policies: [string, string, string][] = [
        [
            "an unknown version",
            JSON.stringify({ Version: "2020-01-01", Statement: [statement] }),
            bad("The policy must contain a valid version string"),
        ],
        ["no version", JSON.stringify({ Statement: [statement] }), "accepted"],
        ["a single statement", JSON.stringify({ Version: "2012-10-17", Statement: statement }), "accepted"],
        ["no statement", policy(), bad("Syntax errors in policy.")],
        ["a statement that is a text", policy("Allow"), bad("Syntax errors in policy.")],
        [
            "an unknown field",
            JSON.stringify({ ...JSON.parse(trustPolicy), Statements: [] }),
            bad("Unknown field Statements"),
        ],
        ["an unknown field of a statement", policy({ ...statement, Actions: [] }), bad("Unknown field Actions")],
        ["a resource", policy({ ...statement, Resource: "*" }), bad("Has prohibited field Resource")],
        ["no effect", policy(without("Effect")), bad("Missing required field Effect")],
        ["an effect in lower case", policy({ ...statement, Effect: "allow" }), bad("Invalid effect: allow")],
        ["no principal", policy(without("Principal")), bad("Missing required field Principal")],
        ["an empty principal", principal({}), bad("Missing required field Principal cannot be empty!")],
        [
            "a principal that is a text",
            principal("arn:aws:iam::123456789012:root"),
            bad("Principal must be a JSON object."),
        ],
        ["a principal of unknown kind", principal({ Saml: "x" }), bad('Invalid principal in policy: "SAML":"x"')],
        [
            "a provider that is not there",
            federated(`${PROVIDER_ARN}2`),
            bad(`Invalid principal in policy: "FEDERATED":"${PROVIDER_ARN}2"`),
        ],
        [
            "a provider of another partition",
            federated(PROVIDER_ARN.replace("aws", "aws-us-gov")),
            bad(`Invalid principal in policy: "FEDERATED":"arn:aws-us-gov:iam::123456789012:saml-provider/contoso"`),
        ],
        [
            "a provider of another account and partition",
            federated("arn:aws-cn:iam::210987654321:saml-provider/x"),
            bad('Invalid principal in policy: "FEDERATED":"arn:aws-cn:iam::210987654321:saml-provider/x"'),
        ],
        ["a provider of another account", federated(PROVIDER_ARN.replace("123456789012", "210987654321")), "accepted"],
        ["a domain", federated("cognito-identity.amazonaws.com"), "accepted"],
        ["a provider's name alone", federated("contoso"), bad(notFederated)],
        ["a role as federated", federated("arn:aws:iam::123456789012:role/x"), bad(notFederated)],
        ["the account itself", principal({ AWS: "arn:aws:iam::123456789012:root" }), "accepted"],
        [
            "a role that is not there",
            principal({ AWS: "arn:aws:iam::123456789012:role/x" }),
            bad('Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:role/x"'),
        ],
        ["a service", principal({ Service: "connect.amazonaws.com" }), "accepted"],
        [
            "a service that is none",
            principal({ Service: "connect" }),
            bad('Invalid principal in policy: "SERVICE":"connect"'),
        ],
        ["no action", policy(without("Action")), bad("Missing required field Action")],
        [
            "an action of another service",
            policy({ ...statement, Action: "connect:GetFederationToken" }),
            bad("AssumeRole policy may only specify STS AssumeRole actions."),
        ],
        [
            "a misspelt action",
            policy({ ...statement, Action: ["sts:AssumeRoleWithSAMLs"] }),
            bad("AssumeRole policy may only specify STS AssumeRole actions."),
        ],
        [
            "any action",
            policy({ ...statement, Action: "sts:*" }),
            bad("AssumeRole policy may only specify STS AssumeRole actions."),
        ],
        ["session tags", policy({ ...statement, Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"] }), "accepted"],
        ["an unknown operator", condition({ StringIs: { "SAML:aud": "x" } }), bad("Invalid Condition type : StringIs")],
        [
            "an operator with its modifiers",
            condition({ "ForAnyValue:StringEqualsIfExists": { "SAML:aud": "x" } }),
            "accepted",
        ],
        [
            "a condition key without service",
            condition({ StringEquals: { aud: "x" } }),
            bad("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
        ],
        [
            "a misspelt SAML key",
            condition({ StringEquals: { "SAML:audience": "x" } }),
            bad("Syntax errors in policy. (rehearsal: SAML:audience is no condition key of SAML federation)"),
        ],
        ["a SAML key in another case", condition({ StringEquals: { "saml:AUD": "x" } }), "accepted"],
        ["a key without values", condition({ StringEquals: { "SAML:aud": [] } }), bad("Syntax errors in policy.")],
        [
            "the same Sid twice",
            policy({ ...statement, Sid: "a" }, { ...statement, Sid: "a" }),
            bad("The Statement Ids in the policy are not unique"),
        ],
        [
            "a Sid with a blank",
            policy({ ...statement, Sid: "a b" }),
            bad(
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
            ),
        ],
        [
            "a sign beyond Latin-1",
            condition({ StringEquals: { "SAML:aud": "→" } }),
            creating(
                "ValidationError: The specified value for assumeRolePolicyDocument is invalid. It must contain only printable ASCII characters.",
            ),
        ],
        [
            "2,049 characters",
            policy({ ...statement, Condition: { StringEquals: { "SAML:aud": "x".repeat(1885) } } }),
            creating("LimitExceeded: Cannot exceed quota for ACLSizePerRole: 2048", 409),
        ],
    ];
    for (const [what, assumeRolePolicy, expected] of policies) {
        it(`answers a trust policy with ${what} with ${expected.replace(/.*…, /, "").slice(0, 70)}`, async () => {
            expect(await make({ assumeRolePolicy })).to.equal(expected);
        });
    }

    it("does not count white space", async () => {
        const text = trustPolicy.replace(/,/g, `,${" ".repeat(700)}`);
        expect(text.length > 2048).to.equal(true);
        expect(await make({ assumeRolePolicy: text })).to.equal("accepted");
    });

    it("refuses a name that is taken, in any case", async () => {
        await make({});
        const message = "EntityAlreadyExists: Role with name R already exists.";
        expect(await make({ name: "R" })).to.equal(api("creating IAM Role (R)", "CreateRole", message, 409));
    });

    const diffs: [string, Values, Record<string, string>, boolean][] = [
        [
            "another order in the policy, and a list of one",
            {
                assumeRolePolicy: policy({
                    Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
                    Action: ["sts:TagSession", "sts:AssumeRoleWithSAML"],
                    Principal: statement.Principal,
                    Effect: "Allow",
                }),
            },
            {},
            false,
        ],
        [
            "another policy",
            { assumeRolePolicy: policy({ ...statement, Effect: "Deny" }) },
            { assumeRolePolicy: "update" },
            false,
        ],
        ["a longer session", { maxSessionDuration: 7200 }, { maxSessionDuration: "update" }, false],
        ["a description", { description: "x" }, { description: "add" }, false],
        ["another path", { path: "/x/" }, { path: "update-replace" }, true],
        ["another name", { name: "s" }, { name: "update-replace" }, false],
    ];
    for (const [what, news, detailed, deleteBeforeReplace] of diffs) {
        it(`shows ${what} as ${JSON.stringify(detailed)}`, async () => {
            const { inputs } = await cloud.check(ROLE, {
                name: "r",
                assumeRolePolicy: policy({ ...statement, Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"] }),
            });
            const diff = await cloud.diff(ROLE, inputs, { ...inputs, ...news });
            expect(diff.detailed).to.deep.equal(detailed);
            expect(diff.deleteBeforeReplace).to.equal(deleteBeforeReplace);
        });
    }

    it("takes a new trust policy, description, session and tags in place", async () => {
        const { id, state } = await cloud.make(ROLE, { name: "r", assumeRolePolicy: trustPolicy, description: "x" });
        const news = {
            name: "r",
            path: "/",
            assumeRolePolicy: policy({ ...statement, Sid: "b" }),
            maxSessionDuration: 43200,
            tags: { a: "1" },
        };
        const { description: _, ...rest } = state;
        const updated = await cloud.update(ROLE, id, state, news);
        expect({ ...updated, assumeRolePolicy: "" }).to.deep.equal({
            ...rest,
            ...news,
            assumeRolePolicy: "",
            tagsAll: { a: "1" },
        });
    });

    it("refuses to trust what is gone when the trust policy changes, not when something else does", async () => {
        const gone = await cloud.make(SAML_PROVIDER, { name: "gone", samlMetadataDocument: await metadata() });
        const trust = policy({ ...statement, Principal: { Federated: gone.id } });
        const { state } = await cloud.make(ROLE, { name: "r", assumeRolePolicy: trust });
        await cloud.delete(SAML_PROVIDER, gone.id);
        const news = { name: "r", assumeRolePolicy: trust, description: "later" };
        expect(await refusal(cloud.update(ROLE, "r", state, news))).to.equal("accepted");
        const other = policy({ ...statement, Sid: "c", Principal: { Federated: gone.id } });
        expect(answer(await refusal(cloud.update(ROLE, "r", state, { name: "r", assumeRolePolicy: other })))).to.equal(
            api(
                "updating IAM Role (r) assume role policy",
                "UpdateAssumeRolePolicy",
                `MalformedPolicyDocument: Invalid principal in policy: "FEDERATED":"${gone.id}"`,
            ),
        );
    });

    it("cannot be deleted while it has a policy, unless forced", async () => {
        const { state } = await cloud.make(ROLE, { name: "r", assumeRolePolicy: trustPolicy });
        const { id } = await cloud.make(ROLE_POLICY, { name: "p", role: "r", policy: policy(permission) });
        expect(answer(await refusal(cloud.delete(ROLE, "r", state)))).to.equal(
            api(
                "deleting IAM Role (r)",
                "DeleteRole",
                "DeleteConflict: Cannot delete entity, must delete policies first.",
                409,
            ),
        );
        await cloud.delete(ROLE, "r", { ...state, forceDetachPolicies: true });
        expect([(await cloud.read(ROLE, "r")).id, (await cloud.read(ROLE_POLICY, id)).id]).to.deep.equal(["", ""]);
    });

    it("is read for an import by its name, without a difference from a program that says the same", async () => {
        await cloud.make(ROLE, { name: "r", assumeRolePolicy: trustPolicy, maxSessionDuration: 43200 });
        await cloud.make(ROLE_POLICY, { name: "p", role: "r", policy: policy(permission) });
        const { inputs } = await cloud.read(ROLE, "r");
        const program = await cloud.check(ROLE, {
            name: "r",
            assumeRolePolicy: trustPolicy,
            maxSessionDuration: 43200,
        });
        expect((await cloud.diff(ROLE, inputs, program.inputs)).detailed).to.deep.equal({});
    });

    it("waits for a provider that IAM does not see yet", async () => {
        cloud.plan({ replicationDelayReads: { [SAML_PROVIDER]: 3 } });
        const { id } = await cloud.make(SAML_PROVIDER, { name: "new", samlMetadataDocument: await metadata() });
        expect(await make({ assumeRolePolicy: policy({ ...statement, Principal: { Federated: id } }) })).to.equal(
            "accepted",
        );
    });

    it("shows in preview what IAM alone decides as unknown", async () => {
        const { inputs } = await cloud.check(ROLE, { name: "r", assumeRolePolicy: UNKNOWN });
        const { state } = await cloud.create(ROLE, inputs, { preview: true });
        const unknown = Object.keys(state).filter((key) => state[key] === UNKNOWN);
        expect(unknown.sort()).to.deep.equal([
            "arn",
            "assumeRolePolicy",
            "createDate",
            "inlinePolicies",
            "managedPolicyArns",
            "namePrefix",
            "uniqueId",
        ]);
    });
});
