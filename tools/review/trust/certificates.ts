/** Signing certificates: those that Entra gets, those that AWS trusts, and the order of both. */
import { isRecord } from "../../../rules/record";
import { readMetadataDocument } from "../../../rules/saml";
import { activatedThumbprints } from "../../deployment/configuredSignIn";
import type { EntraKeys } from "../../deployment/entraKeys";
import { ofType } from "../../deployment/exportedState";
import { text } from "../../deployment/properties";
import { follow } from "../../deployment/pulumiValue";
import type { StateResource } from "../../deployment/stateResource";
import { awsTypes, cognitoTypes, componentTypes, entraTypes, ownersOfApplications } from "../../deployment/types";
import { isGap, isUnreadable, type Readable } from "../../deployment/unreadable";
import { ownName } from "../ownName";
import type { Change, Plan, Side } from "../planned/world";
import type { TrustChange } from "../review";
import { signingStatements, statementFor } from "../signing";

/** A certificate that AWS trusts. */
interface Trusted {
    key: string;
    keyName?: string;
    line: string;
}

export function certificateChanges(plan: Plan, keys: EntraKeys | undefined): TrustChange[] {
    const own = plan.changes.filter(({ type }) => type === entraTypes.signingCertificate);
    return [...own.flatMap((change) => ofEntra(change, plan)), ...statementChanges(plan), ...ofAws(plan, keys)];
}

function ofEntra({ operation, before, after, name, isRetained }: Change, plan: Plan): TrustChange[] {
    const certificate = (side: Side, resource: typeof before) => {
        const all = side.deployment.applications.flatMap(
            ({ servicePrincipal }) => servicePrincipal?.signingCertificates ?? [],
        );
        const thumbprint = resource && text(resource, "thumbprint", { what: "the thumbprint" });
        const found = all.find((it) => (isUnreadable(thumbprint) ? it.name === name : it.thumbprint === thumbprint));
        const label = found?.name ?? (resource && ownName(resource)) ?? name;
        return isUnreadable(thumbprint) || thumbprint === undefined
            ? label
            : lineOf(
                  label,
                  thumbprint,
                  found === undefined || isUnreadable(found.notAfter) ? undefined : found.notAfter,
              );
    };
    const added = (): TrustChange => ({
        id: isFirst((after && ownName(after)) ?? name, plan) ? "firstCertificate" : "certificateAdded",
        name,
        before: [],
        after: [certificate(plan.after, after)],
        direction: "other",
    });
    const retired = (): TrustChange => ({
        id: isRetained ? "certificateRetired" : "certificateDeleted",
        name,
        before: [certificate(plan.before, before)],
        after: [],
        direction: "narrower",
    });
    switch (operation) {
        case "create":
        case "import":
            return [added()];
        case "delete":
            return [retired()];
        case "replace":
            return [retired(), added()];
        default:
            return [];
    }
}

/** The only one of a service principal that is new: Entra signs with it, and nobody activates it. */
function isFirst(name: string, { before, after }: Plan): boolean {
    const principals = ({ deployment }: Side) =>
        deployment.applications.flatMap(({ servicePrincipal }) => servicePrincipal ?? []);
    const known = new Set(principals(before).map(({ objectId }) => objectId));
    return principals(after).some(
        ({ objectId, signingCertificates: [first, ...others] }) =>
            first?.name === name && others.length === 0 && !isUnreadable(objectId) && !known.has(objectId),
    );
}

function lineOf(name: string | undefined, thumbprint: string, notAfter: string | undefined): string {
    const until = notAfter === undefined ? "" : `, until ${notAfter}`;
    return name === undefined ? `${thumbprint}${until}` : `${name} (${thumbprint}${until})`;
}

function statementChanges({ before, after, changes }: Plan): TrustChange[] {
    const activates = changes.some(
        ({ type, operation }) => type === componentTypes.entraSigningCertificate && operation !== "delete",
    );
    const next = signingStatements(after.state);
    return [...signingStatements(before.state)].flatMap(
        ([urn, { name, signingCertificate: old = "" }]): TrustChange[] => {
            const now = next.get(urn)?.signingCertificate;
            return old === now || !after.state.byUrn.has(urn)
                ? []
                : [
                      {
                          id: activates ? "certificateActivated" : "signingCertificateChanged",
                          name,
                          before: [old],
                          after: now === undefined ? [] : [now],
                          direction: "other",
                      },
                  ];
        },
    );
}

function ofAws(plan: Plan, keys: EntraKeys | undefined): TrustChange[] {
    const pairs = plan.changes.filter(
        ({ type, operation }) => Object.hasOwn(documentsOf, type) && operation !== "delete",
    );
    return pairs.flatMap((change): TrustChange[] => {
        const next = trustedBy(change.after);
        // A provider that comes trusts nothing before.
        const none = change.before === undefined && next !== undefined ? { ...next, certificates: [] } : undefined;
        const old = trustedBy(change.before) ?? none;
        const { name } = change;
        if (old !== undefined && next === undefined) {
            // A document that nobody can read may lack all that stand in the old one.
            const lines = old.certificates.map(({ line }) => line);
            return [
                {
                    id: "metadataUnknown",
                    name,
                    before: lines,
                    after: [notReadable(change.after)],
                    direction: "other",
                },
            ];
        }
        if (old === undefined || next === undefined) {
            return [];
        }
        const notMade = namesNotMade(plan, change.urn, next.certificates);
        const lines = old.certificates.map(({ line }) => line);
        const nextLines = [...next.certificates.map(({ line }) => line), ...notMade];
        const leaving = old.certificates.filter(({ key }) => !next.certificates.some((it) => it.key === key));
        const entering = next.certificates.filter(({ key }) => !old.certificates.some((it) => it.key === key));
        const all = { name, before: lines, after: nextLines };
        const isOwn = (one: Trusted) => ownThumbprints(plan).has(one.key);
        return [
            ...(old.issuer === next.issuer
                ? []
                : [
                      {
                          id: "issuer" as const,
                          name,
                          before: [old.issuer],
                          after: [next.issuer],
                          direction: "other" as const,
                      },
                  ]),
            ...(leaving.length > 0
                ? [{ id: "certificateLeavesAws" as const, ...all, direction: "narrower" as const }]
                : []),
            ...(entering.length + notMade.length > 0
                ? [
                      {
                          id: "certificateEntersAws" as const,
                          ...all,
                          direction: entering.every(isOwn) ? ("other" as const) : ("wider" as const),
                      },
                  ]
                : []),
            ...tooEarly(plan, {
                leaving,
                old: old.certificates,
                next: next.certificates,
                provider: change.before,
                keys,
            }),
        ];
    });
}

/** Where AWS holds the metadata of an identity provider. */
const documentsOf: Readonly<Record<string, string | readonly string[]>> = {
    [awsTypes.samlProvider]: "samlMetadataDocument",
    [cognitoTypes.identityProvider]: ["providerDetails", "MetadataFile"],
};

function documentOf(provider: StateResource): Readable<string> {
    return text(provider, documentsOf[provider.type] ?? "", { what: "the metadata document" });
}

function notReadable(provider: StateResource | undefined): string {
    const document = provider && documentOf(provider);
    return document === undefined || isUnreadable(document) ? "not known yet" : "no metadata document that AWS accepts";
}

/** Names of certificates that the configuration has and the document will have once they are made. */
function namesNotMade({ after }: Plan, urn: string, known: readonly Trusted[]): string[] {
    const provider = after.state.byUrn.get(urn);
    const federation = after.state.byUrn.get(provider?.parent ?? "");
    // An identity provider of a user pool is its component's own child.
    const owner =
        federation?.type === componentTypes.cognitoFederation
            ? federation
            : after.state.byUrn.get(federation?.parent ?? "");
    const found =
        ownersOfApplications.has(owner?.type) && owner !== undefined
            ? follow(owner.inputs, ["certificates"])
            : undefined;
    const names = found === undefined || isGap(found) || !isRecord(found.value) ? [] : Object.keys(found.value);
    return names.filter((name) => !known.some(({ keyName }) => keyName === name)).sort();
}

function ownThumbprints({ before, after }: Plan): Set<unknown> {
    const all = [before, after].flatMap(({ state }) => ofType(state, entraTypes.signingCertificate));
    return new Set(all.map((it) => text(it, "thumbprint", { what: "the thumbprint" })));
}

function trustedBy(provider: StateResource | undefined): { issuer: string; certificates: Trusted[] } | undefined {
    const document = provider && documentOf(provider);
    try {
        const { entityId, certificates } = readMetadataDocument(isUnreadable(document) ? "" : (document ?? ""));
        return {
            issuer: entityId,
            certificates: certificates.map(
                ({ keyName, thumbprint, notAfter }): Trusted => ({
                    key: thumbprint,
                    ...(keyName === undefined ? {} : { keyName }),
                    line: lineOf(keyName, thumbprint, notAfter),
                }),
            ),
        };
    } catch {
        return undefined;
    }
}

/**
 * Entra goes on signing with the certificate that it signs with until somebody switches it. Entra's own word counts; without
 * it the last deployment's; without either, that one of those that stay was trusted already.
 */
function tooEarly(
    { before }: Plan,
    {
        leaving,
        old,
        next,
        provider,
        keys,
    }: {
        leaving: Trusted[];
        old: Trusted[];
        next: Trusted[];
        provider: StateResource | undefined;
        keys: EntraKeys | undefined;
    },
): TrustChange[] {
    const activated = activatedThumbprints(before.state);
    const signer = keys?.preferredTokenSigningKeyThumbprint ?? old.find(({ key }) => activated.has(key))?.key;
    const declared = statementFor(before.state, provider)?.signingCertificate;
    const isSigner = ({ key, keyName }: Trusted) =>
        signer === undefined ? (declared === undefined ? old.length === 1 : keyName === declared) : key === signer;
    const signing = leaving.filter(isSigner);
    const noneStays = leaving.length > 0 && leaving.length === old.length;
    const early = signing.length > 0 ? signing : noneStays ? leaving : [];
    return early.length === 0
        ? []
        : [
              {
                  id: "retiredBeforeNewOneSigns",
                  name: provider?.name ?? "",
                  before: early.map(({ line }) => line),
                  after: next.map(({ line }) => line),
                  direction: "narrower",
              },
          ];
}
