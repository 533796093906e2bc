/** Signing certificates: those that Entra gets, those that AWS trusts, and the order of both. */

import type { KeysInEntra } from "../../../rules/keysInEntra";
import { defined, isRecord } from "../../../rules/record";
import { readMetadataDocument } from "../../../rules/saml";
import { activatedThumbprints } from "../../deployment/configuredSignIn";
import { thumbprintIn } from "../../deployment/entraCertificate";
import { ofType } from "../../deployment/exportedState";
import { text } from "../../deployment/properties";
import { valueAt } from "../../deployment/pulumiValue";
import type { StateResource } from "../../deployment/stateResource";
import { awsTypes, cognitoTypes, componentTypes, entraTypes, ownersOfApplications } from "../../deployment/types";
import { isUnreadable, type Readable } from "../../deployment/unreadable";
import { ownName } from "../ownName";
import type { Change, Plan, Side } from "../planned/world";
import type { TrustChange } from "../review";
import { signingStatements, statementFor } from "../signing";
import { changeOf, unknown } from "./change";

/** A certificate that AWS trusts. */
interface Trusted {
    key: string;
    keyName?: string;
    line: string;
}

export function certificateChanges(plan: Plan, keys: KeysInEntra | undefined): TrustChange[] {
    const own = plan.changes.filter(({ type }) => type === entraTypes.signingCertificate);
    return [...own.flatMap((change) => ofEntra(change, plan)), ...statementChanges(plan), ...ofAws(plan, keys)];
}

function ofEntra({ operation, before, after, name, isRetained }: Change, plan: Plan): TrustChange[] {
    const goes = operation === "delete" || operation === "replace";
    const comes = operation === "create" || operation === "import" || operation === "replace";
    const gone = isRetained ? "certificateRetired" : "certificateDeleted";
    const come = isFirst((after && ownName(after)) ?? name, plan) ? "firstCertificate" : "certificateAdded";
    return [
        ...(goes ? changeOf(gone, name, [lineIn(plan.before, before, name)], [], "narrower") : []),
        ...(comes ? changeOf(come, name, [], [lineIn(plan.after, after, name)]) : []),
    ];
}

function lineIn({ deployment }: Side, resource: StateResource | undefined, name: string): string {
    const all = principalsOf(deployment).flatMap(({ signingCertificates }) => signingCertificates);
    const thumbprint = resource && thumbprintIn(resource);
    const found = all.find((it) => (thumbprint === undefined ? it.name === name : it.thumbprint === thumbprint));
    const label = found?.name ?? (resource && ownName(resource)) ?? name;
    const notAfter = found === undefined || isUnreadable(found.notAfter) ? undefined : found.notAfter;
    return thumbprint === undefined ? label : lineOf(label, thumbprint, notAfter);
}

const principalsOf = ({ applications }: Side["deployment"]) =>
    applications.flatMap(({ servicePrincipal }) => servicePrincipal ?? []);

/** The only one of a service principal that is new: Entra signs with it, and nobody activates it. */
function isFirst(name: string, { before, after }: Plan): boolean {
    const known = new Set(principalsOf(before.deployment).map(({ objectId }) => objectId));
    return principalsOf(after.deployment).some(
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
    const id = activates ? "certificateActivated" : "signingCertificateChanged";
    const next = signingStatements(after.state);
    return [...signingStatements(before.state)].flatMap(([urn, { name, signingCertificate: old = "" }]) => {
        const now = next.get(urn)?.signingCertificate;
        return after.state.byUrn.has(urn) ? changeOf(id, name, [old], now === undefined ? [] : [now]) : [];
    });
}

function ofAws(plan: Plan, keys: KeysInEntra | undefined): TrustChange[] {
    const own = new Set(
        [plan.before, plan.after].flatMap(({ state }) =>
            ofType(state, entraTypes.signingCertificate).map(thumbprintIn),
        ),
    );
    const changed = plan.changes.filter(
        ({ type, operation }) => Object.hasOwn(documentsOf, type) && operation !== "delete",
    );
    return changed.flatMap(({ name, urn, before: provider, after }): TrustChange[] => {
        const next = trustedBy(after);
        // A provider that comes trusts nothing before.
        const none = provider === undefined && next !== undefined ? { ...next, certificates: [] } : undefined;
        const old = trustedBy(provider) ?? none;
        if (old === undefined) {
            return [];
        }
        const lines = old.certificates.map(({ line }) => line);
        if (next === undefined) {
            // A document that nobody can read may lack all that stand in the old one.
            return changeOf("metadataUnknown", name, lines, [notReadable(after)]);
        }
        const notMade = namesNotMade(plan, urn, next.certificates);
        const nextLines = [...next.certificates.map(({ line }) => line), ...notMade];
        const leaving = old.certificates.filter(({ key }) => !next.certificates.some((it) => it.key === key));
        const entering = next.certificates.filter(({ key }) => !old.certificates.some((it) => it.key === key));
        const isOfStack = entering.every(({ key }) => own.has(key));
        const early = tooEarly(plan, { leaving, old: old.certificates, provider, keys });
        return [
            ...changeOf("issuer", name, [old.issuer], [next.issuer]),
            ...(leaving.length > 0 ? changeOf("certificateLeavesAws", name, lines, nextLines, "narrower") : []),
            ...(entering.length + notMade.length > 0
                ? changeOf("certificateEntersAws", name, lines, nextLines, isOfStack ? "other" : "wider")
                : []),
            ...(early.length > 0
                ? changeOf(
                      "retiredBeforeNewOneSigns",
                      provider?.name ?? "",
                      early.map(({ line }) => line),
                      next.certificates.map(({ line }) => line),
                      "narrower",
                  )
                : []),
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
    return document === undefined || isUnreadable(document) ? unknown : "no metadata document that AWS accepts";
}

/** Names of certificates that the configuration has and the document will have once they are made. */
function namesNotMade({ after }: Plan, urn: string, known: readonly Trusted[]): string[] {
    const parentOf = (it: StateResource | undefined) => after.state.byUrn.get(it?.parent ?? "");
    const federation = parentOf(after.state.byUrn.get(urn));
    // An identity provider of a user pool is its component's own child.
    const owner = federation?.type === componentTypes.cognitoFederation ? federation : parentOf(federation);
    const configured = ownersOfApplications.has(owner?.type) ? valueAt([owner?.inputs], "certificates") : undefined;
    const names = isRecord(configured) ? Object.keys(configured) : [];
    return names.filter((name) => !known.some(({ keyName }) => keyName === name)).sort();
}

function trustedBy(provider: StateResource | undefined): { issuer: string; certificates: Trusted[] } | undefined {
    const document = provider && documentOf(provider);
    try {
        const { entityId, certificates } = readMetadataDocument(isUnreadable(document) ? "" : (document ?? ""));
        const trusted = certificates.map(({ keyName, thumbprint, notAfter }): Trusted => {
            return defined({ key: thumbprint, keyName, line: lineOf(keyName, thumbprint, notAfter) });
        });
        return { issuer: entityId, certificates: trusted };
    } catch {
        return undefined;
    }
}

/**
 * Those that leave although Entra signs with them: it goes on so until somebody switches it. Entra's own word counts; without
 * it the last deployment's; without either, that one of those that stay was trusted already.
 */
function tooEarly(
    { before }: Plan,
    {
        leaving,
        old,
        provider,
        keys,
    }: { leaving: Trusted[]; old: Trusted[]; provider: StateResource | undefined; keys: KeysInEntra | undefined },
): Trusted[] {
    const activated = activatedThumbprints(before.state);
    const signer = keys?.chosen ?? old.find(({ key }) => activated.has(key))?.key;
    const declared = statementFor(before.state, provider)?.signingCertificate;
    const isSigner = ({ key, keyName }: Trusted) =>
        signer === undefined ? (declared === undefined ? old.length === 1 : keyName === declared) : key === signer;
    const signing = leaving.filter(isSigner);
    return signing.length > 0 || leaving.length < old.length ? signing : leaving;
}
