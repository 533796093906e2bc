/** Trying a step again that a cloud refused for now. Belongs here: which failures these are, how often, how long. */
import * as pulumi from "@pulumi/pulumi";
import { entraTypes } from "../../rules/resourceTypes";
import { resourceAt, runsHooks } from "./sdk";
import { mayBeThere, wayOutOf } from "./wayOut";

/** A step that failed, the `failures`th time. */
export interface Failed {
    type: string;
    operation: string;
    error: string;
    failures: number;
}

type Reason = "not seen yet" | "too many requests";

/** Growing, two minutes in all. */
const waitsMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000];
/** An update also finds nothing where somebody deleted the object by hand, so that is not worth two minutes. */
const triesOfUpdate = 3;

const tooMany = /unexpected status 429|TooManyRequests|Throttl|Rate exceeded|RequestLimitExceeded/i;
const notSeen = new RegExp(
    [
        "unexpected status 404",
        "Request_ResourceNotFound",
        "Service principal not found for resource",
        "Not a valid reference update",
        "Directory_(ConcurrencyViolation|ObjectNotFound|ReplicaUnavailable)",
        "does not reference a valid application object",
        "Timed out whilst waiting for .* to be replicated",
        "did not exist while updating",
        "ConcurrentModification",
    ].join("|"),
    "s",
);
/** The object exists, but was read too early, so that the provider gave no id. */
export const madeWithoutId = /expected non-nil error with nil state during Create/;

/**
 * What an error begins with whose request made nothing. Later requests of the same creation fail with other words, and there a
 * second try would make a second object, or find its own in the way.
 */
const refusedCreations: Readonly<Record<string, RegExp>> = {
    [entraTypes.application]: /Could not create application\b/,
    [entraTypes.roleAssignment]: /Service principal not found for resource|Could not create app role assignment/,
    [entraTypes.identifierUri]: /retrieving Application \(.*unexpected status 404|creating Application IdentifierUri/s,
    [entraTypes.claimsPolicy]: /Could not create Claims Mapping Policy/i,
    [entraTypes.policyAssignment]: /Creating ClaimsMappingPolicyAssignment/i,
    [entraTypes.signingCertificate]: /Could not add token signing certificate/,
    // With useExisting, the second try adopts what the first one made.
    [entraTypes.servicePrincipal]: /^/,
};
const refusedByAws = /operation error [\w ]+: (Create|Put)\w+/;

/** Why a failed step may be tried again; undefined when it must not be. */
export function reasonToRetry({ type, operation, error }: Omit<Failed, "failures">): Reason | undefined {
    const reason = tooMany.test(error) ? "too many requests" : notSeen.test(error) ? "not seen yet" : undefined;
    switch (operation) {
        case "create": {
            const refused = type.startsWith("aws:") ? refusedByAws : refusedCreations[type];
            const isServicePrincipal = type === entraTypes.servicePrincipal;
            return isServicePrincipal && madeWithoutId.test(error)
                ? "not seen yet"
                : refused?.test(error)
                  ? reason
                  : undefined;
        }
        case "update":
            return reason;
        default:
            return reason === "too many requests" ? reason : undefined;
    }
}

/** How long to wait before the next try; undefined when there is none. */
export function pauseMs(failed: Failed): { waitMs: number; tries: number; reason: Reason } | undefined {
    const reason = reasonToRetry(failed);
    if (reason === undefined) {
        return undefined;
    }
    const tries = failed.operation === "update" && reason === "not seen yet" ? triesOfUpdate : waitsMs.length;
    const waitMs = failed.failures > tries ? undefined : waitsMs[failed.failures - 1];
    return waitMs === undefined ? undefined : { waitMs, tries, reason };
}

const reasons: Record<Reason, string> = {
    "not seen yet": "The cloud does not show yet what was just created or changed.",
    "too many requests": "The cloud throttles requests now.",
};

/**
 * The hook that tries again. It has one name in a component, and all resources of the component have it.
 * @param noteLeft called when a creation failed that may have left something
 */
export function retryHooks(shortScope: string, noteLeft: () => void): pulumi.ResourceHookBinding {
    if (!runsHooks()) {
        return {};
    }
    const hook = new pulumi.ErrorHook(`${shortScope} retries`, async ({ urn, type, failedOperation, errors }) => {
        const [error = ""] = errors;
        const failed = { type, operation: failedOperation, error, failures: errors.length };
        const pause = pauseMs(failed);
        if (pause !== undefined) {
            const { waitMs, tries, reason } = pause;
            const next = `Try ${failed.failures} of ${tries} to ${failedOperation} it again, in ${waitMs / 1_000} s.`;
            await pulumi.log.info(`${reasons[reason]} ${next} ${inOneLine(error)}`, resourceAt(urn));
            await new Promise((resolve) => setTimeout(resolve, waitMs * pace()));
            return true;
        }
        if (reasonToRetry(failed) !== undefined) {
            const advice = "Run `pulumi up` again in a few minutes: it continues where this run stopped.";
            await pulumi.log.error(`Gave up after ${errors.length} tries. ${advice}`, resourceAt(urn));
        }
        if (mayBeThere(failed)) {
            noteLeft();
        }
        const wayOut = wayOutOf(failed);
        if (wayOut !== undefined) {
            await pulumi.log.error(wayOut, resourceAt(urn));
        }
        return false;
    });
    return { onError: [hook] };
}

/** A rehearsal's clouds are as fast as it wants them. */
export function pace(): number {
    const { CONNECT_ENTRA_SSO_RETRY_PACE } = process.env;
    const factor = Number(CONNECT_ENTRA_SSO_RETRY_PACE ?? 1);
    return factor >= 0 ? factor : 1;
}

const longestError = 300;

function inOneLine(error: string): string {
    const line = error
        .replace(/\d+ errors? occurred:/, "")
        .replace(/\s+/g, " ")
        .replace(/^[\s*]+/, "")
        .trim();
    return line.length > longestError ? `${line.slice(0, longestError)}…` : line;
}
