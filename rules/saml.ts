/** SAML's part of the rules under one name: certificates, the metadata document, and what a new document would lose. */
export { anyOfThem } from "./certificateLosses";
export { deriveMetadataDocument, metadataDocumentProblem, readMetadataDocument } from "./metadataDocument";
export { metadataCertificates, metadataLosses } from "./metadataLosses";
export { type CertificateFacts, plainThumbprint, thumbprintOf } from "./signingCertificate";
