/** Objects that bear the stack's marks and that it does not need: what a repeated creation leaves behind. */
import { sameGuid } from "../../rules/guid";
import { lastSegment } from "../deployment/properties";
import { entraTypes } from "../deployment/types";
import { notInState } from "./match";
import { compare, recoverables } from "./recoverables";
import type { Finding, Held, Stack } from "./recovery";

/** `taken`: ids of objects that a missing resource may be. */
export function leftovers(stack: Stack, held: Held, taken: ReadonlySet<string>): Finding[] {
    return [...duplicates(stack, held, taken), ...extraCertificates(stack, held, taken)];
}

/** Types of which a cloud takes two that are alike. */
const repeatable = [entraTypes.application, entraTypes.claimsPolicy];

function duplicates(stack: Stack, held: Held, taken: ReadonlySet<string>): Finding[] {
    return repeatable.flatMap((type) => {
        const recoverable = recoverables[type];
        return notInState(type, held, stack).flatMap((object): Finding[] => {
            const standing = stack.standing.find(
                (it) =>
                    it.type === type &&
                    // Without the stack's mark it may be anybody's.
                    (type !== entraTypes.application || typeof it.inputs.notes === "string") &&
                    recoverable !== undefined &&
                    compare(recoverable, it.inputs, object.values).is === "same",
            );
            return standing === undefined || taken.has(object.id.toLowerCase())
                ? []
                : [{ kind: "duplicate", type, heldId: object.id, standing }];
        });
    });
}

function extraCertificates(stack: Stack, held: Held, taken: ReadonlySet<string>): Finding[] {
    const ours = stack.standing.filter(({ type }) => type === entraTypes.servicePrincipal);
    return notInState(entraTypes.signingCertificate, held, stack)
        .filter(({ id }) => !taken.has(id.toLowerCase()))
        .flatMap(({ id, values }): Finding[] => {
            const servicePrincipalId = lastSegment(String(values.servicePrincipalId));
            if (!ours.some((it) => lastSegment(it.id) === servicePrincipalId)) {
                return [];
            }
            const thumbprint = typeof values.thumbprint === "string" ? values.thumbprint : undefined;
            const holder = held.objects.find(
                (it) => it.type === entraTypes.servicePrincipal && lastSegment(it.id) === servicePrincipalId,
            );
            const preferred = holder?.values.preferredTokenSigningKeyThumbprint;
            const signs =
                typeof preferred !== "string" || preferred === "" || thumbprint === undefined
                    ? "unknown"
                    : sameGuid(preferred, thumbprint)
                      ? "yes"
                      : "no";
            return [
                {
                    kind: "extraCertificate",
                    heldId: id,
                    ...(thumbprint === undefined ? {} : { thumbprint }),
                    signs,
                },
            ];
        });
}
