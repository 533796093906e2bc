import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { type CloudClient, refusal, UNKNOWN } from "../provider/client";
import { answer, makeInstance, startAws, USER } from "./fixtures";

const creating = (text: string, status = 400, name = "alice@contoso.example") =>
    `creating Connect User (${name}): operation error Connect: CreateUser, https response error StatusCode: ${status}, RequestID: …, ${text}`;
const invalid = (reason: string, name?: string) =>
    creating(`InvalidParameterException: Invalid parameter. (rehearsal: ${reason})`, 400, name);
const examine = (property: string) => `. Examine values at 'it.${property}'.`;

describe("connect.User of the emulated AWS", () => {
    let cloud: CloudClient;
    let instanceId: string;
    let user: Values;
    const made: string[] = [];
    before(async () => {
        cloud = await startAws();
        ({ id: instanceId, user } = await makeInstance(cloud));
    });
    after(() => cloud.stop());
    afterEach(async () => {
        for (const id of made.splice(0)) {
            await cloud.delete(USER, id);
        }
    });
    const make = async (inputs: Values) => {
        const result = await cloud.make(USER, inputs);
        made.push(result.id);
        return result;
    };
    const attempt = async (inputs: Values) => answer(await refusal(make({ ...user, ...inputs })));

    it("is made with what Connect adds", async () => {
        const { id, state } = await make({ ...user, tags: { team: "a" } });
        const { userId, ...rest } = state;
        expect(id).to.equal(`${instanceId}:${userId}`);
        expect(rest).to.deep.equal({
            ...user,
            id,
            arn: `arn:aws:connect:eu-central-1:123456789012:instance/${instanceId}/agent/${userId}`,
            phoneConfig: { phoneType: "SOFT_PHONE", autoAccept: false, afterContactWorkTimeLimit: 0 },
            region: "eu-central-1",
            tags: { team: "a" },
            tagsAll: { team: "a" },
        });
    });

    const name = (value: string) => ({ name: value });
    const badName = (value: string, rule: string) =>
        creating(`InvalidParameterException: Username is not valid. (rehearsal: ${value}: ${rule})`, 400, value);
    const characters = "under SAML up to 64 characters from [a-zA-Z0-9_-.@] are allowed";
    const format = "under SAML @ is allowed only in an e-mail format";
    const identity = (values: Values) => ({ identityInfo: { firstName: "A", lastName: "B", ...values } });
    const phone = (values: Values) => ({ phoneConfig: { phoneType: "DESK_PHONE", ...values } });
    const email = (value: string) => identity({ secondaryEmail: value });
    const badEmail = creating(
        "InvalidParameterException: 1 validation error detected: Value at 'secondaryEmail' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,63}",
    );
    const cases: [string, Values, string][] = [
        ["a name without @", name("testuser"), "accepted"],
        ["a name of one", name("a"), "accepted"],
        ["a name of 64", name("a".repeat(64)), "accepted"],
        ["a name of 65", name("a".repeat(65)), badName("a".repeat(65), characters)],
        [
            "a name of 101",
            name("a".repeat(101)),
            `expected length of name to be in the range (1 - 100), got ${"a".repeat(101)}${examine("name")}`,
        ],
        ["every allowed sign", name("A_b-c.9@contoso.example"), "accepted"],
        ["a plus sign", name("a+b@contoso.example"), badName("a+b@contoso.example", characters)],
        ["a blank", name("a b"), badName("a b", characters)],
        [
            "a guest's name",
            name("a_b.example#EXT#@contoso.example"),
            badName("a_b.example#EXT#@contoso.example", characters),
        ],
        ["@ without a dot after it", name("testuser@example"), badName("testuser@example", format)],
        ["two @", name("a@b@contoso.example"), badName("a@b@contoso.example", format)],
        ["@ at the beginning", name("@contoso.example"), badName("@contoso.example", format)],
        [
            "no identity",
            { identityInfo: {} },
            invalid("identityInfo.firstName is required where identity management is SAML"),
        ],
        [
            "no last name",
            { identityInfo: { firstName: "A" } },
            invalid("identityInfo.lastName is required where identity management is SAML"),
        ],
        [
            "an empty first name",
            identity({ firstName: "" }),
            `expected length of identity_info.0.first_name to be in the range (1 - 100), got ${examine("identityInfo.firstName")}`,
        ],
        ["names of 100 bytes", identity({ firstName: "ä".repeat(50), lastName: "x".repeat(100) }), "accepted"],
        [
            "a first name of 102 bytes in 51 characters",
            identity({ firstName: "ä".repeat(51) }),
            `expected length of identity_info.0.first_name to be in the range (1 - 100), got ${"ä".repeat(51)}${examine("identityInfo.firstName")}`,
        ],
        ["tags of every allowed sign", { tags: { "Cost:center/x_1=2+3-4.5": "Süd #1!" } }, "accepted"],
        [
            "a tag key with a blank",
            { tags: { "cost center": "" } },
            creating(
                "InvalidParameterException: 1 validation error detected: Value at 'tags' failed to satisfy constraint: tag key cost center must satisfy regular expression pattern: ^(?!aws:)[a-zA-Z+-=._:/]+$",
            ),
        ],
        [
            "a last name of 101",
            identity({ lastName: "x".repeat(101) }),
            `expected length of identity_info.0.last_name to be in the range (1 - 100), got ${"x".repeat(101)}${examine("identityInfo.lastName")}`,
        ],
        [
            "a name that is not composed",
            identity({ firstName: "Zoe\u0308" }),
            invalid("identityInfo.firstName must be in Unicode normalization form C"),
        ],
        [
            "an e-mail",
            identity({ email: "a@contoso.example" }),
            invalid("identityInfo.email must not be given where identity management is SAML"),
        ],
        [
            "a password",
            { password: "Passw0rd!" },
            invalid("password must not be given where identity management is SAML"),
        ],
        [
            "a short password",
            { password: "x" },
            `expected length of password to be in the range (8 - 64), got x${examine("password")}`,
        ],
        [
            "a directory user",
            { directoryUserId: "S-1" },
            invalid("directoryUserId must not be given where identity management is SAML"),
        ],
        ["a secondary e-mail", email("a.b+c%d@mail.contoso.example"), "accepted"],
        ["a secondary e-mail without domain", email("a@contoso"), badEmail],
        ["a secondary e-mail of 266", email(`${"a".repeat(250)}@contoso.example`), badEmail],
        ["a desk phone", phone({ deskPhoneNumber: "+4930123456" }), "accepted"],
        ["a desk phone without number", phone({}), invalid("phoneConfig.deskPhoneNumber is required for a DESK_PHONE")],
        ...["4930123456", "+0930123456", "tel:+4930123456", "+49 30 123456", "+1234567890123456"].map(
            (number): [string, Values, string] => [
                `the number ${number}`,
                phone({ deskPhoneNumber: number }),
                `"phone_config.0.desk_phone_number" ("${number}") must be a valid phone number${examine("phoneConfig.deskPhoneNumber")}`,
            ],
        ),
        [
            "an unknown kind of phone",
            { phoneConfig: { phoneType: "MOBILE" } },
            `expected phone_config.0.phone_type to be one of ["SOFT_PHONE" "DESK_PHONE"], got MOBILE${examine("phoneConfig.phoneType")}`,
        ],
        [
            "no kind of phone",
            { phoneConfig: {} },
            `Missing required argument. The argument "phone_config.0.phone_type" is required, but no definition was found.${examine("phoneConfig.phoneType")}`,
        ],
        [
            "a negative time after a contact",
            phone({ deskPhoneNumber: "+49301", afterContactWorkTimeLimit: -1 }),
            `expected phone_config.0.after_contact_work_time_limit to be at least (0), got -1${examine("phoneConfig.afterContactWorkTimeLimit")}`,
        ],
        [
            "a time after a contact above 2,000,000",
            phone({ deskPhoneNumber: "+49301", afterContactWorkTimeLimit: 2_000_001 }),
            creating(
                "InvalidParameterException: 1 validation error detected: Value at 'afterContactWorkTimeLimit' failed to satisfy constraint: Member must have value less than or equal to 2000000",
            ),
        ],
        [
            "no security profile",
            { securityProfileIds: [] },
            `Not enough list items. Attribute security_profile_ids requires 1 item minimum, but config has only 0 declared.${examine("securityProfileIds")}`,
        ],
        [
            "eleven security profiles",
            { securityProfileIds: [..."abcdefghijk"] },
            `Too many list items. Attribute security_profile_ids supports 10 item maximum, but config has 11 declared.${examine("securityProfileIds")}`,
        ],
        ["empty tags", { tags: {} }, "accepted"],
        [
            "a reserved tag",
            { tags: { "aws:x": "" } },
            creating(
                "InvalidParameterException: 1 validation error detected: Value at 'tags' failed to satisfy constraint: tag key aws:x must not begin with aws:",
            ),
        ],
        [
            "an instance that is not there",
            { instanceId: "i" },
            creating("ResourceNotFoundException: Instance not found (rehearsal: i is not in eu-central-1)", 404),
        ],
        ["another Region than its instance's", { region: "us-east-1" }, "instance in another Region"],
        [
            "a mobile number",
            identity({ mobile: "+49301" }),
            `"mobile": Invalid or unknown key${examine("identityInfo.mobile")}`,
        ],
    ];
    for (const [what, inputs, expected] of cases) {
        it(`answers ${what} with ${expected.slice(0, 60)}`, async () => {
            const elsewhere = `ResourceNotFoundException: Instance not found (rehearsal: ${instanceId} is not in us-east-1)`;
            expect(await attempt(inputs)).to.equal(
                expected === "instance in another Region" ? creating(elsewhere, 404) : expected,
            );
        });
    }

    for (const [what, key, kind] of [
        ["routing profile", "routingProfileId", "Routing profile"],
        ["security profile", "securityProfileIds", "Security profile"],
        ["hierarchy group", "hierarchyGroupId", "Hierarchy group"],
    ] as const) {
        it(`refuses a ${what} that is not in the instance`, async () => {
            const value = key === "securityProfileIds" ? [...(user.securityProfileIds as string[]), "x"] : "x";
            const reason =
                key === "hierarchyGroupId" ? "hierarchy groups are not modelled" : `x is not in instance ${instanceId}`;
            expect(await attempt({ [key]: value })).to.equal(
                creating(`ResourceNotFoundException: ${kind} not found. (rehearsal: ${reason})`, 404),
            );
        });
    }

    it("refuses a name that is taken in the instance, and takes another case as another name", async () => {
        await make(user);
        const message = `DuplicateResourceException: A user with the name alice@contoso.example already exists in instance ${instanceId}.`;
        expect(await attempt({})).to.equal(creating(message, 409));
        expect(await attempt(name("Alice@contoso.example"))).to.equal("accepted");
    });

    it("refuses more users than the account's quota", async () => {
        const quotas = { instances: 2, usersPerInstance: 1, instanceChangesIn30Days: 100 };
        const small = await startAws({ account: { quotas } });
        const { user: first } = await makeInstance(small);
        await small.make(USER, first);
        expect(answer(await refusal(small.make(USER, { ...first, name: "bob" })))).to.equal(
            creating(
                "LimitExceededException: Limit exceeded. (rehearsal: 1 users per instance are this account's quota)",
                429,
                "bob",
            ),
        );
        small.stop();
    });

    it("needs a password and a short name where Connect manages identities", async () => {
        const managed = await makeInstance(cloud, {
            instanceAlias: "managed",
            identityManagementType: "CONNECT_MANAGED",
        });
        const bob = { ...managed.user, name: "bob" };
        const attempts = [
            bob,
            { ...bob, password: "Passw0rd!" },
            { ...bob, name: "b".repeat(21), password: "Passw0rd!" },
        ];
        const results = [];
        for (const inputs of attempts) {
            results.push(answer(await refusal(cloud.make(USER, inputs))));
        }
        expect(results).to.deep.equal([
            invalid("password is required", "bob"),
            "accepted",
            badName("b".repeat(21), "up to 20 characters from [a-zA-Z0-9_-.@] are allowed"),
        ]);
    });

    const diffs: [string, Values, Record<string, string>, string[]][] = [
        [
            "another last name",
            identity({ firstName: "Alice", lastName: "Bell" }),
            { "identityInfo.lastName": "update" },
            [],
        ],
        [
            "a desk phone",
            phone({ deskPhoneNumber: "+49301" }),
            { "phoneConfig.deskPhoneNumber": "add", "phoneConfig.phoneType": "update" },
            [],
        ],
        ["another routing profile", { routingProfileId: "x" }, { routingProfileId: "update" }, []],
        ["another security profile", { securityProfileIds: ["x"] }, { "securityProfileIds[0]": "update" }, []],
        ["tags", { tags: { a: "1" } }, { tags: "add" }, []],
        ["another name", name("bob"), { name: "update-replace" }, ["name"]],
        ["another instance", { instanceId: "i" }, { instanceId: "update-replace" }, ["instanceId"]],
    ];
    for (const [what, news, detailed, replaces] of diffs) {
        it(`is ${replaces.length > 0 ? "replaced by" : "updated with"} ${what}`, async () => {
            const { inputs } = await cloud.check(USER, user);
            const diff = await cloud.diff(USER, inputs, { ...inputs, ...news });
            expect([diff.detailed, diff.replaces]).to.deep.equal([detailed, replaces]);
        });
    }

    it("gets a name with a suffix where none is given, as the real provider does", async () => {
        const { name: _, ...nameless } = user;
        expect((await cloud.check(USER, nameless)).inputs.name).to.match(/^it-[0-9a-f]{7}$/);
    });

    it("takes every change in place, and refuses the same as at creation", async () => {
        const { id, state } = await make({ ...user, tags: { a: "1" } });
        const news = {
            ...user,
            identityInfo: { firstName: "Alicia", lastName: "Bell", secondaryEmail: "a@contoso.example" },
            phoneConfig: {
                phoneType: "DESK_PHONE",
                deskPhoneNumber: "+49301",
                autoAccept: true,
                afterContactWorkTimeLimit: 5,
            },
        };
        const { tags: _, ...rest } = state;
        expect(await cloud.update(USER, id, state, news)).to.deep.equal({ ...rest, ...news, tagsAll: {} });
        expect(answer(await refusal(cloud.update(USER, id, state, { ...news, password: "Passw0rd!" })))).to.equal(
            `updating Connect User (${id}): operation error Connect: UpdateUserIdentityInfo, https response error StatusCode: 400, RequestID: …, InvalidParameterException: Invalid parameter. (rehearsal: password must not be given where identity management is SAML)`,
        );
    });

    it("stays in its own Region when the provider has another", async () => {
        const far = await makeInstance(cloud, { instanceAlias: "far", region: "us-east-1" }, "us-east-1");
        const { id, state } = await cloud.make(USER, { ...far.user, region: "us-east-1" });
        expect(id).to.equal(`${far.id}:${state.userId}`);
        expect((await cloud.update(USER, id, state, far.user)).region).to.equal("us-east-1");
    });

    it("is read for an import by instance and id", async () => {
        const { id } = await make(user);
        const { inputs } = await cloud.read(USER, id);
        const program = await cloud.check(USER, {
            ...user,
            phoneConfig: { phoneType: "SOFT_PHONE", autoAccept: false, afterContactWorkTimeLimit: 0 },
        });
        expect((await cloud.diff(USER, inputs, program.inputs)).detailed).to.deep.equal({});
        expect(await refusal(cloud.read(USER, "abc"))).to.equal(
            "unexpected format of ID (abc), expected instanceID:userID",
        );
        expect((await cloud.read(USER, `${instanceId}:gone`)).id).to.equal("");
    });

    it("shows in preview its Region and tags, and unknown what Connect alone decides", async () => {
        const { inputs } = await cloud.check(USER, { ...user, instanceId: UNKNOWN, routingProfileId: UNKNOWN });
        const { state } = await cloud.create(USER, inputs, { preview: true });
        const unknown = Object.keys(state).filter((key) => state[key] === UNKNOWN);
        expect(unknown.sort()).to.deep.equal(["arn", "directoryUserId", "instanceId", "routingProfileId", "userId"]);
    });
});
