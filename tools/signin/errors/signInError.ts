/** The form of the catalogue's entries. */

/** Who refuses: one of the three hops, or the browser between them. */
export type RefusedBy = "entra" | "aws" | "connect" | "browser";

/**
 * One way in which a sign-in is refused.
 *
 * In all texts `{name|words}` stands for a value: it is replaced by the value where that is known, else by the words, and
 * matches anything when somebody's text is compared with it. `{name}` has no words and shows as `<name>`.
 */
export interface SignInError {
    refusedBy: RefusedBy;
    /** Entra's code, `AADSTS50105`. */
    code?: string;
    /**
     * What the person reads, in the cloud's own words: the wording in use first, older ones after it. Empty where the cloud
     * shows nothing of its own, or where its words are not documented.
     */
    texts: string[];
    /** One sentence: what the refusal means. */
    meaning: string;
    /** By name, likeliest first. */
    causes: Readonly<Record<string, Cause>>;
    /** Where texts and causes are documented or reported. */
    sources: string[];
}

/** One reason for it. */
export interface Cause {
    /** A sentence in plain words. */
    cause: string;
    /** How to see that it is this one, with a command where there is one. */
    confirm: string;
    /** What to change, in this project's configuration keys. */
    change: string;
}

/** Values for the places in a text. */
export type Values = Readonly<Record<string, string | undefined>>;
