import { type CertificateChange, certificatesLeaving, type TrustedCertificate } from "../../../rules/certificateLosses";
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
} from "../../../rules/entra";
import { conditionAdded, fixedIdChanged, fixedValueChanged } from "../../../rules/lockouts";
import type { Problem } from "../../../rules/problem";
import { certificateFacts, certificateValueProblem, readCertificate } from "../../../rules/signingCertificate";
import { booleanProblem, guidProblem, listOf, listProblem, nonEmptyTextProblem, quote } from "../../../rules/text";
import type { EntraSamlAppArgs, SigningCertificateEntry } from "../../args/entraSamlAppArgs";
import type { Field, Fields } from "../args";
import type { GraphClient } from "../graph/client";
import { isPlainMap } from "../maps";
import { findSignerLeaving } from "../signer/currentSigner";
import { flag } from "./flag";

const decides = "it decides which certificates exist and which may be removed. Write it as plain text";

/** Fields about signing certificates, shared with what wires an application. */
export const certificateFields = {
    certificates: {
        rule: (value) => `must be a map from a name to a certificate, got ${quote(value)}. Write initial: {}`,
        plain: "its keys decide which certificates exist. Write the map itself",
        entries: {
            key: certificateNameProblem,
            shape: " ({} for Entra's defaults)",
            fields: {
                endDate: { rule: endDateProblem },
                displayName: { rule: certificateDisplayNameProblem },
            },
        },
    },
    signingCertificate: { rule: nonEmptyTextProblem, plain: decides },
    retiredCertificates: { rule: (value) => listProblem(value, "certificate names or thumbprints"), plain: decides },
    alsoTrustedCertificates: {
        rule: (value) => listProblem(value, "certificates", certificateValueProblem),
        plain: decides,
    },
} satisfies Fields;

/** Object ids of owners. */
export const ownersField: Field = {
    rule: (value) =>
        Array.isArray(value) && value.length === 0
            ? "must list at least one object id, got none. Remove the key to keep the owner who deployed first"
            : listProblem(value, "object ids", guidProblem),
};

/** Fields of an `EntraSamlApp`. */
export const entraSamlAppFields = {
    displayName: { rule: displayNameProblem, required: true },
    identifier: { rule: identifierProblem, required: true },
    replyUrl: { rule: replyUrlProblem, required: true },
    relayState: { rule: relayStateProblem },
    ...certificateFields,
    owners: ownersField,
    notificationEmailAddresses: { rule: notificationEmailAddressesProblem },
    appRoleAssignmentRequired: { rule: booleanProblem },
    tenantId: { rule: guidProblem },
    environment: { rule: environmentProblem, plain: "it decides which hosts the addresses have. Write its name" },
    protection: flag,
} satisfies Fields;

/** The certificates of an application that names none. */
export const defaultCertificates: Readonly<Record<string, SigningCertificateEntry>> = { initial: {} };

type CertificateArgs = Pick<EntraSamlAppArgs, "certificates" | "signingCertificate" | "retiredCertificates">;

/** What is wrong with certificates taken together. */
export function findCertificateProblems({
    certificates = defaultCertificates,
    signingCertificate,
    retiredCertificates = [],
}: CertificateArgs): Problem[] {
    if (!isPlainMap(certificates)) {
        return [];
    }
    const names = Object.keys(certificates);
    const problems: Problem[] = (Array.isArray(retiredCertificates) ? retiredCertificates : [])
        .filter((name) => names.includes(String(name)))
        .map((name) => ({
            path: ["retiredCertificates"],
            message: `must not name ${quote(name)} while certificates lists it. Remove it from one of the two`,
        }));
    if (names.length === 0) {
        problems.push({
            path: ["certificates"],
            message: "must list at least one certificate, got none. Write initial: {}",
        });
    }
    if (signingCertificate === undefined && names.length > 1) {
        problems.push({
            path: ["signingCertificate"],
            message:
                `must be set when there are two or more certificates (${listOf(names)}), got none. Write the name of the one Entra signs ` +
                "with: the oldest, unless you ran the activation command of another",
        });
    }
    if (
        nonEmptyTextProblem(signingCertificate) === undefined &&
        names.length > 0 &&
        !names.includes(signingCertificate ?? "")
    ) {
        problems.push({
            path: ["signingCertificate"],
            message: `must be one of certificates (${listOf(names)}), got ${quote(signingCertificate)}`,
        });
    }
    return problems;
}

/** What an application registers, and its guards compare. */
export interface RegisteredApp {
    identifier?: unknown;
    tenantId?: unknown;
    environment?: unknown;
    certificates?: unknown;
    signingCertificate?: unknown;
    certificateActivation?: unknown;
    retiredCertificates?: unknown;
    alsoTrustedCertificates?: unknown;
    replyUrl?: unknown;
    appRoleAssignmentRequired?: unknown;
}

/** What a change of the application would take from people. `outputs` are the certificates that stand, by name. */
export function findAppLockouts(before: RegisteredApp, after: RegisteredApp, outputs: unknown): Problem[] {
    return [
        ...fixedValueChanged(
            ["identifier"],
            before.identifier,
            after.identifier,
            "sign-ins fail until AWS and all bookmarks use the new one",
        ),
        ...fixedIdChanged(
            ["tenantId"],
            before.tenantId,
            after.tenantId,
            "another tenant has other users and another issuer",
        ),
        ...fixedValueChanged(["replyUrl"], before.replyUrl, after.replyUrl, "Entra sends every response there"),
        ...(before.appRoleAssignmentRequired === false && after.appRoleAssignmentRequired === true
            ? [
                  conditionAdded(["appRoleAssignmentRequired"], false, true, {
                      why: "Entra would refuse the people who have no assignment",
                      cure: "Assign them first",
                  }),
              ]
            : []),
        ...fixedValueChanged(["environment"], before.environment, after.environment, "another cloud has other tenants"),
        ...findCertificatesLeaving(before, after, outputs),
        ...findEarlySigner(before, after),
    ];
}

/** End dates of certificates that are still to be created; those of others have no effect. */
export function findEndDatesOutOfRange(before: RegisteredApp, after: RegisteredApp): Problem[] {
    const existing = isPlainMap(before.certificates) ? before.certificates : {};
    return Object.entries(isPlainMap(after.certificates) ? after.certificates : {})
        .filter(([name]) => !Object.hasOwn(existing, name))
        .flatMap(([name, entry]) => {
            const asked = isPlainMap(entry) ? entry.endDate : undefined;
            const message = asked === undefined ? undefined : endDateRangeProblem(asked, Date.now());
            return message === undefined ? [] : [{ path: ["certificates", name, "endDate"], message }];
        });
}

/** A certificate that is said to sign before it exists. */
function findEarlySigner({ certificates }: RegisteredApp, after: RegisteredApp): Problem[] {
    const { signingCertificate } = after;
    const next = activates(after)
        ? "and set signingCertificate in the deployment after that"
        : "and run the activation command in the output certificates";
    const names = Object.keys(isPlainMap(certificates) ? certificates : {});
    return typeof signingCertificate !== "string" || names.length === 0 || names.includes(signingCertificate)
        ? []
        : [
              {
                  path: ["signingCertificate"],
                  message:
                      `can't be ${quote(signingCertificate)} yet: this deployment creates that certificate, so Entra signs with another one. ` +
                      `Write the one it signs with (${listOf(names)}), deploy, ${next}`,
              },
          ];
}

/** What a component registers for `certificateActivation`: nothing where no certificate is named, and so nothing is asked. */
export function registeredActivation({
    signingCertificate,
    certificateActivation,
}: {
    signingCertificate?: string;
    certificateActivation?: boolean;
}): boolean | undefined {
    return signingCertificate === undefined ? certificateActivation : (certificateActivation ?? true);
}

/** Whether deployments make Entra sign with the certificate that `signingCertificate` names. */
export function activates({ signingCertificate, certificateActivation }: RegisteredApp): boolean {
    // Only components that know what must trust a certificate first register this, with its default.
    return typeof signingCertificate === "string" && certificateActivation === true;
}

/** Certificates that would leave the metadata while Entra may sign with them, by what was stated. */
function findCertificatesLeaving(before: RegisteredApp, after: RegisteredApp, outputs: unknown): Problem[] {
    return certificatesLeaving(changeOfCertificates(before, after, outputs));
}

/** Asks Entra, too, where nothing else is against it: whether one of those that leave signs. `outputs`: of the component. */
export async function findSignerLost(
    before: RegisteredApp,
    after: RegisteredApp,
    outputs: Readonly<Record<string, unknown>>,
    graph: GraphClient,
): Promise<Problem[]> {
    const change = changeOfCertificates(before, after, outputs.certificates);
    return certificatesLeaving(change).length > 0
        ? []
        : findSignerLeaving(graph, outputs.servicePrincipalObjectId, change);
}

function changeOfCertificates(
    before: RegisteredApp,
    after: RegisteredApp,
    outputs: unknown,
): CertificateChange & { activates: boolean } {
    const facts = isPlainMap(outputs) ? outputs : {};
    const trusted = ({ certificates, alsoTrustedCertificates }: RegisteredApp): TrustedCertificate[] => [
        ...Object.keys(isPlainMap(certificates) ? certificates : {}).map((name) => {
            const known = facts[name];
            const thumbprint = isPlainMap(known) && typeof known.thumbprint === "string" ? known.thumbprint : undefined;
            return { name, ...(thumbprint === undefined ? {} : { thumbprint }) };
        }),
        ...validCertificates(alsoTrustedCertificates),
    ];
    const commands = Object.entries(facts).flatMap(([name, known]) =>
        isPlainMap(known) && typeof known.activateCommand === "string" ? [[name, known.activateCommand] as const] : [],
    );
    return {
        before: trusted(before),
        after: trusted(after),
        retired: Array.isArray(after.retiredCertificates) ? after.retiredCertificates.map(String) : [],
        // It counts only when somebody said so, and not because it is the only one left.
        signing: String(after.signingCertificate ?? ""),
        activates: activates(after),
        activateCommands: Object.fromEntries(commands),
        writtenIn: "arguments",
    };
}

/** Certificates in base64 that have not ended. */
function validCertificates(values: unknown): TrustedCertificate[] {
    return (Array.isArray(values) ? values : [])
        .filter((value) => certificateValueProblem(value) === undefined)
        .map((value) => certificateFacts(readCertificate(value)))
        .filter(({ notAfter }) => Date.parse(notAfter) > Date.now())
        .map(({ thumbprint, value }) => ({ thumbprint, value }));
}
