/** A SAML response with what came along. */
export interface PostedResponse {
    /** Base64, as it was posted. A secret. */
    samlResponse: string;
    /** The same bytes in the base64 that AWS takes, where it was posted in another. A secret. */
    repaired?: string;
    relayState?: string;
    /** The other fields of the post are known, so that a relay state that is not there was not sent. */
    isWhole?: boolean;
    /** Handed in by itself, and not out of a recording, a page or a request: layout and redactions may be the copy's alone. */
    isCopy?: boolean;
    /** It was an assertion without its response. */
    isAssertion?: boolean;
    /** Where it was posted, if that is known. */
    postedTo?: string;
    /** ARN of the role that the person chose, where AWS asked for one. */
    roleChosen?: string;
}
