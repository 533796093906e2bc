/** The way of a sign-in, tenant to people, with what of it changes. */
import { ofType, type State } from "../deployment/exportedState";
import type { StateResource } from "../deployment/stateResource";
import { awsTypes, entraTypes } from "../deployment/types";
import { isUnreadable } from "../deployment/unreadable";
import type { Plan } from "./planned/world";
import type { Picture, PictureChange, PictureNode } from "./review";

const kinds: readonly [PictureNode["kind"], readonly string[]][] = [
    [
        "application",
        [entraTypes.application, entraTypes.registration, entraTypes.template, entraTypes.servicePrincipal],
    ],
    ["samlProvider", [awsTypes.samlProvider]],
    ["role", [awsTypes.role]],
    ["instance", [awsTypes.instance]],
];

/** A change of a part is an update of what it belongs to. */
const parts: Readonly<Record<string, PictureNode["kind"]>> = {
    [entraTypes.identifierUri]: "application",
    [entraTypes.redirectUris]: "application",
    [entraTypes.signingCertificate]: "application",
    [entraTypes.claimsPolicy]: "application",
    [entraTypes.policyAssignment]: "application",
    [awsTypes.rolePolicy]: "role",
    [awsTypes.rolePolicyAttachment]: "role",
    [awsTypes.policyAttachment]: "role",
};

const most = 5;

/** Of each kind at most a few: a picture of more says nothing. */
export function pictureOf(plan: Plan): Picture {
    const nodes: PictureNode[] = [
        ...tenantOf(plan),
        ...kinds.flatMap(([kind, types]) => nodesOf(plan, kind, types)),
        ...peopleOf(plan),
    ];
    const indices = (kind: PictureNode["kind"]) => nodes.flatMap((node, index) => (node.kind === kind ? [index] : []));
    const edges: Picture["edges"] = [];
    const chain: PictureNode["kind"][] = ["tenant", "application", "samlProvider", "role", "instance", "people"];
    let last = indices("tenant");
    for (const kind of chain.slice(1)) {
        const next = indices(kind);
        for (const from of next.length === 0 ? [] : last) {
            for (const to of next) {
                edges.push({ from, to, change: worse(nodes[from]?.change, nodes[to]?.change) });
            }
        }
        last = next.length === 0 ? last : next;
    }
    return { nodes, edges };
}

const order: readonly PictureChange[] = ["same", "update", "create", "replace", "delete"];

function worse(one: PictureChange = "same", other: PictureChange = "same"): PictureChange {
    return order.indexOf(one) > order.indexOf(other) ? one : other;
}

function tenantOf({ before, after }: Plan): PictureNode[] {
    const known = [after, before].flatMap(({ deployment }) => deployment.applications.map(({ tenantId }) => tenantId));
    const tenant = known.find((it) => !isUnreadable(it));
    return known.length === 0
        ? []
        : [{ kind: "tenant", name: typeof tenant === "string" ? tenant : "", change: "same" }];
}

/** An application and its service principal are one. */
function nodesOf(plan: Plan, kind: PictureNode["kind"], types: readonly string[]): PictureNode[] {
    const changed = new Map(
        plan.changes.filter(({ type }) => types.includes(type)).map((it) => [it.urn, it.operation]),
    );
    const isPartChanged = plan.changes.some(({ type }) => Object.hasOwn(parts, type) && parts[type] === kind);
    const found = new Map<string, PictureChange>();
    for (const { state } of [plan.after, plan.before]) {
        for (const { urn, name } of ownOf(state, types)) {
            const change = changeOf(changed.get(urn)) ?? (isPartChanged ? "update" : "same");
            found.set(name, worse(found.get(name), change));
        }
    }
    return [...found].slice(0, most).map(([name, change]) => ({ kind, name, change }));
}

function ownOf(state: State, types: readonly string[]): StateResource[] {
    return ofType(state, ...types);
}

function changeOf(operation: string | undefined): PictureChange | undefined {
    if (operation === undefined) {
        return undefined;
    }
    return operation === "import" ? "create" : (operation as PictureChange);
}

function peopleOf({ before, after, changes }: Plan): PictureNode[] {
    const counts = { same: 0, create: 0, update: 0, replace: 0, delete: 0 };
    const changed = new Set<string>();
    for (const { urn, operation } of changes.filter(({ type }) => type === awsTypes.user)) {
        counts[changeOf(operation) ?? "same"] += 1;
        changed.add(urn);
    }
    const all = [before, after].flatMap(({ state }) => ofType(state, awsTypes.user).map(({ urn }) => urn));
    counts.same = [...new Set(all)].filter((urn) => !changed.has(urn)).length;
    const change = order.findLast((it) => counts[it] > 0);
    return change === undefined ? [] : [{ kind: "people", name: "", change, counts }];
}
