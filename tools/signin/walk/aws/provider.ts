/** Whether the response is the identity provider's: AWS compares issuer and signature with the SAML provider's document. */
import type { webcrypto } from "node:crypto";
import { readMetadataDocument, thumbprintOf } from "../../../../rules/saml";
import type { Deployment } from "../../../deployment/deployment";
import { isUnreadable, type Readable } from "../../../deployment/unreadable";
import type { CauseId } from "../../errors";
import type { ReadResponse, SamlAssertion } from "../../saml/response";
import { SignatureVerifier } from "../../saml/verifySignature";
import { isOwn } from "../isOwn";
import type { Comparison, Trail } from "../trail";
import { likeName } from "./likeName";
import type { RolePair } from "./roleClaim";

/** A SAML provider's document, read once for many responses. */
export interface ProviderDocument {
    entityId: string;
    certificates: { name: string; thumbprint: string; value: string; notAfter: string }[];
    verifier: SignatureVerifier;
}

/** Reads documents once each; an Error where one can't be read. */
export function providerDocuments(crypto: typeof webcrypto): (document: string) => ProviderDocument | Error {
    const read = new Map<string, ProviderDocument | Error>();
    return (document) => {
        let known = read.get(document);
        if (known === undefined) {
            known = readOne(document, crypto);
            read.set(document, known);
        }
        return known;
    };
}

function readOne(document: string, crypto: typeof webcrypto): ProviderDocument | Error {
    try {
        const { entityId, certificates } = readMetadataDocument(document);
        const named = certificates.map(({ keyName, thumbprint, value, notAfter }) => ({
            name: keyName === undefined ? thumbprint : `${keyName} (${thumbprint})`,
            ...{ thumbprint, value, notAfter },
        }));
        return { entityId, certificates: named, verifier: new SignatureVerifier(named, crypto) };
    } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
    }
}

/** The document of the provider that the Role claim names. */
export function findProvider(
    trail: Trail,
    deployment: Deployment,
    pair: RolePair,
    { issuer, read }: { issuer: string; read: (document: string) => ProviderDocument | Error },
): ProviderDocument {
    const about = "samlProviderExists";
    const found = deployment.samlProviders.find(({ arn }) => arn === pair.providerArn);
    if (found === undefined) {
        const unread = deployment.samlProviders.map(({ arn }) => arn).find(isUnreadable);
        if (unread !== undefined) {
            trail.read(about, unread);
        }
        const arns = deployment.samlProviders.flatMap(({ arn }) => (isUnreadable(arn) ? [] : [arn]));
        const ofIssuer = deployment.samlProviders.find(({ metadataDocument }) => isOf(metadataDocument, issuer, read));
        const meant = ofIssuer === undefined || isUnreadable(ofIssuer.arn) ? undefined : ofIssuer.arn;
        const alike = likeName(pair.providerArn, arns);
        if (!isOwn(deployment) && alike === undefined) {
            return trail.cannotGoOn(about, {
                what: `the SAML provider ${pair.providerArn}`,
                why: `${deployment.source} ${arns.length === 0 ? "holds none" : "does not hold it"}`,
                supply: "give the export of the stack that makes it: a second --deployment FILE",
            });
        }
        return trail.stop("providerNotFound", "absent", { about, seen: pair.providerArn, expected: alike ?? meant });
    }
    trail.checked(about, pair.providerArn);
    const document = read(trail.read("samlProviderDocument", found.metadataDocument));
    if (document instanceof Error) {
        return trail.stop("providerMetadataUnreadable", "notMetadata", {
            about: "samlProviderDocument",
            seen: document.message,
        });
    }
    return document;
}

/** In a stack of this project a document of the issuer's own is that of the provider that is meant. */
function isOf(
    document: Readable<string>,
    issuer: string,
    read: (document: string) => ProviderDocument | Error,
): boolean {
    const known = isUnreadable(document) ? undefined : read(document);
    return known !== undefined && !(known instanceof Error) && known.entityId === issuer;
}

export function checkIssuer(trail: Trail, assertion: SamlAssertion, document: ProviderDocument): void {
    const about = "issuer";
    const { issuer } = assertion;
    const { entityId } = document;
    if (issuer !== entityId) {
        const cause = whyOther(issuer, entityId);
        trail.stop("issuerNotInProvider", cause, { about, seen: issuer || "no issuer", expected: entityId });
    }
    trail.checked(about, issuer);
}

/** Entra's issuer: the tenant, and the application's id where a claims policy asks for it. */
const entraIssuer =
    /^https:\/\/sts\.(?<cloud>windows\.net|chinacloudapi\.cn)\/(?<tenant>[^/]+)\/?(?<application>[0-9a-f-]{36})?\/?$/i;

function whyOther(issuer: string, entityId: string): CauseId<"issuerNotInProvider"> {
    const [own, known] = [issuer, entityId].map((one) => entraIssuer.exec(one)?.groups);
    if (own === undefined || known === undefined) {
        return "otherProvider";
    }
    if (own.cloud !== known.cloud || own.tenant?.toLowerCase() !== known.tenant?.toLowerCase()) {
        return "otherTenant";
    }
    const withId = own.application !== undefined && known.application === undefined;
    return withId ? "issuerWithApplicationId" : "otherSpelling";
}

/** What is known of the signature where none could be made: the certificate that Entra signs with. */
export interface UnsignedBy {
    thumbprint: string;
    name: string;
}

export async function checkSignature(
    trail: Trail,
    read: ReadResponse,
    document: ProviderDocument,
    unsigned: UnsignedBy | undefined,
): Promise<void> {
    const about = "signature";
    const known = document.certificates.map(({ name }) => name).join(", ");
    if (unsigned !== undefined) {
        const inUse = document.certificates.find(({ thumbprint }) => thumbprint === unsigned.thumbprint);
        if (inUse === undefined) {
            const seen =
                unsigned.name === unsigned.thumbprint
                    ? unsigned.thumbprint
                    : `${unsigned.name} (${unsigned.thumbprint})`;
            trail.stop("signatureInvalid", "certificateNotInProvider", { about, seen, expected: known });
        }
        trail.checked("signingCertificateKnown", inUse?.name);
        trail.assumed(about, "the private key is Entra's, so that no signature could be made and verified here");
        return;
    }
    const answer = await document.verifier.verify(read);
    if (answer.signed) {
        trail.checked(about, `${answer.by}, over the ${answer.over}`);
        if (answer.over === "response") {
            trail.assumed("responseSignature", "AWS does not document whether the assertion must be signed itself");
        }
        return;
    }
    const comparison: Comparison = { about, seen: answer.words };
    switch (answer.because) {
        case "notSigned":
            return trail.stop("signatureInvalid", "notSigned", comparison);
        case "changed":
            return trail.stop("signatureInvalid", "changedAfterSigning", comparison);
        case "wrong":
            return trail.stop(
                "signatureInvalid",
                "certificateNotInProvider",
                { ...comparison, expected: known },
                { seen: cameAlong(read) },
            );
        default:
            return trail.stop("hostileResponse", answer.because, comparison);
    }
}

/** The certificate that the signature says it was made with; undefined without one. */
function cameAlong({ enclosedCertificates: [certificate] }: ReadResponse): string | undefined {
    return certificate === undefined ? undefined : thumbprintOf(Buffer.from(certificate, "base64"));
}
