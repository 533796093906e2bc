import { samlProviderArnProblem } from "../../../rules/claims";
import { instanceArnProblem } from "../../../rules/connect";
import {
    iamTagsProblem,
    maxSessionDurationProblem,
    roleNameProblem,
    samlProviderNameProblem,
} from "../../../rules/iam";
import { conditionAdded, fixedValueChanged, providersLeaving, takenOverDropped } from "../../../rules/lockouts";
import type { Problem } from "../../../rules/problem";
import { metadataDocumentProblem } from "../../../rules/saml";
import { listProblem, nonEmptyTextProblem, quote } from "../../../rules/text";
import type { AwsSamlFederationArgs } from "../../args/awsSamlFederationArgs";
import type { Field, Fields } from "../args";
import { isPlain } from "../plain";
import { certificateFields } from "./entraSamlApp";
import { flag } from "./flag";

/** Fields about the role and what it trusts, shared with what wires a federation. */
export const federationFields = {
    samlProviderName: { rule: samlProviderNameProblem },
    roleName: { rule: roleNameProblem },
    existingRoleName: {
        rule: roleNameProblem,
        plain: "Pulumi decides on an import while the program runs. Write the name itself",
    },
    alsoTrustedSamlProviders: { rule: samlProviderArnsProblem },
    retiredSamlProviders: {
        rule: samlProviderArnsProblem,
        plain: "it decides what the role may stop trusting. Write the ARNs",
    },
} satisfies Fields;

/** Fields of an `AwsSamlFederation`. */
export const awsSamlFederationFields = {
    samlMetadataDocument: { rule: metadataDocumentProblem, required: true },
    instanceArn: { rule: instanceArnProblem, required: true },
    ...federationFields,
    retiredCertificates: certificateFields.retiredCertificates,
    signingCertificate: certificateFields.signingCertificate,
    issuer: { rule: nonEmptyTextProblem },
    maxSessionDurationSeconds: { rule: maxSessionDurationProblem },
    region: { rule: nonEmptyTextProblem },
    tags: { rule: iamTagsProblem } as Field,
    protection: flag,
} satisfies Fields;

/** What is wrong with the role's two names taken together. */
export function findRoleNameProblems({
    roleName,
    existingRoleName,
}: Pick<AwsSamlFederationArgs, "roleName" | "existingRoleName">): Problem[] {
    return roleName === undefined || existingRoleName === undefined || roleName === existingRoleName
        ? []
        : [
              {
                  path: ["roleName"],
                  message: `must be removed when existingRoleName names the role, got ${isPlain(roleName) ? quote(roleName) : "an Output"} beside ${quote(existingRoleName)}`,
              },
          ];
}

/** What a federation registers, and its guards compare. */
export interface RegisteredFederation {
    roleName?: unknown;
    existingRoleName?: unknown;
    samlProviderName?: unknown;
    instanceArn?: unknown;
    alsoTrustedSamlProviders?: unknown;
    retiredSamlProviders?: unknown;
    issuer?: unknown;
    maxSessionDurationSeconds?: unknown;
    region?: unknown;
}

/** What a change of the federation would take from people. */
export function findFederationLockouts(before: RegisteredFederation, after: RegisteredFederation): Problem[] {
    const bound = "Connect binds every user to the first role they sign in with";
    return [
        ...fixedValueChanged(["roleName"], before.roleName, after.roleName, bound),
        ...fixedValueChanged(
            ["samlProviderName"],
            before.samlProviderName,
            after.samlProviderName,
            "the Role claim of every sign-in contains its ARN",
        ),
        ...fixedValueChanged(["instanceArn"], before.instanceArn, after.instanceArn, "people sign in to that instance"),
        ...providersLeaving(
            list(before.alsoTrustedSamlProviders),
            list(after.alsoTrustedSamlProviders),
            list(after.retiredSamlProviders),
        ),
    ];
}

/** The same for a federation that stands alone, where nobody knows what the identity provider sends. */
export function findStandaloneFederationLockouts(before: RegisteredFederation, after: RegisteredFederation): Problem[] {
    // That none was demanded before says nothing at the first deployment.
    const issuer = before.instanceArn === undefined ? after.issuer : before.issuer;
    return [
        ...findFederationLockouts(before, after),
        ...fixedValueChanged(
            ["region"],
            before.region,
            after.region,
            "the role trusts responses that are sent to AWS's sign-in endpoint of that Region",
        ),
        ...findRoleConditionsAdded({ ...before, issuer }, after),
    ];
}

/** What a role demands of people's responses now and did not before. */
export function findRoleConditionsAdded(
    before: Pick<RegisteredFederation, "issuer" | "maxSessionDurationSeconds">,
    after: Pick<RegisteredFederation, "issuer" | "maxSessionDurationSeconds">,
): Problem[] {
    const { maxSessionDurationSeconds: longest } = before;
    const isShorter = Number(after.maxSessionDurationSeconds) < Number(longest);
    return [
        ...(after.issuer === undefined || after.issuer === before.issuer
            ? []
            : [
                  conditionAdded(["issuer"], before.issuer, after.issuer, {
                      why: "AWS would refuse the people whose responses have another issuer",
                      cure: "Make sure that every identity provider sends this issuer",
                  }),
              ]),
        ...(isShorter
            ? [
                  conditionAdded(["maxSessionDurationSeconds"], longest, after.maxSessionDurationSeconds, {
                      why: "AWS refuses the people whose claim SessionDuration is longer",
                      cure: "Shorten that claim first",
                  }),
              ]
            : []),
    ];
}

/** A role that was taken over and is still the role, but no longer by the name that keeps it from being deleted. */
export function findRoleTakeOverDropped(before: RegisteredFederation, after: RegisteredFederation): Problem[] {
    return takenOverDropped([], "existingRoleName", text(before.existingRoleName), text(after.existingRoleName));
}

function list(value: unknown): string[] {
    return Array.isArray(value) ? value.map(String) : [];
}

function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

function samlProviderArnsProblem(value: unknown): string | undefined {
    return listProblem(value, "SAML provider ARNs", samlProviderArnProblem);
}
