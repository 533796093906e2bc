/** The form of the catalogue's entries. */
import type { CheckId } from "../checks";
import type { Comparison } from "../explain/compare/comparison";
import type { HarAttempt } from "../explain/har/harAttempt";
import type { Sureness } from "../sureness";

/** Who refuses: one of the hops, or the browser between them. */
export type RefusedBy = "entra" | "aws" | "connect" | "cognito" | "browser";

/**
 * What it depends on, beside the stack. `person`: whose sign-in it is. `directory`: what the directory holds of the person.
 * `response`: the SAML response, in which every cause is visible. `time`: when the response arrives.
 */
export type DependsOn = "person" | "directory" | "response" | "time";

/**
 * One way in which a sign-in fails.
 *
 * In all texts `{name|words}` stands for a value: it is replaced by the value where that is known, else by the words, and
 * matches anything when somebody's text is compared with it. `{name}` has no words and shows as `<name>`.
 */
export interface SignInError {
    refusedBy: RefusedBy;
    /** `false`: no page shows a refusal, but the sign-in does not end in Connect. */
    refuses?: false;
    /** `permission`: AWS's sign-in has accepted the response before. @default - the stage of `refusedBy` */
    stage?: "permission";
    /** Entra's code, `AADSTS50105`: the first text begins with it. */
    code?: string;
    /**
     * What the person reads, in the cloud's own words: the current wording first, older ones after it, what AWS's programs add
     * behind it once. None where the cloud shows nothing of its own, or where its words are not documented.
     */
    texts: readonly string[];
    /** One sentence: what the refusal means. */
    meaning: string;
    /** By name, likeliest first. */
    causes: Readonly<Record<string, Cause>>;
    /** Where texts and causes are documented or reported. */
    sources: readonly string[];
    /** @default [] */
    dependsOn?: readonly DependsOn[];
    /** What a walk checks of it: where one of these is right, the deployment would not end so. @default [] */
    checks?: readonly CheckId[];
    /** How to recognize it in a paste by more than its texts. */
    recognize?: Recognize;
    /** How to recognize it in a recording by its requests, whatever the pages say. */
    inRecording?: (recording: HarAttempt) => Sign | undefined;
}

/** Entries as a file of the catalogue has them: who refuses, and Entra's code, follow from where they stand and from their text. */
export type Entries = Record<
    string,
    Omit<SignInError, "refusedBy" | "code" | "texts"> & Partial<Pick<SignInError, "texts">>
>;

/** One reason for it. */
export interface Cause {
    /** A sentence in plain words. */
    cause: string;
    /** Part of the SAML response in which it is visible. One of this and `confirm` is required. */
    shownIn?: ResponsePart;
    /** How to see that it is this one, with a command where there is one. */
    confirm?: string;
    /** What to change, in this project's configuration keys. */
    change: string;
    /** `never`: no walk of a deployment ends with it. `notAlways`: it can also be outside of what an export holds. @default - always */
    inWalk?: "never" | "notAlways";
    /** A response alone does not show it: the person has no value for the attribute in the directory. */
    isInDirectory?: true;
    /** It happens every day, whatever the deployment is. */
    isEveryday?: true;
    /** Whether the words themselves say that it is this cause. */
    saidBy?: (said: Said) => Told | undefined;
}

/** In the words of `responseParts`. */
type ResponsePart = keyof typeof responseParts;

export const responseParts = {
    claims: "the claims of the response",
    subject: "the subject of the response",
    status: "the status of the response and its message",
    signature: "what is signed in the response, and whether the signature fits",
    audience: "the audience of the response",
    content: "what is wrong in the response, and where",
} as const;

interface Recognize {
    /** Words of its texts without which the rest is what any service says. `beside`: must be in the paste, too. */
    telling?: readonly { words: string; beside?: RegExp }[];
    /** Few words are the error's own where the paste has this, too. */
    sureBeside?: RegExp;
    /** What people say of it, where the cloud has no words. */
    described?: readonly RegExp[];
    /** Something in the words that no text of the cloud has. */
    sign?: (text: string) => Omit<Sign, "causeId"> | undefined;
    /** Words right behind those of its texts that show that it is another error. */
    unless?: RegExp;
    /** The values in its text show that it belongs to another website. */
    isElsewhere?: (values: Values) => boolean;
}

/** What was pasted, and what is known about it. */
export interface Said {
    pasted: string;
    /** By the names of the places in the error's text. */
    values: Values;
    /** What the words name, beside the deployment's; empty without a deployment. */
    comparisons: readonly Comparison[];
    /** The session name of a person in the words, where the deployment has no such Connect user. */
    stranger: string | undefined;
}

export interface Told {
    values?: Values;
    /** That it is this cause. @default - as sure as the error itself */
    sureness?: Sureness;
}

/** What words or a recording show. */
interface Sign {
    /** A noun phrase, or a sentence without its full stop. */
    evidence: string;
    sureness: Sureness;
    /** @default - the likeliest cause */
    causeId?: string;
    values?: Values;
}

/** Values for the places in a text. */
export type Values = Readonly<Record<string, string | undefined>>;
