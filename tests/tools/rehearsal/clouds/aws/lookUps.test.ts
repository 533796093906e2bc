import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { type CloudClient, refusal } from "../provider/client";
import { answer, INSTANCE, makeInstance, samlInstance, startAws } from "./fixtures";

const GET_INSTANCE = "aws:connect/getInstance:getInstance";
const GET_SECURITY = "aws:connect/getSecurityProfile:getSecurityProfile";
const GET_ROUTING = "aws:connect/getRoutingProfile:getRoutingProfile";

describe("look-ups of the emulated AWS", () => {
    let cloud: CloudClient;
    let instanceId: string;
    before(async () => {
        cloud = await startAws();
        instanceId = (await makeInstance(cloud)).id;
    });
    after(() => cloud.stop());

    const regions: [string, string, string, string][] = [
        ["eu-central-1", "aws", "amazonaws.com", "com.amazonaws"],
        ["us-gov-west-1", "aws-us-gov", "amazonaws.com", "com.amazonaws"],
        ["cn-north-1", "aws-cn", "amazonaws.com.cn", "cn.com.amazonaws"],
    ];
    for (const [region, partition, dnsSuffix, reverseDnsPrefix] of regions) {
        it(`knows Region and partition of a provider in ${region}`, async () => {
            const there = await startAws({ region });
            expect((await there.invoke("aws:index/getPartition:getPartition", {})).result).to.deep.equal({
                dnsSuffix,
                id: partition,
                partition,
                reverseDnsPrefix,
            });
            const { description: _, ...result } = (await there.invoke("aws:index/getRegion:getRegion", {})).result;
            const endpoint = `ec2.${region}.${dnsSuffix}`;
            expect(result).to.deep.equal({ endpoint, id: region, name: region, region });
            there.stop();
        });
    }

    it("knows the account that asks", async () => {
        const { result } = await cloud.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
        expect(result).to.deep.equal({
            id: "123456789012",
            accountId: "123456789012",
            arn: "arn:aws:sts::123456789012:assumed-role/deployer/rehearsal",
            userId: "AROAEXAMPLEDEPLOYER00:rehearsal",
        });
    });

    it("takes another Region by name and refuses one that is none", async () => {
        const { result } = await cloud.invoke("aws:index/getRegion:getRegion", { region: "us-east-1" });
        expect(result.description).to.equal("us-east-1");
        expect(await refusal(cloud.invoke("aws:index/getRegion:getRegion", { region: "mars-1" }))).to.equal(
            'finding Region using name "mars-1": region not found',
        );
    });

    for (const key of ["instanceId", "instanceAlias"]) {
        it(`finds an instance by ${key}`, async () => {
            const inputs: Values = { [key]: key === "instanceId" ? instanceId : "contoso" };
            const { state } = await cloud.read(INSTANCE, instanceId);
            const { tagsAll: _, ...rest } = state;
            expect((await cloud.invoke(GET_INSTANCE, inputs)).result).to.deep.equal({ ...rest, instanceId, tags: {} });
        });
    }

    const refused: [string, string, () => Values, string][] = [
        [
            "an id of no instance",
            GET_INSTANCE,
            () => ({ instanceId: "i" }),
            "reading Connect Instance (i): couldn't find resource",
        ],
        [
            "an alias of no instance",
            GET_INSTANCE,
            () => ({ instanceAlias: "none" }),
            "reading Connect Instance (none) summary: empty result",
        ],
        [
            "an alias in another case",
            GET_INSTANCE,
            () => ({ instanceAlias: "Contoso" }),
            "reading Connect Instance (Contoso) summary: empty result",
        ],
        [
            "an instance of another Region",
            GET_INSTANCE,
            () => ({ instanceAlias: "contoso", region: "us-east-1" }),
            "reading Connect Instance (contoso) summary: empty result",
        ],
        [
            "a security profile by a name that is not there",
            GET_SECURITY,
            () => ({ instanceId, name: "agent" }),
            "reading Connect Security Profile (agent) summary: empty result",
        ],
        [
            "a security profile by an id that is not there",
            GET_SECURITY,
            () => ({ instanceId, securityProfileId: "x" }),
            "reading Connect Security Profile: couldn't find resource",
        ],
        [
            "a routing profile by a name that is not there",
            GET_ROUTING,
            () => ({ instanceId, name: "Basic" }),
            "reading Connect Routing Profile (Basic) summary: empty result",
        ],
        [
            "a profile of an instance that is not there",
            GET_ROUTING,
            () => ({ instanceId: "i", name: "Basic" }),
            "reading Connect Routing Profile (Basic) summary: operation error Connect: ListRoutingProfiles, https response error StatusCode: 404, RequestID: …, ResourceNotFoundException: Instance not found",
        ],
    ];
    for (const [what, token, args, expected] of refused) {
        it(`does not find ${what}`, async () => {
            expect(answer(await refusal(cloud.invoke(token, args())))).to.equal(expected);
        });
    }

    const malformed: [string, Values, string][] = [
        [
            GET_INSTANCE,
            {},
            "Invalid combination of arguments. one of `instance_alias,instance_id` can be specified, and one must be",
        ],
        [
            GET_INSTANCE,
            { instanceId: "i", instanceAlias: "a" },
            "Invalid combination of arguments. only one of `instance_alias,instance_id` can be specified, and one must be",
        ],
        [
            GET_SECURITY,
            { instanceId: "i" },
            "Invalid combination of arguments. one of `name,security_profile_id` can be specified, and one must be",
        ],
        [
            GET_ROUTING,
            { name: "Basic" },
            'Missing required argument. The argument "instance_id" is required, but no definition was found.',
        ],
        [GET_ROUTING, { instanceId: "i", name: "a", arn: "b" }, '"arn": Invalid or unknown key'],
    ];
    for (const [token, args, failure] of malformed) {
        it(`refuses ${token.split(":")[2]}(${JSON.stringify(args)})`, async () => {
            expect((await cloud.invoke(token, args)).failures).to.deep.equal([failure]);
        });
    }

    it("finds the profiles that every new instance has, by name and by id", async () => {
        for (const name of ["Admin", "Agent", "CallCenterManager", "QualityAnalyst"]) {
            const { result } = await cloud.invoke(GET_SECURITY, { instanceId, name });
            const id = String(result.securityProfileId);
            expect(result.id).to.equal(`${instanceId}:${id}`);
            expect(result.arn).to.equal(
                `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}/security-profile/${id}`,
            );
            expect((await cloud.invoke(GET_SECURITY, { instanceId, securityProfileId: id })).result).to.deep.equal(
                result,
            );
        }
        const { result } = await cloud.invoke(GET_ROUTING, { instanceId, name: "Basic Routing Profile" });
        expect(Object.keys(result).sort()).to.deep.equal([
            "arn",
            "defaultOutboundQueueId",
            "description",
            "id",
            "instanceId",
            "mediaConcurrencies",
            "name",
            "queueConfigs",
            "region",
            "routingProfileId",
            "tags",
        ]);
    });

    it("is throttled in AWS's words when the provider may not retry", async () => {
        const busy = await startAws({ maxRetries: 0 });
        busy.plan({ throttle: { connect: { perSecond: 0.001, burst: 1 } } });
        await busy.make(INSTANCE, samlInstance);
        const message = await refusal(busy.make(INSTANCE, { ...samlInstance, instanceAlias: "more" }));
        expect(answer(message)).to.equal(
            "operation error Connect: CreateInstance, exceeded maximum number of attempts, 1, https response error StatusCode: 429, RequestID: …, TooManyRequestsException: Too Many Requests",
        );
        busy.stop();
    });
});
