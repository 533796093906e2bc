/** Signing certificates, in Entra and in what AWS trusts. */

import { certificateEndWarning, firstNoticeDays } from "../../rules/entra";
import { componentTypes } from "../../rules/resourceTypes";
import { plainThumbprint, readMetadataDocument, thumbprintOf } from "../../rules/saml";
import { outputOf, propertyOf, type Resource, textOf } from "../resource";
import { type Finding, rule } from "../rule";
import type { Stack } from "../stack";
import { types } from "../types";
import { textsOf, unknown } from "../values";
import { notYet, quoted } from "../words";

export const certificateHorizon = rule<{ days: number }>({
    id: "certificate-horizon",
    level: "advisory",
    description: "No signing certificate ends soon.",
    reason: "When the certificate that Entra signs with ends, nobody can sign in.",
    remedy: "Add a certificate, deploy, make Entra sign with it, then remove the old one.",
    parameters: {
        days: {
            type: "integer",
            minimum: 1,
            maximum: 1095,
            default: firstNoticeDays,
            description: "A certificate that ends within so many days is a violation.",
        },
    },
    together: (stack, { days }) => stack.ofType(types.signingCertificate).flatMap((one) => findEnd(one, days, stack)),
});

function findEnd(certificate: Resource, withinDays: number, stack: Stack): Finding[] {
    const notAfter = endOf(certificate);
    const warning =
        notAfter && certificateEndWarning({ name: certificate.name, notAfter, nowMs: Date.now(), withinDays });
    if (notAfter === undefined || warning === undefined) {
        return [];
    }
    const successor = stack
        .ofType(types.signingCertificate)
        .find((one) => one !== certificate && isOfSame(one, certificate) && (endOf(one) ?? "9") > notAfter);
    return successor === undefined
        ? [{ resource: certificate, says: warning }]
        : [
              {
                  resource: certificate,
                  notChecked: `endDate is ${notAfter}, and whether Entra signs with "${successor.name}" already is in no stack`,
              },
          ];
}

/** Not known before it is created: then it is three years away, or where it was written. */
const endOf = (certificate: Resource) => textOf(certificate, "endDate") ?? text(outputOf(certificate, "endDate"));
const text = (value: unknown) => (typeof value === "string" ? value : undefined);

function isOfSame(one: Resource, other: Resource): boolean {
    const [id, otherId] = [one, other].map((it) => propertyOf(it, "servicePrincipalId"));
    return id === unknown || otherId === unknown
        ? JSON.stringify(one.links.servicePrincipalId) === JSON.stringify(other.links.servicePrincipalId)
        : id === otherId;
}

export const metadataCertificates = rule<{ alsoTrusted: string[] }>({
    id: "metadata-certificates",
    level: "mandatory",
    description: "The metadata of a SAML provider has only signing certificates that are known.",
    reason: "Anybody who has the key of a certificate in the metadata can sign in as any user.",
    remedy: "Make the metadata from the application's own certificates: fetch it with `?appid=<client id>`, or use `EntraSamlApp`. List others in `alsoTrusted`.",
    parameters: {
        alsoTrusted: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "SHA-1 thumbprints of certificates that no resource of the stack made.",
        },
    },
    together: (stack, { alsoTrusted }) =>
        stack.ofType(types.samlProvider).flatMap((provider) => findForeign(provider, alsoTrusted, stack)),
});

function findForeign(provider: Resource, alsoTrusted: readonly string[], stack: Stack): Finding[] {
    const document = propertyOf(provider, "samlMetadataDocument");
    if (document === unknown) {
        // This component makes it from its own certificates.
        return provider.urn.includes(`${componentTypes.connectSso}$`) ? [] : [notYet(provider, "samlMetadataDocument")];
    }
    const found = thumbprintsIn(document);
    const made = stack.ofType(types.signingCertificate).map((one) => outputOf(one, "thumbprint"));
    const known = new Set([...textsOf(made), ...declared(stack), ...alsoTrusted].map(plainThumbprint));
    const foreign = found.filter((one) => !known.has(one));
    if (foreign.length === 0) {
        return [];
    }
    if (made.includes(unknown)) {
        return [notYet(provider, "whether samlMetadataDocument has the stack's own certificates only")];
    }
    const also = known.size === 0 ? "" : "also ";
    const whose = `samlMetadataDocument ${also}has ${foreign.length === 1 ? "the certificate" : "certificates"} with the SHA-1 thumbprint ${quoted(foreign)}`;
    return known.size === 0
        ? [{ resource: provider, notChecked: `${whose}, and the stack made none: list it in alsoTrusted` }]
        : [{ resource: provider, says: `${whose}; remove it, or list it in alsoTrusted` }];
}

/** Certificates that a component's arguments name. */
function declared(stack: Stack): string[] {
    const listed = stack
        .ofType(componentTypes.connectSso, componentTypes.entraSamlApp)
        .flatMap((one) => textsOf(propertyOf(one, "alsoTrustedCertificates")));
    return listed.map((der) => thumbprintOf(Buffer.from(der, "base64")));
}

function thumbprintsIn(document: unknown): string[] {
    try {
        return readMetadataDocument(String(document)).certificates.map(({ thumbprint }) => thumbprint);
    } catch {
        // IAM says what is wrong with it.
        return [];
    }
}
