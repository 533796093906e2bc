/** A SAML response with what came along. */
export interface PostedResponse {
    /** Base64 as it was posted: wrappings are off, mistakes of the base64 itself are left in. A secret. */
    samlResponse: string;
    /** The same message in the base64 that AWS takes, where it was posted in another, or deflated. A secret. */
    repaired?: string;
    /** Redacted by `redactUrl`. */
    relayState?: string;
    /** It is a page or request with all of its fields, so that a relay state that is not there was not sent. */
    isWhole?: boolean;
    /** Handed in by itself, and not out of a recording, a page or a request: layout and redactions may be the copy's alone. */
    isCopy?: boolean;
    /** It was an assertion without its response. */
    isAssertion?: boolean;
    /** Where it was posted, redacted, if that is known. */
    postedTo?: string;
    /** ARN of the role that the person chose, where AWS asked for one. */
    roleChosen?: string;
}
