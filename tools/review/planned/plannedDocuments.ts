/**
 * A new certificate's bytes are not known before it is made, nor is the SAML metadata document that will hold it. Of a
 * component of this project it is known which certificates stay in the document; the new ones come on top.
 */
import { isRecord } from "../../../rules/record";
import { deriveMetadataDocument, readMetadataDocument } from "../../../rules/saml";
import { withParents } from "../../deployment/exportedState";
import { follow, unwrap } from "../../deployment/pulumiValue";
import { awsTypes, componentTypes } from "../../deployment/types";
import { isGap } from "../../deployment/unreadable";
import type { Entry } from "../preview/preview";

const property = "samlMetadataDocument";

export function withPlannedDocuments(before: readonly Entry[], after: readonly Entry[]): Entry[] {
    const standing = new Map(before.map((entry) => [entry.urn, entry]));
    const planned = new Map(after.map((entry) => [entry.urn, entry]));
    return after.map((entry) => {
        const old = standing.get(entry.urn);
        if (entry.type !== awsTypes.samlProvider || old === undefined || !isUnknown(entry)) {
            return entry;
        }
        const owner = withParents(entry, planned).find(({ type }) => type === componentTypes.connectSso);
        const document = plannedDocument(old, owner);
        return document === undefined ? entry : withDocument(entry, document);
    });
}

function isUnknown({ inputs, outputs }: Entry): boolean {
    return [inputs, outputs].some((side) => isRecord(side) && isGap(unwrap(side[property])));
}

function withDocument(entry: Entry, document: string): Entry {
    const side = (value: unknown) => ({ ...(isRecord(value) ? value : {}), [property]: document });
    return { ...entry, inputs: side(entry.inputs), outputs: side(entry.outputs) };
}

function plannedDocument(old: Entry, owner: Entry | undefined): string | undefined {
    const standing = [old.outputs, old.inputs].map((side) => follow(side, [property])).find((it) => !isGap(it));
    const names = follow(owner?.inputs, ["certificates"]);
    const others = follow(owner?.inputs, ["alsoTrustedCertificates"]);
    if (standing === undefined || isGap(standing) || isGap(names) || isGap(others) || !isRecord(names.value)) {
        return undefined;
    }
    const wanted = names.value;
    const trusted = new Set(Array.isArray(others.value) ? others.value : []);
    try {
        const { entityId, certificates } = readMetadataDocument(String(standing.value));
        const signingCertificates = certificates
            .filter(
                ({ keyName, value }) => (keyName !== undefined && Object.hasOwn(wanted, keyName)) || trusted.has(value),
            )
            .map(({ keyName, value }) => ({ ...(keyName === undefined ? {} : { name: keyName }), value }));
        const location = /Location="([^"]*)"/.exec(String(standing.value))?.[1] ?? "";
        return deriveMetadataDocument({ entityId, singleSignOnUrl: location, signingCertificates });
    } catch {
        return undefined;
    }
}
