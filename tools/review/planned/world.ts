/** Both sides of a change: as the stack holds it now, and as it will after the preview's steps. */
import { defined, isRecord } from "../../../rules/record";
import type { Deployment } from "../../deployment/deployment";
import { deploymentOf, readStates, type State } from "../../deployment/exportedState";
import { type DeploymentExtras, readDeployments } from "../../deployment/readDeployment";
import type { StateResource } from "../../deployment/stateResource";
import type { Entry, Operation, Preview } from "../preview/preview";
import { applySteps } from "./applySteps";
import { withPlaceholders } from "./placeholders";
import { withPlannedDocuments } from "./plannedDocuments";
import { expectAllStanding, startingElsewhere } from "./sameMoment";
import { secretTexts } from "./secrets";

export interface Side {
    state: State;
    deployment: Deployment;
}

/** What happens to one resource. */
export interface Change {
    operation: Exclude<Operation, "same" | "read">;
    urn: string;
    type: string;
    name: string;
    before?: StateResource;
    after?: StateResource;
    /** The cloud keeps what the stack lets go of. */
    isRetained: boolean;
    /** The preview does not begin with what the export has. */
    startsElsewhere: boolean;
    replaceReasons: string[];
}

export interface Plan {
    before: Side;
    after: Side;
    changes: Change[];
    /** URNs of the resources that lose their protection and stay. */
    unprotected: string[];
    /** Nothing is left out: the export was given, or the stack is new. */
    isWhole: boolean;
    secrets: Set<string>;
}

/** `exported`: the export of the stack before it. Throws DeploymentUnreadable where that is none. */
export function planOf(
    preview: Preview,
    exported: { content: unknown; source: string } | undefined,
    extras: DeploymentExtras,
): Plan {
    const standing = exported && deploymentOf(exported.content, exported.source);
    const isNew = preview.steps.some(({ operation, urn }) => operation === "create" && stackType.test(urn));
    const entries = standing === undefined ? (isNew ? [] : undefined) : entriesIn(standing.resources);
    if (standing !== undefined) {
        expectAllStanding(preview.steps, entries ?? [], exported?.source ?? "the export");
    }
    const secrets = new Set<string>();
    const { before, after, steps } = applySteps(preview.steps, entries, secrets);
    const planned = withPlaceholders(withPlannedDocuments(before, after));
    const source = exported?.source ?? "the preview";
    const sideOf = (resources: readonly Entry[]): Side =>
        sideFrom({ ...standing, resources }, source, extras, resources.length === 0);
    const [beforeSide, afterSide] = [sideOf(before), sideOf(planned)];
    const entryOf = new Map(before.map((entry) => [entry.urn, entry]));
    const elsewhere = standing === undefined ? new Set<string>() : startingElsewhere(steps, entries ?? []);
    const changes = steps.flatMap((step): Change[] => {
        const { operation, urn, replaceReasons } = step;
        if (operation === "same" || operation === "read") {
            return [];
        }
        const old = beforeSide.state.byUrn.get(urn);
        const next = operation === "delete" ? undefined : afterSide.state.byUrn.get(urn);
        const known = old ?? next;
        if (known === undefined) {
            return [];
        }
        const { type, name } = known;
        const isRetained = (step.before ?? entryOf.get(urn))?.retainOnDelete === true;
        const startsElsewhere = elsewhere.has(urn);
        const sides = defined({ before: old, after: next });
        return [{ operation, urn, type, name, ...sides, isRetained, startsElsewhere, replaceReasons }];
    });
    return {
        before: beforeSide,
        after: afterSide,
        changes,
        unprotected: steps
            .filter(({ before: old, after: next }) => old?.protect === true && next && next.protect !== true)
            .map(({ urn }) => urn),
        isWhole: entries !== undefined,
        secrets: new Set([...secrets, ...secretTexts([...before, ...planned])]),
    };
}

const stackType = /^urn:pulumi:[^:]*::[^:]*::pulumi:pulumi:Stack::/;

function entriesIn(resources: unknown): Entry[] {
    return (Array.isArray(resources) ? resources : []).filter(
        (it): it is Entry => isRecord(it) && typeof it.urn === "string",
    );
}

function sideFrom(
    deployment: Record<string, unknown>,
    source: string,
    extras: DeploymentExtras,
    isEmpty: boolean,
): Side {
    if (isEmpty) {
        return { state: emptyState, deployment: { ...emptyDeployment, source } };
    }
    const exports = [{ exported: { deployment }, source }];
    return { state: readStates(exports), deployment: readDeployments(exports, extras) };
}

const emptyState: State = { resources: [], byUrn: new Map(), leftBehind: [], leftOut: [], pending: [] };
const emptyDeployment: Omit<Deployment, "source"> = {
    applications: [],
    samlProviders: [],
    roles: [],
    instances: [],
    connectUsers: [],
    securityProfiles: [],
    notModelled: [],
};
