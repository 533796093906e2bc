import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { type CloudClient, refusal } from "../provider/client";
import { answer, INSTANCE, startAws, USER } from "./fixtures";
import { type Composed, compose, HOURS, QUEUE, ROUTING_PROFILE, SECURITY_PROFILE } from "./parts";

const GET: Record<string, string> = {
    [SECURITY_PROFILE]: "aws:connect/getSecurityProfile:getSecurityProfile",
    [ROUTING_PROFILE]: "aws:connect/getRoutingProfile:getRoutingProfile",
    [QUEUE]: "aws:connect/getQueue:getQueue",
    [HOURS]: "aws:connect/getHoursOfOperation:getHoursOfOperation",
};
const NOT_FOUND =
    "https response error StatusCode: 404, RequestID: …, ResourceNotFoundException: The specified resource was not found.";

describe("what people compose an instance with, in the emulated AWS", () => {
    let cloud: CloudClient;
    let made: Composed;
    const inputsOf = (token: string): Values => made.inputs[token] as Values;
    beforeEach(async () => {
        cloud = await startAws({ defaultTags: { tags: { team: "cc" } } });
        made = await compose(cloud);
    });
    afterEach(() => cloud.stop());

    const outputs: [token: string, idKey: string, segment: string, added: () => Values][] = [
        [SECURITY_PROFILE, "securityProfileId", "security-profile", () => ({ organizationResourceId: "" })],
        [
            ROUTING_PROFILE,
            "routingProfileId",
            "routing-profile",
            () => {
                const [config] = inputsOf(ROUTING_PROFILE).queueConfigs as Values[];
                const queueArn = `arn:aws:connect:eu-central-1:123456789012:instance/${made.instanceId}/queue/${config?.queueId}`;
                return { queueConfigs: [{ ...config, queueArn, queueName: "Sales" }] };
            },
        ],
        [QUEUE, "queueId", "queue", () => ({ quickConnectIds: [], status: "ENABLED" })],
        [HOURS, "hoursOfOperationId", "operating-hours", () => ({})],
    ];
    for (const [token, idKey, segment, added] of outputs) {
        it(`makes a ${segment} with its outputs, and reads the same back without a difference`, async () => {
            const inputs = { ...inputsOf(token), tags: { shift: "day" } };
            const { id, state } = await cloud.make(token, inputs);
            const ownId = String(state[idKey]);
            expect(state).to.deep.equal({
                ...inputs,
                ...added(),
                id: `${made.instanceId}:${ownId}`,
                [idKey]: ownId,
                arn: `arn:aws:connect:eu-central-1:123456789012:instance/${made.instanceId}/${segment}/${ownId}`,
                region: "eu-central-1",
                tagsAll: { team: "cc", shift: "day" },
            });
            const checked = (await cloud.check(token, inputs)).inputs;
            const read = await cloud.read(token, id, checked, state);
            expect(read.state).to.deep.equal(state);
            expect((await cloud.diff(token, read.inputs, checked)).changes).to.equal("none");
        });

        it(`changes a ${segment} in place and deletes it`, async () => {
            const { id, state } = await cloud.make(token, inputsOf(token));
            const changed = { ...inputsOf(token), description: "Another text" };
            expect((await cloud.diff(token, inputsOf(token), changed)).replaces).to.deep.equal([]);
            expect(await cloud.update(token, id, state, changed)).to.deep.equal({
                ...state,
                description: "Another text",
            });
            await cloud.delete(token, id);
            expect((await cloud.read(token, id)).id).to.equal("");
        });

        it(`finds a ${segment} by name and by id`, async () => {
            const { id, state } = await cloud.make(token, inputsOf(token));
            const { instanceId } = made;
            const byName = await cloud.invoke(GET[token] as string, { instanceId, name: String(state.name) });
            const byId = await cloud.invoke(GET[token] as string, { instanceId, [idKey]: state[idKey] as string });
            expect(byName.result).to.deep.equal(byId.result);
            expect(byName.result).to.deep.include({ id, [idKey]: state[idKey], arn: state.arn, tags: { team: "cc" } });
        });

        it(`refuses a second ${segment} of a name, and one in an instance that is not there`, async () => {
            await cloud.make(token, inputsOf(token));
            expect(await refusal(cloud.make(token, inputsOf(token)))).to.match(
                /^creating Connect [A-Z][\w ]+ \(.+\): operation error Connect: Create\w+, https response error StatusCode: 409, RequestID: [\da-f-]+, DuplicateResourceException: A resource with the specified name already exists\.$/,
            );
            expect(await refusal(cloud.make(token, { ...inputsOf(token), instanceId: "i" }))).to.match(
                /ResourceNotFoundException: Instance not found \(rehearsal: i is not in eu-central-1\)$/,
            );
        });

        it(`takes a ${segment} away with its instance`, async () => {
            const { id } = await cloud.make(token, inputsOf(token));
            await cloud.delete(INSTANCE, made.instanceId);
            expect((await cloud.read(token, id)).id).to.equal("");
        });
    }

    it("lets a user have profiles that a program made, by id", async () => {
        const { state: security } = await cloud.make(SECURITY_PROFILE, inputsOf(SECURITY_PROFILE));
        const { state: routing } = await cloud.make(ROUTING_PROFILE, inputsOf(ROUTING_PROFILE));
        const { state } = await cloud.make(USER, {
            ...made.user,
            securityProfileIds: [security.securityProfileId as string],
            routingProfileId: routing.routingProfileId as string,
        });
        expect([state.securityProfileIds, state.routingProfileId]).to.deep.equal([
            [security.securityProfileId],
            routing.routingProfileId,
        ]);
        const failure = await refusal(
            cloud.make(USER, { ...made.user, name: "bob", securityProfileIds: [security.id as string] }),
        );
        expect(failure).to.contain("ResourceNotFoundException: Security profile not found.");
    });

    const replaced: [token: string, change: Values, replaces: string[]][] = [
        [SECURITY_PROFILE, { name: "Other" }, ["name"]],
        [ROUTING_PROFILE, { name: "Other" }, []],
        [QUEUE, { name: "Other" }, []],
        [HOURS, { name: "Other" }, []],
        [SECURITY_PROFILE, { instanceId: "other" }, []],
        [QUEUE, { region: "us-east-1" }, ["region"]],
    ];
    for (const [token, change, replaces] of replaced) {
        it(`replaces ${replaces.length === 0 ? "nothing" : "it"} for another ${Object.keys(change)} of ${token}`, async () => {
            const { replaces: found } = await cloud.diff(token, inputsOf(token), { ...inputsOf(token), ...change });
            expect(found).to.deep.equal(replaces);
        });
    }

    it("leaves a queue in its instance when instanceId changes, as the provider does", async () => {
        const { id, state } = await cloud.make(QUEUE, inputsOf(QUEUE));
        expect(await cloud.update(QUEUE, id, state, { ...inputsOf(QUEUE), instanceId: "other" })).to.deep.equal(state);
    });

    for (const [token] of outputs) {
        it(`imports ${token} without a difference to the program that made it`, async () => {
            const { id } = await cloud.make(token, inputsOf(token));
            const { inputs } = await cloud.read(token, id);
            const checked = (await cloud.check(token, inputsOf(token))).inputs;
            expect((await cloud.diff(token, inputs, checked)).detailed).to.deep.equal({});
        });
    }

    it("sees no change in the order of a set", async () => {
        const inputs = inputsOf(ROUTING_PROFILE);
        const media = [...(inputs.mediaConcurrencies as Values[])].reverse();
        // Checked inputs carry marks of their defaults, those read from the cloud do not.
        const after = (await cloud.check(ROUTING_PROFILE, { ...inputs, mediaConcurrencies: media })).inputs;
        expect((await cloud.diff(ROUTING_PROFILE, inputs, after)).changes).to.equal("none");
    });

    const malformed: [token: string, change: Values, failure: string][] = [
        [SECURITY_PROFILE, { permission: [] }, '"permission": Invalid or unknown key'],
        [SECURITY_PROFILE, { description: "" }, "expected length of description to be in the range (1 - 250), got "],
        [
            SECURITY_PROFILE,
            { permissions: [""] },
            "expected length of permissions.0 to be in the range (1 - 128), got ",
        ],
        [
            ROUTING_PROFILE,
            { mediaConcurrencies: [] },
            "Not enough list items. Attribute media_concurrencies requires 1 item minimum, but config has only 0 declared.",
        ],
        [
            ROUTING_PROFILE,
            { mediaConcurrencies: [{ channel: "PHONE", concurrency: 1 }] },
            'expected media_concurrencies.0.channel to be one of ["VOICE" "CHAT" "TASK" "EMAIL"], got PHONE',
        ],
        [
            ROUTING_PROFILE,
            { mediaConcurrencies: [{ channel: "CHAT", concurrency: 11 }] },
            "expected media_concurrencies.0.concurrency to be in the range (1 - 10), got 11",
        ],
        [
            ROUTING_PROFILE,
            { mediaConcurrencies: [{ channel: "CHAT" }] },
            'Missing required argument. The argument "media_concurrencies.0.concurrency" is required, but no definition was found.',
        ],
        [
            ROUTING_PROFILE,
            { queueConfigs: [{ channel: "CHAT", delay: 0, priority: 0, queueId: "q" }] },
            "expected queue_configs.0.priority to be in the range (1 - 99), got 0",
        ],
        [
            ROUTING_PROFILE,
            { queueConfigs: [{ channel: "CHAT", delay: 0, priority: 1, queueId: "q", queueName: "x" }] },
            'Computed attributes cannot be set. Computed attributes cannot be set, but a value was set for "queue_configs.0.queue_name".',
        ],
        [QUEUE, { status: "OPEN" }, 'expected status to be one of ["ENABLED" "DISABLED"], got OPEN'],
        [QUEUE, { maxContacts: -1 }, "expected max_contacts to be at least (0), got -1"],
        [
            HOURS,
            { configs: [{ day: "Monday", startTime: { hours: 9, minutes: 0 }, endTime: { hours: 17, minutes: 0 } }] },
            'expected config.0.day to be one of ["SUNDAY" "MONDAY" "TUESDAY" "WEDNESDAY" "THURSDAY" "FRIDAY" "SATURDAY"], got Monday',
        ],
    ];
    for (const [token, change, failure] of malformed) {
        it(`refuses ${JSON.stringify(change).slice(0, 80)} before any request`, async () => {
            const { failures } = await cloud.check(token, { ...inputsOf(token), ...change });
            expect(failures.map((one) => one.replace(/\. Examine values at '[^']*'\.$/, ""))).to.deep.equal([failure]);
        });
    }

    const argument = (name: string) =>
        `Missing required argument. The argument "${name}" is required, but no definition was found.`;
    const blocks = (name: string) => `Insufficient ${name} blocks. At least 1 "${name}" blocks are required.`;
    const missing: Record<string, string> = {
        configs: blocks("config"),
        defaultOutboundQueueId: argument("default_outbound_queue_id"),
        description: argument("description"),
        hoursOfOperationId: argument("hours_of_operation_id"),
        instanceId: argument("instance_id"),
        mediaConcurrencies: blocks("media_concurrencies"),
        timeZone: argument("time_zone"),
    };
    for (const [token, keys] of [
        [SECURITY_PROFILE, ["instanceId"]],
        [ROUTING_PROFILE, ["description", "instanceId", "defaultOutboundQueueId", "mediaConcurrencies"]],
        [QUEUE, ["instanceId", "hoursOfOperationId"]],
        [HOURS, ["instanceId", "configs", "timeZone"]],
    ] as const) {
        it(`asks for ${keys.join(", ")} of ${token}, and names it where no name is given`, async () => {
            const { failures, inputs } = await cloud.check(token, {}, { name: "made" });
            expect(failures.sort()).to.deep.equal(
                keys.map((key) => `${missing[key]}. Examine values at 'made.${key}'.`).sort(),
            );
            expect(inputs.name).to.match(/^made-[\da-f]{7}$/);
        });
    }

    const refused: [token: string, change: () => Values, message: string][] = [
        [
            SECURITY_PROFILE,
            () => ({ name: "a/b" }),
            "creating Connect Security Profile (a/b): operation error Connect: CreateSecurityProfile, https response error StatusCode: 400, RequestID: …, InvalidParameterException: 1 validation error detected: Value at 'securityProfileName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[ a-zA-Z0-9_@-]+$",
        ],
        [
            SECURITY_PROFILE,
            () => ({ permissions: ["Basic access"] }),
            "creating Connect Security Profile (Team lead): operation error Connect: CreateSecurityProfile, https response error StatusCode: 400, RequestID: …, InvalidParameterException: Invalid permission. (rehearsal: Basic access is not a permission's name)",
        ],
        [
            ROUTING_PROFILE,
            () => ({ defaultOutboundQueueId: "none" }),
            `creating Connect Routing Profile (Sellers): operation error Connect: CreateRoutingProfile, ${NOT_FOUND} (rehearsal: queue none is not in instance INSTANCE)`,
        ],
        [
            ROUTING_PROFILE,
            () => ({ queueConfigs: [{ channel: "VOICE", delay: 0, priority: 1, queueId: "none" }] }),
            `creating Connect Routing Profile (Sellers): operation error Connect: CreateRoutingProfile, ${NOT_FOUND} (rehearsal: queue none is not in instance INSTANCE)`,
        ],
        [
            ROUTING_PROFILE,
            () => ({ mediaConcurrencies: [{ channel: "VOICE", concurrency: 2 }] }),
            "creating Connect Routing Profile (Sellers): operation error Connect: CreateRoutingProfile, https response error StatusCode: 400, RequestID: …, InvalidParameterException: Invalid parameter. (rehearsal: the concurrency of VOICE can only be 1)",
        ],
        [
            ROUTING_PROFILE,
            () => ({
                mediaConcurrencies: [
                    { channel: "TASK", concurrency: 1 },
                    { channel: "TASK", concurrency: 2 },
                ],
            }),
            "creating Connect Routing Profile (Sellers): operation error Connect: CreateRoutingProfile, https response error StatusCode: 400, RequestID: …, InvalidParameterException: Invalid parameter. (rehearsal: mediaConcurrencies has TASK twice)",
        ],
        [
            QUEUE,
            () => ({ hoursOfOperationId: "none" }),
            `creating Connect Queue (Support): operation error Connect: CreateQueue, ${NOT_FOUND} (rehearsal: hours of operation none is not in instance INSTANCE)`,
        ],
        [
            QUEUE,
            () => ({ quickConnectIds: ["q"] }),
            `creating Connect Queue (Support): operation error Connect: CreateQueue, ${NOT_FOUND} (rehearsal: quick connect (not modelled) q is not in instance INSTANCE)`,
        ],
        [
            QUEUE,
            () => ({ outboundCallerConfig: { outboundFlowId: "f" } }),
            `creating Connect Queue (Support): operation error Connect: CreateQueue, ${NOT_FOUND} (rehearsal: flow (not modelled) f is not in instance INSTANCE)`,
        ],
        [
            QUEUE,
            () => ({ tags: { "aws:x": "y" } }),
            "creating Connect Queue (Support): operation error Connect: CreateQueue, https response error StatusCode: 400, RequestID: …, InvalidParameterException: 1 validation error detected: Value at 'tags' failed to satisfy constraint: tag key aws:x must not begin with aws:",
        ],
        [
            HOURS,
            () => ({ timeZone: "Berlin" }),
            "creating Connect Hours Of Operation (Night): operation error Connect: CreateHoursOfOperation, https response error StatusCode: 400, RequestID: …, InvalidParameterException: Invalid parameter. (rehearsal: Berlin is not a time zone such as Europe/Berlin)",
        ],
        [
            HOURS,
            () => ({
                configs: [{ day: "MONDAY", startTime: { hours: 9, minutes: 0 }, endTime: { hours: 24, minutes: 0 } }],
            }),
            "creating Connect Hours Of Operation (Night): operation error Connect: CreateHoursOfOperation, https response error StatusCode: 400, RequestID: …, InvalidParameterException: 1 validation error detected: Value at 'config.endTime.hours' failed to satisfy constraint: Member must have value less than or equal to 23",
        ],
    ];
    for (const [token, change, message] of refused) {
        it(`refuses in Connect's words: ${message.slice(message.lastIndexOf("Exception: ") + 11)}`, async () => {
            const text = answer(await refusal(cloud.make(token, { ...inputsOf(token), ...change() })));
            expect(text.replaceAll(made.instanceId, "INSTANCE")).to.equal(message);
        });
    }

    it("names the update that refused, as the provider does", async () => {
        const { id, state } = await cloud.make(ROUTING_PROFILE, inputsOf(ROUTING_PROFILE));
        const message = await refusal(
            cloud.update(ROUTING_PROFILE, id, state, { ...inputsOf(ROUTING_PROFILE), defaultOutboundQueueId: "none" }),
        );
        expect(answer(message)).to.equal(
            `updating Connect Routing Profile (${id}) DefaultOutboundQueue: operation error Connect: UpdateRoutingProfileDefaultOutboundQueue, ${NOT_FOUND} (rehearsal: queue none is not in instance ${made.instanceId})`,
        );
    });

    it("does not delete what is in use", async () => {
        const security = await cloud.make(SECURITY_PROFILE, inputsOf(SECURITY_PROFILE));
        const routing = await cloud.make(ROUTING_PROFILE, inputsOf(ROUTING_PROFILE));
        await cloud.make(USER, {
            ...made.user,
            securityProfileIds: [security.state.securityProfileId as string],
            routingProfileId: routing.state.routingProfileId as string,
        });
        const { instanceId } = made;
        const queueId = `${instanceId}:${inputsOf(ROUTING_PROFILE).defaultOutboundQueueId}`;
        const hoursId = `${instanceId}:${inputsOf(QUEUE).hoursOfOperationId}`;
        const inUse =
            "https response error StatusCode: 409, RequestID: …, ResourceInUseException: That resource is already in use.";
        const attempts: [token: string, id: string][] = [
            [SECURITY_PROFILE, security.id],
            [ROUTING_PROFILE, routing.id],
            [QUEUE, queueId],
            [HOURS, hoursId],
        ];
        const said: string[] = [];
        for (const [token, id] of attempts) {
            said.push(answer(await refusal(cloud.delete(token, id))));
        }
        expect(said).to.deep.equal([
            `deleting Connect Security Profile (${security.id}): operation error Connect: DeleteSecurityProfile, ${inUse} (rehearsal: user alice@contoso.example has it)`,
            `deleting Connect Routing Profile (${routing.id}): operation error Connect: DeleteRoutingProfile, ${inUse} (rehearsal: user alice@contoso.example has it)`,
            `deleting Connect Queue (${queueId}): operation error Connect: DeleteQueue, ${inUse} (rehearsal: routing profile Sellers has it)`,
            `deleting Connect Hours Of Operation (${hoursId}): operation error Connect: DeleteHoursOfOperation, ${inUse} (rehearsal: queue Sales has them)`,
        ]);
    });

    it("has the queue and the hours that every new instance has, and its routing profile rests on them", async () => {
        const { instanceId } = made;
        const { result: queue } = await cloud.invoke(GET[QUEUE] as string, { instanceId, name: "BasicQueue" });
        const { result: hours } = await cloud.invoke(GET[HOURS] as string, { instanceId, name: "Basic Hours" });
        const { result: routing } = await cloud.invoke(GET[ROUTING_PROFILE] as string, {
            instanceId,
            name: "Basic Routing Profile",
        });
        expect([routing.defaultOutboundQueueId, queue.hoursOfOperationId]).to.deep.equal([
            queue.queueId,
            hours.hoursOfOperationId,
        ]);
    });

    it("refuses an id without the instance", async () => {
        expect(await refusal(cloud.read(QUEUE, "q"))).to.equal(
            "unexpected format of ID (q), expected instanceID:queueID",
        );
    });
});
