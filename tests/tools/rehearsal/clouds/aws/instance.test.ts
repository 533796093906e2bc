import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { type CloudClient, refusal, UNKNOWN } from "../provider/client";
import { answer, INSTANCE, makeInstance, samlInstance, startAws, USER } from "./fixtures";

const creating = (text: string, status = 400, alias = "contoso") =>
    `creating Connect Instance (${alias}): operation error Connect: CreateInstance, https response error StatusCode: ${status}, RequestID: …, ${text}`;
const examine = (property: string) => `. Examine values at 'it.${property}'.`;
const { instanceAlias: _alias, ...withoutAlias } = samlInstance;

describe("connect.Instance of the emulated AWS", () => {
    let cloud: CloudClient;
    beforeEach(async () => {
        cloud = await startAws();
    });
    afterEach(() => cloud.stop());
    const make = async (inputs: Values) => answer(await refusal(cloud.make(INSTANCE, { ...samlInstance, ...inputs })));

    it("is made with defaults and what Connect adds", async () => {
        const { id, state } = await cloud.make(INSTANCE, { ...samlInstance, tags: { team: "a/b" } });
        const { createdTime, serviceRole, ...rest } = state;
        expect(id).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        expect(rest).to.deep.equal({
            ...samlInstance,
            id,
            arn: `arn:aws:connect:eu-central-1:123456789012:instance/${id}`,
            autoResolveBestVoicesEnabled: true,
            contactFlowLogsEnabled: false,
            contactLensEnabled: true,
            earlyMediaEnabled: true,
            multiPartyConferenceEnabled: false,
            region: "eu-central-1",
            status: "ACTIVE",
            tags: { team: "a/b" },
            tagsAll: { team: "a/b" },
        });
        expect(createdTime).to.match(/Z$/);
        expect(serviceRole).to.match(
            /^arn:aws:iam::123456789012:role\/aws-service-role\/connect\.amazonaws\.com\/AWSServiceRoleForAmazonConnect_/,
        );
    });

    it("refuses an alias that is taken, in any case", async () => {
        await make({});
        expect(await make({ instanceAlias: "Contoso" })).to.equal(
            creating("InvalidRequestException: Invalid Input. Instance alias is already used.", 400, "Contoso"),
        );
    });

    it("refuses a third instance in a Region", async () => {
        await make({ instanceAlias: "one" });
        await make({ instanceAlias: "two" });
        const quota =
            "ServiceQuotaExceededException: Quota exceeded. (rehearsal: 2 Amazon Connect instances in eu-central-1 are this account's quota)";
        expect(await make({})).to.equal(creating(quota, 402));
        expect(await make({ region: "us-east-1" })).to.equal("accepted");
    });

    it("refuses an account that creates and deletes too often", async () => {
        cloud.stop();
        const quotas = { instances: 2, usersPerInstance: 500, instanceChangesIn30Days: 3 };
        cloud = await startAws({ account: { quotas } });
        const { id } = await cloud.make(INSTANCE, samlInstance);
        await cloud.delete(INSTANCE, id);
        await cloud.make(INSTANCE, samlInstance);
        expect(await make({ instanceAlias: "more" })).to.equal(
            creating(
                "ServiceQuotaExceededException: Your account has been flagged for an excessive number of creation and deletion attempts.",
                402,
                "more",
            ),
        );
    });

    it("takes every switch and the tags in place", async () => {
        const { id, state } = await cloud.make(INSTANCE, { ...samlInstance, tags: { a: "1" } });
        const news = {
            ...samlInstance,
            inboundCallsEnabled: false,
            outboundCallsEnabled: false,
            contactFlowLogsEnabled: true,
            contactLensEnabled: false,
            earlyMediaEnabled: false,
            autoResolveBestVoicesEnabled: false,
            multiPartyConferenceEnabled: true,
        };
        const { tags: _, ...rest } = state;
        expect(await cloud.update(INSTANCE, id, state, news)).to.deep.equal({ ...rest, ...news, tagsAll: {} });
    });

    it("takes its users with it when deleted", async () => {
        const { id, user } = await makeInstance(cloud);
        const made = await cloud.make(USER, user);
        await cloud.delete(INSTANCE, id);
        expect([(await cloud.read(INSTANCE, id)).id, (await cloud.read(USER, made.id)).id]).to.deep.equal(["", ""]);
    });

    it("says what is missing when an update finds nothing", async () => {
        expect(answer(await refusal(cloud.update(INSTANCE, "i", {}, samlInstance)))).to.equal(
            "updating Connect Instance (i): operation error Connect: UpdateInstanceAttribute, https response error StatusCode: 404, RequestID: …, ResourceNotFoundException: Instance not found",
        );
    });

    it("is read for an import by its id", async () => {
        const { id } = await cloud.make(INSTANCE, samlInstance);
        const program = await cloud.check(INSTANCE, samlInstance);
        const { inputs } = await cloud.read(INSTANCE, id);
        expect((await cloud.diff(INSTANCE, inputs, program.inputs)).changes).to.equal("none");
    });

    it("shows in preview its Region and tags, and unknown what Connect alone decides", async () => {
        const { inputs } = await cloud.check(INSTANCE, samlInstance);
        const { state } = await cloud.create(INSTANCE, inputs, { preview: true });
        const unknown = Object.keys(state).filter((key) => state[key] === UNKNOWN);
        expect(unknown.sort()).to.deep.equal(["arn", "createdTime", "serviceRole", "status"]);
        expect([state.region, state.tagsAll]).to.deep.equal(["eu-central-1", {}]);
    });

    for (const [region, where] of [
        ["eu-west-1", "connect.eu-west-1.amazonaws.com"],
        ["us-gov-east-1", "connect.us-gov-east-1.amazonaws.com"],
        ["cn-north-1", "connect.cn-north-1.amazonaws.com.cn"],
    ] as const) {
        it(`finds no Connect in ${region}`, async () => {
            cloud.stop();
            cloud = await startAws({ region });
            expect(await make({})).to.equal(
                `creating Connect Instance (contoso): operation error Connect: CreateInstance, https response error StatusCode: 0, RequestID: , request send failed, dial tcp: lookup ${where}: no such host`,
            );
        });
    }

    it("is in GovCloud's partition there", async () => {
        cloud.stop();
        cloud = await startAws({ region: "us-gov-west-1" });
        const { id, state } = await cloud.make(INSTANCE, samlInstance);
        expect(state.arn).to.equal(`arn:aws-us-gov:connect:us-gov-west-1:123456789012:instance/${id}`);
    });
});

describe("inputs of connect.Instance of the emulated AWS", () => {
    let cloud: CloudClient;
    before(async () => {
        const quotas = { instances: 100, usersPerInstance: 1, instanceChangesIn30Days: 1000 };
        cloud = await startAws({ account: { quotas } });
    });
    after(() => cloud.stop());
    const make = async (inputs: Values) => {
        try {
            const { id } = await cloud.make(INSTANCE, { ...samlInstance, ...inputs });
            await cloud.delete(INSTANCE, id);
            return "accepted";
        } catch (error) {
            return answer(await refusal(Promise.reject(error)));
        }
    };

    const alias = (value: string) => ({ instanceAlias: value });
    const outside = (value: string, constraint: string) =>
        creating(
            `InvalidRequestException: 1 validation error detected: Value at 'instanceAlias' failed to satisfy constraint: ${constraint}`,
            400,
            value,
        );
    const pattern = "Member must satisfy regular expression pattern: ^(?!d-)([\\da-zA-Z]+)([-]*[\\da-zA-Z])*$";
    const characters = `invalid value for instance_alias (must contain only alphanumeric or hyphen characters)${examine("instanceAlias")}`;
    const cases: [string, Values, string][] = [
        ["an alias of two", alias("a1"), "accepted"],
        ["an alias of one", alias("a"), characters],
        ["an alias of 45", alias("a".repeat(45)), "accepted"],
        [
            "an alias of 46",
            alias("a".repeat(46)),
            outside("a".repeat(46), "Member must have length less than or equal to 45"),
        ],
        [
            "an alias of 65",
            alias("a".repeat(65)),
            `expected length of instance_alias to be in the range (1 - 64), got ${"a".repeat(65)}${examine("instanceAlias")}`,
        ],
        ["an alias with a dot", alias("a.b"), characters],
        ["an alias that begins with a hyphen", alias("-ab"), characters],
        ["an alias that ends with a hyphen", alias("ab-"), outside("ab-", pattern)],
        [
            "an alias that looks like a directory",
            alias("d-abc"),
            `invalid value for instance_alias (can not start with d-)${examine("instanceAlias")}`,
        ],
        ["an alias with hyphens inside", alias("a--b-c"), "accepted"],
        [
            "an unknown identity management",
            { identityManagementType: "saml" },
            `expected identity_management_type to be one of ["SAML" "CONNECT_MANAGED" "EXISTING_DIRECTORY"], got saml${examine("identityManagementType")}`,
        ],
        ["Connect's own identity management", { identityManagementType: "CONNECT_MANAGED" }, "accepted"],
        ["a directory", { identityManagementType: "EXISTING_DIRECTORY", directoryId: "d-1234567890" }, "accepted"],
        [
            "a directory that is not named",
            { identityManagementType: "EXISTING_DIRECTORY" },
            creating(
                "InvalidRequestException: Invalid Input. (rehearsal: an existing directory needs its directoryId)",
            ),
        ],
        [
            "SAML with a directory",
            { directoryId: "d-1234567890" },
            creating("InvalidRequestException: Invalid Input. (rehearsal: directoryId is for EXISTING_DIRECTORY)"),
        ],
        [
            "a malformed directory",
            { directoryId: "d-1" },
            `expected length of directory_id to be in the range (12 - 12), got d-1${examine("directoryId")}`,
        ],
        [
            "a text for a switch",
            { inboundCallsEnabled: "yes" },
            `Unexpected type at field "inboundCallsEnabled": \n           expected boolean type, got string type${examine("inboundCallsEnabled")}`,
        ],
        [
            "a reserved tag",
            { tags: { "aws:a": "1" } },
            creating(
                "InvalidRequestException: 1 validation error detected: Value at 'tags' failed to satisfy constraint: tag key aws:a must not begin with aws:",
            ),
        ],
        ["a tag with signs that IAM refuses", { tags: { a: "#!" } }, "accepted"],
    ];
    for (const [what, inputs, expected] of cases) {
        it(`answers ${what} with ${expected.slice(0, 60)}`, async () => {
            expect(await make(inputs)).to.equal(expected);
        });
    }

    it("needs an alias or a directory, and both kinds of calls", async () => {
        expect((await cloud.check(INSTANCE, withoutAlias)).failures).to.deep.equal([
            'Missing required argument. "instance_alias": one of `directory_id,instance_alias` must be specified',
        ]);
        expect((await cloud.check(INSTANCE, {})).failures).to.deep.equal([
            `Missing required argument. The argument "identity_management_type" is required, but no definition was found.. Examine values at 'it.identityManagementType'.`,
            `Missing required argument. The argument "inbound_calls_enabled" is required, but no definition was found.. Examine values at 'it.inboundCallsEnabled'.`,
            `Missing required argument. The argument "outbound_calls_enabled" is required, but no definition was found.. Examine values at 'it.outboundCallsEnabled'.`,
        ]);
    });

    const diffs: [string, Values, string[]][] = [
        ["its switches", { contactFlowLogsEnabled: true, contactLensEnabled: false }, []],
        [
            "another kind of identity management",
            { identityManagementType: "CONNECT_MANAGED" },
            ["identityManagementType"],
        ],
        ["another alias", { instanceAlias: "other" }, ["instanceAlias"]],
        ["another directory", { directoryId: "d-1234567890" }, ["directoryId"]],
        ["another Region", { region: "us-east-1" }, ["region"]],
    ];
    for (const [what, news, replaces] of diffs) {
        it(`is ${replaces.length > 0 ? "replaced by" : "updated with"} ${what}`, async () => {
            const { inputs } = await cloud.check(INSTANCE, { ...samlInstance, region: "eu-central-1" });
            const diff = await cloud.diff(INSTANCE, inputs, { ...inputs, ...news });
            expect(diff.changes).to.equal("some");
            expect(diff.replaces).to.deep.equal(replaces);
        });
    }
});
