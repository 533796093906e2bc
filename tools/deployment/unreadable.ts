/** Something a file can't tell: what it is, why not, and what supplies it. Plain data, so that it can go to a worker. */
export interface Unreadable {
    /** A noun: `the metadata document of the SAML provider sso`. */
    unreadable: string;
    /** A clause: `the export holds it as ciphertext`. */
    why: string;
    /** An instruction: ``export the stack with `pulumi stack export --show-secrets` ``. */
    supply: string;
}

/** A value of a deployment that may be unreadable. */
export type Readable<T> = T | Unreadable;

/** Why there is no value, before it is said of what. */
export type Gap = Omit<Unreadable, "unreadable">;

/** What brings a state up to date with the clouds. */
export const exportAgain = "run `pulumi refresh`, then export the stack again";

/** What shows a change of the program in an export. */
export const upThenExport = "run `pulumi up`, then export the stack again";

/** What lets an update that stopped half way come to its end. */
export const finishUpdate = "run `pulumi up` to the end, then export the stack again";

export function isUnreadable(value: unknown): value is Unreadable {
    return typeof value === "object" && value !== null && "unreadable" in value;
}

export function isGap(found: { value: unknown } | Gap): found is Gap {
    return !("value" in found);
}
