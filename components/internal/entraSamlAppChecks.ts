import {
    certificateDisplayNameProblem,
    certificateNameProblem,
    displayNameProblem,
    endDateProblem,
    endDateRangeProblem,
    environmentProblem,
    identifierProblem,
    notificationEmailAddressesProblem,
    relayStateProblem,
    replyUrlProblem,
} from "../../rules/entra";
import { certificatesLeaving, changedForEver } from "../../rules/lockouts";
import type { Problem } from "../../rules/problem";
import { guidProblem, quote } from "../../rules/text";
import type { EntraSamlAppArgs } from "../entraSamlApp";
import { isRecord, unknownKeys } from "./maps";
import { check, isPlain } from "./problems";
import type { SigningCertificateEntry } from "./signingCertificates";

/** Every problem with the plain values among the arguments of an EntraSamlApp. */
export function findEntraSamlAppProblems(args: EntraSamlAppArgs): Problem[] {
    return [
        ...check(["displayName"], args.displayName, displayNameProblem, "required"),
        ...check(["identifier"], args.identifier, identifierProblem, "required"),
        ...check(["replyUrl"], args.replyUrl, replyUrlProblem, "required"),
        ...check(["relayState"], args.relayState, relayStateProblem),
        ...check(["tenantId"], args.tenantId, guidProblem),
        ...check(["environment"], args.environment, environmentProblem),
        ...check(["notificationEmailAddresses"], args.notificationEmailAddresses, notificationEmailAddressesProblem),
        ...findOwnerProblems(args.owners),
        ...findCertificateProblems(args.certificates, args.retiredCertificates),
    ];
}

/** What a change of the arguments would take from people. */
export function findEntraSamlAppLockouts(
    before: Partial<EntraSamlAppArgs>,
    after: Partial<EntraSamlAppArgs>,
): Problem[] {
    return [
        ...changedForEver(
            ["identifier"],
            before.identifier,
            after.identifier,
            "between taking the old one away and adding the new one nobody could sign in",
        ),
        ...changedForEver(
            ["tenantId"],
            before.tenantId,
            after.tenantId,
            "another tenant has other people and another issuer",
        ),
        ...changedForEver(["environment"], before.environment, after.environment, "another cloud has other tenants"),
        ...certificatesLeaving(
            Object.keys(before.certificates ?? {}),
            Object.keys(after.certificates ?? {}),
            after.retiredCertificates ?? [],
        ),
        // Dates count only for certificates that are still to be made.
        ...Object.entries(after.certificates ?? {})
            .filter(([key]) => before.certificates?.[key] === undefined)
            .flatMap(([key, entry]) =>
                check(["certificates", key, "endDate"], entry.endDate, (value) =>
                    endDateRangeProblem(value, Date.now()),
                ),
            ),
    ];
}

/** Problems with signing certificates and the ones retired. */
export function findCertificateProblems(
    certificates: Readonly<Record<string, SigningCertificateEntry>> | undefined,
    retired: readonly string[] | undefined,
): Problem[] {
    if (certificates === undefined && retired === undefined) {
        return [];
    }
    const problems: Problem[] = [];
    const listed = certificates ?? { initial: {} };
    if (!isRecord(listed)) {
        return [
            {
                path: ["certificates"],
                message: `must be a map from a name to a certificate, got ${quote(listed)}; write initial: {}`,
            },
        ];
    }
    if (Object.keys(listed).length === 0) {
        problems.push({
            path: ["certificates"],
            message: "must list at least one certificate, got none; write initial: {}",
        });
    }
    for (const [key, entry] of Object.entries(listed)) {
        problems.push(...check(["certificates", key], key, certificateNameProblem));
        if (!isRecord(entry)) {
            problems.push({
                path: ["certificates", key],
                message: `must be a map, got ${quote(entry)}; write {} for Entra's own choice`,
            });
            continue;
        }
        problems.push(
            ...unknownKeys(["certificates", key], entry, ["endDate", "displayName"]),
            ...check(["certificates", key, "endDate"], entry.endDate, endDateProblem),
            ...check(["certificates", key, "displayName"], entry.displayName, certificateDisplayNameProblem),
        );
    }
    if (retired !== undefined && !Array.isArray(retired)) {
        return [
            ...problems,
            { path: ["retiredCertificates"], message: `must be a list of certificate names, got ${quote(retired)}` },
        ];
    }
    for (const name of retired ?? []) {
        if (Object.hasOwn(listed, String(name))) {
            problems.push({
                path: ["retiredCertificates"],
                message: `must not name ${quote(name)} while certificates lists it; remove it from one of the two`,
            });
        }
    }
    return problems;
}

function findOwnerProblems(owners: readonly string[] | undefined): Problem[] {
    if (owners === undefined || !isPlain(owners)) {
        return [];
    }
    if (!Array.isArray(owners) || owners.length === 0) {
        return [
            {
                path: ["owners"],
                message: `must be a list of at least one object id, got ${quote(owners)}; leave it out to keep whoever deployed first`,
            },
        ];
    }
    return owners.flatMap((owner, index) => check(["owners", String(index)], owner, guidProblem, "required"));
}
