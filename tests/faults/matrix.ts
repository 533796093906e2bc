/** What may go wrong, at which step, and how somebody runs it: each combination is a case. */
import { awsTypes, cognitoTypes, entraTypes } from "../../tools/deployment/types";
import type { FaultPlan } from "../../tools/rehearsal/clouds/provider/plan/format";
import type { Operation as CloudOperation } from "../../tools/rehearsal/clouds/provider/resourceType";

/** `delete` is one in an `up` that removes somebody, `destroy` one when the whole stack goes. */
export const operations = ["create", "update", "delete", "destroy"] as const;
export type Operation = (typeof operations)[number];

/** Creations by a program with `CognitoFederation`, in its first deployment and in a later one. */
export const cognitoParts = ["cognito", "cognitoLater"] as const;
/** The others are of the stack program. */
export const parts = [...operations, ...cognitoParts] as const;
export type Part = (typeof parts)[number];

export const faults = ["before", "lost", "engine", "plugin", "program", "stale"] as const;
export type Fault = (typeof faults)[number];

/** The Pulumi CLI as it is, `npm start`, or the CLI where the program can't ask Entra what is there. */
export const ways = ["cli", "start", "bare"] as const;
export type Way = (typeof ways)[number];

export interface Case {
    way: Way;
    operation: Part;
    /** The last part of a token: no two types share it. */
    type: string;
    fault: Fault;
}

/** Every type that the program creates, the ones first that can lock people out. */
export const types: readonly string[] = [
    entraTypes.signingCertificate,
    entraTypes.application,
    entraTypes.claimsPolicy,
    entraTypes.roleAssignment,
    awsTypes.user,
    entraTypes.policyAssignment,
    entraTypes.servicePrincipal,
    entraTypes.identifierUri,
    awsTypes.samlProvider,
    awsTypes.role,
    awsTypes.rolePolicy,
    awsTypes.instance,
];

/** Every type that only `CognitoFederation` creates. */
export const ownCognitoTypes: readonly string[] = Object.values(cognitoTypes);

export const tokensOf: Record<Part, readonly string[]> = {
    create: types,
    update: [
        entraTypes.application,
        entraTypes.servicePrincipal,
        entraTypes.claimsPolicy,
        awsTypes.samlProvider,
        awsTypes.role,
        awsTypes.instance,
        awsTypes.user,
    ],
    delete: [entraTypes.roleAssignment, awsTypes.user],
    // The certificate stays until its service principal goes.
    destroy: types.filter((type) => type !== entraTypes.signingCertificate),
    cognito: [
        ...ownCognitoTypes,
        ...[entraTypes.signingCertificate, entraTypes.application, entraTypes.servicePrincipal],
        ...[entraTypes.identifierUri, entraTypes.roleAssignment],
    ],
    cognitoLater: [cognitoTypes.appClient, entraTypes.signingCertificate, entraTypes.roleAssignment],
};

/** The read that comes too early, where that is not the provider's last one. */
const earlyReads: Record<string, string> = { [entraTypes.signingCertificate]: "poll" };

export const earlyReadOf = (token: string): string => earlyReads[token] ?? "readBack";

export const shortName = (token: string): string => token.split(":").pop() ?? token;

export const idOf = ({ way, operation, type, fault }: Case): string => [way, operation, type, fault].join("/");

export const isCognito = (part: string): boolean => (cognitoParts as readonly string[]).includes(part);

/** Nothing is read back after a deletion. Entra is only asked before a creation, after one of which the answer was lost. */
const happens = (token: string, { way, operation, fault }: Case): boolean =>
    isCognito(operation)
        ? way === "cli" && ["lost", "engine", "plugin"].includes(fault)
        : way === "bare"
          ? operation === "create" && !["before", "program"].includes(fault) && token.startsWith("azuread:")
          : fault !== "stale" || operation === "create" || operation === "update";

/** All cases, the most dangerous ones first. */
export const cases: readonly Case[] = parts.flatMap((operation) =>
    (["lost", "engine", "plugin", "stale", "program", "before"] as const).flatMap((fault) =>
        ways.flatMap((way) =>
            tokensOf[operation]
                .map((token) => ({ token, one: { way, operation, type: shortName(token), fault } }))
                .filter(({ token, one }) => happens(token, one))
                .map(({ one }) => one),
        ),
    ),
);

const cloudOperations: Record<Part, CloudOperation> = {
    ...{ create: "create", update: "update", delete: "delete", destroy: "delete" },
    ...{ cognito: "create", cognitoLater: "create" },
};

/** The plan that makes the case happen, once. */
export function planOf({ operation, type, fault }: Case): FaultPlan {
    const token = [...types, ...ownCognitoTypes].find((one) => shortName(one) === type) ?? type;
    const cloudOperation = cloudOperations[operation];
    const at = { type: token, operation: cloudOperation, call: 1 };
    switch (fault) {
        case "before":
            return { fail: [at], once: true };
        case "lost":
            return { fail: [{ ...at, after: true }], once: true };
        case "stale":
            return { stale: [{ ...at, read: earlyReadOf(token) }], once: true };
        default:
            return { crash: [{ ...at, after: true, kills: fault }], once: true };
    }
}
