/** What somebody has handed in. */
import type { SignInRecord } from "../log/signInRecord";

/** No larger input is looked at, in bytes. */
export const largestInput = 64 * 1024 * 1024;

export interface SamlResponseInput {
    kind: "samlResponse";
    /** The wrapping it came in. `deflated`: by the redirect binding, which AWS does not offer. */
    form: "xml" | "base64" | "urlEncoded" | "form" | "deflated";
    /** Base64 as it would be posted: the wrapping is off, mistakes of the base64 itself are left in. A secret. */
    samlResponse: string;
    /** Whether it is base64 as AWS takes it (standard alphabet, padded; blanks and line ends aside). */
    strictBase64: boolean;
    /** Standard base64 of the same message, where `samlResponse` is not strict or is deflated. A secret. */
    repaired?: string;
    /** Redacted by `redactUrl`. */
    relayState?: string;
    /** Where the form posts it, redacted. */
    action?: string;
    /** It is a page or request with all of its fields, so that a relay state that is not there was not sent. */
    isWhole?: boolean;
    /** ARNs of the roles that AWS's page offers, with the response in it. */
    roles?: string[];
}

type InputKind =
    | { kind: "har"; har: unknown }
    | SamlResponseInput
    | { kind: "assertion"; xml: string }
    /** AWS's page that asks for a role, without the response in it. */
    | { kind: "rolePage"; roles: string[] }
    /** `what`: a noun and why it is of no use here. */
    | { kind: "otherMessage"; what: string }
    | { kind: "samlRequest" }
    | { kind: "metadata" }
    | { kind: "deployment" }
    | { kind: "directory" }
    | { kind: "signInLog"; records: SignInRecord[] }
    /** `what`: a noun, `a list of risky users`. */
    | { kind: "otherList"; what: string }
    /** `what`: a noun and what to do, `a PNG picture: copy its words`. */
    | { kind: "binary"; what: string }
    | { kind: "tooLarge"; bytes: number; limit: number }
    | { kind: "empty" }
    /** Not redacted. Of an HTML page the words that are seen, and the error that Microsoft's page carries in its script. */
    | { kind: "text"; text: string };

/** With what was done to recognise it: clauses. */
export type RecognizedInput = InputKind & { notes: string[] };
