import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { type CloudClient, refusal } from "../provider/client";
import {
    makeInstance,
    metadata,
    PROVIDER_ARN,
    policy,
    ROLE,
    SAML_PROVIDER,
    startAws,
    statement,
    USER,
} from "./fixtures";

const GET_PROVIDER = "aws:iam/getSamlProvider:getSamlProvider";
const GET_ROLE = "aws:iam/getRole:getRole";
const GET_USER = "aws:connect/getUser:getUser";

describe("look-ups of what stands in the emulated AWS", () => {
    let cloud: CloudClient;
    let instanceId: string;
    let user: Values;
    before(async () => {
        cloud = await startAws({ defaultTags: { tags: { team: "cc" } } });
        ({ id: instanceId, user } = await makeInstance(cloud));
    });
    after(() => cloud.stop());

    it("answers with a SAML provider's document, and when it was made and ends", async () => {
        const document = await metadata();
        const { id, state } = await cloud.make(SAML_PROVIDER, { name: "contoso", samlMetadataDocument: document });
        const { createDate, ...rest } = (await cloud.invoke(GET_PROVIDER, { arn: PROVIDER_ARN })).result;
        expect(createDate).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(rest).to.deep.equal({
            arn: PROVIDER_ARN,
            id,
            name: "contoso",
            samlMetadataDocument: document,
            samlProviderUuid: state.samlProviderUuid,
            tags: { team: "cc" },
            validUntil: state.validUntil,
        });
    });

    it("answers with a role's trust policy and session duration", async () => {
        await cloud.make(SAML_PROVIDER, { name: "trusted", samlMetadataDocument: await metadata() });
        const trusted = PROVIDER_ARN.replace("contoso", "trusted");
        const assumeRolePolicy = policy({ ...statement, Principal: { Federated: trusted } });
        const { state } = await cloud.make(ROLE, { name: "agents", assumeRolePolicy, maxSessionDuration: 7200 });
        expect((await cloud.invoke(GET_ROLE, { name: "agents" })).result).to.deep.equal({
            arn: "arn:aws:iam::123456789012:role/agents",
            assumeRolePolicy: state.assumeRolePolicy,
            createDate: state.createDate,
            description: "",
            id: "agents",
            maxSessionDuration: 7200,
            name: "agents",
            path: "/",
            permissionsBoundary: "",
            roleLastUseds: [],
            tags: { team: "cc" },
            uniqueId: state.uniqueId,
        });
    });

    it("answers with a Connect user by name and by id", async () => {
        const { id, state } = await cloud.make(USER, user);
        const whole = {
            arn: state.arn,
            directoryUserId: "",
            hierarchyGroupId: "",
            id,
            identityInfos: [{ email: "", firstName: "Alice", lastName: "Archer", secondaryEmail: "" }],
            instanceId,
            name: "alice@contoso.example",
            phoneConfigs: [
                { afterContactWorkTimeLimit: 0, autoAccept: false, deskPhoneNumber: "", phoneType: "SOFT_PHONE" },
            ],
            region: "eu-central-1",
            routingProfileId: user.routingProfileId,
            securityProfileIds: user.securityProfileIds,
            tags: { team: "cc" },
            userId: state.userId,
        };
        const name = "alice@contoso.example";
        expect((await cloud.invoke(GET_USER, { instanceId, name })).result).to.deep.equal(whole);
        const userId = String(state.userId);
        expect((await cloud.invoke(GET_USER, { instanceId, userId })).result).to.deep.equal(whole);
    });

    const missing: [token: string, args: () => Values, message: string][] = [
        [
            GET_PROVIDER,
            () => ({ arn: `${PROVIDER_ARN}2` }),
            `reading IAM SAML Provider (${PROVIDER_ARN}2): couldn't find resource`,
        ],
        [
            GET_PROVIDER,
            () => ({ arn: PROVIDER_ARN.replace("123456789012", "210987654321") }),
            "reading IAM SAML Provider (arn:aws:iam::210987654321:saml-provider/contoso): couldn't find resource",
        ],
        [GET_ROLE, () => ({ name: "none" }), "reading IAM Role (none): couldn't find resource"],
        [
            GET_USER,
            () => ({ instanceId, name: "Alice@contoso.example" }),
            "reading Connect User (Alice@contoso.example) summary: empty result",
        ],
        [GET_USER, () => ({ instanceId, userId: "none" }), "reading Connect User: couldn't find resource"],
        [
            GET_USER,
            () => ({ instanceId: "i", name: "alice@contoso.example" }),
            "reading Connect User (alice@contoso.example) summary: couldn't find resource",
        ],
        [
            GET_USER,
            () => ({ instanceId, region: "us-east-1", userId: "none" }),
            "reading Connect User: couldn't find resource",
        ],
    ];
    for (const [token, args, message] of missing) {
        it(`fails with: ${message}`, async () => {
            expect(await refusal(cloud.invoke(token, args()))).to.equal(message);
        });
    }

    const malformed: [token: string, args: Values, failure: string][] = [
        [GET_PROVIDER, {}, 'Missing required argument. The argument "arn" is required, but no definition was found.'],
        [GET_PROVIDER, { arn: "contoso" }, '"arn" (contoso) is an invalid ARN: arn: invalid prefix'],
        [GET_PROVIDER, { arn: "arn:aws:iam" }, '"arn" (arn:aws:iam) is an invalid ARN: arn: not enough sections'],
        [
            GET_PROVIDER,
            { arn: "arn:azure:iam::123456789012:saml-provider/x" },
            '"arn" (arn:azure:iam::123456789012:saml-provider/x) is an invalid ARN: invalid partition value (expecting to match regular expression: ^aws(-[a-z]+)*$)',
        ],
        [
            GET_PROVIDER,
            { arn: "arn:aws:iam::123456789012:" },
            '"arn" (arn:aws:iam::123456789012:) is an invalid ARN: missing resource value',
        ],
        [GET_ROLE, {}, 'Missing required argument. The argument "name" is required, but no definition was found.'],
        [GET_ROLE, { name: "a", path: "/" }, '"path": Invalid or unknown key'],
        [
            GET_USER,
            { instanceId: "i" },
            "Invalid combination of arguments. one of `name,user_id` can be specified, and one must be",
        ],
        [
            GET_USER,
            { instanceId: "i", name: "a", userId: "b" },
            "Invalid combination of arguments. only one of `name,user_id` can be specified, and one must be",
        ],
    ];
    for (const [token, args, failure] of malformed) {
        it(`refuses ${token.split(":")[2]}(${JSON.stringify(args)})`, async () => {
            const { failures } = await cloud.invoke(token, args);
            expect(failures.map((one) => one.replace(/\. Examine values at '[^']*'\.$/, ""))).to.deep.equal([failure]);
        });
    }

    it("has the queue and the hours of the account file, too", async () => {
        const QUEUE = "aws:connect/queue:Queue";
        const HOURS = "aws:connect/hoursOfOperation:HoursOfOperation";
        const id = "11111111-2222-3333-4444-555555555555";
        const existing: Values[] = [
            {
                type: "aws:connect/instance:Instance",
                id,
                inputs: {
                    identityManagementType: "SAML",
                    instanceAlias: "standing",
                    inboundCallsEnabled: true,
                    outboundCallsEnabled: true,
                },
            },
            { type: HOURS, id: "h", inputs: { instanceId: id, name: "Night", timeZone: "UTC", configs: [] } },
            { type: QUEUE, id: "q", inputs: { instanceId: id, name: "Late", hoursOfOperationId: "h" } },
        ];
        const standing = await startAws({ account: { existing } });
        const { result } = await standing.invoke("aws:connect/getQueue:getQueue", { instanceId: id, name: "Late" });
        expect(result).to.deep.include({ queueId: "q", hoursOfOperationId: "h", status: "ENABLED", maxContacts: 0 });
        standing.stop();
    });
});
