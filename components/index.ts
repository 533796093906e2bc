// The public surface: what other Pulumi programs import. Belongs here: re-exports only. Not here: anything of internal/.

export { type AwsPermissionTarget, type AwsPolicyDocument, awsPermissions } from "../rules/awsPermissionPolicy";
export { type AwsSamlEndpoints, awsSamlEndpoints } from "../rules/awsSignIn";
export { roleSessionNameAttributes } from "../rules/claims";
export { phoneTypes } from "../rules/connect";
export { entraEnvironments } from "../rules/entra";
export { graphPermissions } from "../rules/graphPermissions";
export { federationArns } from "../rules/iam";
export type { PermissionPurpose } from "../rules/permissions";
export type { Problem } from "../rules/problem";
export { connectRelayState, landingPages } from "../rules/relayState";
export type { AwsSamlFederationArgs } from "./args/awsSamlFederationArgs";
export type {
    CognitoAppClientEntry,
    CognitoAppClientFacts,
    CognitoFederationArgs,
} from "./args/cognitoFederationArgs";
export type { ConnectInstanceArgs } from "./args/connectInstanceArgs";
export type { ConnectSsoArgs, ConnectSsoUserEntry } from "./args/connectSsoArgs";
export type { ConnectUserEntry, ConnectUsersArgs } from "./args/connectUsersArgs";
export type { EntraAppAssignmentsArgs } from "./args/entraAppAssignmentsArgs";
export type { EntraAwsClaimsArgs } from "./args/entraAwsClaimsArgs";
export type { EntraSamlAppArgs, SigningCertificateEntry, SigningCertificateFacts } from "./args/entraSamlAppArgs";
export type { EntraSigningCertificateArgs } from "./args/entraSigningCertificateArgs";
export { AwsSamlFederation } from "./awsSamlFederation";
export { CognitoFederation } from "./cognitoFederation";
export { ConnectEntraSsoError } from "./connectEntraSsoError";
export { ConnectInstance } from "./connectInstance";
export { ConnectSso } from "./connectSso";
export { ConnectUsers } from "./connectUsers";
export { EntraAppAssignments } from "./entraAppAssignments";
export { EntraAwsClaims } from "./entraAwsClaims";
export { EntraSamlApp } from "./entraSamlApp";
export { EntraSigningCertificate } from "./entraSigningCertificate";
