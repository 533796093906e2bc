import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import type { Made } from "./entra";
import {
    caller,
    DEFAULT_ROLE,
    directory,
    failuresOf,
    GROUP,
    graphError,
    makeApplication,
    makeSamlApplication,
    NOBODY,
    ROLE_ASSIGNMENT,
    resourceNotFound,
    startEntra,
    text,
    userId,
} from "./entra";

const security = { displayName: "Night shift", securityEnabled: true };
const badRequest = (message: string) => graphError("400 Bad Request", "Request_BadRequest", message);
const alreadyThere = (reference: string) =>
    badRequest(
        `One or more added object references already exist for the following modified properties: '${reference}'.`,
    );

describe("azuread.Group in the emulated Entra", () => {
    let entra: CloudClient;
    beforeEach(async () => {
        entra = await startEntra();
    });
    afterEach(() => entra.stop());

    const makeGroup = (inputs: Values = {}): Promise<Made> => entra.make(GROUP, { ...security, ...inputs });

    it("is a security group with its members, owned by the caller, and reads back without a difference", async () => {
        const inputs = { ...security, description: "From ten", members: [userId("alice"), userId("bob")] };
        const { id, state } = await makeGroup(inputs);
        const { mailNickname, objectId, ...rest } = state;
        expect(id).to.equal(`/groups/${objectId}`);
        expect(mailNickname).to.match(/^[\da-f-]{10}$/);
        expect(rest).to.deep.equal({
            id,
            administrativeUnitIds: [],
            assignableToRole: false,
            autoSubscribeNewMembers: false,
            behaviors: [],
            description: "From ten",
            displayName: "Night shift",
            externalSendersAllowed: false,
            hideFromAddressLists: false,
            hideFromOutlookClients: false,
            mail: "",
            mailEnabled: false,
            members: [userId("alice"), userId("bob")],
            onpremisesDomainName: "",
            onpremisesGroupType: "",
            onpremisesNetbiosName: "",
            onpremisesSamAccountName: "",
            onpremisesSecurityIdentifier: "",
            onpremisesSyncEnabled: false,
            owners: [caller],
            preferredLanguage: "",
            provisioningOptions: [],
            proxyAddresses: [],
            securityEnabled: true,
            theme: "",
            visibility: "",
            writebackEnabled: false,
        });
        const checked = (await entra.check(GROUP, inputs)).inputs;
        const read = await entra.read(GROUP, id, checked, state);
        expect((await entra.diff(GROUP, read.inputs, checked)).changes).to.equal("none");
    });

    it("changes name, members and owners in place", async () => {
        const inputs = { ...security, members: [userId("alice"), userId("bob")], owners: [caller] };
        const { id, state } = await makeGroup(inputs);
        const changed = {
            displayName: "Day shift",
            securityEnabled: true,
            members: [userId("bob"), userId("Carol")],
            owners: [userId("alice")],
        };
        const after = await entra.update(GROUP, id, state, changed);
        expect([after.displayName, after.members, after.owners]).to.deep.equal([
            "Day shift",
            [userId("bob"), userId("Carol")],
            [userId("alice")],
        ]);
        const { displayName, securityEnabled } = changed;
        const left = await entra.update(GROUP, id, after, { displayName, securityEnabled });
        expect([left.members, left.owners]).to.deep.equal([after.members, after.owners]);
    });

    it("takes users, groups and service principals as members", async () => {
        const inner = text(await makeGroup({ displayName: "inner" }), "objectId");
        const robot = text((await makeSamlApplication(entra)).servicePrincipal, "objectId");
        const members = [userId("alice"), inner, robot];
        expect((await makeGroup({ members })).state.members).to.deep.equal(members);
    });

    const unified = { displayName: "Team", mailEnabled: true, mailNickname: "team", types: ["Unified"] };
    it("can be a Microsoft 365 group, of one mail nickname each", async () => {
        const { state } = await entra.make(GROUP, unified);
        expect([state.types, state.mailEnabled, state.securityEnabled, state.visibility]).to.deep.equal([
            ["Unified"],
            true,
            false,
            "Public",
        ]);
        expect(await refusal(entra.make(GROUP, unified))).to.equal(
            `Creating group "Team": ${badRequest("Another object with the same value for property mailNickname already exists.")}`,
        );
    });

    it("replaces for the kind of group and its nickname only", async () => {
        const after = {
            ...unified,
            displayName: "Other",
            mailNickname: "other",
            types: [],
            assignableToRole: true,
            members: [UNKNOWN],
        };
        const { replaces } = await entra.diff(GROUP, unified, after);
        expect(replaces.sort()).to.deep.equal(["assignableToRole", "mailNickname", "types"]);
    });

    const malformed: [change: Values, failure: string][] = [
        [{ displayName: "" }, 'expected "display_name" to not be an empty string, got '],
        [{ name: "x" }, '"name": Invalid or unknown key'],
        [{ members: ["alice@contoso.example"] }, 'expected "members.0" to be a valid UUID, got alice@contoso.example'],
        [
            { owners: [] },
            "Not enough list items. Attribute owners requires 1 item minimum, but config has only 0 declared.",
        ],
        [{ types: ["Security"] }, 'expected types.0 to be one of ["DynamicMembership" "Unified"], got Security'],
        [
            { dynamicMembership: { enabled: true, rule: "true" } },
            "dynamicMembership is not modelled by the emulated Entra, which can't tell who a rule is for",
        ],
        [{ writebackEnabled: true }, "writebackEnabled is not modelled by the emulated Entra"],
        [
            { securityEnabled: undefined as never },
            'Missing required argument. "mail_enabled": one of `mail_enabled,security_enabled` must be specified',
        ],
        [{ mailEnabled: true }, '`types` must contain "Unified" for mail-enabled groups'],
        [{ types: ["Unified"] }, "`mail_enabled` must be true for unified groups"],
        [{ mailEnabled: true, types: ["Unified"] }, "`mail_nickname` is required for mail-enabled groups"],
        [
            { types: ["DynamicMembership"] },
            '`dynamic_membership` must be specified when `types` contains "DynamicMembership"',
        ],
        [
            { securityEnabled: false, assignableToRole: true },
            "`assignable_to_role` can only be `true` for security-enabled groups",
        ],
        [{ theme: "Teal" }, "`theme` is only supported for unified groups"],
        [{ visibility: "Hiddenmembership" }, '`visibility` can only be "Hiddenmembership" for unified groups'],
    ];
    for (const [change, failure] of malformed) {
        it(`refuses ${JSON.stringify(change)} before any request`, async () => {
            const inputs = Object.fromEntries(
                Object.entries({ ...security, ...change }).filter(([, value]) => value !== undefined),
            );
            expect(await failuresOf(entra, GROUP, inputs)).to.deep.equal([failure]);
        });
    }

    const refused: [change: () => Values | Promise<Values>, message: (given: Values) => string][] = [
        [
            () => ({ securityEnabled: false }),
            () =>
                `Creating group "Night shift": ${badRequest(
                    "The service does not currently support writes of mail-enabled groups. Please ensure that the " +
                        "mail-enablement property is unset and the security-enablement property is set.",
                )}`,
        ],
        [() => ({ owners: [NOBODY] }), () => `Creating group "Night shift": ${resourceNotFound(NOBODY)}`],
        [
            () => ({ owners: [caller, caller.toUpperCase()] }),
            () => `Creating group "Night shift": ${badRequest("Request contains a property with duplicate values.")}`,
        ],
        [
            () => ({ owners: [String(directory.groups[0]?.id)] }),
            () =>
                `Creating group "Night shift": ${badRequest(
                    "Unsupported directory object class 'Group' in resource identifier for reference 'owners'.",
                )}`,
        ],
        [() => ({ members: [NOBODY] }), () => `Could not add members to GROUP: ${resourceNotFound(NOBODY)}`],
        [
            () => ({ members: [userId("bob"), userId("bob").toUpperCase()] }),
            () => `Could not add members to GROUP: ${alreadyThere("members")}`,
        ],
        [
            async () => ({ members: [text(await makeApplication(entra), "objectId")] }),
            () =>
                `Could not add members to GROUP: ${badRequest(
                    "Unsupported directory object class 'Application' in resource identifier for reference 'members'.",
                )}`,
        ],
        [
            () => ({ displayName: "AGENTS", preventDuplicateNames: true }),
            () =>
                `An existing "azuread_group" with name "${directory.groups[0]?.id}" (ID: "AGENTS") was found and ` +
                "`prevent_duplicate_names` was specified. To be managed via Terraform, this resource needs to be imported " +
                'into the State. Please see the resource documentation for "azuread_group" for more information.',
        ],
    ];
    for (const [index, [change, message]] of refused.entries()) {
        it(`refuses what Graph refuses, ${index + 1}: ${message({}).slice(-70)}`, async () => {
            const given = await change();
            const said = await refusal(makeGroup(given));
            expect(said.replace(/Group \(Group: "[\da-f-]{36}"\)/, "GROUP")).to.equal(message(given));
        });
    }

    it("keeps nothing of a group whose members are refused", async () => {
        await refusal(makeGroup({ members: [userId("alice"), NOBODY] }));
        const { failures, result } = await entra.invoke("azuread:index/getGroup:getGroup", {
            displayName: "agents",
        });
        expect([failures, result.displayName]).to.deep.equal([[], "agents"]);
        expect(await refusal(entra.invoke("azuread:index/getGroup:getGroup", { displayName: "Night shift" }))).to.equal(
            "No group found matching specified filter (displayName eq 'Night shift')",
        );
    });

    it("can be assigned to an application, and takes its assignments and memberships along when deleted", async () => {
        const { id, state } = await makeGroup();
        const outer = await makeGroup({ displayName: "outer", members: [String(state.objectId)] });
        const { servicePrincipal } = await makeSamlApplication(entra);
        const assignment = await entra.make(ROLE_ASSIGNMENT, {
            appRoleId: DEFAULT_ROLE,
            principalObjectId: String(state.objectId),
            resourceObjectId: text(servicePrincipal, "objectId"),
        });
        expect([assignment.state.principalType, assignment.state.principalDisplayName]).to.deep.equal([
            "Group",
            "Night shift",
        ]);
        await entra.delete(GROUP, id, state);
        expect((await entra.read(ROLE_ASSIGNMENT, assignment.id)).id).to.equal("");
        expect((await entra.read(GROUP, outer.id)).state.members).to.deep.equal([]);
    });

    it("is waited for by an assignment until it is replicated", async () => {
        const { servicePrincipal } = await makeSamlApplication(entra);
        entra.plan({ replicationDelayReads: { [GROUP]: 2 } });
        const { state } = await makeGroup();
        const { state: assignment } = await entra.make(ROLE_ASSIGNMENT, {
            appRoleId: DEFAULT_ROLE,
            principalObjectId: String(state.objectId),
            resourceObjectId: text(servicePrincipal, "objectId"),
        });
        expect(assignment.principalType).to.equal("Group");
    });
});
