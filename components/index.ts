// The public surface: what other Pulumi programs import. Belongs here: re-exports only. Not here: anything of internal/.
export { type AwsSamlEndpoints, awsSamlEndpoints } from "../rules/awsSignIn";
export { roleSessionNameAttributes } from "../rules/claims";
export { entraEnvironments } from "../rules/entra";
export { connectRelayState, landingPages } from "../rules/relayState";
export { AwsSamlFederation, type AwsSamlFederationArgs } from "./awsSamlFederation";
export { ConnectInstance, type ConnectInstanceArgs } from "./connectInstance";
export { ConnectSso } from "./connectSso";
export type { ConnectSsoArgs, ConnectSsoUserEntry } from "./connectSsoArgs";
export { type ConnectUserEntry, ConnectUsers, type ConnectUsersArgs, phoneTypes } from "./connectUsers";
export { EntraAwsClaims, type EntraAwsClaimsArgs } from "./entraAwsClaims";
export { EntraSamlApp, type EntraSamlAppArgs } from "./entraSamlApp";
export type { SigningCertificateEntry, SigningCertificateFacts } from "./internal/signingCertificates";
