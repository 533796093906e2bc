/** Which object of a cloud a missing resource is. */
import { thumbprintOf } from "../../rules/saml";
import { lastSegment } from "../deployment/properties";
import { entraTypes } from "../deployment/types";
import { compare, hasKnownIdentity, isListed, recoverables } from "./recoverables";
import type { Held, HeldObject, Missing, Outcome, Stack } from "./recovery";

export const sameId = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Objects of this type that the state does not have. */
export function notInState(type: string, { objects }: Held, { standing }: Stack): HeldObject[] {
    const known = new Set(standing.filter((it) => it.type === type).map(({ id }) => id.toLowerCase()));
    return objects.filter((object) => object.type === type && !known.has(object.id.toLowerCase()));
}

/** What became of each missing resource. */
export function outcomesOf(missing: readonly Missing[], stack: Stack, held: Held): Map<Missing, Outcome> {
    const outcomes = new Map(missing.map((resource) => [resource, outcomeOf(resource, stack, held)]));
    // One object can't be two resources.
    const claims = new Map<string, Missing[]>();
    for (const [resource, outcome] of outcomes) {
        if (outcome.id === "made") {
            const key = `${resource.type} ${outcome.heldId.toLowerCase()}`;
            claims.set(key, [...(claims.get(key) ?? []), resource]);
        }
    }
    for (const resources of claims.values()) {
        for (const resource of resources.length > 1 ? resources : []) {
            const outcome = outcomes.get(resource);
            outcomes.set(resource, {
                id: "several",
                heldIds: outcome !== undefined && "heldId" in outcome ? [outcome.heldId] : [],
            });
        }
    }
    return outcomes;
}

function outcomeOf(resource: Missing, stack: Stack, held: Held): Outcome {
    const { type, inputs, urn, isInterrupted } = resource;
    const recoverable = Object.hasOwn(recoverables, type) ? recoverables[type] : undefined;
    if (recoverable === undefined) {
        return { id: "otherType" };
    }
    if (recoverable.isMadeAgain === true) {
        return { id: "madeAgain" };
    }
    if (!hasKnownIdentity(recoverable, inputs)) {
        return { id: "later" };
    }
    const candidates = notInState(type, held, stack)
        .filter((object) => type !== entraTypes.signingCertificate || isNewCertificate(object, stack, held))
        .map((object) => ({ object, comparison: compare(recoverable, inputs, object.values) }))
        .filter(({ comparison }) => comparison.is !== "other");
    const same = candidates.filter(({ comparison }) => comparison.is === "same");
    const heldIds = candidates.map(({ object }) => object.id);
    if (isInterrupted && stack.standing.some((it) => it.urn === urn)) {
        return { id: "replacement", heldIds };
    }
    const [first, second] = same.length > 0 ? same : candidates;
    if (first === undefined) {
        return { id: isListed(type, inputs, held.listings) ? "notMade" : "notLooked" };
    }
    if (second !== undefined) {
        return { id: "several", heldIds };
    }
    switch (first.comparison.is) {
        case "same":
            return { id: "made", heldId: first.object.id };
        case "different":
            return { id: "different", heldIds, properties: first.comparison.properties };
        case "later":
            return { id: "later" };
        default:
            return { id: "notLooked" };
    }
}

/**
 * Whether an interrupted creation may have made this certificate: it began after those of the state, and nobody retired it or
 * trusts it as somebody else's.
 */
function isNewCertificate(certificate: HeldObject, stack: Stack, held: Held): boolean {
    const { thumbprint, servicePrincipalId, startDate } = certificate.values;
    const settled = stack.standing
        .flatMap(({ inputs }) => [
            ...textsIn(inputs.retiredCertificates),
            ...textsIn(inputs.alsoTrustedCertificates).map((it) => thumbprintOf(Buffer.from(it, "base64"))),
        ])
        .map((it) => it.toUpperCase());
    if (typeof thumbprint === "string" && settled.includes(thumbprint.toUpperCase())) {
        return false;
    }
    const inState = new Set(stack.standing.map(({ id }) => id.toLowerCase()));
    const began = Date.parse(String(startDate));
    return held.objects
        .filter(({ type, id }) => type === entraTypes.signingCertificate && inState.has(id.toLowerCase()))
        .filter(
            ({ values }) => lastSegment(String(values.servicePrincipalId)) === lastSegment(String(servicePrincipalId)),
        )
        .every(({ values }) => began >= Date.parse(String(values.startDate)));
}

const textsIn = (value: unknown) =>
    Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : [];
