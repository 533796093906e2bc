/** Connect's calls: https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/connect */
import { connectArn, regionOf } from "../account";
import { type ApiCall, type ApiCalls, type At, calls, creating, hasChanged, tagChanges } from "../apiCalls";
import { hoursOfOperationPart } from "./hoursOfOperation";
import type { Part } from "./part";
import { queuePart } from "./queue";
import { routingProfilePart } from "./routingProfile";
import { securityProfilePart } from "./securityProfile";
import { instanceToken, userToken } from "./store";

const tagging = { tag: "TagResource", untag: "UntagResource" };

/** The Region of the thing: its own, or that of what is in the state. */
const arnIn = (at: At, resource: string): string =>
    connectArn(at.call, regionOf(at.call, { region: at.before.region ?? at.inputs.region ?? null }), resource);

const ofInstance = (at: At, instanceId: string, doing: string) =>
    calls("Connect", arnIn(at, `instance/${instanceId}`), doing);

/** The settings are read one by one. That the provider changes them so, too, is left out: it goes on when it may not. */
const readInstance = (at: At, id: string): ApiCall[] =>
    ofInstance(at, id, `reading Connect Instance (${id})`)("DescribeInstance", "DescribeInstanceAttribute");

const instance: ApiCalls = {
    create: (at) => {
        const { instanceAlias, directoryId } = at.inputs;
        const doing = `creating Connect Instance (${instanceAlias ?? directoryId ?? ""})`;
        const [create] = calls("Connect", "*", doing)("CreateInstance") as [ApiCall];
        const tagged = { ...create, resource: arnIn(at, "instance/*") };
        const [, ...tag] = creating(at, tagged, "connect:TagResource");
        return [create, ...tag, ...readInstance(at, at.id)];
    },
    read: (at) => readInstance(at, at.id),
    update: (at) => [
        ...tagChanges(at, tagging, ofInstance(at, at.id, `updating tags for Connect Instance (${at.id})`)),
        ...readInstance(at, at.id),
    ],
    delete: (at) => [
        ...ofInstance(at, at.id, `deleting Connect Instance (${at.id})`)("DeleteInstance"),
        ...ofInstance(at, at.id, `waiting for Connect Instance (${at.id}) delete`)("DescribeInstance"),
    ],
};

/** One thing inside an instance: `instanceId:id`, and `*` for an id that does not exist yet. */
function ofThing(at: At, segment: string, doing: string) {
    const [known = "", ownId = ""] = at.id.split(":");
    const instanceId = known === "" ? String(at.inputs.instanceId) : known;
    return calls("Connect", arnIn(at, `instance/${instanceId}/${segment}/${ownId === "" ? "*" : ownId}`), doing);
}

const readUser = (at: At): ApiCall[] => ofThing(at, "agent", `reading Connect User (${at.id})`)("DescribeUser");

const userUpdates = {
    hierarchyGroupId: ["UpdateUserHierarchy", "HierarchyGroupId"],
    identityInfo: ["UpdateUserIdentityInfo", "IdentityInfo"],
    phoneConfig: ["UpdateUserPhoneConfig", "PhoneConfig"],
    routingProfileId: ["UpdateUserRoutingProfile", "RoutingProfileId"],
    securityProfileIds: ["UpdateUserSecurityProfiles", "SecurityProfileIds"],
} as const;

const user: ApiCalls = {
    create: (at) => {
        const [create] = ofThing(at, "agent", `creating Connect User (${at.inputs.name})`)("CreateUser") as [ApiCall];
        return [...creating(at, create, "connect:TagResource"), ...readUser(at)];
    },
    read: readUser,
    update: (at) => [
        ...Object.entries(userUpdates)
            .filter(([key]) => hasChanged(at, key))
            .flatMap(([, [api, what]]) => ofThing(at, "agent", `updating Connect User (${at.id}) ${what}`)(api)),
        ...tagChanges(at, tagging, ofThing(at, "agent", `updating tags for Connect User (${at.id})`)),
        ...readUser(at),
    ],
    delete: (at) => ofThing(at, "agent", `deleting Connect User (${at.id})`)("DeleteUser"),
};

/** Beside `Describe…`, what the provider lists to know a part whole. */
const lists: Record<string, string[]> = {
    SecurityProfile: ["ListSecurityProfilePermissions"],
    RoutingProfile: ["ListRoutingProfileQueues"],
    Queue: ["ListQueueQuickConnects"],
    HoursOfOperation: [],
};

function partCalls({ api, label, segment, updates }: Part): ApiCalls {
    const what = `Connect ${label}`;
    const read = (at: At) =>
        ofThing(at, segment, `reading ${what} (${at.id})`)(`Describe${api}`, ...(lists[api] ?? []));
    return {
        create: (at) => {
            const doing = `creating ${what} (${at.inputs.name})`;
            const [create] = ofThing(at, segment, doing)(`Create${api}`) as [ApiCall];
            return [...creating(at, create, "connect:TagResource"), ...read(at)];
        },
        read,
        update: (at) => [
            ...updates
                .filter(({ keys }) => keys.some((key) => hasChanged(at, key)))
                .flatMap(({ operation, doing }) => ofThing(at, segment, doing.replace("{id}", at.id))(operation)),
            ...tagChanges(at, tagging, ofThing(at, segment, `updating tags for ${what} (${at.id})`)),
            ...read(at),
        ],
        delete: (at) => ofThing(at, segment, `deleting ${what} (${at.id})`)(`Delete${api}`),
    };
}

/** A look-up by name lists first, and then reads what it has found as one by id does. */
const lookUp = ({ api, label, segment, idKey }: Pick<Part, "api" | "label" | "segment" | "idKey">): ApiCalls => ({
    invoke: (at) => {
        const { instanceId, name } = at.inputs;
        const found = { ...at, id: `${instanceId}:${at.inputs[idKey] ?? ""}` };
        const list = ofInstance(at, String(instanceId), `reading Connect ${label} (${name}) summary`)(`List${api}s`);
        const describe = ofThing(found, segment, `reading Connect ${label}`)(`Describe${api}`, ...(lists[api] ?? []));
        return name === undefined ? describe : [...list, ...describe];
    },
});

const getInstance: ApiCalls = {
    invoke: (at) => {
        const { instanceId, instanceAlias } = at.inputs;
        const doing = `reading Connect Instance (${instanceAlias}) summary`;
        const isNamed = (value: unknown) => value !== undefined && value === instanceAlias;
        const known = at.call.store.list(instanceToken).find(({ value }) => isNamed(value.instanceAlias))?.id;
        const read = readInstance(at, String(instanceId ?? known));
        if (instanceId !== undefined) {
            return read;
        }
        const listed = calls("Connect", "*", doing)("ListInstances");
        return known === undefined ? listed : [...listed, ...read];
    },
};

const parts = [securityProfilePart, routingProfilePart, queuePart, hoursOfOperationPart];
const getter = (name: string) => `aws:connect/${name}:${name}`;

export const connectCalls: Record<string, ApiCalls> = {
    [instanceToken]: instance,
    [userToken]: user,
    ...Object.fromEntries(parts.map((part) => [part.token, partCalls(part)])),
    [getter("getInstance")]: getInstance,
    [getter("getUser")]: lookUp({ api: "User", label: "User", segment: "agent", idKey: "userId" }),
    ...Object.fromEntries(parts.map((part) => [getter(`get${part.api}`), lookUp(part)])),
};
