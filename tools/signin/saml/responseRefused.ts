/** Causes of the catalogue's `hostileResponse`, and what is no whole response, or one of another kind. */
export type RefusedBecause =
    | "malformed"
    | "cutOff"
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
