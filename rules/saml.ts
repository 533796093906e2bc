/** SAML's part of the rules under one name: certificates, the metadata document, and what a new document would lose. */
export { type CertificateLosses, certificateLosses } from "./certificateLosses";
export { deriveMetadataDocument, metadataDocumentProblem, readMetadataDocument } from "./metadataDocument";
export { type CertificateFacts, type SigningCertificate, thumbprintOf } from "./signingCertificate";
