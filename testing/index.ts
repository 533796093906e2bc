// The public surface of `connect-entra-sso/testing`. Belongs here: re-exports only.

export type { MockedDirectory, MockedGroup, MockedInstance, MockedUser, SsoMocksOptions } from "./options";
export type { ConnectUserRecord, LookUpRecord, ResourceRecord } from "./record";
export { type SsoMocks, ssoMocks } from "./ssoMocks";
