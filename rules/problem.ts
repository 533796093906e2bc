/** One thing wrong with what somebody wrote: where it stands, and what is wrong with it. */
export interface Problem {
    /** Where the value stands, key by key, as its author wrote it: `["users", "alice@contoso.example", "firstName"]`. */
    path: string[];
    /** A predicate that follows the field's name: `must be 1 to 100 bytes long, got ""`. */
    message: string;
}
