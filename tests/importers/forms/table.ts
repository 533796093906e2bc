import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One argument of a component. */
export interface Row {
    /** Where it stands in the arguments. */
    path: readonly string[];
    /** A valid value; a list or a map stands for an argument whose items may be Outputs, too. */
    good: unknown;
    /** A value that the component refuses; absent where any text will do. */
    bad?: unknown;
    /** An Output of it is refused in words. */
    plain?: true;
    required?: true;
    /** What goes with it, in place of the arguments that every component of the class gets. */
    instead?: Readonly<Record<string, unknown>>;
}

/** Values that the emulated clouds begin with. */
export const known = {
    tenantId: "3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846",
    callerId: "b7e1c0d4-2f63-4d8a-9c15-6e08f4a3d7b2",
    bobId: "e20c85b7-3a4f-49d1-8e6b-97f1d50a2c38",
    agentsId: "7c16d8f2-e3a5-4b90-8f27-d04b9e6a1c53",
    instanceId: "11111111-2222-4333-8444-555555555555",
    instanceArn: "arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222-4333-8444-555555555555",
    roleArn: "arn:aws:iam::123456789012:role/ConnectAgents",
    userPoolId: "eu-central-1_Contoso01",
    domainCertificate: "arn:aws:acm:us-east-1:123456789012:certificate/1",
    otherProviderArn: "arn:aws:iam::123456789012:saml-provider/Other",
} as const;

/** Stands for the value that every component of the class gets. */
export const own = "(its own)";
const metadata = readFileSync(join(__dirname, "metadata.xml"), "utf8");
/** In every secret that can hold it, and to be found nowhere afterwards. */
export const marker = "s3cr3t";
const tags = { good: { note: marker }, bad: { "aws:note": marker } };
const flag = { good: false, bad: marker };
const guid = (good: string) => ({ good, bad: marker });

const instanceRows: Row[] = [
    { path: ["inboundCallsEnabled"], ...flag },
    { path: ["outboundCallsEnabled"], ...flag },
    { path: ["contactFlowLogsEnabled"], ...flag },
    { path: ["contactLensEnabled"], ...flag },
    { path: ["tags"], ...tags },
    { path: ["protection"], good: false, plain: true },
];

const certificateRows: Row[] = [
    { path: ["certificates"], good: { initial: {} }, plain: true },
    { path: ["certificates", "initial", "endDate"], good: "2027-06-01T00:00:00Z", bad: `2027-06-01 ${marker}` },
    { path: ["certificates", "initial", "displayName"], good: `CN=${marker}`, bad: marker },
    { path: ["signingCertificate"], good: "initial", plain: true },
    { path: ["retiredCertificates"], good: ["old"], plain: true },
    { path: ["alsoTrustedCertificates"], good: [], plain: true },
];

const activationRow: Row = { path: ["certificateActivation"], good: false, plain: true };

const appRows: Row[] = [
    { path: ["owners"], good: [known.callerId], bad: [marker] },
    { path: ["notificationEmailAddresses"], good: [`${marker}@contoso.example`], bad: [marker] },
    { path: ["tenantId"], ...guid(known.tenantId) },
    { path: ["environment"], good: "global", plain: true },
];

const federationRows: Row[] = [
    { path: ["alsoTrustedSamlProviders"], good: [known.otherProviderArn], bad: [marker] },
    { path: ["retiredSamlProviders"], good: [known.otherProviderArn], plain: true },
    { path: ["existingRoleName"], good: "ConnectAgents", plain: true },
];

const userRows = (username: string): Row[] => {
    const row = (field: string, row: Omit<Row, "path">): Row => ({ path: ["users", username, field], ...row });
    return [
        row("firstName", { good: `First ${marker}`, bad: "", required: true }),
        row("lastName", { good: `Last ${marker}`, bad: "", required: true }),
        row("securityProfiles", { good: ["Admin"], bad: [], required: true }),
        row("routingProfile", { good: "Basic Routing Profile", bad: "" }),
        row("phoneType", { good: "DESK_PHONE", bad: marker }),
        row("deskPhoneNumber", { good: "+4930123456", bad: marker }),
        row("afterContactWorkTimeLimitSeconds", { good: 30, bad: -1 }),
        row("autoAccept", flag),
        row("secondaryEmail", { good: `${marker}@mail.example`, bad: marker }),
        row("tags", tags),
        row("userId", { good: known.bobId, plain: true }),
    ];
};

const attribute = "userPrincipalName";

/** Every argument of every component. */
export const table: Record<string, readonly Row[]> = {
    ConnectInstance: [
        { path: ["instanceAlias"], good: own, bad: `-${marker}` },
        { path: ["existingInstanceId"], ...guid(known.instanceId), instead: {} },
        ...instanceRows,
    ],
    EntraSamlApp: [
        { path: ["displayName"], good: `App ${marker}`, bad: "", required: true },
        { path: ["identifier"], good: own, bad: `no uri ${marker}`, required: true },
        { path: ["replyUrl"], good: `https://${marker}.example/acs`, bad: marker, required: true },
        { path: ["relayState"], good: `https://${marker}.example/`, bad: marker },
        { path: ["appRoleAssignmentRequired"], ...flag },
        ...certificateRows,
        ...appRows,
        { path: ["protection"], good: false, plain: true },
    ],
    AwsSamlFederation: [
        { path: ["samlMetadataDocument"], good: metadata, bad: marker, required: true },
        { path: ["instanceArn"], good: known.instanceArn, bad: marker, required: true },
        { path: ["samlProviderName"], good: own, bad: `${marker}!` },
        { path: ["roleName"], good: own, bad: `${marker}!` },
        ...federationRows,
        { path: ["retiredCertificates"], good: ["old"], plain: true },
        { path: ["signingCertificate"], good: "initial", plain: true },
        { path: ["issuer"], good: `https://${marker}.example/`, bad: "" },
        { path: ["maxSessionDurationSeconds"], good: 7200, bad: 1 },
        { path: ["region"], good: "eu-central-1", bad: "" },
        { path: ["tags"], ...tags },
        { path: ["protection"], good: false, plain: true },
    ],
    EntraAwsClaims: [
        { path: ["servicePrincipalId"], good: own, bad: marker, required: true },
        { path: ["roleArn"], good: known.roleArn, bad: marker, required: true },
        { path: ["samlProviderArn"], good: known.otherProviderArn, bad: marker, required: true },
        { path: ["roleSessionNameAttribute"], good: "mail", bad: marker },
        { path: ["sessionDurationSeconds"], good: 3600, bad: 1 },
        { path: ["maxSessionDurationSeconds"], good: 7200, bad: 1 },
        { path: ["displayName"], good: `Claims ${marker}`, bad: "" },
        { path: ["protection"], good: false, plain: true },
    ],
    ConnectUsers: [
        { path: ["instanceId"], good: known.instanceId, bad: marker, required: true },
        { path: ["users"], good: {}, plain: true, required: true },
        ...userRows("USER"),
        { path: ["removedUsers"], good: ["gone@contoso.example"], plain: true },
        { path: ["protection"], good: false, plain: true },
    ],
    EntraSigningCertificate: [
        { path: ["signingCertificate"], good: "initial", plain: true, required: true },
        { path: ["certificates"], good: own, bad: { initial: marker }, required: true },
        { path: ["servicePrincipalObjectId"], good: own, bad: marker, required: true },
    ],
    EntraAppAssignments: [
        { path: ["servicePrincipalObjectId"], good: own, bad: marker, required: true },
        { path: ["users"], good: ["alice@contoso.example"], plain: true },
        { path: ["userAttribute"], good: attribute, plain: true },
        { path: ["groups"], good: { agents: known.agentsId }, plain: true },
        { path: ["groups", "agents"], ...guid(known.agentsId) },
        { path: ["removedGroups"], good: ["gone"], plain: true },
        { path: ["appRoleId"], ...guid("00000000-0000-0000-0000-000000000000") },
        { path: ["protection"], good: false, plain: true },
    ],
    CognitoFederation: [
        { path: ["userPoolName"], good: own, bad: `${marker}!` },
        { path: ["existingUserPoolId"], good: known.userPoolId, bad: marker, instead: { domainPrefix: "contoso-old" } },
        { path: ["domainPrefix"], good: own, bad: `-${marker}` },
        {
            path: ["customDomain"],
            good: "auth.contoso.example",
            bad: marker,
            instead: { certificateArn: known.domainCertificate },
        },
        {
            path: ["certificateArn"],
            good: known.domainCertificate,
            bad: marker,
            instead: { customDomain: "login.contoso.example" },
        },
        { path: ["appClients"], good: {}, plain: true, required: true },
        {
            path: ["appClients", "desktop", "callbackUrls"],
            good: [`https://${marker}.example/`],
            bad: [marker],
            required: true,
        },
        { path: ["appClients", "desktop", "removedCallbackUrls"], good: ["https://gone.example/"], plain: true },
        { path: ["appClients", "desktop", "logoutUrls"], good: [`https://${marker}.example/`], bad: [marker] },
        { path: ["appClients", "desktop", "scopes"], good: ["openid"], bad: [marker] },
        { path: ["appClients", "desktop", "generateSecret"], good: false, plain: true },
        { path: ["removedAppClients"], good: ["gone"], plain: true },
        { path: ["providerName"], good: own, bad: `_${marker}` },
        { path: ["attributeMapping"], good: { email: marker }, bad: { mail: marker } },
        { path: ["signOutOfEntra"], good: true, plain: true },
        { path: ["displayName"], good: `App ${marker}`, bad: "" },
        { path: ["startUrl"], good: `https://${marker}.example/`, bad: marker },
        { path: ["appRoleAssignmentRequired"], ...flag },
        ...certificateRows,
        activationRow,
        ...appRows,
        { path: ["tags"], ...tags },
        { path: ["protection"], good: false, plain: true },
    ],
    ConnectSso: [
        { path: ["instanceAlias"], good: own, bad: `-${marker}` },
        {
            path: ["existingInstanceId"],
            ...guid(known.instanceId),
            instead: { newRole: true },
        },
        ...instanceRows,
        { path: ["displayName"], good: `App ${marker}`, bad: "" },
        { path: ["identifier"], good: own, bad: `no uri ${marker}` },
        { path: ["landingPage"], good: "agentWorkspace", bad: marker },
        { path: ["sessionDurationSeconds"], good: 3600, bad: 1 },
        { path: ["roleSessionNameAttribute"], good: attribute, plain: true },
        { path: ["users"], good: {}, plain: true, required: true },
        ...userRows("admin@contoso.example"),
        { path: ["users", "admin@contoso.example", "signIn"], good: true, plain: true },
        { path: ["users", "admin@contoso.example", "objectId"], ...guid(known.callerId) },
        { path: ["removedUsers"], good: ["gone@contoso.example"], plain: true },
        { path: ["groups"], good: { agents: known.agentsId }, plain: true },
        { path: ["groups", "agents"], ...guid(known.agentsId) },
        { path: ["removedGroups"], good: ["gone"], plain: true },
        { path: ["directoryLookup"], good: true, plain: true },
        ...certificateRows,
        activationRow,
        ...appRows,
        ...federationRows,
        { path: ["roleName"], good: "ConnectPeople", plain: true },
        { path: ["samlProviderName"], good: "ConnectPeople", plain: true },
        { path: ["newRole"], good: false, plain: true },
    ],
};
