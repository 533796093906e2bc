/** People and groups of the Entra directory, as Microsoft Graph shows them. */

/** The directory, or what a file holds of it. */
export interface Directory {
    /** Where it was read from, for messages: `the rehearsal's directory`, a file's name. */
    source: string;
    /** The tenant's id, where the file says. */
    tenantId?: string;
    people: Person[];
    groups: Group[];
    /** Everybody's groups are among these: who is in none of them is a member of no other. */
    membershipsAreKnown?: boolean;
}

/**
 * A person. `null` is Graph's "not set"; a property that is absent was not exported, which is something else: the account
 * state and the kind of user are not, unless asked for (`az ad user list`, Graph's `/users`).
 */
export interface Person {
    /** Object id. */
    id?: string;
    userPrincipalName: string;
    accountEnabled?: boolean;
    /** `Member` or `Guest`. */
    userType?: string | null;
    displayName?: string | null;
    givenName?: string | null;
    surname?: string | null;
    mail?: string | null;
    /** Every text property of the export by its name in lower case, those above included. */
    attributes: Record<string, string | null>;
}

export interface Group {
    id: string;
    displayName?: string;
    /** Object ids of direct members. */
    members: string[];
    /** Object ids of groups that are members: their people are not assigned by it. */
    nestedGroups?: string[];
}
