/** Causes of the catalogue's `hostileResponse`, and what is a response of another kind. */
export type RefusedBecause =
    | "malformed"
    | "notResponse"
    | "doctype"
    | "encoding"
    | "comment"
    | "twoAssertions"
    | "signatureWrapping"
    | "duplicateAttribute"
    | "encrypted";

/** A response that is not read. The message is a clause that says what was found. */
export class ResponseRefused extends Error {
    constructor(
        readonly because: RefusedBecause,
        message: string,
    ) {
        super(message);
    }
}
