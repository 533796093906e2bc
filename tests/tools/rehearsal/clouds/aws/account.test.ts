import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { awsCloud } from "../../../../../tools/rehearsal/clouds/aws";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { CloudClient, refusal } from "../provider/client";
import {
    INSTANCE,
    metadata,
    ROLE,
    ROLE_POLICY,
    SAML_PROVIDER,
    samlInstance,
    startAws,
    trustPolicy,
    USER,
} from "./fixtures";

const INSTANCE_ID = "11111111-2222-3333-4444-555555555555";
const instance = { type: INSTANCE, id: INSTANCE_ID, inputs: samlInstance };
const alice = {
    type: USER,
    id: "alice-id",
    inputs: {
        instanceId: INSTANCE_ID,
        name: "alice@contoso.example",
        identityInfo: { firstName: "Alice", lastName: "Archer" },
        phoneConfig: { phoneType: "SOFT_PHONE" },
        routingProfile: "Sales",
        securityProfiles: ["Agent", "Supervisor"],
    },
};

describe("account of the emulated AWS", () => {
    it("begins with what account.json lists", async () => {
        const cloud = await startAws({
            account: {
                existing: [
                    { type: ROLE, inputs: { name: "Agents", assumeRolePolicy: trustPolicy } },
                    { type: SAML_PROVIDER, inputs: { name: "old", samlMetadataDocument: await metadata() } },
                    instance,
                    {
                        type: "aws:connect/securityProfile:SecurityProfile",
                        inputs: { instanceId: INSTANCE_ID, name: "Supervisor", permissions: ["BasicAgentAccess"] },
                    },
                    {
                        type: "aws:connect/routingProfile:RoutingProfile",
                        id: "sales",
                        inputs: { instanceId: INSTANCE_ID, name: "Sales" },
                    },
                    alice,
                ],
            },
        });
        const user = await cloud.read(USER, `${INSTANCE_ID}:alice-id`);
        const supervisor = await cloud.invoke("aws:connect/getSecurityProfile:getSecurityProfile", {
            instanceId: INSTANCE_ID,
            name: "Supervisor",
        });
        expect(user.state.routingProfileId).to.equal("sales");
        expect((user.state.securityProfileIds as string[])[1]).to.equal(supervisor.result.securityProfileId);
        expect((await cloud.read(ROLE, "Agents")).state.arn).to.equal("arn:aws:iam::123456789012:role/Agents");
        expect((await cloud.read(SAML_PROVIDER, "arn:aws:iam::123456789012:saml-provider/old")).state.name).to.equal(
            "old",
        );
        cloud.stop();
    });

    it("does not count an instance that stood before as made", async () => {
        const quotas = { instances: 2, usersPerInstance: 500, instanceChangesIn30Days: 1 };
        const cloud = await startAws({ account: { quotas, existing: [instance] } });
        expect((await cloud.make(INSTANCE, { ...samlInstance, instanceAlias: "more" })).id).to.match(/^[0-9a-f-]{36}$/);
        cloud.stop();
    });

    const refused: [string, Values, string][] = [
        [
            "an unknown key",
            { users: [] },
            "unknown key users, known are accountId, partition, quotas, existing, caller, $comment",
        ],
        [
            "a number for its own",
            { accountId: 123456789012 },
            "accountId must be 12 digits in quotes, got 123456789012",
        ],
        ["no list of what is there", { existing: {} }, "existing must be a list"],
        [
            "an unknown type",
            { existing: [{ type: "aws:s3/bucket:Bucket", inputs: {} }] },
            `existing[0]: type aws:s3/bucket:Bucket is not modelled, known are ${[SAML_PROVIDER, ROLE, ROLE_POLICY, INSTANCE, USER].join(", ")}, aws:connect/securityProfile:SecurityProfile, aws:connect/routingProfile:RoutingProfile, aws:connect/hoursOfOperation:HoursOfOperation, aws:connect/queue:Queue, aws:cognito/userPool:UserPool, aws:cognito/identityProvider:IdentityProvider, aws:cognito/userPoolClient:UserPoolClient, aws:cognito/userPoolDomain:UserPoolDomain`,
        ],
        ["an entry without inputs", { existing: [{ type: ROLE }] }, `existing[0]: ${ROLE} needs inputs`],
        [
            "an instance without id",
            { existing: [{ type: INSTANCE, inputs: samlInstance }] },
            `existing[0]: ${INSTANCE} needs an id, so that configuration can name it`,
        ],
        [
            "a malformed resource",
            { existing: [instance, { type: ROLE, inputs: { name: "a" } }] },
            `existing[1]: ${ROLE}: assumeRolePolicy: Missing required argument. The argument "assume_role_policy" is required, but no definition was found.`,
        ],
        [
            "a profile before its instance",
            {
                existing: [
                    { type: "aws:connect/routingProfile:RoutingProfile", inputs: { instanceId: "i", name: "a" } },
                ],
            },
            "existing[0]: instance i must stand before its profiles",
        ],
        [
            "a user with a profile that is not there",
            { existing: [instance, alice] },
            `existing[1]: instance ${INSTANCE_ID} has no profile Supervisor`,
        ],
    ];
    for (const [what, account, reason] of refused) {
        it(`refuses an account file with ${what}`, async () => {
            const message = await refusal(startAws({ account }));
            expect(message.replace(/^.*?\.json: /, "")).to.equal(reason);
        });
    }

    it("says which file it cannot read", async () => {
        process.env.CONNECT_ENTRA_SSO_ACCOUNT = "/none/account.json";
        const message = await refusal(CloudClient.start(awsCloud, { region: "eu-central-1" }));
        delete process.env.CONNECT_ENTRA_SSO_ACCOUNT;
        expect(message).to.match(/^cannot read the account file \/none\/account\.json: ENOENT/);
    });

    it("refuses a Region of another partition than the account's", async () => {
        const account = { partition: "aws", existing: [] };
        const cloud = await startAws({ account, region: "us-gov-west-1" });
        expect(await refusal(cloud.make(INSTANCE, samlInstance))).to.match(
            /InvalidClientTokenId: The security token included in the request is invalid\.$/,
        );
        cloud.stop();
    });

    const regions: [Values, string[]][] = [
        [{ region: "eu-central-1" }, []],
        [
            {},
            [
                "Missing region information\nMake sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.",
            ],
        ],
        [{ region: "eu-central" }, ["could not validate provider configuration: invalid AWS Region: eu-central"]],
    ];
    for (const [config, failures] of regions) {
        it(`answers the provider configuration ${JSON.stringify(config)} with ${failures.length} failures`, async () => {
            const kept = [process.env.AWS_REGION, process.env.AWS_DEFAULT_REGION];
            delete process.env.AWS_REGION;
            delete process.env.AWS_DEFAULT_REGION;
            const cloud = await startAws();
            const request = new pb.CheckRequest().setNews(Struct.fromJavaScript(config as never));
            const response = await cloud.send("checkConfig", request);
            expect(response.getFailuresList().map((failure) => failure.getReason())).to.deep.equal(failures);
            if (kept[0] !== undefined) {
                process.env.AWS_REGION = kept[0];
            }
            if (kept[1] !== undefined) {
                process.env.AWS_DEFAULT_REGION = kept[1];
            }
            cloud.stop();
        });
    }

    it("adds the provider's default tags to all that a resource has", async () => {
        const cloud = await startAws({ defaultTags: JSON.stringify({ tags: { team: "sso", a: "0" } }) });
        const { state } = await cloud.make(INSTANCE, { ...samlInstance, tags: { a: "1" } });
        expect([state.tags, state.tagsAll]).to.deep.equal([{ a: "1" }, { team: "sso", a: "1" }]);
        cloud.stop();
    });
});
