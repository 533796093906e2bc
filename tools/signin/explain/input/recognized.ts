/** What somebody has handed in. */
import type { SignInRecord } from "../log/signInRecord";
import type { PostedResponse } from "../postedResponse";

/** No larger input is looked at, in bytes. */
export const largestInput = 64 * 1024 * 1024;

type Recognized =
    | { kind: "har"; har: unknown }
    /** `roles`: ARNs of the roles that AWS's page offers, with the response in it. */
    | { kind: "samlResponse"; posted: PostedResponse; roles?: string[] }
    /** AWS's page that asks for a role, without the response in it. */
    | { kind: "rolePage"; roles: string[] }
    | { kind: "signInLog"; records: SignInRecord[] }
    /** Not redacted. Of an HTML page the words that are seen, and the error that Microsoft's page carries in its script. */
    | { kind: "text"; text: string }
    /** It tells nothing of a sign-in. `problem`: what it is, and what to give instead. */
    | { kind: "other"; problem: string };

/** With what was done to recognise it: clauses. */
export type RecognizedInput = Recognized & { notes: string[] };

export const other = (problem: string): RecognizedInput => ({ kind: "other", problem, notes: [] });

export const lookedFor =
    "looked for an error text or code of Entra, AWS or Amazon Connect, a relay state, a SAMLResponse (XML, base64, URL-encoded, in a form, a " +
    "request or JSON), a HAR file and Entra's sign-in log; docs/sign-in-errors.md lists what is known";

/** Why it is larger than what is read, and what to do. */
export function tooLarge(bytes: number): string {
    return `it has ${bytes} bytes, and ${largestInput} is the most that is read; save a HAR file without other pages`;
}
