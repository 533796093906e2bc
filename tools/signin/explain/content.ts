/** What an input says of itself. */

/** What it says, and its name for people. */
const named = {
    issuer: "issuer",
    audience: "audience",
    recipient: "recipient",
    valid: "valid",
    issued: "issued",
    nameId: "NameID",
    role: "Role",
    roleSessionName: "RoleSessionName",
    sessionDuration: "SessionDuration",
    otherClaims: "other claims",
    signed: "signed",
    loginUrl: "login URL",
    parameter: "parameter",
    relayState: "relay state",
    encoded: "URL-encoded",
    size: "size",
    way: "way",
    postedTo: "posted to",
    reached: "reached",
    user: "user",
    application: "application",
    clientId: "client id",
    code: "code",
    reason: "reason",
    time: "time",
    records: "records",
} as const;

export type ContentId = keyof typeof named;

export interface Content {
    id: ContentId;
    /** Its name for people. */
    what: string;
    /** Redacted. */
    value: string;
}

/** Without those that are not there. */
export function contents(found: readonly (readonly [ContentId, string | undefined])[]): Content[] {
    return found.flatMap(([id, value]) =>
        value === undefined || value === "" ? [] : [{ id, what: named[id], value }],
    );
}
