/** What happened to a stack whose deployment stopped half way, and the steps that end it. */
import { sameGuid } from "../../rules/guid";
import { lastSegment } from "../deployment/properties";
import { applicationComponents, entraTypes } from "../deployment/types";
import { leftovers } from "./leftovers";
import { looksFor } from "./looks";
import { outcomesOf } from "./match";
import { isListed } from "./recoverables";
import type { Finding, Held, Missing, Outcome, Recovery, Stack, Step } from "./recovery";

interface Given {
    stack: Stack;
    /** What a preview would create; undefined where there is no preview. */
    planned?: readonly Missing[];
    held: Held;
}

export function planRecovery({ stack, planned, held }: Given): Recovery {
    const begun = new Set(stack.interrupted.map(({ urn }) => urn));
    const missing = [...stack.interrupted, ...(planned ?? []).filter(({ urn }) => !begun.has(urn))];
    const outcomes = outcomesOf(missing, stack, held);
    const taken = new Set([...outcomes.values()].flatMap(idsOf).map((id) => id.toLowerCase()));
    const findings: Finding[] = [
        ...stack.changes.map((change): Finding => ({ kind: "change", change })),
        ...[...outcomes].map(([resource, outcome]): Finding => ({ kind: "creation", resource, outcome })),
        ...leftovers(stack, held, taken),
    ];
    const environment = environmentOf(stack);
    const unseen = [...outcomes].filter(([, { id }]) => id === "notLooked").map(([resource]) => resource);
    return {
        stack: stack.name,
        environment,
        findings,
        steps: stepsFor(stack, findings, held),
        toLook: looksFor([...unseen, ...unseenAround(stack, held)], stack, environment),
        hasPreview: planned !== undefined,
    };
}

type Asked = Pick<Missing, "type" | "inputs">;

/** Where something like what the stack has may be left over, and nobody looked. */
function unseenAround({ standing }: Stack, { listings }: Held): Asked[] {
    const around = standing.flatMap(({ type, id, inputs }): Asked[] => {
        switch (type) {
            case entraTypes.application:
            case entraTypes.claimsPolicy:
                return [{ type, inputs }];
            case entraTypes.servicePrincipal:
                return [{ type: entraTypes.signingCertificate, inputs: { servicePrincipalId: id } }];
            default:
                return [];
        }
    });
    return around.filter(({ type, inputs }) => !isListed(type, inputs, listings));
}

/** Whether somebody has to decide or to look before it is known what is right. */
export function isOpen({ findings, hasPreview }: Recovery): boolean {
    const open: Outcome["id"][] = ["different", "several", "notLooked", "replacement", "otherType"];
    return !hasPreview || findings.some((it) => it.kind === "creation" && open.includes(it.outcome.id));
}

function idsOf(outcome: Outcome): string[] {
    return "heldId" in outcome ? [outcome.heldId] : "heldIds" in outcome ? outcome.heldIds : [];
}

function stepsFor({ pending, standing }: Stack, findings: readonly Finding[], held: Held): Step[] {
    const imports = findings.flatMap((finding): Step[] => {
        if (finding.kind !== "creation" || finding.outcome.id !== "made") {
            return [];
        }
        const { type, name, parent, protect, provider } = finding.resource;
        const { heldId } = finding.outcome;
        return [
            {
                kind: "import",
                type,
                name,
                heldId,
                ...(parent === undefined ? {} : { parent }),
                protect,
                ...(provider === undefined ? {} : { provider }),
            },
        ];
    });
    const removals = findings.flatMap((finding): Step[] =>
        finding.kind === "duplicate" ? [{ kind: "remove", type: finding.type, heldId: finding.heldId }] : [],
    );
    const dropped: Step[] = pending === 0 ? [] : [{ kind: "dropPending", count: pending }];
    const first: Step[] = pending + imports.length === 0 ? [] : [{ kind: "cancel" }];
    const wrongSigner = findings.flatMap((finding): Step[] =>
        finding.kind === "extraCertificate" && finding.signs === "yes"
            ? activation(finding.heldId, standing, held)
            : [],
    );
    return [...first, ...dropped, ...imports, ...wrongSigner, ...removals];
}

/** Makes Entra sign with the stack's certificate, where there is one to choose. */
function activation(wrongId: string, standing: Stack["standing"], held: Held): Step[] {
    const servicePrincipalObjectId = wrongId.split("/")[0] ?? "";
    const own = standing.filter(
        ({ type, id }) =>
            type === entraTypes.signingCertificate && sameGuid(id.split("/")[0], servicePrincipalObjectId),
    );
    const thumbprints = held.objects
        .filter(({ id }) => own.some((it) => it.id.toLowerCase() === id.toLowerCase()))
        .map(({ values }) => values.thumbprint)
        .filter((it) => typeof it === "string");
    const [thumbprint, other] = thumbprints;
    return thumbprint === undefined || other !== undefined
        ? []
        : [{ kind: "activate", servicePrincipalObjectId: lastSegment(servicePrincipalObjectId), thumbprint }];
}

function environmentOf({ standing }: Stack): string {
    const environments = standing
        .filter(({ type }) => applicationComponents.includes(type))
        .map(({ inputs }) => inputs.environment)
        .filter((it) => typeof it === "string");
    return environments[0] ?? "global";
}
