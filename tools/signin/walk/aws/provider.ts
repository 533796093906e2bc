/** Whether the response is the identity provider's: AWS compares issuer and signature with the SAML provider's document. */
import type { webcrypto } from "node:crypto";
import { type CertificateFacts, readMetadataDocument, thumbprintOf } from "../../../../rules/saml";
import type { Deployment } from "../../../deployment/deployment";
import { isUnreadable, type Readable } from "../../../deployment/unreadable";
import type { CauseId } from "../../errors";
import type { ReadResponse, SamlAssertion } from "../../saml/response";
import { SignatureVerifier } from "../../saml/verifySignature";
import { isOwn, unreadPart } from "../isOwn";
import type { Refusal, Trail } from "../trail";
import { likeName } from "./likeName";
import type { RolePair } from "./rolePair";

type Certificate = CertificateFacts & {
    /** For messages: the key's name with the thumbprint. */
    name: string;
};

/** A SAML provider's document. */
export interface ProviderDocument {
    entityId: string;
    certificates: Certificate[];
}

/** An Error where it can't be read. */
export type ReadDocument = (document: string) => ProviderDocument | Error;

/** Reads documents once each. */
export function providerDocuments(): ReadDocument {
    const read = new Map<string, ProviderDocument | Error>();
    return (document) => {
        const known = read.get(document) ?? readOne(document);
        read.set(document, known);
        return known;
    };
}

function readOne(document: string): ProviderDocument | Error {
    try {
        const { entityId, certificates } = readMetadataDocument(document);
        const named = ({ keyName, thumbprint }: CertificateFacts) =>
            keyName === undefined ? thumbprint : `${keyName} (${thumbprint})`;
        return { entityId, certificates: certificates.map((one) => ({ ...one, name: named(one) })) };
    } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
    }
}

/** The document of the provider that the Role claim names; undefined, with a note, where it is not known. */
export function findProvider(
    trail: Trail,
    deployment: Deployment,
    pair: RolePair,
    { issuer, read }: { issuer?: string; read: ReadDocument },
): ProviderDocument | undefined {
    const about = "samlProviderExists";
    const found = deployment.samlProviders.find(({ arn }) => arn === pair.providerArn);
    if (found === undefined) {
        const unread =
            deployment.samlProviders.map(({ arn }) => arn).find(isUnreadable) ??
            unreadPart(deployment, "samlProvider", pair.providerArn);
        if (unread !== undefined) {
            return trail.tryRead<never>(about, unread);
        }
        const arns = deployment.samlProviders.flatMap(({ arn }) => (isUnreadable(arn) ? [] : [arn]));
        const ofIssuer = deployment.samlProviders.find(({ metadataDocument }) => isOf(metadataDocument, issuer, read));
        const meant = ofIssuer === undefined || isUnreadable(ofIssuer.arn) ? undefined : ofIssuer.arn;
        const alike = likeName(pair.providerArn, arns);
        if (!isOwn(deployment) && alike === undefined) {
            return trail.unknown(about, {
                what: `the SAML provider ${pair.providerArn}`,
                why: `${deployment.source} ${arns.length === 0 ? "holds none" : "does not hold it"}`,
                supply: "give the export of the stack that makes it: a second --deployment FILE",
            });
        }
        return trail.stop("providerNotFound", "absent", { about, seen: pair.providerArn, expected: alike ?? meant });
    }
    trail.checked(about, pair.providerArn);
    const aboutDocument = "samlProviderDocument";
    const text = trail.tryRead(aboutDocument, found.metadataDocument);
    const document = text === undefined ? undefined : read(text);
    if (document instanceof Error) {
        // IAM holds it, so IAM has read it.
        return trail.unknown(aboutDocument, {
            what: `the issuer and the certificates in the document of ${pair.providerArn}`,
            why: `this command can't read it: ${document.message}`,
            supply: "sign in once; or replace the document with the identity provider's own metadata, an EntityDescriptor",
        });
    }
    return document;
}

/** In a stack of this project a document of the issuer's own is that of the provider that is meant. */
function isOf(document: Readable<string>, issuer: string | undefined, read: ReadDocument): boolean {
    const known = isUnreadable(document) ? undefined : read(document);
    return known !== undefined && !(known instanceof Error) && known.entityId === issuer;
}

export function checkIssuer(trail: Trail, assertion: Pick<SamlAssertion, "issuer">, document: ProviderDocument): void {
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

const known = ({ certificates }: ProviderDocument) => certificates.map(({ name }) => name).join(", ");

/** Whether AWS knows the certificate that Entra signs with: then it verifies what that certificate's key has signed. */
/** The certificate that Entra signs with, without a thumbprint where only its name is known. */
interface InUse {
    name: string;
    thumbprint?: string;
}

export function checkCertificate(trail: Trail, document: ProviderDocument, key: InUse): void {
    const about = "signingCertificateKnown";
    const { found, ...values } = comparedWith(document, key);
    if (found === undefined) {
        trail.stop("signatureInvalid", "certificateNotInProvider", { about, ...values });
    }
    trail.checked(about, found?.name);
}

/** The certificate in a document that is the one in use, with both sides for a refusal. */
export function comparedWith(
    document: ProviderDocument,
    { name, thumbprint }: InUse,
): { found: Certificate | undefined; seen: string; expected: string } {
    const found = document.certificates.find((one) =>
        thumbprint === undefined ? one.keyName === name : one.thumbprint === thumbprint,
    );
    const seen = thumbprint === undefined || name === thumbprint ? name : `${name} (${thumbprint})`;
    return { found, seen, expected: known(document) };
}

/** Verifies the signature of a response that was posted. */
export async function checkSignature(
    trail: Trail,
    read: ReadResponse,
    document: ProviderDocument,
    crypto: typeof webcrypto,
): Promise<void> {
    const about = "signature";
    const answer = await new SignatureVerifier(document.certificates, crypto).verify(read);
    if (answer.signed) {
        trail.checked(about, `${answer.by}, over the ${answer.over}`);
        if (answer.over === "response") {
            trail.assumed("responseSignature", "AWS does not document whether the assertion must be signed itself");
        }
        return;
    }
    const refusal: Refusal = { about, seen: answer.words };
    switch (answer.because) {
        case "notSigned":
            return trail.stop("signatureInvalid", "notSigned", refusal);
        case "changed":
            return trail.stop("signatureInvalid", "changedAfterSigning", refusal);
        case "wrong":
            return trail.stop(
                "signatureInvalid",
                "certificateNotInProvider",
                { ...refusal, expected: known(document) },
                { seen: cameAlong(read) },
            );
        default:
            return trail.stop("hostileResponse", answer.because, refusal);
    }
}

/** The certificate that the signature says it was made with; undefined without one. */
function cameAlong({ enclosedCertificates: [certificate] }: ReadResponse): string | undefined {
    return certificate === undefined ? undefined : thumbprintOf(Buffer.from(certificate, "base64"));
}
