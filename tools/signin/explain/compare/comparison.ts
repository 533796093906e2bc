/** A value of the input beside the deployment's. */

/** What is compared, and its name for people. */
export const compared = {
    issuer: "issuer",
    audience: "audience",
    recipient: "recipient",
    role: "role",
    samlProvider: "SAML provider",
    certificate: "certificate (SHA-1)",
    sessionName: "RoleSessionName, in the list of users",
    relayState: "relay state",
    clientId: "client id",
    tenant: "tenant",
    identifier: "identifier",
    replyUrl: "reply URL",
    signedInUser: "signed-in user, in the list of users",
    instance: "instance",
    session: "session name, in the list of users",
    person: "person, in the list of users",
} as const;

export type ComparisonId = keyof typeof compared;

export interface Comparison {
    id: ComparisonId;
    /** Its name for people. */
    what: string;
    seen: string;
    expected: string;
    same: boolean;
    /** On a difference: a near miss, in words. */
    remark?: string;
}

/** The one of this kind that differs. */
export function difference(comparisons: readonly Comparison[], ...ids: ComparisonId[]): Comparison[] {
    return comparisons.filter(({ id, same }) => !same && ids.includes(id));
}
