/** A rotation of certificates in three deployments, and what may go wrong at each step of it: each combination is a case. */
import { entraTypes } from "../../tools/deployment/types";
import { type KeyOrder, keyOrders } from "../../tools/rehearsal/clouds/azuread/entra/objects";
import type { FaultPlan } from "../../tools/rehearsal/clouds/provider/plan/format";
import { type Fault, planOf as planOfStep } from "./matrix";

export const phases = ["trust", "sign", "retire"] as const;
export type Phase = (typeof phases)[number];

/** What a phase does in the clouds and, with the last one, in the state; `read` is the question what Entra signs with. */
export const steps = ["certificate", "provider", "switch", "read", "forget"] as const;
export type Step = (typeof steps)[number];

export interface RotationCase {
    phase: Phase;
    step: Step;
    fault: Fault;
    /** How Graph lists the keys of a service principal. */
    keyOrder: KeyOrder;
}

/** Graph is asked by the program and not by a plugin. The state forgets a certificate without a call, so only a kill can meet it. */
const faultsOf: Record<Step, readonly Fault[]> = {
    certificate: ["before", "lost", "engine", "plugin", "program", "stale"],
    provider: ["before", "lost", "engine", "plugin", "program", "stale"],
    switch: ["before", "lost", "engine", "program", "stale"],
    read: ["before", "engine", "program", "stale"],
    forget: ["engine", "program"],
};

/** The first deployment of a rotation also states what Entra signs with until now. */
const stepsOf: Record<Phase, readonly Step[]> = {
    trust: ["switch", "certificate", "provider", "read"],
    sign: ["switch", "read"],
    retire: ["provider", "forget", "read"],
};

export const rotationId = ({ phase, step, fault, keyOrder }: RotationCase): string =>
    ["cli", phase, step, fault, keyOrder].join("/");

/** All cases, the most dangerous ones first. */
export const rotationCases: readonly RotationCase[] = [
    ...casesOf(["engine", "lost", "program"], ["certificate", "provider", "switch", "forget"]),
    ...casesOf(["plugin", "stale", "before"], ["certificate", "provider", "switch"]),
    ...casesOf(["before", "stale", "engine", "program"], ["read"]),
];

function casesOf(faults: readonly Fault[], among: readonly Step[]): RotationCase[] {
    return faults.flatMap((fault) =>
        (["sign", "trust", "retire"] as const).flatMap((phase) =>
            stepsOf[phase]
                .filter((step) => among.includes(step) && faultsOf[step].includes(fault))
                .flatMap((step) => keyOrders.map((keyOrder) => ({ phase, step, fault, keyOrder }))),
        ),
    );
}

const graph = (operation: "read" | "update", call: number) => ({ type: entraTypes.servicePrincipal, operation, call });

/**
 * What a run asks Graph for the keys: once in the preview that comes first, once in the update, once before the switch. Where the
 * state has nothing of the switch yet, and where a certificate is left, the same question serves both.
 */
const readsBeforeSwitch = 2;

/** The plan that makes the case happen, once; none where only a look into the state says when. */
export function planOfRotation({ phase, step, fault }: RotationCase): FaultPlan | undefined {
    const provider = { way: "cli", fault } as const;
    switch (step) {
        case "certificate":
            return planOfStep({ ...provider, operation: "create", type: "ServicePrincipalTokenSigningCertificate" });
        case "provider":
            return planOfStep({ ...provider, operation: "update", type: "SamlProvider" });
        case "switch":
            return planOfRequest(
                fault,
                graph("update", 1),
                graph("read", readsBeforeSwitch + (phase === "trust" ? 0 : 1)),
            );
        case "read":
            return planOfRequest(fault, graph("read", readsBeforeSwitch), graph("read", readsBeforeSwitch));
        case "forget":
            return undefined;
    }
}

type Place = ReturnType<typeof graph>;

function planOfRequest(fault: Fault, at: Place, staleRead: Place): FaultPlan {
    switch (fault) {
        case "before":
            return { fail: [{ ...at, message: "Not now." }], once: true };
        case "lost":
            return { fail: [{ ...at, after: true }], once: true };
        case "stale":
            return { stale: [staleRead], once: true };
        default:
            return { crash: [{ ...at, after: true, kills: fault }], once: true };
    }
}
